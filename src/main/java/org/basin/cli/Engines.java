package org.basin.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.basin.kernel.Engine;

/** The engines of this build, each with whether it works on this machine. */
final class Engines {

  private Engines() {}

  /** By name: "ready", or the reason why not. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Engine engine : Engine.values()) {
      all.put(engine.label(), engine.state());
    }
    return all;
  }
}
