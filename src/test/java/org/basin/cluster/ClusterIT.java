package org.basin.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basin.run.DeviceReport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged jars on a standalone cluster, submitted by the example in {@code jobs/submit}, with
 * results on HDFS: the rows are those of a run on this machine, whatever dies on the way.
 */
class ClusterIT {

  @TempDir private static Path temp;

  private static Path sweep;
  private static Hdfs hdfs;
  private static Standalone cluster;

  /** The rows of local mode. */
  private static Path expected;

  private static String answer;

  @BeforeAll
  static void start() throws Exception {
    sweep = Steady.write(temp);
    hdfs = Hdfs.start(temp.resolve("hdfs"));
    cluster = Standalone.start(temp.resolve("cluster"));
    answer = Local.answer(temp, "local", sweep.toString(), "output.path=" + temp.resolve("local"));
    expected = temp.resolve("local/steady");
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @Test
  void aClusterGivesTheRowsAndTheAnswerOfOneMachine() throws Exception {
    String results = hdfs.at("/plain");
    Child run = submit("plain", Map.of(), sweep.toString(), "output.path=" + results);
    assertThat(run.exit()).as(run.err()).isZero();
    // the number of files depends on the waves
    assertThat(run.out()).startsWith(answer.substring(0, answer.indexOf("\ntable")));
    assertWhole("/plain");
  }

  @Test
  void aDriverThatIsKilledOnItsWorkerIsStartedAgainAndGoesOn() throws Exception {
    hdfs.put(sweep, "/sweeps/steady.yaml");
    hdfs.put(Path.of("target/basin.jar"), "/basin.jar");
    Child submitted =
        submit(
            "supervised",
            Map.of("MODE", "cluster", "SUBMIT_OPTS", "--supervise", "JAR", hdfs.at("/basin.jar")),
            hdfs.at("/sweeps/steady.yaml"),
            "output.path=" + hdfs.at("/supervised"));
    submitted.await("a commit", () -> hdfs.commits("/supervised/steady") > 0);
    driver().destroyForcibly();
    assertThat(submitted.exit()).as(submitted.err()).isZero();
    assertWhole("/supervised");
  }

  /** The driver's process, which one of the workers has started. */
  private static ProcessHandle driver() {
    return Stream.of(0, 1)
        .flatMap(number -> cluster.worker(number).descendants("DriverWrapper"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("a worker must run the driver, got none"));
  }

  @Test
  void aWorkerThatIsKilledCostsTimeAlone() throws Exception {
    Child run = submit("worker", Map.of(), sweep.toString(), "output.path=" + hdfs.at("/worker"));
    run.await("a commit", () -> hdfs.commits("/worker/steady") > 0);
    cluster.worker(1).kill();
    assertThat(run.exit()).as(run.err()).isZero();
    assertWhole("/worker");
    cluster.startWorker(1);
    cluster.awaitWorkers();
  }

  @Test
  void aNameNodeInSafeModeIsWaitedForAndASecondDriverIsToldThatItIsOne() throws Exception {
    Child run = submit("safe", Map.of(), sweep.toString(), "output.path=" + hdfs.at("/safe"));
    run.await("a commit", () -> hdfs.commits("/safe/steady") > 0);
    hdfs.enterSafeMode();
    int commits = hdfs.commits("/safe/steady");
    try (Child second =
        Local.run(temp, "second", sweep.toString(), "output.path=" + hdfs.at("/safe"))) {
      assertThat(second.exit()).as(second.err()).isEqualTo(75);
      assertThat(second.err()).contains("another process holds this run: process ");
    }
    assertThat(hdfs.commits("/safe/steady")).isEqualTo(commits);
    assertThat(run.alive()).as(run.err()).isTrue();
    hdfs.leaveSafeMode();
    assertThat(run.exit()).as(run.err()).isZero();
    assertWhole("/safe");
  }

  @Test
  void executorsOfAMachineShareOneCopyOfTheLibrariesOfNd4j() throws Exception {
    Path cache = temp.resolve("natives");
    String[] small = {
      sweep.toString(), "name=wide", "engine=nd4j", "epochs=5", "~weight_1_1_0", "hidden=[8,4]"
    };
    String options =
        "--properties-file conf/gpu.conf --conf spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.cachedir="
            + cache;
    Map<String, String> settings =
        Map.of(
            "JAR",
            Path.of("target/basin-all.jar").toAbsolutePath().toString(),
            "SUBMIT_OPTS",
            options);
    Child run = submit("nd4j", settings, with(small, "output.path=" + hdfs.at("/nd4j")));
    assertThat(run.exit()).as(run.err()).isZero();
    Local.answer(temp, "nd4j-local", with(small, "output.path=" + temp.resolve("nd4j-local")));
    Path rows = temp.resolve("nd4j");
    hdfs.get("/nd4j/wide", rows);
    Tables.assertSame(rows, temp.resolve("nd4j-local/wide"), 2 * 9 * 9 * 9);
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(file -> file.getFileName().toString().equals("libnd4jcpu.so")))
          .hasSize(1);
    }
  }

