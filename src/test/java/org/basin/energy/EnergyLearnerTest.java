package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.ScalarKernels;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;

final class EnergyLearnerTest {

  private static final Dataset XOR = Datasets.of(DataSource.of("xor"));

  /**
   * The nudged output is plain + β (target - plain), so its distance is (1 - β) times the plain.
   */
  @Test
  void freeCostIsTheCostWithoutThePullOfTheNudging() {
    EnergySettings settings = EnergySettings.of(Map.of("epochs", 7L, "hidden", List.of(3L)), XOR);
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, Plane.LANES);
    EnergyLearner learner =
        new EnergyLearner(settings, XOR, kernels, Map.of("alpha", 0.3), List.of("beta"));
    double[] betas = new Random(5).doubles(Plane.LANES, -0.5, 0.9).toArray();
    for (int lane = 0; lane < Plane.LANES; lane++) {
      learner.start(lane, lane, new double[] {betas[lane]});
    }
    learner.train();
    for (int lane = 0; lane < Plane.LANES; lane++) {
      double share = (1 - betas[lane]) * (1 - betas[lane]);
      assertThat(learner.score(Metric.COST.ordinal(), lane))
          .isCloseTo(share * learner.score(Metric.FREE_COST.ordinal(), lane), within(1e-12));
    }
  }

  @Test
  void fullNudgingSeemsToLearnEverythingAndTheFreeErrorTellsTheTruth() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    EnergyLearner learner =
        new EnergyLearner(
            settings,
            XOR,
            Engine.SCALAR.open(Plane.LANES),
            Map.of("beta", 1.0, "alpha", 0.0),
            List.of());
    learner.start(0, 1, new double[0]);
    learner.train();
    assertThat(learner.score(Metric.ERROR.ordinal(), 0)).isZero();
    assertThat(learner.score(Metric.FREE_ERROR.ordinal(), 0)).isPositive();
  }

  @Test
  void anAlphaOfItsOwnOverridesTheCommonOne() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    EnergyNet net = new EnergyNet(settings, XOR, Engine.SCALAR.open(Plane.LANES));
    LaneSlot.Sorter sorter =
        new LaneSlot.Sorter(net, Map.of("alpha", 0.5, "alpha_1", 0.25), List.of("bias_1_1"));
    assertThat(net.stepSizes[0].get(0, 9)).isEqualTo(0.5);
    assertThat(net.stepSizes[1].get(0, 9)).isEqualTo(0.25);
    assertThat(sorter.slots).hasSize(1);
    assertThat(sorter.draws).hasSize(2 * 2 + 2 + 2);
  }

  @Test
  void settingAWeightLeavesTheOtherDrawsAsTheyAre() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    EnergyNet all = new EnergyNet(settings, XOR, Engine.SCALAR.open(Plane.LANES));
    EnergyNet some = new EnergyNet(settings, XOR, Engine.SCALAR.open(Plane.LANES));
    new LaneSlot.Sorter(all, Map.of(), List.of()).draws.forEach(draw -> draw.set(3, 1, 99));
    new LaneSlot.Sorter(some, Map.of("weight_0_0_1", 0.75), List.of())
        .draws.forEach(draw -> draw.set(3, 1, 99));
    for (int cell = 0; cell < 4; cell++) {
      double expected = cell == 1 ? 0.75 : all.startWeights[0].get(cell, 3);
      assertThat(some.startWeights[0].get(cell, 3)).isEqualTo(expected);
    }
    assertThat(some.startWeights[2].get(1, 3)).isEqualTo(all.startWeights[2].get(1, 3));
  }

  @Test
  void xavierWeightsStayWithinTheirRange() {
    EnergySettings settings = EnergySettings.of(Map.of("hidden", List.of(4L)), XOR);
    EnergyNet net = new EnergyNet(settings, XOR, Engine.SCALAR.open(Plane.LANES));
    LaneSlot.Sorter sorter = new LaneSlot.Sorter(net, Map.of(), List.of());
    double largest = 0;
    for (int seed = 0; seed < 500; seed++) {
      for (LaneSlot.Draw draw : sorter.draws) {
        draw.set(0, 1, seed);
        largest = Math.max(largest, Math.abs(draw.plane().get(draw.cell(), 0)));
      }
    }
    assertThat(largest).isBetween(0.99, 1.0);
  }

  @Test
  void trainingAgainGivesTheSameScores() {
    EnergyLearner learner =
        new EnergyLearner(
            EnergySettings.of(Map.of(), XOR),
            XOR,
            Engine.VECTOR.open(Plane.LANES),
            Map.of(),
            List.of());
    double[] first = new double[2];
    for (int round = 0; round < 2; round++) {
      learner.start(5, 1234, new double[0]);
      learner.train();
      first[round] = learner.score(Metric.FREE_COST.ordinal(), 5);
    }
    assertThat(first[1]).isEqualTo(first[0]);
  }
}
