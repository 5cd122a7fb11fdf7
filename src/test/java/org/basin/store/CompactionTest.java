package org.basin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.basin.compact.Compactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merging the files of a run: death at every step, two at once, a run at work, readers amid it. */
class CompactionTest {

  private static final String RECORD = "\"state\" : \"COMPLETE\"";

  @TempDir private Path temp;

  /** A store that dies for good at a change. */
  private static FileSystem mortal(int death) {
    AtomicInteger changes = new AtomicInteger();
    return new HookedFileSystem(
        (when, path) -> {
          if (changes.incrementAndGet() >= death) {
            throw new IOException("dead");
          }
        });
  }

  private static void compact(RunDirectory directory, boolean force) {
    try (RunWriter writer = RunWriter.open(directory, Driver.record(), Driver.SWEEP, force)) {
      new Compactor(writer).run(() -> false);
      if (writer.done()) {
        writer.finish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** The trials that Basin's readers see. */
  private static List<Long> seen(Path run) throws IOException {
    List<Path> files =
        Driver.directory(run).files().value().stream().map(LinkedFile::local).toList();
    Path copies = Files.createTempDirectory(run.getParent(), "seen");
    Path waves = Files.createDirectories(copies.resolve("waves"));
    for (Path file : files) {
      Files.copy(file, waves.resolve(file.getParent().getFileName() + "-" + file.getFileName()));
    }
    return Rows.glob(copies);
  }

  private static List<Long> trials(long until) {
    return LongStream.range(0, until).boxed().toList();
  }

  private Path complete(String name) {
    Path run = temp.resolve(name + "/small");
    Driver.complete(Driver.directory(run), 7, false);
    return run;
  }

  private static void assertCompact(Path run, int files) throws IOException {
    assertThat(Rows.glob(run)).isEqualTo(trials(Driver.POSITIONS));
    assertThat(Driver.names(run)).containsExactly("commits", "run.json", "sweep.yaml", "waves");
    RunDirectory directory = Driver.directory(run);
    CommitLog log = directory.log();
    assertThat(directory.complete(log, Driver.POSITIONS)).isTrue();
    assertThat(directory.check().value().damaged()).isEmpty();
    assertThat(log.files()).hasSize(files);
    try (Stream<Path> all = Files.walk(run.resolve("waves"))) {
      assertThat(all.filter(Files::isRegularFile)).hasSize(files);
    }
  }

  @Test
  void mergedFilesHoldAllRowsAndTheOldOnesAreGone() throws IOException {
    Path run = complete("run");
    List<String> before = Rows.lines(run);
    CommitLog then = Driver.directory(run).log();
    assertThat(then.files()).hasSize(10);
    compact(Driver.directory(run), false);
    assertCompact(run, 1);
    assertThat(Rows.lines(run)).isEqualTo(before);
    assertThat(Driver.names(run.resolve("waves"))).containsExactly("compact-00000");
    CommitLog now = Driver.directory(run).log();
    assertThat(now.waves()).isEqualTo(then.waves());
    assertThat(now.compactions().get(0).files().get(0).of())
        .isEqualTo(then.live().stream().map(CommitLog.Live::name).toList());
  }

  @Test
  void nothingIsMergedTwice() throws IOException {
    Path run = complete("run");
    compact(Driver.directory(run), false);
    assertThat(Compactor.possible(Driver.directory(run).log())).isFalse();
    compact(Driver.directory(run), false);
    assertCompact(run, 1);
    assertThat(Driver.directory(run).log().compactions()).hasSize(1);
  }

  @Test
  void deathAtAnyChangeLosesNothingAndNoReaderSeesATrialTwice() throws IOException {
    Path whole = complete("whole");
    int death = 1;
    boolean alive = false;
    int counted = 0;
    while (!alive) {
      Path run = Files.createDirectories(temp.resolve("death" + death)).resolve("small");
      copy(whole, run);
      try {
        compact(Driver.directory(mortal(death), run), false);
        alive = true;
      } catch (StoreException dead) {
        assertThat(dead).hasMessageContaining("dead");
      }
      assertThat(seen(run)).as("death %d", death).isEqualTo(trials(Driver.POSITIONS));
      if (Files.readString(run.resolve("run.json")).contains(RECORD)) {
        assertThat(Rows.glob(run)).as("death %d", death).isEqualTo(trials(Driver.POSITIONS));
      }
      counted += Driver.directory(run).log().compactions().size();
      // the next one is a compaction or a run
      if (death % 2 == 0) {
        compact(Driver.directory(run), true);
        assertCompact(run, 1);
      } else {
        Driver.complete(Driver.directory(run), 7, true);
        assertCompact(run, Driver.directory(run).log().compactions().isEmpty() ? 10 : 1);
      }
      death++;
    }
    assertThat(death).as("changes made by a compaction").isGreaterThan(50);
    assertThat(counted).as("deaths after the commit").isGreaterThan(20);
  }

  @Test
  void aSecondCompactionIsToldOfTheFirst() throws IOException {
    Path run = complete("run");
    AtomicInteger refused = new AtomicInteger();
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              if (when.equals("before create") && path.getName().equals("commit")) {
                assertThatThrownBy(() -> compact(Driver.directory(run), false))
                    .isInstanceOf(LockedException.class);
                refused.incrementAndGet();
              }
            });
    compact(Driver.directory(store, run), false);
    assertThat(refused).hasValue(1);
    assertCompact(run, 1);
  }

  /** What another does with the same run at a moment. */
  private interface Rival {
    void at(Path run);
  }

  /**
   * Lets another take the lock by force at each change that a compaction makes.
   *
   * @param until how many trials are committed before
   * @param trials that are there afterwards
   */
  private void atEveryChange(Path whole, long until, Rival rival, List<Long> trials)
      throws IOException {
    boolean more = true;
    for (int change = 1; more; change++) {
      Path run = Files.createDirectories(temp.resolve("change" + change)).resolve("small");
      copy(whole, run);
      AtomicInteger changes = new AtomicInteger();
      int moment = change;
      FileSystem store =
          new HookedFileSystem(
              (when, path) -> {
                if (changes.incrementAndGet() == moment) {
                  rival.at(run);
                }
              });
      try {
        compact(Driver.directory(store, run), false);
      } catch (StoreException lost) {
        // the other one has the run
        assertThat(changes.get()).isGreaterThanOrEqualTo(moment);
      }
      more = changes.get() >= moment;
      assertThat(seen(run)).as("change %d", change).isEqualTo(more ? trials : trials(until));
      Driver.complete(Driver.directory(run), 7, true);
      assertThat(Rows.glob(run)).as("change %d", change).isEqualTo(trials(Driver.POSITIONS));
      assertThat(Driver.directory(run).check().value().damaged()).isEmpty();
    }
  }

  @Test
  void ofTwoCompactionsAtOnceOneCounts() throws IOException {
    atEveryChange(
        complete("whole"),
        Driver.POSITIONS,
        run -> compact(Driver.directory(run), true),
        trials(Driver.POSITIONS));
  }

  @Test
  void aRunThatTakesOverAmidACompactionCommitsAndLosesNothing() throws IOException {
    Path half = temp.resolve("half/small");
    try (RunWriter writer = Driver.open(half)) {
      Driver.wave(writer, 5);
      Driver.wave(writer, 5);
    }
    atEveryChange(
        half,
        10,
        run -> {
          try (RunWriter writer =
              RunWriter.open(Driver.directory(run), Driver.record(), Driver.SWEEP, true)) {
            assertThat(Driver.wave(writer, 6)).isTrue();
          }
        },
        trials(16));
  }

  @Test
  void aDriverWhoseLockACompactionBreaksStopsAndTheNextGoesOn() throws IOException {
    Path run = temp.resolve("run/small");
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 4);
      Driver.wave(writer, 4);
      Staged staged = writer.stage(12);
      assertThatThrownBy(() -> compact(Driver.directory(run), false))
          .isInstanceOf(LockedException.class);
      compact(Driver.directory(run), true);
      List<Written> files = Rows.write(staged.folder(), 8, 12);
      assertThatThrownBy(() -> writer.commit(staged, files, 4, 0, new Wave.Seconds(1, 1), Map.of()))
          .isInstanceOf(LockedException.class);
    }
    assertThat(Driver.directory(run).record().orElseThrow().state())
        .isEqualTo(RunRecord.State.STOPPED);
    assertThat(seen(run)).isEqualTo(trials(8));
    Driver.complete(Driver.directory(run), 4, false);
    assertThat(Rows.glob(run)).isEqualTo(trials(Driver.POSITIONS));
  }

  @Test
  void aReaderWhoseFilesAreReplacedLooksAgain() throws IOException {
    Path run = complete("run");
    RunDirectory directory = Driver.directory(run);
    CommitLog known = directory.log();
    compact(Driver.directory(run), false);
    assertThat(directory.compactedSince(known)).isTrue();
    assertThat(directory.filesAgain(known).value()).hasSize(1);
    assertThat(directory.wholeFilesAgain(known).log().rows()).isEqualTo(30);
    assertThatThrownBy(() -> directory.files(known))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("but it is gone");
  }

  @Test
  void aReaderWhoseFilesAreReplacedByFilesWithMoreRowsSaysSo() throws IOException {
    Path run = temp.resolve("run/small");
    try (RunWriter writer = Driver.open(run)) {
      Driver.wave(writer, 5);
    }
    CommitLog known = Driver.directory(run).log();
    Driver.complete(Driver.directory(run), 7, false);
    compact(Driver.directory(run), false);
    assertThatThrownBy(() -> Driver.directory(run).filesAgain(known))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            run
                + ": the files of this run were merged into fewer while they were read; ask"
                + " again.");
  }

  @Test
  void aDamagedFileIsNamedAndNotMerged() throws IOException {
    Path run = complete("run");
    Path file = LinkedFile.local(Driver.directory(run).files().value().get(3));
    byte[] bytes = Files.readAllBytes(file);
    // within the pages, not the footer
    bytes[20] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> compact(Driver.directory(run), false))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(Driver.directory(run).log().compactions()).isEmpty();
    assertThat(Driver.directory(run).log().files()).hasSize(10);
    assertThat(run.resolve("_staging")).doesNotExist();
  }

  @Test
  void aDamagedMergedFileAndADamagedCommitAreNamed() throws IOException {
    Path run = complete("run");
    compact(Driver.directory(run), false);
    Path file = run.resolve("waves/compact-00000/part-00000.parquet");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, new byte[3]);
    assertThatThrownBy(() -> Driver.directory(run).files())
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file
                + ": this file must be %d bytes long, because commits/compact-00000.json lists it, but it has 3; put it back as it was, or remove commits and waves to train again from position 0 on."
                    .formatted(bytes.length));
    Files.write(file, bytes);
    Path commit = run.resolve("commits/compact-00000.json");
    String text = Files.readString(commit);
    List<String> damaged =
        new ArrayList<>(List.of("", "null", "{", text.replace("\"rows\" : 30", "\"rows\" : 29")));
    damaged.add(CommitDamageTest.unsealed(text).replace("00001/", "00099/"));
    damaged.add(CommitDamageTest.unsealed(text).replace("\"abc\"", "\"abd\""));
    for (String each : damaged) {
      Files.writeString(commit, each);
      assertThatThrownBy(() -> Driver.directory(run).log())
          .as(each)
          .isInstanceOf(StoreException.class)
          .hasMessageStartingWith(commit + ": this file must ")
          .hasMessageEndingWith(
              "; put it back as it was, or remove commits and waves to train again from position 0"
                  + " on.");
    }
    Files.delete(commit);
    assertThatThrownBy(() -> Driver.directory(run).log())
        .hasMessageStartingWith(commit + ": this file must exist, because compact-00000 does");
    Files.writeString(commit, text);
    Files.copy(file, file.resolveSibling("stray.parquet"));
    assertThat(Driver.directory(run).check().value().damaged())
        .containsOnlyKeys("waves/compact-00000/stray.parquet");
  }

  @Test
  void aDriverThatFailsToMoveWhatCountsLeavesItToTheNext() throws IOException {
    Path run = temp.resolve("run/small");
    AtomicInteger moves = new AtomicInteger();
    // a store that refuses one move, and then answers again
    FileSystem store =
        new HookedFileSystem(
            (when, path) -> {
              if (when.equals("before rename")
                  && path.toString().endsWith(".parquet")
                  && moves.incrementAndGet() == 1) {
                throw new org.apache.hadoop.security.AccessControlException("Permission denied");
              }
            });
    try (RunWriter writer =
        RunWriter.open(Driver.directory(store, run), Driver.record(), Driver.SWEEP, false)) {
      assertThatThrownBy(() -> Driver.wave(writer, 10)).isInstanceOf(StoreException.class);
    }
    assertThat(seen(run)).isEqualTo(trials(10));
    Driver.complete(Driver.directory(run), 10, false);
    Driver.assertComplete(run);
  }
}
