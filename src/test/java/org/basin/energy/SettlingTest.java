package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Learner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SettlingTest {

  private static final Kernels VECTOR = new VectorEngine().open(Plane.LANES);

  private static double[] measures(Settling settling, int lane) {
    return new double[] {
      settling.error(lane), settling.cost(lane), settling.steps(lane), settling.residual(lane)
    };
  }

  private static EnergyNet net(Scheme scheme, Dataset data, int rows, Kernels kernels) {
    Map<String, Object> others =
        Map.of("scheme", scheme.label(), "batch_size", (long) rows, "settle_steps", 30L);
    List<Long> hidden = List.of((long) data.classes(), (long) data.classes());
    return RandomNet.net(RandomNet.settings(data, hidden, others), data, kernels, 21);
  }

  private static Settling settled(EnergyNet net, Dataset data) {
    Settling settling = new Settling(net, data.train());
    settling.measure();
    return settling;
  }

  @ParameterizedTest
  @EnumSource
  void itIsTheFirstPhaseFromZeroWithoutALabel(Scheme scheme) {
    Dataset data = RandomNet.data(6, 3, 3, 5);
    Settling settling = settled(net(scheme, data, 6, VECTOR), data);
    EnergyNet same = net(scheme, data, 6, VECTOR);
    same.nudging.setAll(0, 0);
    Batch batch = same.batches.begin(0);
    for (int sweep = 0; sweep < 30; sweep++) {
      same.rule().sweep(batch);
    }
    Plane cost = VECTOR.plane(1);
    VECTOR.squaredDistance(batch.output(), batch.target(), cost, 6);
    Plane error = VECTOR.plane(1);
    VECTOR.errors(batch.output(), batch.target(), 1e-3, error, 6, 3);
    for (int lane = 0; lane < Plane.LANES; lane++) {
      assertThat(settling.cost(lane)).isCloseTo(cost.get(0, lane), within(1e-6));
      assertThat(settling.error(lane)).isCloseTo(100 * error.get(0, lane), within(1e-4));
    }
  }

  @Test
  void aForwardPassSettlesInTwoSweepsAndThenStandsStill() {
    Dataset data = RandomNet.data(7, 3, 2, 5);
    Settling settling = settled(net(Scheme.EARLY_INFERENCE, data, 7, VECTOR), data);
    for (int lane = 0; lane < Plane.LANES; lane++) {
      assertThat(settling.steps(lane)).isEqualTo(2);
      assertThat(settling.residual(lane)).isZero();
    }
  }

  /** Without normalisation a sample does not hear the others, so the cut makes no difference. */
  @Test
  void anIncompleteLastMinibatchCounts() {
    Dataset data = RandomNet.data(17, 3, 2, 5);
    Settling whole = settled(net(Scheme.EARLY_INFERENCE, data, 17, VECTOR), data);
    for (int rows : new int[] {1, 2, 5, 16}) {
      Settling cut = settled(net(Scheme.EARLY_INFERENCE, data, rows, VECTOR), data);
      for (int lane = 0; lane < Plane.LANES; lane++) {
        assertThat(cut.error(lane)).isEqualTo(whole.error(lane));
        assertThat(cut.cost(lane)).isCloseTo(whole.cost(lane), within(1e-6));
      }
    }
    assertThat(whole.error(0) * 17 / 100)
        .isCloseTo(Math.rint(whole.error(0) * 17 / 100), within(1e-9));
  }

  @Test
  void otherDataThanTheTrainedMayHaveFewerSamplesThanAMinibatch() {
    EnergyNet net = net(Scheme.CHL, RandomNet.data(8, 3, 2, 5), 8, VECTOR);
    Settling few = settled(net, RandomNet.data(3, 3, 2, 6));
    assertThat(few.cost(9)).isPositive();
    assertThat(few.steps(9)).isBetween(1.0, 30.0);
  }

  @Test
  void lanesDoNotDependOnTheirNeighboursAndEnginesAgree() {
    Dataset data = RandomNet.data(10, 3, 2, 5);
    Settling together = settled(net(Scheme.EP, data, 4, VECTOR), data);
    Settling scalar = settled(net(Scheme.EP, data, 4, new ScalarEngine().open(Plane.LANES)), data);
    for (int lane : new int[] {0, 1, 15, 63}) {
      assertThat(measures(scalar, lane)).isEqualTo(measures(together, lane));
    }
    Settling alone = settled(net(Scheme.EP, data, 4, new ScalarEngine().open(1)), data);
    assertThat(measures(alone, 0)).isEqualTo(measures(together, 0));
  }

  @Test
  void measuringLeavesTheTrainedNetAsItIs() {
    Dataset data = RandomNet.data(6, 3, 2, 5);
    EnergyNet net = net(Scheme.EP, data, 6, VECTOR);
    EnergyNet untouched = net(Scheme.EP, data, 6, VECTOR);
    settled(net, data);
    for (EnergyNet one : List.of(net, untouched)) {
      Scheme.EP.settle(one, one.batches.begin(0));
      Scheme.EP.learn(one, one.batches.get(0));
    }
    for (int cell = 0; cell < net.weights[1].cells(); cell++) {
      assertThat(net.weights[1].get(cell, 5)).isEqualTo(untouched.weights[1].get(cell, 5));
    }
  }

  @Test
  void aNetThatNeverSettlesTakesAllSweepsAndShowsHowFarItIs() {
    Dataset data = RandomNet.data(4, 2, 2, 5);
    EnergyNet net =
        RandomNet.net(
            RandomNet.settings(data, List.of(2L, 2L), Map.of("settle_steps", 12L)),
            data,
            VECTOR,
            2);
    Settling settling = settled(net, data);
    int never = 0;
    for (int lane = 0; lane < Plane.LANES; lane++) {
      if (settling.residual(lane) > Settling.SETTLED) {
        never++;
        assertThat(settling.steps(lane)).isEqualTo(12);
      }
    }
    assertThat(never).isPositive();
  }

  /** Feedback of one unit with gain above 1 and no bound: the states grow for ever. */
  @Test
  void statesThatRunAwayAreAResultAndNoDivergence() {
    Dataset data = RandomNet.data(4, 2, 2, 5);
    Map<String, Object> others =
        Map.of("scheme", "cep", "activation", "identity", "settle_steps", 400L);
    EnergySettings settings = RandomNet.settings(data, List.of(2L), others);
    EnergyNet net = RandomNet.net(settings, data, VECTOR, 3);
    for (int cell = 0; cell < net.weights[1].cells(); cell++) {
      net.weights[1].setAll(cell, 3);
    }
    Settling settling = settled(net, data);
    assertThat(settling.cost(0)).isEqualTo(Float.MAX_VALUE);
    assertThat(settling.residual(0)).isEqualTo(Float.MAX_VALUE);
    assertThat(settling.error(0)).isEqualTo(100);
    assertThat(settling.steps(0)).isEqualTo(400);
  }

  @Test
  void theTestPartIsMeasuredLikeTheTrainingPart() {
    Dataset data = RandomNet.data(10, 3, 2, 5);
    Dataset twice = new Dataset("twice", 1, 3, data.classNames(), data.train(), data.train());
    EnergySettings settings = RandomNet.settings(twice, List.of(4L), Map.of("epochs", 3L));
    Learner learner =
        Learners.of(settings, twice, VECTOR, Map.of(), List.of(), EnergyGauges.ALL.all());
    learner.start(7, 11, new double[0]);
    learner.train();
    assertThat(learner.score(Learners.place(EnergyGauges.TEST_ERROR), 7))
        .isEqualTo(learner.score(Learners.place(EnergyGauges.SETTLED_ERROR), 7));
    assertThat(learner.score(Learners.place(EnergyGauges.TEST_COST), 7))
        .isEqualTo(learner.score(Learners.place(EnergyGauges.SETTLED_COST), 7))
        .isPositive();
    assertThat(learner.score(Learners.place(EnergyGauges.ENERGY), 7))
        .isEqualTo(
            learner.score(Learners.place(EnergyGauges.ENERGY_BIASES), 7)
                + learner.score(Learners.place(EnergyGauges.ENERGY_WEIGHTS), 7),
            within(1e-12));
  }
}
