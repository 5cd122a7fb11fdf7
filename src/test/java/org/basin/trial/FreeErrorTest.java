package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.energy.EnergyReplay;
import org.basin.energy.EnergySettings;
import org.basin.kernel.Engine;
import org.basin.kernel.Plane;
import org.basin.space.Block;
import org.basin.space.Seeds;
import org.basin.space.Space;
import org.basin.sweep.DataSource;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepParser;
import org.junit.jupiter.api.Test;

/** How much of the label is left in {@code free_error}; the figures that the README states. */
class FreeErrorTest {

  private static final int EPOCHS = 20;
  private static final double BETA = 0.1;

  /** Enough for states to settle. */
  private static final int SWEEPS = 50;

  private static final Dataset XOR = Datasets.of(DataSource.of("xor"));

  private final EnergyReplay net =
      new EnergyReplay(EnergySettings.of(Map.of(), XOR), XOR, Engine.VECTOR.open(Plane.LANES));

  /**
   * A state remembers the nudged output of the epoch before, so a trial may have free_error 0 and
   * yet be wrong when it settles from zero and nobody ever shows it a label.
   */
  @Test
  void nineInTenTrialsWithoutFreeErrorOweItToTheLabel() throws Exception {
    Sweep sweep =
        new SweepParser(new Models())
            .parse(Path.of("jobs/xor-initialisation-grid.yaml"), List.of());
    Space space = Space.of(sweep, new Models());
    List<String> metrics = new Models().metrics("energy");
    int freeError = metrics.indexOf("free_error");
    int freeCost = metrics.indexOf("free_cost");
    BlockRunner runner = new BlockRunner(sweep, space, true);
    int learned = 0;
    int alone = 0;
    for (Block block : space.blocks(0, space.positions(), 4096)) {
      Results results = runner.run(block);
      for (int row = 0; row < results.rows(); row++) {
        if (results.score(freeError, row) == 0) {
          learned++;
          double[] weights = new double[6];
          for (int a = 0; a < weights.length; a++) {
            weights[a] = space.axes().get(a).number(results.place(a, row));
          }
          train(weights, results.seed(row));
          assertThat(net.cost() / ((1 - BETA) * (1 - BETA)))
              .as("the replayed net is the trained one")
              .isCloseTo(results.score(freeCost, row), within(1e-5));
          alone += rightWithoutLabel() ? 1 : 0;
        }
      }
    }
    assertThat(learned).isEqualTo(11_852);
    assertThat(alone).isEqualTo(1_183);
  }

  /** Trains up to the states that are measured. */
  private void train(double[] weights, long seed) {
    double range = Math.sqrt(6.0 / (1 + 2));
    net.setWeights(0, new double[] {weights[0], weights[1], weights[2], weights[3]});
    net.setWeights(1, new double[] {weights[4], weights[5]});
    net.setWeights(
        2,
        new double[] {
          range * (2 * Seeds.uniform(seed, 6) - 1), range * (2 * Seeds.uniform(seed, 7) - 1)
        });
    int[] units = {2, 2, 1, 2};
    for (int k = 1; k < units.length; k++) {
      net.setBiases(k, new double[units[k]]);
      net.setStepSize(k - 1, k < 3 ? 0.1 : 0.01);
    }
    forget();
    net.setNudging(BETA);
    for (int epoch = 1; epoch < EPOCHS; epoch++) {
      net.epoch();
    }
    net.settle(0);
  }

  private boolean rightWithoutLabel() {
    forget();
    net.setNudging(0);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      net.settle(0);
    }
    return net.error() == 0;
  }

  private void forget() {
    net.setStates(1, new double[4 * 2]);
    net.setStates(2, new double[4]);
    net.setStates(3, new double[4 * 2]);
  }
}
