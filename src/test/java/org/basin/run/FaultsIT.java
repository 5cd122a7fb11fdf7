package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.basin.store.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of real processes, and the rows that are there afterwards. */
class FaultsIT {

  /** Some seconds of training on two cores, in many waves. */
  private static final String SWEEP =
      """
      name: faults
      model: energy
      data: %s
      seed: 7
      parameters:
        epochs: 25000
        hidden: {values: [[4], [5]]}
        beta: {min: 0.05, max: 0.5, count: 10}
        weight_0_0_0: {min: -2, max: 2, count: 21}
        weight_0_1_1: {min: -2, max: 2, count: 21}
      """;

  private static final int TRIALS = 2 * 10 * 21 * 21;

  /** The rows of runs without faults, by their sweeps. */
  private static final Map<String, List<String>> UNDISTURBED = new HashMap<>();

  @TempDir private Path temp;

  private Path sweep(String data) throws IOException {
    return Files.writeString(temp.resolve("faults.yaml"), SWEEP.formatted(data));
  }

  /** Two executors of one core. */
  private ClusterDriver cluster(Map<String, String> settings, Path sweep, String... flags)
      throws Exception {
    Map<String, String> all = new TreeMap<>(settings);
    all.putIfAbsent("spark.master", "local-cluster[2,1,1024]");
    String[] arguments = {"run", sweep.toString(), "output.path=" + temp, "--no-answer"};
    return ClusterDriver.start(
        temp.resolve("driver"),
        List.of("-Xmx512m"),
        all,
        java.util.stream.Stream.of(arguments, flags)
            .flatMap(java.util.stream.Stream::of)
            .toArray(String[]::new));
  }

  /** The rows of a run without faults, in one process; one for each sweep. */
  private List<String> undisturbed(Path sweep) throws Exception {
    String text = Files.readString(sweep);
    if (!UNDISTURBED.containsKey(text)) {
      UNDISTURBED.put(text, trained(sweep));
    }
    return UNDISTURBED.get(text);
  }

  private List<String> trained(Path sweep) throws Exception {
    Path whole = Files.createDirectories(temp.resolve("whole"));
    try (ClusterDriver driver =
        ClusterDriver.start(
            whole,
            List.of("-Xmx512m"),
            Map.of("spark.master", "local[2]"),
            "run",
            sweep.toString(),
            "output.path=" + whole,
            "--no-answer")) {
      assertThat(driver.exit()).as(driver.error()).isZero();
    }
    return Rows.lines(whole.resolve("faults"));
  }

  private void assertWhole(ClusterDriver driver, Path sweep) throws Exception {
    assertThat(driver.exit()).as(driver.error()).isZero();
    assertThat(Rows.lines(temp.resolve("faults"))).hasSize(TRIALS).isEqualTo(undisturbed(sweep));
    assertThat(SweepRunTest.names(temp.resolve("faults")))
        .containsExactlyInAnyOrder("commits", "run.json", "sweep.yaml", "waves");
  }

  @Test
  void executorsKilledMidWaveCostNoRow() throws Exception {
    Path sweep = sweep("xor");
    try (ClusterDriver driver = cluster(Map.of(), sweep, "--wave", "0.5")) {
      Set<Long> killed = new HashSet<>();
      for (int commits = 1; commits <= 3; commits++) {
        driver.awaitCommits(temp.resolve("faults"), commits);
        driver.await(() -> ClusterDriver.staged(temp.resolve("faults")), "a task at work");
        for (ProcessHandle each : driver.executors()) {
          if (killed.add(each.pid())) {
            each.destroyForcibly();
            break;
          }
        }
      }
      assertThat(killed).hasSize(3);
      assertWhole(driver, sweep);
    }
  }

