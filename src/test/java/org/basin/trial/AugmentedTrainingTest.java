package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;

/** Grids that see their training images a little changed. */
final class AugmentedTrainingTest {

  private static final String SWEEP =
      """
      model: neural-grid
      data: {kind: shapes, samples: 50, test_samples: 20}
      parameters:
        height: 9
        depth: 2
        epochs: 3
        batch_size: 16
        flip: {values: [false, true]}
        crop: {values: [0, 3]}
      metric: {name: train_loss, goal: minimize}
      """;

  @Test
  void everyAugmentationIsAnotherTrainingAndTheSameOnEveryEngine() throws SweepException {
    List<List<Float>> scalar = rows("engine=scalar");
    assertThat(scalar).hasSize(4);
    assertThat(new HashSet<>(scalar)).hasSize(4);
    assertThat(rows("engine=vector")).isEqualTo(scalar);
  }

  @Test
  void aTrialAloneSeesWhatItSeesAmongOthers() throws SweepException {
    List<List<Float>> together = rows("engine=vector", "learning_rate=0.01,0.001");
    Sweep sweep = sweep("engine=vector", "learning_rate=0.01,0.001");
    Space space = Space.of(sweep, new Models());
    for (int position = 7; position >= 0; position--) {
      try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
        Block block = space.blocks(position, position + 1, 1).iterator().next();
        assertThat(row(runner.run(block), 0)).isEqualTo(together.get(position));
      }
    }
  }

  @Test
  void whatIsNoImageIsNotAugmented() {
    assertThatThrownBy(() -> sweep("data=moons", "batch_size=4"))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("flip needs images, got moons of 1 x 2")
        .hasMessageContaining("crop needs images with sides of more than crop pixels, got crop=3");
    assertThatThrownBy(() -> sweep("crop=28"))
        .hasMessageContaining("got crop=28 and shapes of 28 x 28");
  }

  private static Sweep sweep(String... overrides) throws SweepException {
    return new SweepParser(new Models())
        .parse("test.yaml", SWEEP.getBytes(StandardCharsets.UTF_8), List.of(overrides));
  }

  private static List<List<Float>> rows(String... overrides) throws SweepException {
    Sweep sweep = sweep(overrides);
    Space space = Space.of(sweep, new Models());
    List<List<Float>> rows = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      for (Block block : space.blocks(0, space.positions(), 4096)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          rows.add(row(results, row));
        }
      }
    }
    return rows;
  }

  private static List<Float> row(Results results, int row) {
    assertThat(results.state(row)).isEqualTo(Results.State.COMPLETE);
    return List.of(results.score(0, row), results.score(1, row));
  }
}
