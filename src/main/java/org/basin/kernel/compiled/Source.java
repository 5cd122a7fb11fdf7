package org.basin.kernel.compiled;

import java.nio.charset.StandardCharsets;

/** A script as text for LLVM, for one kind of machine. */
final class Source {

  private final Script script;
  private final Target target;
  private final String text;
  private final String key;

  Source(Script script, Target target) {
    this.script = script;
    this.target = target;
    text = Assembly.of(script, target);
    key = Objects.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  Script script() {
    return script;
  }

  Target target() {
    return target;
  }

  String text() {
    return text;
  }

  /** The hash of the text, which is the same in every JVM. */
  String key() {
    return key;
  }
}