  @Test
  void anEngineThatExecutorsLackIsRefusedInALine() throws Exception {
    Child run =
        submit(
            "without",
            Map.of(),
            sweep.toString(),
            "engine=nd4j",
            "output.path=" + hdfs.at("/without"));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "basin: on an executor: engine nd4j needs ND4J's jars on the class path, got none;"
                + " target/basin-all.jar holds them\n");
  }

  @Test
  void tasksAtWorkAtOnceHaveDifferentGpus() throws Exception {
    Child report =
        devices(
            "gpus",
            "spark.executor.resource.gpu.amount=2",
            "spark.basin.wave.task.gpus=1",
            "spark.basin.wave.task.cpus=1");
    assertThat(report.out().lines().map(line -> line.replaceFirst("executor=\\d+ ", "")))
        .containsExactlyInAnyOrder(
            "wave gpu=0",
            "wave gpu=1",
            "wave gpu=2",
            "wave gpu=3",
            "reading gpu=",
            "reading gpu=",
            "reading gpu=",
            "reading gpu=");
  }

  @Test
  void wavesCanHaveExecutorsOfTheirOwn() throws Exception {
    Child report =
        devices(
            "executors",
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.executorIdleTimeout=1s",
            "spark.basin.wave.executor.cores=1",
            "spark.basin.wave.executor.memory=512m",
            "spark.basin.wave.executor.gpus=1",
            "spark.basin.wave.task.gpus=1");
    List<String> waves =
        report.out().lines().filter(line -> line.startsWith("wave")).distinct().toList();
    assertThat(waves).as("executors, each with a GPU").hasSize(4);
    assertThat(waves.stream().map(line -> line.replaceFirst(".*gpu=", "")))
        .containsExactlyInAnyOrder("0", "1", "2", "3");
  }

  private static Child devices(String name, String... settings) throws Exception {
    List<String> options = new ArrayList<>();
    // one class loader for both, so that the report sees what is private to a package
    String classes =
        Path.of("target/test-classes").toAbsolutePath()
            + ":"
            + Path.of("target/basin.jar").toAbsolutePath();
    for (String who : List.of("driver", "executor")) {
      options.addAll(List.of("--conf", "spark." + who + ".extraClassPath=" + classes));
    }
    for (String setting : settings) {
      options.addAll(List.of("--conf", setting));
    }
    String meeting = Files.createDirectories(temp.resolve("meeting-" + name)).toString();
    Child report = cluster.main(name, DeviceReport.class, options, "4", meeting);
    assertThat(report.exit()).as(report.err()).isZero();
    return report;
  }

  private static void assertWhole(String results) throws Exception {
    Steady.assertWhole(hdfs, results, temp.resolve("rows" + results), expected);
  }

  private static Child submit(String name, Map<String, String> settings, String... arguments)
      throws Exception {
    Map<String, String> environment =
        new HashMap<>(Map.of("JAR", Path.of("target/basin.jar").toAbsolutePath().toString()));
    environment.putAll(settings);
    return cluster.example(name, environment, List.of(with(arguments, "--wave=2")));
  }

  private static String[] with(String[] first, String last) {
    return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
  }
}
