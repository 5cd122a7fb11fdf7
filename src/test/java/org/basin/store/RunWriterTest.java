package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunWriterTest {

  @TempDir private Path temp;
  private Path run;

  @BeforeEach
  void nameTheRun() {
    run = temp.resolve("results/small");
  }

  @Test
  void aCompleteRunHoldsEveryTrialOnceAndNothingElse() throws IOException {
    Driver.complete(Driver.directory(run), 7, false);
    Driver.assertComplete(run);
    RunRecord record = Driver.directory(run).record().orElseThrow();
    assertThat(record).isEqualTo(Driver.record().with(RunRecord.State.COMPLETE, 30));
    assertThat(run.resolve("sweep.yaml")).hasContent(Driver.SWEEP);
  }

  @Test
  void aCommitSaysWhatTheWaveHoldsAndHowLongItTook() {
    try (RunWriter writer = Driver.open(run)) {
      assertThat(Driver.wave(writer, 20)).isTrue();
    }
    CommitLog log = Driver.directory(run).log();
    Wave wave = log.waves().get(0);
    assertThat(wave.until()).isEqualTo(20);
    assertThat(wave.rows()).isEqualTo(20);
    assertThat(wave.files()).extracting(WaveFile::rows).containsExactlyInAnyOrder(10L, 10L);
    assertThat(wave.metric()).isEqualTo(new Wave.Extent("error", -19, 0.0));
    assertThat(wave.seconds()).isEqualTo(new Wave.Seconds(1, 2));
    assertThat(wave.engine()).isEqualTo("vector");
    assertThat(wave.provenance()).isEqualTo(Map.of("java", "17"));
    assertThat(Driver.directory(run).files(log)).hasSize(2);
  }

  @Test
  void aStoppedRunContinuesWhereItStopped() throws IOException {
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 11);
    }
    assertThat(Driver.directory(run).record().orElseThrow().state())
        .isEqualTo(RunRecord.State.STOPPED);
    try (RunWriter writer = Driver.open(run)) {
      assertThat(writer.from()).isEqualTo(11);
    }
    Driver.complete(Driver.directory(run), 100, false);
    Driver.assertComplete(run);
  }

  @Test
  void aWaveWithoutTrialsIsCommittedWithoutFiles() {
    RunRecord record = Driver.record();
    RunRecord sparse =
        new RunRecord(
            record.name(),
            record.digest(),
            record.engine(),
            record.metric(),
            record.columns(),
            record.fixed(),
            record.positions(),
            15,
            0,
            record.state(),
            record.provenance());
    try (RunWriter writer = RunWriter.open(Driver.directory(run), sparse, Driver.SWEEP, false)) {
      Staged empty = writer.stage(15);
      Written none = Rows.write(empty.folder(), "part-0-0.parquet", 0, 0);
      assertThat(writer.commit(empty, List.of(none), 0, 0, new Wave.Seconds(0, 0), Map.of()))
          .isTrue();
      Driver.wave(writer, 15);
      writer.finish();
    }
    assertThat(Driver.directory(run).files(Driver.directory(run).log())).hasSize(2);
  }

  @Test
  void aWaveThatLacksARowIsNotCommitted() {
    try (RunWriter writer = Driver.open(run)) {
      Staged staged = writer.stage(30);
      List<Written> files = Rows.write(staged.folder(), 0, 29);
      assertThatThrownBy(
              () -> writer.commit(staged, files, 30, 0, new Wave.Seconds(0, 0), Map.of()))
          .isInstanceOf(StoreException.class)
          .hasMessageEndingWith(
              "/00000: positions 0 to 30 must make 30 rows, got 29 in the staged files; nothing of"
                  + " this wave is committed, run again.");
    }
    assertThat(Driver.directory(run).log().waves()).isEmpty();
  }

  @Test
  void anUnfinishedRunIsNotCalledComplete() {
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 29);
      assertThatThrownBy(writer::finish)
          .isInstanceOf(StoreException.class)
          .hasMessage(
              run
                  + ": a complete run must hold positions=30 and trials=30, got positions=29 and"
                  + " trials=29.");
    }
  }

  @Test
  void whoIsBeatenToAWaveThrowsItsFilesAwayAndGoesOn() throws IOException {
    AtomicBoolean beaten = new AtomicBoolean();
    // another driver takes the lock by force and commits after our last look at the lock
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              if (when.equals("before create")
                  && path.getName().equals("commit")
                  && !beaten.getAndSet(true)) {
                try (RunWriter rival =
                    RunWriter.open(Driver.directory(run), Driver.record(), Driver.SWEEP, true)) {
                  assertThat(Driver.wave(rival, 4)).isTrue();
                }
              }
            });
    try (RunWriter writer =
        RunWriter.open(Driver.directory(store, run), Driver.record(), Driver.SWEEP, false)) {
      assertThat(Driver.wave(writer, 10)).isFalse();
      assertThat(writer.from()).isEqualTo(4);
      assertThatThrownBy(() -> writer.stage(10)).isInstanceOf(LockedException.class);
    }
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }

  @Test
  void
      aDriverWithABrokenLockCommitsNothingMoreAndTheOtherKeepsItsStagedFilesUntilTheirNumberIsTaken()
          throws IOException {
    RunWriter old = Driver.open(run);
    Staged staged = old.stage(10);
    List<Written> files = Rows.write(staged.folder(), 0, 10);
    try (RunWriter rival =
        RunWriter.open(Driver.directory(run), Driver.record(), Driver.SWEEP, true)) {
      assertThat(LinkedFile.local(staged.folder())).isDirectory();
      Driver.wave(rival, 3);
      assertThat(LinkedFile.local(staged.folder())).doesNotExist();
    }
    assertThatThrownBy(() -> old.commit(staged, files, 10, 0, new Wave.Seconds(0, 0), Map.of()))
        .isInstanceOf(LockedException.class)
        .hasMessageContaining("must hold the lock to go on, but it is gone; it stops here");
    old.close();
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }

  @Test
  void aReaderBesideADriverSeesWholeWavesOnly() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      Future<Long> seen =
          reader.submit(
              () -> {
                long rows = 0;
                while (rows < Driver.POSITIONS) {
                  RunDirectory directory = Driver.directory(run);
                  CommitLog log = directory.log();
                  assertThat(log.rows()).isGreaterThanOrEqualTo(rows).isEqualTo(log.until());
                  assertThat(directory.files(log)).hasSize(2 * log.waves().size());
                  rows = log.rows();
                }
                return rows;
              });
      Driver.complete(Driver.directory(run), 2, false);
      assertThat(seen.get()).isEqualTo(30);
    } finally {
      reader.shutdownNow();
    }
  }

  @Test
  void aFolderOfSomethingElseIsRefusedAndLeftAlone() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve("thesis.tex"), "x");
    assertThatThrownBy(() -> Driver.open(run))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            run
                + ": a run directory must be new, empty or hold a run, got a folder with"
                + " thesis.tex; choose another output path.");
    assertThat(Driver.names(run)).containsExactly("thesis.tex");
  }

  @Test
  void anEmptyFolderIsFine() throws IOException {
    Files.createDirectories(run);
    Files.writeString(run.resolve(".DS_Store"), "x");
    Driver.complete(Driver.directory(run), 30, false);
    assertThat(Rows.glob(run)).hasSize(30);
  }

  @Test
  void anotherSweepIsRefusedWithWhatDiffers() {
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 10);
    }
    RunRecord record = Driver.record();
    RunRecord other =
        new RunRecord(
            "small",
            "def",
            record.engine(),
            record.metric(),
            record.columns(),
            record.fixed(),
            record.positions(),
            record.trials(),
            0,
            record.state(),
            record.provenance());
    assertThatThrownBy(
            () -> RunWriter.open(Driver.directory(run), other, "name: small\nseed: 43\n", false))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            run
                + ": this directory holds another sweep, and one directory holds one sweep; choose"
                + " another output path or remove the directory. What differs:\n"
                + "  there: seed: 42\n"
                + "  here:  seed: 43");
  }

  @Test
  void aLostOrGarbledRecordIsWrittenAnew() throws IOException {
    for (String garbled : List.of("", "{\"name\": \"sm", "null", "[]", "\0\0\0")) {
      try (RunWriter writer = Driver.open(run)) {
        if (writer.from() == 0) {
          Driver.wave(writer, 10);
        }
      }
      Files.writeString(run.resolve("run.json"), garbled);
      assertThatThrownBy(() -> Driver.directory(run).record())
          .hasMessageStartingWith(run + "/run.json: this file must hold the JSON of a run, but ")
          .hasMessageEndingWith(
              "; remove it and run the sweep again: it is written anew from the commits.");
    }
    Files.delete(run.resolve("run.json"));
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }

  @Test
  void aFullDiskSaysSoAndLosesNothingCommitted() throws IOException {
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 10);
    }
    AtomicBoolean full = new AtomicBoolean();
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              if (full.get() && when.endsWith("create")) {
                throw new IOException("No space left on device");
              }
            });
    try (RunWriter writer =
        RunWriter.open(Driver.directory(store, run), Driver.record(), Driver.SWEEP, false)) {
      full.set(true);
      assertThatThrownBy(() -> Driver.wave(writer, 10))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              run
                  + "/commits/00001.json: cannot create it (No space left on device); the disk is"
                  + " full: free some space, then run again. Committed waves are untouched.");
    }
    assertThat(Driver.directory(run).log().until()).isEqualTo(10);
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(temp.resolve("results"), "a file where the folder should be");
    assertThatThrownBy(() -> Driver.open(run))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith(run + ": cannot ")
        .hasMessageEndingWith("Committed waves are untouched.");
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              throw new org.apache.hadoop.security.AccessControlException("Permission denied");
            });
    Path closed = temp.resolve("closed");
    assertThatThrownBy(
            () ->
                RunWriter.open(
                    Driver.directory(store, closed), Driver.record(), Driver.SWEEP, false))
        .hasMessage(
            closed
                + ": cannot create it (Permission denied); the run directory must be writable:"
                + " change its permissions or choose another. Committed waves are untouched.");
  }

  @Test
  void aFileThatLostItsEndIsNotCommitted() throws IOException {
    try (RunWriter writer = Driver.open(run)) {
      Staged staged = writer.stage(30);
      List<Written> files = Rows.write(staged.folder(), 0, 30);
      Path cut = LinkedFile.local(staged.folder()).resolve(files.get(1).name());
      byte[] whole = Files.readAllBytes(cut);
      Files.write(cut, Arrays.copyOf(whole, whole.length - 5));
      assertThatThrownBy(
              () -> writer.commit(staged, files, 30, 0, new Wave.Seconds(0, 0), Map.of()))
          .isInstanceOf(StoreException.class)
          .hasMessageEndingWith(
              "%s: this file must be %d bytes long, as the task wrote it, got %d; nothing of this wave is committed, run again."
                  .formatted(cut.getFileName(), whole.length, whole.length - 5));
    }
    assertThat(Driver.directory(run).log().waves()).isEmpty();
  }
}
