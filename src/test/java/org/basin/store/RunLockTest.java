package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir private Path run;

  @Test
  void aLivingHolderIsNamedAndNothingIsWritten() throws IOException {
    try (RunLock first = RunLock.acquire(folder(), false)) {
      List<String> before = Driver.names(run.resolve("_staging"));
      assertThatThrownBy(() -> RunLock.acquire(folder(), false))
          .isInstanceOf(LockedException.class)
          .hasMessageMatching(
              run
                  + ": another process holds this run: process "
                  + ProcessHandle.current().pid()
                  + " on \\S+ since \\S+Z; wait for it, or take the run over with --force\\.");
      assertThat(Driver.names(run.resolve("_staging"))).isEqualTo(before);
      first.check();
    }
    assertThat(Driver.names(run)).isEmpty();
  }

  @Test
  void peekingRefusesALivingHolderOfThisHostAndWritesNothing() throws IOException {
    RunLock.peek(folder());
    assertThat(Driver.names(run)).isEmpty();
    try (RunLock first = RunLock.acquire(folder(), false)) {
      List<String> before = Driver.names(run.resolve("_staging"));
      assertThatThrownBy(() -> RunLock.peek(folder()))
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("process " + ProcessHandle.current().pid());
      assertThat(Driver.names(run.resolve("_staging"))).isEqualTo(before);
      first.check();
    }
  }

  @Test
  void peekingLeavesADeadOrGarbledLockToWhoTakesIt() throws Exception {
    for (String text :
        List.of(
            Json.write(gone()),
            Json.write(gone()).replace("20", "yesterday "),
            "garbage",
            "[]",
            "")) {
      Files.writeString(run.resolve("_lock"), text);
      RunLock.peek(folder());
      assertThat(run.resolve("_lock")).hasContent(text);
    }
  }

  @Test
  void ofManyWhoFindADeadLockExactlyOneGetsIt() throws Exception {
    int racers = 8;
    for (int round = 0; round < 20; round++) {
      write(gone());
      CyclicBarrier start = new CyclicBarrier(racers);
      ExecutorService pool = Executors.newFixedThreadPool(racers);
      try {
        List<Future<RunLock>> asked = new ArrayList<>();
        for (int i = 0; i < racers; i++) {
          Callable<RunLock> ask =
              () -> {
                start.await();
                try {
                  return RunLock.acquire(folder(), false);
                } catch (LockedException held) {
                  return null;
                }
              };
          asked.add(pool.submit(ask));
        }
        List<RunLock> got = new ArrayList<>();
        for (Future<RunLock> future : asked) {
          if (future.get() != null) {
            got.add(future.get());
          }
        }
        // one who lost the lock in the moment of taking it notices before it commits
        assertThat(got).isNotEmpty();
        assertThat(got.stream().filter(RunLockTest::holds)).hasSize(1);
        got.forEach(RunLock::close);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  /** Two hosts of one name, or containers that number their processes for themselves. */
  @Test
  void aProcessNumberOfAnotherMachineSaysNothing() throws IOException {
    LockHolder self = LockHolder.here("other", Instant.now());
    write(new LockHolder("other", self.host(), 999_999_999, "", self.since(), "", "elsewhere"));
    assertThatThrownBy(() -> RunLock.acquire(folder(), false)).isInstanceOf(LockedException.class);
    age(run.resolve("_lock"), 61);
    RunLock.acquire(folder(), false).close();
  }

  @Test
  void aLockOfABuildBeforeHoldsToo() throws IOException {
    LockHolder self = LockHolder.here("old", Instant.now());
    Files.writeString(
        run.resolve("_lock"),
        "{\"id\": \"old\", \"host\": \"%s\", \"pid\": %d, \"started\": \"\", \"since\": \"%s\"}"
            .formatted(self.host(), self.pid(), self.since()));
    assertThatThrownBy(() -> RunLock.acquire(folder(), false)).isInstanceOf(LockedException.class);
  }

  @Test
  void aRecycledPidIsNotTheHolder() throws IOException {
    LockHolder self = LockHolder.here("old", Instant.now());
    write(
        new LockHolder(
            "old", self.host(), self.pid(), "2001-01-01T00:00:00Z", self.since(), "", ""));
    RunLock.acquire(folder(), false).close();
  }

  @Test
  void aHolderOnAnotherHostIsDeadAfterAMinuteOfSilence() throws IOException {
    write(new LockHolder("far", "elsewhere.example", 1, "", "2026-01-01T00:00:00Z", "", ""));
    Path beat = run.resolve("_staging/far/beat");
    Files.createDirectories(beat.getParent());
    Files.writeString(beat, "");
    age(beat, 50);
    age(run.resolve("_lock"), 500);
    assertThatThrownBy(() -> RunLock.acquire(folder(), false))
        .isInstanceOf(LockedException.class)
        .hasMessageContaining("process 1 on elsewhere.example since 2026-01-01T00:00:00Z");
    age(beat, 70);
    RunLock lock = RunLock.acquire(folder(), false);
    assertThat(lock.predecessor()).as("perhaps it only lost its network").isEmpty();
    lock.close();
  }

  @Test
  void aSilentHolderWithoutABeatIsJudgedByItsLock() throws IOException {
    write(new LockHolder("far", "elsewhere.example", 1, "", "2026-01-01T00:00:00Z", "", ""));
    assertThatThrownBy(() -> RunLock.acquire(folder(), false)).isInstanceOf(LockedException.class);
    age(run.resolve("_lock"), 70);
    RunLock.acquire(folder(), false).close();
  }

  @Test
  void aDriverThatYarnStartedAgainNeedNotWaitForItsPredecessorsSilence() {
    LockHolder first = inContainer("container_1795358981916_0001_01_000001");
    LockHolder second = inContainer("container_1795358981916_0001_02_000001");
    assertThat(second.replaces(first)).isTrue();
    assertThat(first.replaces(second)).isFalse();
    assertThat(second.replaces(inContainer(""))).isFalse();
    assertThat(inContainer("").replaces(first)).isFalse();
  }

  private static LockHolder inContainer(String name) {
    return new LockHolder("far", "elsewhere.example", 1, "", "2026-01-01T00:00:00Z", name, "");
  }

  @Test
  void forceTakesALivingLockAndItsHolderNotices() {
    try (RunLock first = RunLock.acquire(folder(), false);
        RunLock second = RunLock.acquire(folder(), true)) {
      first.beat();
      assertThatThrownBy(first::check)
          .isInstanceOf(LockedException.class)
          .hasMessageContaining("but it is held by process");
      first.close();
      assertThatCode(second::check).doesNotThrowAnyException();
    }
  }

  @Test
  void aVanishedLockIsNoticed() throws IOException {
    try (RunLock lock = RunLock.acquire(folder(), false)) {
      Files.delete(run.resolve("_lock"));
      assertThatThrownBy(lock::check)
          .isInstanceOf(LockedException.class)
          .hasMessage(
              run
                  + "/_lock: this driver must hold the lock to go on, but it is gone; it stops here. Committed waves are untouched.");
    }
  }

  @Test
  void aGarbledLockHoldsNothing() throws IOException {
    Files.writeString(run.resolve("_lock"), "{\"id\": \"../..\", ");
    RunLock.acquire(folder(), false).close();
    assertThat(Driver.names(run)).isEmpty();
  }

  private static boolean holds(RunLock lock) {
    try {
      lock.check();
      return true;
    } catch (LockedException lost) {
      return false;
    }
  }

  private Folder folder() {
    return Driver.directory(run).folder();
  }

  /** A holder on this host whose process ended before this one began. */
  private static LockHolder gone() {
    LockHolder self = LockHolder.here("dead", Instant.now());
    return new LockHolder(
        "dead", self.host(), self.pid(), "2001-01-01T00:00:00Z", self.since(), "", "");
  }

  private void write(LockHolder holder) throws IOException {
    Files.writeString(run.resolve("_lock"), Json.write(holder));
  }

  private static void age(Path file, long seconds) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
  }
}
