package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.basin.store.Rows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Drivers that are killed, in processes of their own; cases wait, two of them side by side. */
@Execution(ExecutionMode.CONCURRENT)
class KillIT {

  private static final long SEED = 20261122;

  @TempDir private Path temp;

  @Test
  void aSparkDriverKilledAtADozenMomentsMakesTheTableOfAnUninterruptedOne() throws Exception {
    Path file = temp.resolve("kill.yaml");
    Files.writeString(
        file,
        """
        model: energy
        data: xor
        seed: 42
        parameters:
          alpha: 0.1
          beta: {values: [0.05, 0.1, 0.5]}
          weight_0_0_0: {min: -2, max: 2, step: 0.5}
          weight_0_0_1: {min: -2, max: 2, step: 0.5}
          weight_1_0_0: {min: -2, max: 2, step: 0.5}
        """);
    Path whole = temp.resolve("whole");
    // one wave, large blocks
    complete(temp.resolve("log"), SparkDriver.class, arguments(file, whole, 60_000, 4096));
    assertThat(DriverProcess.commits(whole)).isEqualTo(1);
    List<String> expected = Rows.lines(whole);
    assertThat(expected).hasSize(2187);
    // kills that met a living driver
    int kills = 0;
    Random random = new Random(SEED);
    for (int run = 0; kills < 12; run++) {
      Path directory = temp.resolve("run" + run);
      Path log = temp.resolve("log" + run);
      String[] arguments = arguments(file, directory, 1, 16);
      for (int life = 0; life < 6; life++) {
        kills += killed(directory, log, random, SparkDriver.class, arguments);
      }
      complete(log, SparkDriver.class, arguments);
      assertThat(DriverProcess.commits(directory)).isGreaterThan(10);
      assertThat(Rows.lines(directory)).isEqualTo(expected);
      assertThat(SweepRunTest.names(directory))
          .containsExactlyInAnyOrder("commits", "run.json", "sweep.yaml", "waves");
    }
  }

  private static String[] arguments(Path file, Path directory, int milliseconds, int block) {
    return new String[] {file.toString(), directory.toString(), "" + milliseconds, "" + block};
  }

  private static void complete(Path log, Class<?> main, String... arguments) throws Exception {
    try (DriverProcess driver = DriverProcess.start(log, main, arguments)) {
      assertThat(driver.exit()).as(driver.output()).isZero();
    }
  }

