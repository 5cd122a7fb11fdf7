package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers that are killed, in processes of their own. */
class KillIT {

  private static final long SEED = 20261122;

  @TempDir private Path temp;

  @Test
  void driversKilledAtTwentyFiveMomentsOverFiveRunsLoseAndDuplicateNothing() throws Exception {
    Random random = new Random(SEED);
    int kills = 0;
    for (int run = 0; run < 5; run++) {
      Path directory = temp.resolve("run" + run);
      Path log = temp.resolve("log" + run);
      for (int life = 0; life < 5; life++) {
        kills += killed(directory, log, random, PlainDriver.class, directory.toString());
      }
      try (DriverProcess last = DriverProcess.start(log, PlainDriver.class, directory.toString())) {
        assertThat(last.exit()).as(last.output()).isZero();
      }
      SweepRunTest.assertComplete(directory);
    }
    assertThat(kills)
        .as("kills that met a living driver, seed %d", SEED)
        .isGreaterThanOrEqualTo(20);
  }

  /** Starts a driver and kills it a little after one of its next commits; 1 if it still lived. */
  private static int killed(
      Path directory, Path log, Random random, Class<?> main, String... arguments)
      throws Exception {
    try (DriverProcess driver = DriverProcess.start(log, main, arguments)) {
      int more = random.nextInt(8);
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
}
