package org.basin.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.Results;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockTrainingTest {

  private static final String SWEEP =
      """
      model: energy
      data: xor
      parameters:
        epochs: {values: [3, 1000000]}
        hidden: [30, 30]
        free_steps: 1000
        beta: {values: [0.1, 0.2, 0.3]}
      """;

  private Sweep sweep;
  private Space space;
  private Block quick;
  private Block endless;

  @BeforeEach
  void parse() throws SweepException {
    sweep = new SweepParser(new Models()).parse("t.yaml", SWEEP.getBytes(UTF_8), List.of());
    space = Space.of(sweep, new Models());
    quick = space.blocks(0, 3, 64).iterator().next();
    endless = space.blocks(3, 6, 64).iterator().next();
  }

  private BlockRunner runner() {
    return new BlockRunner(new Job(sweep, space), true);
  }

  @Test
  void anEndlessBlockBecomesFailedRowsAndTheNextIsTrained() throws Exception {
    try (BlockTraining training =
        new BlockTraining(this::runner, Duration.ofSeconds(1), () -> {})) {
      assertStates(training.train(quick, runner -> runner.run(quick)), Results.State.COMPLETE);
      Results cut = training.train(endless, runner -> runner.run(endless));
      assertStates(cut, Results.State.FAILED);
      for (int row = 0; row < 3; row++) {
        assertThat(cut.trial(row)).isEqualTo(3 + row);
        assertThat(cut.score(0, row)).isNaN();
        assertThat(cut.failure(row))
            .isEqualTo("the block of this trial must be trained within 1 s, got more");
      }
      assertStates(training.train(quick, runner -> runner.run(quick)), Results.State.COMPLETE);
    }
    // the thread that was given up listens, and ends
    for (Thread trainer : trainers()) {
      trainer.join(60_000);
    }
    assertThat(trainers()).isEmpty();
  }

  private static List<Thread> trainers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("basin-block"))
        .toList();
  }

  private static void assertStates(Results results, Results.State state) {
    assertThat(results.rows()).isEqualTo(3);
    for (int row = 0; row < 3; row++) {
      assertThat(results.state(row)).isEqualTo(state);
    }
  }

  @Test
  void rowsAreTheSameWithALimitAndWithout() {
    try (BlockTraining limited = new BlockTraining(this::runner, Duration.ofHours(1), () -> {});
        BlockTraining free = new BlockTraining(this::runner, Duration.ZERO, () -> {})) {
      Results one = limited.train(quick, runner -> runner.run(quick));
      Results other = free.train(quick, runner -> runner.run(quick));
      for (int row = 0; row < 3; row++) {
        assertThat(one.score(0, row)).isEqualTo(other.score(0, row));
      }
      assertThat(limited.lanes()).isEqualTo(free.lanes()).isPositive();
    }
  }

  @Test
  void whoeverAwaitsABlockMayEndIt() {
    try (BlockTraining training =
        new BlockTraining(
            this::runner,
            Duration.ofHours(1),
            () -> {
              throw new IllegalStateException("killed");
            })) {
      assertThatThrownBy(() -> training.train(endless, runner -> runner.run(endless)))
          .hasMessage("killed");
    }
  }

  @Test
  void anErrorOfTheTrainingComesThrough() {
    try (BlockTraining training = new BlockTraining(this::runner, Duration.ofHours(1), () -> {})) {
      assertThatThrownBy(
              () ->
                  training.train(
                      quick,
                      runner -> {
                        throw new OutOfMemoryError("Java heap space");
                      }))
          .isInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void anInterruptedTrainingIsNoFailedRow() {
    Thread.currentThread().interrupt();
    try (BlockRunner runner = runner()) {
      assertThatThrownBy(() -> runner.run(quick)).isInstanceOf(CancellationException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
