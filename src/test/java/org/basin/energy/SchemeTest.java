package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Learner;
import org.basin.learn.Wanted;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SchemeTest {

  private static final Dataset XOR = Datasets.of(DataSource.of("xor"));
  private static final List<Long> WIDE = List.of(2L, 2L);

  private static Learner learner(Map<String, Object> structure, Map<String, Double> fixed) {
    EnergySettings settings = EnergySettings.of(structure, XOR);
    return Learners.of(settings, XOR, new VectorEngine().open(Plane.LANES), fixed, List.of());
  }

  private static double[] scores(Map<String, Object> structure, Map<String, Double> fixed) {
    Learner learner = learner(structure, fixed);
    learner.start(3, 17, new double[0]);
    learner.train();
    double[] scores = new double[Learners.STANDARD.size()];
    for (int score = 0; score < scores.length; score++) {
      scores[score] = learner.score(score, 3);
    }
    return scores;
  }

  @ParameterizedTest
  @EnumSource
  void theNameInASweepFileGivesTheScheme(Scheme scheme) {
    assertThat(EnergyFamily.SCHEME.in(Map.of("scheme", scheme.label()))).isEqualTo(scheme);
  }

  @ParameterizedTest
  @EnumSource(names = {"CHL", "EARLY_INFERENCE"})
  void aFirstPhaseThatNeverHearsTheLabelMeasuresHonestly(Scheme scheme) {
    double[] scores =
        scores(Map.of("scheme", scheme.label(), "hidden", List.of(3L, 2L)), Map.of("beta", 0.4));
    assertThat(scores[Learners.place(EnergyGauges.FREE_COST)])
        .isEqualTo(scores[Learners.place(EnergyGauges.COST)]);
    assertThat(scores[Learners.place(EnergyGauges.FREE_ERROR)])
        .isEqualTo(scores[Learners.place(EnergyGauges.FINAL_ERROR)]);
  }

  @Test
  void moreReverseSweepsRepeatTheFirst() {
    assertThat(scores(Map.of("scheme", "chl", "nudged_steps", 7L), Map.of()))
        .isEqualTo(scores(Map.of("scheme", "chl", "nudged_steps", 1L), Map.of()));
    assertThat(scores(Map.of("scheme", "chl", "nudged_steps", 0L), Map.of()))
        .isNotEqualTo(scores(Map.of("scheme", "chl", "nudged_steps", 1L), Map.of()));
  }

  @Test
  void nudgedPredictiveCodingNeverMovesItsHiddenStatesFromZero() {
    EnergySettings settings = EnergySettings.of(Map.of("scheme", "pc-nudge"), XOR);
    EnergyReplay net = new EnergyReplay(settings, XOR, new VectorEngine().open(Plane.LANES));
    net.setWeights(0, new double[] {0.3, -0.2, 0.9, 0.4});
    net.setWeights(1, new double[] {0.7, -0.6});
    net.setWeights(2, new double[] {0.5, -1.1});
    for (int k = 0; k < 3; k++) {
      net.setStepSize(k, 0.2);
    }
    net.setNudging(0.1);
    for (int epoch = 0; epoch < 5; epoch++) {
      net.epoch();
    }
    assertThat(net.states(1)).containsOnly(0);
    assertThat(net.states(2)).containsOnly(0);
    assertThat(net.weights(1)).containsExactly((float) 0.7, (float) -0.6);
    assertThat(net.weights(0)[0]).isNotEqualTo((float) 0.3);
  }

  @ParameterizedTest
  @CsvSource({"2", "2 1", "1 2", "2 2 3 2"})
  void firstStepRefusesWidthsOtherThanTheOutputsBeforeAnythingIsTrained(String hidden) {
    List<Long> sizes = List.of(hidden.split(" ")).stream().map(Long::valueOf).toList();
    Map<String, Object> structure = Map.of("scheme", "first-step", "hidden", sizes);
    if (sizes.stream().allMatch(size -> size == 2)) {
      assertThat(scores(structure, Map.of())).doesNotContain(Double.NaN);
    } else {
      assertThatThrownBy(() -> learner(structure, Map.of()))
          .hasMessageContaining("as wide as the output, got layers [2, ")
          .hasMessageEndingWith("early-inference takes any widths");
    }
  }

  @Test
  void withOneLayerFirstStepAndEarlyInferenceLearnTheSameFromAPlainOutput() {
    Map<String, Double> fixed = Map.of("beta", 0.25, "alpha", 0.5);
    double[] first =
        scores(Map.of("scheme", "first-step", "hidden", List.of(), "epochs", 9L), fixed);
    double[] early =
        scores(Map.of("scheme", "early-inference", "hidden", List.of(), "epochs", 9L), fixed);
    assertThat(first[Learners.place(EnergyGauges.FREE_COST)])
        .isEqualTo(early[Learners.place(EnergyGauges.FREE_COST)]);
  }

  @ParameterizedTest
  @EnumSource
  void enginesAndLanesGiveTheSameBits(Scheme scheme) {
    Dataset data = RandomNet.data(11, 3, 3, 2);
    for (Activation activation : Activation.values()) {
      for (Map<String, Object> order :
          List.<Map<String, Object>>of(
              Map.of("batch_size", 4L),
              Map.of("batch_size", 5L, "states", "carried", "shuffle", true),
              Map.of("batch_size", 1L, "states", "zero", "shuffle", true))) {
        Map<String, Object> structure = new HashMap<>(order);
        structure.put("scheme", scheme.label());
        structure.put("activation", activation.label());
        structure.put("hidden", List.of(3L, 3L));
        structure.put("epochs", 5L);
        structure.put("free_steps", 2L);
        structure.put("nudged_steps", 2L);
        EnergySettings settings = EnergySettings.of(structure, data);
        double[] expected = costs(settings, data, new ScalarEngine().open(1), 0);
        assertThat(costs(settings, data, new ScalarEngine().open(Plane.LANES), 17))
            .isEqualTo(expected);
        assertThat(costs(settings, data, new VectorEngine().open(Plane.LANES), 17))
            .isEqualTo(expected);
      }
    }
  }

  /** What a trial measures in one lane while the others train trials of their own. */
  private static double[] costs(EnergySettings settings, Dataset data, Kernels kernels, int lane) {
    Learner learner = Learners.of(settings, data, kernels, Map.of("beta", 0.3), List.of("alpha"));
    for (int other = 0; other < learner.lanes(); other++) {
      learner.start(other, other, new double[] {0.01 * other});
    }
    learner.start(lane, 123, new double[] {0.2});
    learner.train();
    return new double[] {
      learner.score(Learners.place(EnergyGauges.ERROR), lane),
      learner.score(Learners.place(EnergyGauges.COST), lane),
      learner.score(Learners.place(EnergyGauges.FREE_COST), lane)
    };
  }

  @Test
  void theOrderOfTheSamplesMatters() {
    Dataset data = RandomNet.data(20, 3, 2, 2);
    double[][] costs = new double[2][];
    for (boolean shuffle : new boolean[] {false, true}) {
      Map<String, Object> structure =
          Map.of("batch_size", 5L, "states", "zero", "shuffle", shuffle, "scheme", "chl");
      EnergySettings settings = EnergySettings.of(structure, data);
      costs[shuffle ? 1 : 0] = costs(settings, data, new VectorEngine().open(Plane.LANES), 3);
    }
    assertThat(costs[1][1]).isNotEqualTo(costs[0][1]);
  }

  /** The rate and β are large, as the product of the two is the step of gradient descent. */
  @Test
  void earlyInferenceLearnsXorFromHalfOfTheStarts() {
    Learner learner =
        learner(
            Map.of("scheme", "early-inference", "hidden", List.of(4L), "epochs", 4000L),
            Map.of("beta", 0.5, "alpha", 4.0));
    int learned = 0;
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, lane, new double[0]);
    }
    learner.train();
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learned += learner.score(Learners.place(EnergyGauges.FREE_ERROR), lane) == 0 ? 1 : 0;
      assertThat(learner.diverged(lane)).isFalse();
    }
    assertThat(learned).isGreaterThan(learner.lanes() / 2);
  }

  @Test
  void theSumOfItsSweepsIsWhatASchemeCosts() {
    Map<String, Object> three = Map.of("free_steps", 3L, "nudged_steps", 4L, "hidden", WIDE);
    assertThat(Scheme.EP.sweeps(EnergySettings.of(three, XOR))).isEqualTo(7);
    assertThat(Scheme.CHL.sweeps(EnergySettings.of(three, XOR))).isEqualTo(4);
    assertThat(Scheme.FIRST_STEP.sweeps(EnergySettings.of(three, XOR))).isEqualTo(4);
    assertThat(Scheme.EARLY_INFERENCE.sweeps(EnergySettings.of(three, XOR))).isEqualTo(2);
    assertThat(new EnergyFamily().model(three, XOR).operations(Wanted.of(List.of())))
        .isCloseTo(20 * 4.0 * 7 * (48 + 200), within(20 * 4 * 3 * 12.0 + 1));
  }
}