  @Test
  void speculationDynamicAllocationAndAFrozenExecutorCostNoRow() throws Exception {
    Path sweep = sweep("xor");
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.speculation", "true");
    settings.put("spark.speculation.interval", "200ms");
    settings.put("spark.speculation.quantile", "0.3");
    settings.put("spark.dynamicAllocation.enabled", "true");
    settings.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
    settings.put("spark.dynamicAllocation.minExecutors", "1");
    settings.put("spark.dynamicAllocation.maxExecutors", "2");
    settings.put("spark.network.timeout", "10s");
    settings.put("spark.network.timeoutInterval", "2s");
    settings.put("spark.executor.heartbeatInterval", "2s");
    try (ClusterDriver driver = cluster(settings, sweep, "--wave", "1.5")) {
      driver.awaitCommits(temp.resolve("faults"), 1);
      driver.await(() -> !driver.executors().isEmpty(), "an executor");
      long frozen = driver.executors().get(0).pid();
      new ProcessBuilder("kill", "-STOP", Long.toString(frozen)).start().waitFor();
      try {
        assertWhole(driver, sweep);
      } finally {
        // it outlives its driver, and hears no other signal
        ProcessHandle.of(frozen).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  /** Each process finds its data in the folder that it stands in. */
  @Test
  void anExecutorThatLacksItsDataForAWhileAndLosesItLaterCostsNoRow() throws Exception {
    Path sweep = sweep("{kind: csv, path: /proc/self/cwd/t.csv, label: y}");
    String table = "a,b,y\n0,0,no\n0,1,yes\n1,0,yes\n1,1,no\n";
    for (String each : List.of("driver", "whole")) {
      Files.writeString(Files.createDirectories(temp.resolve(each)).resolve("t.csv"), table);
    }
    Map<String, String> settings = Map.of("spark.task.maxFailures", "100000");
    try (ClusterDriver driver = cluster(settings, sweep, "--wave", "0.5")) {
      driver.await(() -> driver.executorFolders().size() == 2, "two executors");
      // tasks fail and are tried again until it is there
      driver.await(
          () -> driver.executorFolders().stream().allMatch(FaultsIT::failed), "failures of both");
      for (Path folder : driver.executorFolders()) {
        Files.writeString(folder.resolve("t.csv"), table);
      }
      driver.awaitCommits(temp.resolve("faults"), 1);
      Files.delete(driver.executorFolders().get(0).resolve("t.csv"));
      assertWhole(driver, sweep);
    }
  }

  /** Whether a task has failed on the executor that stands in a folder. */
  private static boolean failed(Path folder) {
    try {
      return Files.readString(folder.resolve("stderr")).contains("Exception in task");
    } catch (IOException notYet) {
      return false;
    }
  }

  @Test
  void aBlockThatEndsItsProcessIsFailedRowsAndNothingElseIs() throws Exception {
    Path sweep =
        Files.writeString(
            temp.resolve("poison.yaml"),
            """
            model: energy
            data: xor
            parameters:
              epochs: 10
              hidden: {values: [[4], [5], [%s3000], [6]]}
            """
                .formatted("4096, ".repeat(4)));
    Map<String, String> settings =
        Map.of(
            "spark.master",
            "local-cluster[2,1,1024]",
            "spark.executor.memory",
            "480m",
            "spark.executor.extraJavaOptions",
            "-XX:+ExitOnOutOfMemoryError");
    try (ClusterDriver driver = cluster(settings, sweep)) {
      assertThat(driver.exit()).as(driver.error()).isEqualTo(3);
      assertThat(driver.output()).contains("poison is complete: 4 trials, 1 of them failed");
    }
    List<String> rows = Rows.lines(temp.resolve("poison"));
    assertThat(rows).hasSize(4);
    assertThat(rows.get(2))
        .contains("state: FAILED")
        .contains("this block could not be trained, with nothing else at work")
        .contains("code 3");
    // one process survives the same when memory is asked for in one piece
    Path local = Files.createDirectories(temp.resolve("local"));
    try (ClusterDriver driver =
        ClusterDriver.start(
            local,
            List.of("-Xmx512m"),
            Map.of("spark.master", "local[2]"),
            "run",
            sweep.toString(),
            "output.path=" + local,
            "--no-answer")) {
      assertThat(driver.exit()).as(driver.error()).isEqualTo(3);
    }
    List<String> alike = Rows.lines(local.resolve("poison"));
    assertThat(alike.get(2)).contains("state: FAILED").contains("java.lang.OutOfMemoryError");
    for (int row : List.of(0, 1, 3)) {
      assertThat(rows.get(row)).contains("state: COMPLETE").isEqualTo(alike.get(row));
    }
  }
}
