package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.NetLearner;
import org.basin.learn.Score;
import org.basin.learn.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecallLearnerTest {

  private static final LaneValues NOTHING_SET = new LaneValues(Map.of(), List.of());

  private static final List<String> ALL = HamFamily.GAUGES.all().stream().map(Gauge::name).toList();
  private static final int RECALLED = ALL.indexOf("recalled");
  private static final int EXPECTED = ALL.indexOf("expected_recall");
  private static final int OVERLAP = ALL.indexOf("overlap");
  private static final int ENERGY_DROP = ALL.indexOf("energy_drop");
  private static final int SETTLING_STEPS = ALL.indexOf("settling_steps");
  private static final int RESIDUAL = ALL.indexOf("residual");

  private static final String[] AXES = {"beta", "corruption", "erased", "tau_1", "correlation"};

  private static Learner learner(
      Map<String, Object> structure, Kernels kernels, Map<String, Double> fixed, String... axes) {
    return learner(HamSettings.of(structure), Samples.NONE, kernels, fixed, axes);
  }

  private static Learner learner(
      HamSettings settings,
      Samples data,
      Kernels kernels,
      Map<String, Double> fixed,
      String... axes) {
    Wanted wanted = Wanted.of(HamFamily.GAUGES.scores().stream().map(Score::name).toList());
    Recall recall =
        new Recall(settings, data, kernels, new LaneValues(fixed, List.of(axes)), wanted);
    return new NetLearner<>(recall, recall, HamFamily.GAUGES, wanted);
  }

  private static double mean(Learner learner, int score) {
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, 1000 + lane, new double[0]);
    }
    learner.train();
    return IntStream.range(0, learner.lanes())
        .mapToDouble(lane -> learner.score(score, lane))
        .average()
        .orElseThrow();
  }

  private static Map<String, Object> half(long patterns, long steps) {
    return Map.of("units", 64L, "patterns", patterns, "steps", steps, "clamp", "known", "cues", 8L);
  }

  /**
   * One full step from half of a pattern is what the theory speaks of. It takes the units of a cue
   * for independent; they hear the same memories equally loud, so that whole patterns come back
   * more often than single units say.
   */
  @ParameterizedTest
  @CsvSource({"2, 8", "2, 12", "2, 16", "3, 64", "3, 128", "3, 200", "4, 700", "4, 1000"})
  void inOneStepUnitsAreRightAsOftenAsTheoryExpects(double power, long patterns) {
    Map<String, Double> fixed = Map.of("power", power, "erased", 0.5, "dt", 1.0);
    Learner learner = learner(half(patterns, 1), new VectorEngine().open(Plane.LANES), fixed);
    double overlap = mean(learner, OVERLAP);
    double expected = learner.score(EXPECTED, 0);
    assertThat(expected).isBetween(0.15, 0.999);
    assertThat(overlap).isCloseTo(2 * Math.pow(expected, 1 / 32.0) - 1, within(0.02));
    assertThat(mean(learner, RECALLED)).isBetween(expected - 0.03, expected + 0.2);
  }

  @Test
  void aHigherPowerHoldsMore() {
    double before = -1;
    for (double power : new double[] {2, 3, 4}) {
      Map<String, Double> fixed = Map.of("power", power, "erased", 0.5, "dt", 1.0);
      Learner learner = learner(half(64, 1), new VectorEngine().open(Plane.LANES), fixed);
      double recalled = mean(learner, RECALLED);
      assertThat(recalled).isGreaterThan(before);
      before = recalled;
    }
    assertThat(before).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"repu", "exp", "softmax", "relu", "identity", "rexp", "sigmoid"})
  void oneStoredPatternIsRecalledExactly(String memory) {
    Map<String, Object> structure =
        Map.of("units", 17L, "patterns", 1L, "memory", memory, "steps", 100L);
    Learner learner =
        learner(
            structure,
            new VectorEngine().open(Plane.LANES),
            Map.of("erased", 0.4, "corruption", 0.2, "dt", 0.2));
    assertThat(mean(learner, RECALLED)).isEqualTo(1);
    assertThat(mean(learner, OVERLAP)).isEqualTo(1);
    assertThat(mean(learner, RESIDUAL)).isLessThan(0.1);
  }

  @Test
  void theEnergyFallsAndASettledMemoryTakesNoMoreSteps() {
    Map<String, Object> structure = Map.of("units", 32L, "patterns", 4L, "steps", 400L);
    Learner learner =
        learner(
            structure, new VectorEngine().open(Plane.LANES), Map.of("corruption", 0.1, "dt", 0.1));
    assertThat(mean(learner, SETTLING_STEPS)).isBetween(20.0, 399.0);
    for (int lane = 0; lane < learner.lanes(); lane++) {
      assertThat(learner.score(ENERGY_DROP, lane)).isPositive();
      assertThat(learner.score(RESIDUAL, lane)).isLessThan(Recall.SETTLED);
    }
  }

  /** The same trial, in the middle of others, however many there are. */
  private static double[] row(Map<String, Object> structure, Kernels kernels) {
    Learner learner = learner(structure, kernels, Map.of("dt", 0.3), AXES);
    int lane = kernels.lanes() / 2;
    for (int other = 0; other < kernels.lanes(); other++) {
      learner.start(other, other, new double[] {0.1 * (other + 1), 0.2, 0.1, 1, 0});
    }
    learner.start(lane, 99, new double[] {0.3, 0.1, 0.2, 0.5, 0.3});
    learner.train();
    return IntStream.range(0, ALL.size())
        .mapToDouble(score -> learner.score(score, lane))
        .toArray();
  }

  private static Map<String, Object> trained() {
    Map<String, Object> structure = new HashMap<>(Map.of("units", 17L, "patterns", 5L));
    structure.put("steps", 7L);
    structure.put("train_steps", 2L);
    structure.put("memory", "softmax");
    return structure;
  }

  @Test
  void aRowIsTheSameInEveryLaneAndEngine() {
    double[] row = row(trained(), new ScalarEngine().open(1));
    assertThat(row(trained(), new ScalarEngine().open(64))).isEqualTo(row);
    assertThat(row(trained(), new VectorEngine().open(64))).isEqualTo(row);
  }

  @Test
  void onNd4jARowIsNearThatOfScalarAndTheSameInEveryLane() {
    double[] scalar = row(trained(), new ScalarEngine().open(1));
    double[] row = nd4jRow(1);
    assertThat(row).containsExactly(scalar, within(1e-4));
    assertThat(nd4jRow(2)).isEqualTo(row);
    assertThat(nd4jRow(17)).isEqualTo(row);
  }

  private static double[] nd4jRow(int lanes) {
    try (Kernels kernels = new Nd4jEngine().open(lanes)) {
      return row(trained(), kernels);
    }
  }

  @Test
  void anOverflowIsADivergence() {
    Map<String, Object> structure = Map.of("units", 100L, "patterns", 3L, "memory", "exp");
    for (Kernels kernels :
        List.of(new VectorEngine().open(Plane.LANES), new Nd4jEngine().open(2))) {
      Learner learner = learner(structure, kernels, Map.of());
      learner.start(0, 1, new double[0]);
      learner.train();
      assertThat(learner.diverged(0)).isTrue();
    }
  }

  @Test
  void imagesAreStoredAndRecalled() {
    float[] x = new float[3 * 9];
    for (int i = 0; i < x.length; i++) {
      x[i] = i / 9 == i % 3 ? 1 : 0; // one column of three each
    }
    HamSettings settings =
        HamSettings.of(Map.of("units", 9L, "patterns", 3L, "source", "data", "memory", "softmax"));
    Samples data = new Samples(x, new int[3]);
    Learner learner =
        learner(
            settings,
            data,
            new ScalarKernels(Precision.DOUBLE, 1),
            Map.of("erased", 0.3, "dt", 0.5));
    assertThat(mean(learner, RECALLED)).isEqualTo(1);
    Patterns patterns = new Patterns(settings, data);
    int ones = 0;
    for (int unit = 0; unit < 9; unit++) {
      ones += patterns.sign(5, 1, unit, 0) > 0 ? 1 : 0;
    }
    assertThat(ones).isEqualTo(3);
  }

  @Test
  void cuesAreSpoiltByTheSharesAsked() {
    HamSettings settings = HamSettings.of(Map.of("units", 20L, "patterns", 2L, "clamp", "known"));
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    Cues cues = new Cues(settings, kernels, Patterns.Purpose.MEASURING, NOTHING_SET);
    cues.spoil(
        0,
        8,
        new Patterns(settings, Samples.NONE),
        new Cues.Corruption(0.25, 0.2, 0),
        new double[0]);
    for (int cue = 0; cue < 2; cue++) {
      int erased = 0;
      int flipped = 0;
      for (int i = cue * 20; i < (cue + 1) * 20; i++) {
        erased += cues.states.get(i, 0) == 0 ? 1 : 0;
        flipped += cues.states.get(i, 0) * cues.targets.get(i, 0) < 0 ? 1 : 0;
        assertThat(cues.mask.get(i, 0)).isEqualTo(cues.states.get(i, 0) == 0 ? 1.0 : 0.0);
      }
      assertThat(erased).isEqualTo(5);
      assertThat(flipped).isEqualTo(3);
    }
  }

  @Test
  void correlatedPatternsOverlapByTheirCorrelation() {
    HamSettings settings = HamSettings.of(Map.of("units", 10_000L, "patterns", 2L));
    Patterns patterns = new Patterns(settings, Samples.NONE);
    for (double correlation : new double[] {0, 0.3, 1}) {
      double overlap = 0;
      for (int unit = 0; unit < 10_000; unit++) {
        overlap += patterns.sign(3, 0, unit, correlation) * patterns.sign(3, 1, unit, correlation);
      }
      assertThat(overlap / 10_000).isCloseTo(correlation, within(0.03));
    }
  }
}
