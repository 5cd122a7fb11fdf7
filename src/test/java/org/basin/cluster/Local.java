package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.FastStart;

/** The command {@code run} without spark-submit, on this machine if it comes to training. */
final class Local {

  private Local() {}

  /** What a run prints that is done. */
  static String answer(Path logs, String name, String... arguments) throws Exception {
    try (Child child = run(logs, name, arguments)) {
      assertThat(child.exit()).as(child.err()).isZero();
      return child.out();
    }
  }

  static Child run(Path logs, String name, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@conf/jvm.options");
    command.addAll(FastStart.options());
    command.add("-Dlog4j2.configurationFile=conf/log4j2.properties");
    command.add("-cp");
    command.add(FastStart.classPath());
    command.add("org.basin.cli.Main");
    command.add("run");
    command.addAll(List.of(arguments));
    return Child.start(logs, name, Map.of("SPARK_LOCAL_IP", "127.0.0.1"), command);
  }
}