  @Test
  void driversKilledAmidTheirCommitsLoseAndDuplicateNothing() throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int run = 0; run < 2; run++) {
      Path directory = temp.resolve("run" + run);
      Path log = temp.resolve("log" + run);
      for (int life = 0; life < 5; life++) {
        kills += killed(directory, log, random, PlainDriver.class, directory.toString());
      }
      complete(log, PlainDriver.class, directory.toString());
      SweepRunTest.assertComplete(directory);
    }
    assertThat(kills).as("kills that met a living driver, seed %d", SEED).isGreaterThanOrEqualTo(8);
  }

  /** Starts a driver and kills it a little after one of its next commits; 1 if it still lived. */
  private static int killed(
      Path directory, Path log, Random random, Class<?> main, String... arguments)
      throws Exception {
    try (DriverProcess driver = DriverProcess.start(log, main, arguments)) {
      int more = 1 + random.nextInt(3);
      driver.awaitCommits(directory, DriverProcess.commits(directory) + more);
      LockSupport.parkNanos(random.nextInt(100_000_000));
      int alive = driver.alive() ? 1 : 0;
      driver.kill();
      return alive;
    }
  }

  @Test
  void ofTwoDriversAtOnceOneWorksAndOneIsToldSo() throws Exception {
    Path directory = temp.resolve("run");
    Path go = temp.resolve("go");
    try (DriverProcess first =
        DriverProcess.start(
            temp.resolve("first"), PlainDriver.class, directory.toString(), go.toString())) {
      first.awaitCommits(directory, 3);
      try (DriverProcess second =
          DriverProcess.start(temp.resolve("second"), PlainDriver.class, directory.toString())) {
        assertThat(second.exit()).as(second.output()).isEqualTo(75);
        assertThat(second.output())
            .contains("another process holds this run: process ")
            .contains("wait for it, or take the run over with --force");
      }
      Files.createFile(go);
      assertThat(first.exit()).as(first.output()).isZero();
    }
    SweepRunTest.assertComplete(directory);
  }

  @Test
  void aForcedSecondDriverTakesOverAndNothingIsDuplicated() throws Exception {
    Path directory = temp.resolve("run");
    Path go = temp.resolve("go");
    try (DriverProcess first =
        DriverProcess.start(
            temp.resolve("first"), PlainDriver.class, directory.toString(), go.toString())) {
      first.awaitCommits(directory, 3);
      try (DriverProcess second =
          DriverProcess.start(
              temp.resolve("second"), PlainDriver.class, directory.toString(), "-", "force")) {
        second.awaitCommits(directory, 5);
        Files.createFile(go);
        assertThat(first.exit()).as(first.output()).isEqualTo(75);
        assertThat(first.output()).contains("must hold the lock to go on");
        assertThat(second.exit()).as(second.output()).isZero();
      }
    }
    SweepRunTest.assertComplete(directory);
  }

  @Test
  void aTerminatedDriverStopsCleanlyAndSaysHowToGoOn() throws Exception {
    Path directory = temp.resolve("run");
    try (DriverProcess driver =
        DriverProcess.start(temp.resolve("log"), PlainDriver.class, directory.toString())) {
      driver.awaitCommits(directory, 3);
      driver.terminate();
      assertThat(driver.exit()).isEqualTo(143);
      assertThat(driver.output())
          .containsPattern(
              "Stopped: \\d+ of 255 trials are committed in .*run; the same command continues");
      assertThat(directory.resolve("_lock")).doesNotExist();
      assertThat(directory.resolve("_staging")).doesNotExist();
      assertThat(directory.resolve("run.json")).content().contains("STOPPED");
    }
    try (DriverProcess next =
        DriverProcess.start(temp.resolve("log"), PlainDriver.class, directory.toString())) {
      assertThat(next.exit()).isZero();
    }
    SweepRunTest.assertComplete(directory);
  }

  @Test
  void aTerminatedSparkDriverKeepsWhatItTrainedAndTheTableIsThatOfAnUndisturbedOne()
      throws Exception {
    Path file = temp.resolve("stop.yaml");
    Files.writeString(
        file,
        """
        model: energy
        data: xor
        seed: 42
        parameters:
          epochs: 100
          alpha: 0.1
          beta: {values: [0.05, 0.1, 0.5]}
          weight_0_0_0: {min: -2, max: 2, step: 0.25}
          weight_0_0_1: {min: -2, max: 2, step: 0.25}
        """);
    Path whole = temp.resolve("whole");
    complete(temp.resolve("log"), SparkDriver.class, arguments(file, whole, 60_000, 16));
    List<String> expected = Rows.lines(whole);
    assertThat(expected).hasSize(867);
    Path run = temp.resolve("run");
    String[] arguments = arguments(file, run, 60_000, 16);
    Path log = temp.resolve("stopped");
    try (DriverProcess driver = DriverProcess.start(log, SparkDriver.class, arguments)) {
      while (driver.alive() && !ClusterDriver.staged(run)) {
        LockSupport.parkNanos(1_000_000);
      }
      // in the middle of a wave whose tasks hold dozens of blocks each
      LockSupport.parkNanos(300_000_000);
      driver.terminate();
      assertThat(driver.exit()).as(driver.output()).isEqualTo(143);
      assertThat(driver.output())
          .contains("Stopping: what is trained is kept; a second signal stops at once.")
          .containsPattern("Stopped: [1-9]\\d* of 867 trials are committed in ")
          .doesNotContain("Exception");
    }
    assertThat(DriverProcess.commits(run)).isEqualTo(1);
    List<String> kept = Rows.lines(run);
    assertThat(kept).hasSizeBetween(1, 866).isEqualTo(expected.subList(0, kept.size()));
    assertThat(run.resolve("_staging")).doesNotExist();
    complete(log, SparkDriver.class, arguments);
    assertThat(Rows.lines(run)).isEqualTo(expected);
  }
}
