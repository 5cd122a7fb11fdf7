package org.basin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.basin.space.Cursor;
import org.basin.space.Space;
import org.basin.store.LockedException;
import org.basin.store.Rows;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.Staged;
import org.basin.store.StoreException;
import org.basin.trial.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepRunTest {

  private static final Space SPACE = Toy.space();

  @TempDir private Path temp;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 37, 4096})
  void anyWaveSizeGivesTheSameRows(int block) throws IOException {
    Path run = temp.resolve("run");
    RunOutcome outcome = run(run, false, block, new PlainTraining(SPACE));
    assertThat(outcome.end()).isEqualTo(RunOutcome.End.COMPLETED);
    assertThat(outcome.trained()).isEqualTo(255);
    assertComplete(run);
  }

  @Test
  void aLimitStopsAndTheNextCallGoesOn() throws IOException {
    Path run = temp.resolve("run");
    RunOptions all = Toy.options(run, false, 4);
    RunOptions some = all.withTrials(100);
    RunOutcome first = run(run, some, new PlainTraining(SPACE));
    assertThat(first.end()).isEqualTo(RunOutcome.End.STOPPED);
    assertThat(first.committed()).isEqualTo(100);
    assertThat(directory(run).log().waves()).as("no wave for each gap").hasSize(2);
    assertThat(record(run).state()).isEqualTo(RunRecord.State.STOPPED);
    RunOutcome second = run(run, all, new PlainTraining(SPACE));
    assertThat(second.trained()).isEqualTo(155);
    assertComplete(run);
  }

  @Test
  void aDeadlineThatHasPassedLeavesNothingToDo() {
    Path run = temp.resolve("run");
    RunOptions all = Toy.options(run, false, 4);
    RunOptions noTime = all.withTrials(1000).withEnd(Instant.now());
    RunOutcome late = run(run, noTime, new PlainTraining(SPACE));
    assertThat(late.end()).isEqualTo(RunOutcome.End.STOPPED);
    assertThat(late.committed()).isZero();
  }

  @Test
  void aFailureKeepsWhatIsCommittedAndLeavesNothingElse() throws IOException {
    Path run = temp.resolve("run");
    AtomicInteger waves = new AtomicInteger();
    WaveTraining failing =
        new PlainTraining(SPACE) {
          @Override
          public Trained train(Staged staged, int tasks, LongConsumer finished) throws IOException {
            Trained done = super.train(staged, tasks, finished);
            if (waves.incrementAndGet() == 2) {
              throw new IOException("No space left on device");
            }
            return done;
          }
        };
    assertThatThrownBy(() -> run(run, false, 1, failing))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the disk is full: free some space, then run again");
    assertThat(directory(run).log().waves()).hasSize(1);
    assertThat(run.resolve("_staging")).doesNotExist();
    assertThat(run.resolve("_lock")).doesNotExist();
    run(run, false, 1, new PlainTraining(SPACE));
    assertComplete(run);
  }

  @Test
  void aCompleteRunSaysSoWithoutAskingForSpark() {
    Path run = temp.resolve("run");
    run(run, false, 16, new PlainTraining(SPACE));
    RunOutcome outcome =
        new SweepRun(new Job(Toy.sweep(), SPACE), Toy.options(run, false, 16))
            .run(
                Rows.CONFIGURATION,
                () -> {
                  throw new AssertionError("Spark was asked for");
                });
    assertThat(outcome)
        .isEqualTo(new RunOutcome(RunOutcome.End.WAS_COMPLETE, 255, 255, 0, 0, 0, 0));
  }

  @Test
  void aSecondDriverIsToldWhoHoldsTheRun() {
    Path run = temp.resolve("run");
    WaveTraining first =
        new PlainTraining(SPACE) {
          @Override
          public Trained train(Staged staged, int tasks, LongConsumer finished) throws IOException {
            assertThatThrownBy(
                    () -> SweepRunTest.this.run(run, false, 16, new PlainTraining(SPACE)))
                .isInstanceOf(LockedException.class)
                .hasMessageContaining("another process holds this run");
            return super.train(staged, tasks, finished);
          }
        };
    assertThat(run(run, false, 16, first).end()).isEqualTo(RunOutcome.End.COMPLETED);
  }

  @Test
  void aHeldRunIsRefusedBeforeSparkIsAskedFor() {
    Path run = temp.resolve("run");
    WaveTraining first =
        new PlainTraining(SPACE) {
          @Override
          public Trained train(Staged staged, int tasks, LongConsumer finished) throws IOException {
            SweepRun second =
                new SweepRun(new Job(Toy.sweep(), SPACE), Toy.options(run, false, 16));
            assertThatThrownBy(
                    () ->
                        second.run(
                            Rows.CONFIGURATION,
                            () -> {
                              throw new AssertionError("Spark was asked for");
                            }))
                .isInstanceOf(LockedException.class);
            return super.train(staged, tasks, finished);
          }
        };
    assertThat(run(run, false, 16, first).end()).isEqualTo(RunOutcome.End.COMPLETED);
  }

  @Test
  void driversThatKeepBreakingEachOthersLockDuplicateNothing() throws Exception {
    for (int round = 0; round < 5; round++) {
      Path run = temp.resolve("run" + round);
      ExecutorService pool = Executors.newFixedThreadPool(3);
      try {
        List<Future<?>> drivers = new ArrayList<>();
        for (int driver = 0; driver < 3; driver++) {
          drivers.add(pool.submit(() -> steal(run)));
        }
        for (Future<?> driver : drivers) {
          driver.get();
        }
      } finally {
        pool.shutdownNow();
      }
      run(run, true, 2, new PlainTraining(SPACE));
      assertComplete(run);
    }
  }

  private void steal(Path run) {
    for (int attempt = 0; attempt < 10; attempt++) {
      try {
        run(run, true, 2, new PlainTraining(SPACE));
      } catch (StoreException stolen) {
        // the other one works now
      }
    }
  }

  @Test
  void aRunOfManySmallFilesMergesThemBeforeItIsCompleteAndSaysWhyIfItCannot() throws IOException {
    Path run = temp.resolve("many");
    for (int trials = 4; trials < 255; trials += 4) {
      run(run, Toy.options(run, false, 2).withTrials(trials), new PlainTraining(SPACE));
    }
    assertThat(record(run).state()).isEqualTo(RunRecord.State.STOPPED);
    int files = directory(run).log().files().size();
    assertThat(files).isGreaterThan(64);
    Path damaged = temp.resolve("damaged");
    try (Stream<Path> all = Files.walk(run)) {
      for (Path each : all.toList()) {
        Files.copy(each, damaged.resolve(run.relativize(each).toString()));
      }
    }

    run(run, Toy.options(run, false, 2), new PlainTraining(SPACE));
    assertComplete(run);
    assertThat(directory(run).log().files()).hasSize(1);
    assertThat(directory(run).log().compactions()).hasSize(1);

    Path file = Path.of(directory(damaged).files().value().get(5).toUri().getPath());
    byte[] bytes = Files.readAllBytes(file);
    bytes[20] ^= 1;
    Files.write(file, bytes);
    StringWriter said = new StringWriter();
    RunOptions options =
        RunOptions.of(Toy.options(damaged, false, 2).directory(), new PrintWriter(said));
    run(damaged, options.withBlock(2), new PlainTraining(SPACE));
    assertThat(said.toString()).contains("Files stay as small as they are: ");
    assertThat(directory(damaged).log().compactions()).isEmpty();
    assertThat(record(damaged).state()).isEqualTo(RunRecord.State.COMPLETE);
    assertThat(directory(damaged).check().value().damaged()).hasSize(1);
  }

  private RunOutcome run(Path run, boolean force, int block, WaveTraining training) {
    return run(run, Toy.options(run, force, block), training);
  }

  private RunOutcome run(Path run, RunOptions options, WaveTraining training) {
    return new SweepRun(new Job(Toy.sweep(), SPACE), options).run(directory(run), training, 1e9);
  }

  private static RunDirectory directory(Path run) {
    return RunDirectory.at(Rows.CONFIGURATION, new org.apache.hadoop.fs.Path(run.toUri()));
  }

  private static RunRecord record(Path run) {
    return directory(run).record().orElseThrow();
  }

  static void assertComplete(Path run) throws IOException {
    List<Long> trials = new ArrayList<>();
    Cursor cursor = SPACE.cursor(0, SPACE.positions());
    while (cursor.next()) {
      trials.add(cursor.trial());
    }
    assertThat(trials).hasSize(255);
    assertThat(Rows.glob(run)).isEqualTo(trials);
    assertThat(record(run).state()).isEqualTo(RunRecord.State.COMPLETE);
    assertThat(names(run)).containsExactlyInAnyOrder("commits", "run.json", "sweep.yaml", "waves");
  }

  static List<String> names(Path run) throws IOException {
    try (Stream<Path> names = Files.list(run)) {
      return names.map(name -> name.getFileName().toString()).toList();
    }
  }
}
