package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar under spark-submit, with executors in processes of their own. */
class SubmitIT {

  private static final String SWEEP =
      """
      name: small
      model: energy
      data: xor
      seed: 7
      replicates: 2
      parameters:
        epochs: {values: [5, 20]}
        beta: {values: [0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_1_1: {min: -2, max: 2, step: 0.5}
        weight_1_0_0: {min: -2, max: 2, step: 0.5}
      """;

  @TempDir private Path temp;

  @Test
  void executorsInOtherProcessesGiveTheRowsOfLocalMode() throws Exception {
    Path sweep = Files.writeString(temp.resolve("small.yaml"), SWEEP);
    run("submit", submit(sweep));
    run("local", local(sweep));
    String submitted = "'" + temp + "/submitted/small/waves/*/*.parquet'";
    String localOnes = "'" + temp + "/local/small/waves/*/*.parquet'";
    assertThat(number("SELECT count(*) FROM " + submitted)).isEqualTo(2 * 2 * 9 * 9 * 9 * 2);
    assertThat(number("SELECT count(DISTINCT trial) FROM " + submitted))
        .isEqualTo(2 * 2 * 9 * 9 * 9 * 2);
    assertThat(difference(submitted, localOnes)).isZero();
    assertThat(difference(localOnes, submitted)).isZero();
    assertThat(Files.readString(temp.resolve("submit.out")))
        .isEqualTo(Files.readString(temp.resolve("local.out")).replace("/local/", "/submitted/"));
  }

  private List<String> submit(Path sweep) throws Exception {
    String classPath = classPath();
    return List.of(
        java(),
        "@conf/jvm.options",
        "-Dlog4j2.configurationFile=conf/log4j2.properties",
        "-cp",
        classPath,
        "org.apache.spark.deploy.SparkSubmit",
        "--master",
        "local-cluster[2,1,1024]",
        "--conf",
        "spark.executor.extraClassPath=" + classPath,
        "--conf",
        "spark.ui.enabled=false",
        "--class",
        "org.basin.cli.Main",
        Path.of("target/basin.jar").toAbsolutePath().toString(),
        "run",
        sweep.toString(),
        "output.path=" + temp + "/submitted");
  }

  private List<String> local(Path sweep) throws Exception {
    return List.of(
        java(),
        "@conf/jvm.options",
        "-Dbasin.home=" + Path.of("").toAbsolutePath(),
        "-Dlog4j2.configurationFile=conf/log4j2.properties",
        "-cp",
        Path.of("target/basin.jar").toAbsolutePath() + File.pathSeparator + classPath(),
        "org.basin.cli.Main",
        "run",
        sweep.toString(),
        "output.path=" + temp + "/local");
  }

  private void run(String name, List<String> command) throws Exception {
    Path error = temp.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(temp.resolve(name + ".out").toFile())
            .redirectError(error.toFile());
    Path home = Files.createDirectories(temp.resolve("spark-home/jars")).getParent();
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(4, TimeUnit.MINUTES)).as(name + " ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(error)).isZero();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Spark and all else but Basin's own classes, which must come from the jar. */
  private static String classPath() throws Exception {
    return Files.readString(Path.of("target/classpath.txt")).strip();
  }

  private static long difference(String left, String right) throws Exception {
    return number("SELECT count(*) FROM (FROM " + left + " EXCEPT ALL FROM " + right + ")");
  }

  private static long number(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }
}
