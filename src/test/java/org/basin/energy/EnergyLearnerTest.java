package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.learn.Start;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnergyLearnerTest {

  private static final Dataset XOR = Datasets.of(DataSource.of("xor"));

  /**
   * The nudged output is plain + β (target - plain), so its distance is (1 - β) times the plain.
   */
  @Test
  void freeCostIsTheCostWithoutThePullOfTheNudging() {
    EnergySettings settings = EnergySettings.of(Map.of("epochs", 7L, "hidden", List.of(3L)), XOR);
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, Plane.LANES);
    Learner learner = Learners.of(settings, XOR, kernels, Map.of("alpha", 0.3), List.of("beta"));
    double[] betas = new Random(5).doubles(Plane.LANES, -0.5, 0.9).toArray();
    for (int lane = 0; lane < Plane.LANES; lane++) {
      learner.start(lane, lane, new double[] {betas[lane]});
    }
    learner.train();
    for (int lane = 0; lane < Plane.LANES; lane++) {
      double share = (1 - betas[lane]) * (1 - betas[lane]);
      assertThat(learner.score(Learners.place(EnergyGauges.COST), lane))
          .isCloseTo(
              share * learner.score(Learners.place(EnergyGauges.FREE_COST), lane), within(1e-12));
    }
  }

  @Test
  void fullNudgingSeemsToLearnEverythingAndTheFreeErrorTellsTheTruth() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    Learner learner =
        Learners.of(
            settings,
            XOR,
            new ScalarEngine().open(Plane.LANES),
            Map.of("beta", 1.0, "alpha", 0.0),
            List.of());
    learner.start(0, 1, new double[0]);
    learner.train();
    assertThat(learner.score(Learners.place(EnergyGauges.ERROR), 0)).isZero();
    assertThat(learner.score(Learners.place(EnergyGauges.FREE_ERROR), 0)).isPositive();
  }

  @Test
  void anAlphaOfItsOwnOverridesTheCommonOne() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    EnergyNet net = new EnergyNet(settings, XOR, new ScalarEngine().open(Plane.LANES));
    LaneValues values = new LaneValues(Map.of("alpha", 0.5, "alpha_1", 0.25), List.of("bias_1_1"));
    Start start = EnergyTraining.start(net, values);
    assertThat(net.stepSizes[0].get(0, 9)).isEqualTo(0.5);
    assertThat(net.stepSizes[1].get(0, 9)).isEqualTo(0.25);
    start.begin(9, 1, new double[] {0.75});
    assertThat(net.startBiases[1].get(1, 9)).isEqualTo(0.75);
    for (Plane weights : net.startWeights) {
      for (int cell = 0; cell < weights.cells(); cell++) {
        assertThat(weights.get(cell, 9)).isNotZero();
      }
    }
  }

  /** Of its own layer before the common one, of biases before that of the weights. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alpha=0.5|0.5 0.5 0.5|0.5 0.5 0.5",
        "alpha=0.5 alpha_1=0.25|0.5 0.25 0.5|0.5 0.25 0.5",
        "bias_alpha=0.125|0.1 0.1 0.1|0.125 0.125 0.125",
        "alpha_1=0.25 bias_alpha=0.125|0.1 0.25 0.1|0.125 0.125 0.125",
        "alpha_1=0.25 bias_alpha_1=0.75|0.1 0.25 0.1|0.1 0.75 0.1",
        "alpha=0.5 alpha_1=0.25 bias_alpha=0.125 bias_alpha_2=0|0.5 0.25 0.5|0.125 0.125 0",
      })
  void stepSizesFallBackOnCommonOnesAndThoseOfBiasesOnTheWeights(
      String set, String weights, String biases) {
    Map<String, Double> values = new HashMap<>();
    for (String word : set.split(" ")) {
      values.put(word.split("=")[0], Double.valueOf(word.split("=")[1]));
    }
    EnergyNet fixed = new EnergyNet(EnergySettings.of(Map.of(), XOR), XOR, exact());
    EnergyTraining.start(fixed, new LaneValues(values, List.of()));
    EnergyNet varied = new EnergyNet(EnergySettings.of(Map.of(), XOR), XOR, exact());
    List<String> axes = List.copyOf(values.keySet());
    double[] lane = axes.stream().mapToDouble(values::get).toArray();
    EnergyTraining.start(varied, new LaneValues(Map.of(), axes)).begin(3, 1, lane);
    for (EnergyNet net : List.of(fixed, varied)) {
      for (int k = 0; k < 3; k++) {
        assertThat(net.stepSizes[k].get(0, 3)).isEqualTo(Double.parseDouble(weights.split(" ")[k]));
        assertThat(net.biasStepSizes[k].get(0, 3))
            .isEqualTo(Double.parseDouble(biases.split(" ")[k]));
      }
    }
  }

  private static Kernels exact() {
    return new ScalarKernels(Precision.DOUBLE, Plane.LANES);
  }

  /** The bias of every layer moves bias_alpha / alpha times as far in the first step. */
  @ParameterizedTest
  @ValueSource(strings = {"ep", "chl", "pc-nudge", "early-inference", "cep", "cl", "tbp", "rbp"})
  void theBiasesOfEverySchemeHaveTheirOwnStepSize(String scheme) {
    Map<String, Object> structure = Map.of("epochs", 1L, "scheme", scheme, "hidden", List.of(3L));
    EnergySettings settings = EnergySettings.of(structure, XOR);
    List<List<Parameter>> learned = new ArrayList<>();
    for (Map<String, Double> own : List.of(Map.<String, Double>of(), Map.of("bias_alpha", 0.4))) {
      Map<String, Double> fixed = new HashMap<>(own);
      fixed.put("alpha", 0.1);
      Learner learner = Learners.of(settings, XOR, exact(), fixed, List.of());
      learner.start(0, 7, new double[0]);
      learner.train();
      learned.add(learner.parameters(0));
    }
    for (int p = 0; p < learned.get(0).size(); p++) {
      float[] common = learned.get(0).get(p).values();
      float[] own = learned.get(1).get(p).values();
      boolean bias = learned.get(0).get(p).name().startsWith("biases");
      for (int i = 0; i < common.length; i++) {
        assertThat(own[i]).isCloseTo(bias ? 4 * common[i] : common[i], within(1e-6f));
      }
    }
    assertThat(learned.get(0).get(3).values()[0]).as("an output bias moved").isNotZero();
  }

  @Test
  void settingAWeightLeavesTheOtherDrawsAsTheyAre() {
    EnergySettings settings = EnergySettings.of(Map.of(), XOR);
    EnergyNet all = new EnergyNet(settings, XOR, new ScalarEngine().open(Plane.LANES));
    EnergyNet some = new EnergyNet(settings, XOR, new ScalarEngine().open(Plane.LANES));
    EnergyTraining.start(all, new LaneValues(Map.of(), List.of())).begin(3, 99, new double[0]);
    EnergyTraining.start(some, new LaneValues(Map.of("weight_0_0_1", 0.75), List.of()))
        .begin(3, 99, new double[0]);
    for (int cell = 0; cell < 4; cell++) {
      double expected = cell == 1 ? 0.75 : all.startWeights[0].get(cell, 3);
      assertThat(some.startWeights[0].get(cell, 3)).isEqualTo(expected);
    }
    assertThat(some.startWeights[2].get(1, 3)).isEqualTo(all.startWeights[2].get(1, 3));
  }

  @Test
  void xavierWeightsStayWithinTheirRange() {
    EnergySettings settings = EnergySettings.of(Map.of("hidden", List.of(4L)), XOR);
    EnergyNet net = new EnergyNet(settings, XOR, new ScalarEngine().open(Plane.LANES));
    Start start = EnergyTraining.start(net, new LaneValues(Map.of(), List.of()));
    double largest = 0;
    for (int seed = 0; seed < 500; seed++) {
      start.begin(0, seed, new double[0]);
      for (Plane weights : net.startWeights) {
        for (int cell = 0; cell < weights.cells(); cell++) {
          largest = Math.max(largest, Math.abs(weights.get(cell, 0)));
        }
      }
    }
    assertThat(largest).isBetween(0.99, 1.0);
  }

  @Test
  void trainingAgainGivesTheSameScores() {
    Learner learner =
        Learners.of(
            EnergySettings.of(Map.of(), XOR),
            XOR,
            new VectorEngine().open(Plane.LANES),
            Map.of(),
            List.of());
    double[] first = new double[2];
    for (int round = 0; round < 2; round++) {
      learner.start(5, 1234, new double[0]);
      learner.train();
      first[round] = learner.score(Learners.place(EnergyGauges.FREE_COST), 5);
    }
    assertThat(first[1]).isEqualTo(first[0]);
  }
}
