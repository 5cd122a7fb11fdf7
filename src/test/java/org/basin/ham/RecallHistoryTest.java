package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.NetLearner;
import org.basin.learn.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Energy and overlap along a recall, and the loss along a training. */
final class RecallHistoryTest {

  private static final List<String> KEPT = List.of("overlap", "energy", "train_loss");
  private static final int LANE = 3;

  private static Map<String, Object> structure(String solver, long steps, long trainSteps) {
    return new HashMap<>(
        Map.of(
            "units",
            17L,
            "patterns",
            6L,
            "cues",
            4L,
            "memory",
            "softmax",
            "solver",
            solver,
            "steps",
            steps,
            "train_steps",
            trainSteps));
  }

  private static Learner trained(Map<String, Object> structure, int every, Kernels kernels) {
    Map<String, Double> fixed =
        Map.of(
            "erased", 0.3, "corruption", 0.2, "beta", 0.2, "beta_0", 1.0, "dt", 0.3, "alpha", 5.0);
    Wanted wanted = new Wanted(KEPT, KEPT, every);
    LaneValues values = new LaneValues(fixed, List.of());
    Recall recall = new Recall(HamSettings.of(structure), Samples.NONE, kernels, values, wanted);
    Learner learner = new NetLearner<>(recall, recall, HamFamily.GAUGES, wanted);
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, lane, new double[0]);
    }
    learner.train();
    return learner;
  }

  private static Learner trained(Map<String, Object> structure, int every) {
    return trained(structure, every, new VectorEngine().open(Plane.LANES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"euler", "heun", "momentum", "adam"})
  void aNumberOfARecallIsThatOfARecallThatEndsThere(String solver) {
    Learner learner = trained(structure(solver, 11, 0), 3);
    int[] steps = {3, 6, 9, 11};
    for (int metric = 0; metric < 2; metric++) {
      float[] history = learner.history(metric, LANE);
      assertThat(history).hasSize(steps.length);
      for (int i = 0; i < steps.length; i++) {
        Learner cut = trained(structure(solver, steps[i], 0), 0);
        assertThat(history[i]).isEqualTo((float) cut.score(metric, LANE));
      }
    }
    assertThat(learner.history(2, LANE)).isEmpty();
    assertThat(learner.score(2, LANE)).isNaN();
  }

  @Test
  void aLossIsThatOfATrainingThatEndsThereAndFalls() {
    Learner learner = trained(structure("euler", 5, 7), 2);
    int[] steps = {2, 4, 6, 7};
    float[] history = learner.history(2, LANE);
    assertThat(history).hasSize(steps.length);
    for (int i = 0; i < steps.length; i++) {
      Learner cut = trained(structure("euler", 5, steps[i]), 0);
      assertThat(history[i]).isEqualTo((float) cut.score(2, LANE));
      assertThat(i == 0 || history[i] < history[i - 1]).isTrue();
    }
    assertThat(learner.history(0, LANE)).hasSize(3);
  }

  @Test
  void historiesChangeNoMetricAndAreTheSameOnExactEngines() {
    Learner kept = trained(structure("euler", 8, 5), 1);
    Learner unkept = trained(structure("euler", 8, 5), 0);
    Learner scalar = trained(structure("euler", 8, 5), 1, new ScalarEngine().open(5));
    for (int metric = 0; metric < KEPT.size(); metric++) {
      assertThat(kept.score(metric, LANE)).isEqualTo(unkept.score(metric, LANE));
      assertThat(scalar.score(metric, LANE)).isEqualTo(unkept.score(metric, LANE));
      float[] history = kept.history(metric, LANE);
      assertThat(history).isEqualTo(scalar.history(metric, LANE));
      assertThat(history[history.length - 1]).isEqualTo((float) kept.score(metric, LANE));
    }
  }

  @Test
  void thereIsALossOnlyWhereSomethingIsTrained() {
    assertThat(HamLaws.refusalOfLoss(List.of(Map.of(), Map.of("train_steps", 3L)))).isEmpty();
    assertThat(HamLaws.refusalOfLoss(List.of(Map.of())))
        .contains("is that of training and needs train_steps above 0, got 0");
  }
}
