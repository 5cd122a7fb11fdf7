package org.basin.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.basin.FastStart;

/**
 * A Spark installation made of the jars that Maven has: {@code jars/}, and the two scripts of
 * {@code bin/} that all others come down to.
 */
record SparkHome(Path folder) {

  /** Asks Spark's launcher for the command, which answers in words that end in NUL. */
  private static final String CLASS =
      """
      #!/usr/bin/env bash
      words=()
      {
        IFS= read -r _
        while IFS= read -r -d '' word; do words+=("$word"); done
      } < <(
        "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
          -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
      )
      exec "${words[@]}"
      """;

  private static final String SUBMIT =
      """
      #!/usr/bin/env bash
      exec "$SPARK_HOME/bin/spark-class" org.apache.spark.deploy.SparkSubmit "$@"
      """;

  /** Makes it, with an archive of the classes that most of its processes load. */
  static SparkHome assemble(Path folder) throws IOException, InterruptedException {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    String classPath = Files.readString(Path.of("target/spark-classpath.txt")).strip();
    for (String jar : classPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(jar).toAbsolutePath();
      Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
    }
    Path bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("spark-class"), CLASS);
    script(bin.resolve("spark-submit"), SUBMIT);
    SparkHome home = new SparkHome(folder);
    home.warmUp();
    return home;
  }

  private void warmUp() throws IOException, InterruptedException {
    Path made = folder.resolve("made.jsa");
    ProcessBuilder run =
        new ProcessBuilder(
            bin("spark-submit").toString(),
            "--master",
            "local[2]",
            "--class",
            "org.basin.cli.Main",
            "target/basin.jar",
            "warm-up");
    run.environment().putAll(environment());
    run.environment().put("SPARK_SUBMIT_OPTS", String.join(" ", FastStart.archiving(made)));
    FastStart.make(run, made, archive());
  }

  private Path archive() {
    return folder.resolve("classes.jsa");
  }

  static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path bin(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** What its processes find around them: everything listens on loopback. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        folder.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "SPARK_DAEMON_MEMORY",
        "256m",
        "JAVA_HOME",
        System.getProperty("java.home"),
        // executors inherit it from their worker
        "JDK_JAVA_OPTIONS",
        String.join(" ", FastStart.from(archive())));
  }
}
