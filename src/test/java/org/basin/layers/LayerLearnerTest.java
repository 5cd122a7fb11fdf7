package org.basin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.DoubleStream;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
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
import org.basin.learn.Wanted;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerLearnerTest {

  private static final Dataset XOR = Datasets.of(DataSource.of("xor"));
  private static final int LANE = 5;

  /** Those of any data. */
  private static final List<Gauge<LayerTraining>> WANTED =
      LayerGauges.ALL.all().stream().filter(gauge -> !gauge.tests()).toList();

  private static Learner learner(
      Map<String, Object> structure, Kernels kernels, Map<String, Double> fixed, String... axes) {
    LayerSettings settings = LayerSettings.of(structure, XOR);
    LaneValues values = new LaneValues(fixed, List.of(axes));
    return new LayersModel(settings, XOR)
        .learner(kernels, values, Wanted.of(WANTED.stream().map(Gauge::name).toList()));
  }

  private static double[] scores(Learner learner, int lane) {
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(WANTED.size())
        .map(i -> learner.score((int) i, lane))
        .toArray();
  }

  private static double score(Learner learner, Gauge<LayerTraining> metric, int lane) {
    return learner.score(LayerGauges.ALL.all().indexOf(metric), lane);
  }

  private static Map<String, Object> structure(String layers, Object... more) {
    Map<String, Object> structure = new HashMap<>();
    structure.put("layers", List.of(layers.split("; ")));
    for (int i = 0; i < more.length; i += 2) {
      structure.put((String) more[i], more[i + 1]);
    }
    return structure;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "affine 2|identity|2|one|transpose|1|23",
        "affine 2; tanh; affine 2|xor|2|full|transpose|4|23",
        "affine 2; tanh; affine 2|swap|2|one|as-is|17|23",
        "affine 16; sigmoid; affine 15; leaky 0.1; affine 1|random|17|full|transpose|63|23",
        "affine 5; half-square; affine 2; double|difference-squared|2|full|transpose|65|23",
        "affine 13; relu; affine 2; leaky-as-is 0.2|ones|3|one|transpose|16|23",
        // wide nets are slow in plain loops
        "affine 64; tanh; affine 33|random|65|full|transpose|67|5",
        "affine 128; tanh; affine 64|random|2|full|transpose|129|3",
        "affine 3; map x + sin(x) / 2; affine 2; map max(x, 0.1 * x)|swap|2|one|transpose|17|23",
        "map exp(-x*x); affine 5; map log(1 + exp(x)); affine 1|random|17|full|transpose|63|23",
        "affine 128; map sqrt(1 + x*x) - (x < 0) * x; affine 64|random|2|full|transpose|129|3",
        "affine 2; map x + 1|ideal v1 - v0, (v0 > v1) * 2 - 1|2|full|transpose|9|23",
        "map x + 1|swap|2|one|transpose|4|23",
        "identity|identity|2|full|transpose|4|23",
      })
  void aTrialHasTheSameBitsInEveryLayout(
      String layers,
      String facts,
      long inputs,
      String batch,
      String rule,
      long count,
      long lessons) {
    Map<String, Object> structure =
        structure(
            layers,
            "facts",
            facts,
            "inputs",
            inputs,
            "batch",
            batch,
            "rule",
            rule,
            "fact_count",
            count,
            "lessons",
            lessons);
    double[] expected = trained(structure, new ScalarEngine().open(1));
    boolean learned = !layers.equals("identity");
    assertThat(expected[0]).isFinite().isGreaterThanOrEqualTo(learned ? 1e-30 : 0);
    assertThat(trained(structure, new ScalarEngine().open(Plane.LANES))).isEqualTo(expected);
    assertThat(trained(structure, new VectorEngine().open(Plane.LANES))).isEqualTo(expected);
    assertThat(trained(structure, new VectorEngine().open(1))).isEqualTo(expected);
  }

  private static Map<String, Object> minibatches(String batch, long size, long facts) {
    return structure(
        "affine 7; tanh; affine 2",
        "facts",
        "swap",
        "batch",
        batch,
        "batch_size",
        size,
        "fact_count",
        facts,
        "lessons",
        29L);
  }

  @Test
  void aMinibatchOfOneIsOneFactAndOneOfAllIsAllFacts() {
    for (Kernels kernels : List.of(new ScalarEngine().open(1), new VectorEngine().open(64))) {
      assertThat(trained(minibatches("some", 1, 17), kernels))
          .isEqualTo(trained(minibatches("one", 1, 17), kernels));
      assertThat(trained(minibatches("some", 63, 63), kernels))
          .isEqualTo(trained(minibatches("full", 1, 63), kernels));
    }
  }

  @ParameterizedTest
  @CsvSource({"6,18", "35,70", "128,256", "67,67"})
  void minibatchesHaveTheSameBitsInEveryLayout(long size, long facts) {
    Map<String, Object> structure = minibatches("some", size, facts);
    double[] expected = trained(structure, new ScalarEngine().open(1));
    assertThat(trained(structure, new VectorEngine().open(Plane.LANES))).isEqualTo(expected);
    assertThat(trained(structure, new VectorEngine().open(1))).isEqualTo(expected);
  }

  /** Against plain loops: y = M x from M = 0, facts in turn, five at a time. */
  @Test
  void aMinibatchChangesByTheMeanOfItsGradients() {
    int size = 5;
    int lessons = 7;
    Map<String, Object> structure =
        structure(
            "affine 2",
            "facts",
            "swap",
            "batch",
            "some",
            "batch_size",
            (long) size,
            "fact_count",
            15L,
            "lessons",
            (long) lessons,
            "init",
            "zeros",
            "bias",
            false);
    Learner learner = learner(structure, new ScalarEngine().open(1), Map.of("alpha", 0.3));
    learner.start(0, 1, new double[0]);
    learner.train();
    Facts facts = Facts.of(LayerSettings.of(structure, XOR), XOR);
    double[][] m = new double[2][2];
    double loss = 0;
    for (int lesson = 0; lesson < lessons; lesson++) {
      double[][] gradient = new double[2][2];
      loss = 0;
      for (int f = 0; f < size; f++) {
        int fact = (lesson * size + f) % 15;
        for (int i = 0; i < 2; i++) {
          double error =
              m[i][0] * facts.x()[2 * fact]
                  + m[i][1] * facts.x()[2 * fact + 1]
                  - facts.y()[2 * fact + i];
          loss += error * error / 2 / size;
          gradient[i][0] += error * facts.x()[2 * fact] / size;
          gradient[i][1] += error * facts.x()[2 * fact + 1] / size;
        }
      }
      for (int i = 0; i < 2; i++) {
        m[i][0] -= 0.3 * gradient[i][0];
        m[i][1] -= 0.3 * gradient[i][1];
      }
    }
    assertThat(score(learner, LayerGauges.LOSS, 0)).isCloseTo(loss, within(1e-5 * loss));
  }

  @Test
  void startMatricesAreDrawnAroundAMean() {
    Map<String, Object> structure =
        structure("affine 2; tanh; affine 1", "init", "zeros", "bias", false, "facts", "xor");
    Map<String, Double> named = new HashMap<>(Map.of("alpha", 0.0));
    for (String cell : List.of("0_M_0_0", "0_M_0_1", "0_M_1_0", "0_M_1_1")) {
      named.put("affine_" + cell, 0.75);
    }
    named.put("affine_1_M_0_0", -1.5);
    named.put("affine_1_M_0_1", -1.5);
    Map<String, Double> drawn =
        Map.of("alpha", 0.0, "init_mean", 0.5, "init_mean_1", -1.0, "init_scale", 1.5);
    Learner one = learner(structure, new ScalarEngine().open(1), named);
    Learner other = learner(structure, new ScalarEngine().open(1), drawn);
    one.start(0, 1, new double[0]);
    other.start(0, 1, new double[0]);
    one.train();
    other.train();
    assertThat(scores(other, 0)).isEqualTo(scores(one, 0));
    assertThat(score(one, LayerGauges.LOSS, 0)).isPositive();
  }

  private static double[] trained(Map<String, Object> structure, Kernels kernels) {
    Learner learner =
        learner(structure, kernels, Map.of("alpha", 1e-2, "init_scale", 0.1), "alpha_0");
    for (int lane = 0; lane < kernels.lanes(); lane++) {
      learner.start(lane, lane, new double[] {1e-3 * lane});
    }
    int lane = kernels.lanes() == 1 ? 0 : LANE;
    learner.start(lane, 99, new double[] {0.02});
    learner.train();
    return scores(learner, lane);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "affine 7; tanh; affine 5; leaky 0.1; affine 2",
        "affine 7; map x / (1 + abs(x)); affine 5; map x + sin(x); affine 2"
      })
  void nd4jAgreesWithinItsTolerance(String layers) {
    Map<String, Object> structure = structure(layers, "facts", "swap", "batch", "full");
    double[] expected = trained(structure, new ScalarEngine().open(8));
    try (Kernels kernels = new Nd4jEngine().open(8)) {
      double[] actual = trained(structure, kernels);
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i]).isCloseTo(expected[i], within(1e-4 * Math.abs(expected[i]) + 1e-6));
      }
    }
  }

  /** The change of a parameter, divided by -α, is the derivative of the mean loss. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "affine 3; tanh; affine 2|one",
        "affine 3; sigmoid; affine 4; tanh; affine 2|full",
        "affine 4; half-square; affine 2|full",
        "affine 3; leaky 0.3; affine 2; double|full",
        "tanh; affine 3; relu; affine 2|one",
        "affine 3; map x*x / 3 + tanh(x); affine 2; map sin(x) + min(x, 1)|full",
        "affine 3; map abs(x) * exp(-x*x) + sqrt(1 + x*x); affine 2|one",
      })
  void aLessonGoesDownTheFiniteDifferenceGradient(String layers, String batch) {
    Map<String, Object> structure =
        structure(layers, "facts", "swap", "batch", batch, "fact_count", 37L, "lessons", 1L);
    LayerSettings settings = LayerSettings.of(structure, XOR);
    Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    Lessons lessons = new Lessons(settings, Facts.of(settings, XOR), kernels);
    LaneValues values = new LaneValues(Map.of("alpha", 1e-3), List.of());
    LayerTraining.start(lessons.net(), values).begin(0, 7, new double[0]);
    for (int i = 0; i < settings.layers().size(); i++) {
      for (boolean bias : new boolean[] {false, true}) {
        LayerNet net = lessons.net();
        Plane start = bias ? net.startBiases[i] : net.startWeights[i];
        Plane trained = bias ? net.biases[i] : net.weights[i];
        for (int cell = 0; start != null && cell < start.cells(); cell++) {
          double at = start.get(cell, 0);
          double h = 1e-5;
          start.set(cell, 0, at + h);
          double above = loss(lessons);
          start.set(cell, 0, at - h);
          double below = loss(lessons);
          start.set(cell, 0, at);
          loss(lessons);
          double gradient = (at - trained.get(cell, 0)) / 1e-3;
          double difference = (above - below) / (2 * h);
          assertThat(gradient)
              .isCloseTo(difference, within(1e-7 * Math.max(1, Math.abs(difference))));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"half-square|map x*x / 2", "double|map 2 * x", "identity|map x"})
  void aMapWrittenOutTrainsAsTheNamedOneBitForBit(String named, String written) {
    double[][] scores = new double[2][];
    for (int i = 0; i < 2; i++) {
      String layers = "affine 3; " + (i == 0 ? named : written) + "; affine 2";
      scores[i] = trained(structure(layers, "facts", "swap"), new VectorEngine().open(Plane.LANES));
    }
    assertThat(scores[1]).isEqualTo(scores[0]);
  }

  /** A net without an affine layer is what it is: every lesson on a fact has the same loss. */
  @Test
  void aNetWithoutAnAffineLayerLearnsNothing() {
    Map<String, Object> structure =
        structure("map x + 1", "facts", "identity", "fact_count", 3L, "lessons", 6L);
    Learner learner =
        learner(structure, new VectorEngine().open(Plane.LANES), Map.of("alpha", 0.5));
    learner.start(LANE, 11, new double[0]);
    learner.train();
    assertThat(learner.parameters(LANE)).isEmpty();
    assertThat(score(learner, LayerGauges.LOSS, LANE)).isEqualTo(1, within(1e-6));
    assertThat(score(learner, LayerGauges.FINAL_LOSS, LANE)).isEqualTo(1, within(1e-6));
    assertThat(score(learner, LayerGauges.MAX_LOSS, LANE)).isEqualTo(1, within(1e-6));
  }

  /** A step hides an infinite input; the trial is lost all the same. */
  @Test
  void aMapHidesNoDivergence() {
    Learner learner =
        learner(
            structure("affine 2; affine 2; map (x > 0) + x / 100", "facts", "swap"),
            new VectorEngine().open(Plane.LANES),
            Map.of("alpha", 1e6));
    learner.start(LANE, 11, new double[0]);
    learner.train();
    assertThat(learner.diverged(LANE)).isTrue();
  }

  private static double loss(Lessons lessons) {
    lessons.restart();
    lessons.learn(0);
    return lessons.loss.get(0, 0);
  }

  @Test
  void asIsAndTransposeAreOneRuleForASingleAffineLayer() {
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    double[][] scores = new double[2][];
    for (int i = 0; i < 2; i++) {
      String rule = List.of("transpose", "as-is").get(i);
      Learner learner =
          learner(
              structure("tanh; affine 2; double", "rule", rule), kernels, Map.of("alpha", 0.05));
      learner.start(LANE, 11, new double[0]);
      learner.train();
      scores[i] = scores(learner, LANE);
    }
    assertThat(scores[1]).isEqualTo(scores[0]);
  }

  @Test
  void asIsDiffersFromTransposeBehindAnAffineLayer() {
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    double[] last = new double[2];
    for (int i = 0; i < 2; i++) {
      String rule = List.of("transpose", "as-is").get(i);
      Learner learner =
          learner(structure("affine 2; affine 2", "rule", rule), kernels, Map.of("alpha", 0.05));
      learner.start(LANE, 11, new double[0]);
      learner.train();
      last[i] = score(learner, LayerGauges.LOSS, LANE);
    }
    assertThat(last[1]).isNotEqualTo(last[0]);
  }

  /** For one lesson: its changes leave M of the upper layer no longer symmetric. */
  @Test
  void asIsAgreesWithTransposeWhereMIsSymmetric() {
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    Map<String, Double> symmetric =
        Map.of("alpha", 0.05, "affine_1_M_0_1", 0.7, "affine_1_M_1_0", 0.7);
    double[] last = new double[2];
    for (int i = 0; i < 2; i++) {
      String rule = List.of("transpose", "as-is").get(i);
      Learner learner =
          learner(structure("affine 2; affine 2", "rule", rule, "lessons", 1L), kernels, symmetric);
      learner.start(LANE, 11, new double[0]);
      learner.train();
      last[i] = score(learner, LayerGauges.FINAL_LOSS, LANE);
    }
    assertThat(last[0]).isFinite().isPositive();
    assertThat(last[1]).isCloseTo(last[0], within(1e-6));
  }

  /** Sixty-four such lessons take many times longer than it waits before it tells. */
  @Test
  void aTrainingOnAllFactsEndsSoonAfterItIsTold() throws InterruptedException {
    Learner learner =
        learner(
            structure(
                "affine 64",
                "facts",
                "random",
                "inputs",
                64L,
                "fact_count",
                6000L,
                "batch",
                "full",
                "lessons",
                64L),
            new ScalarEngine().open(1),
            Map.of());
    learner.start(0, 11, new double[0]);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread training = new Thread(learner::train);
    training.setUncaughtExceptionHandler((thread, e) -> end.set(e));
    training.start();
    // in its first lesson, before which it has been asked already
    while (Arrays.stream(training.getStackTrace())
        .noneMatch(frame -> frame.getClassName().equals(Pass.class.getName()))) {
      Thread.onSpinWait();
    }
    training.interrupt();
    training.join();
    assertThat(end.get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void trialsOfOneStartDifferInTheirStepSizesAlone() {
    Learner learner =
        learner(
            structure("affine 2"),
            new VectorEngine().open(Plane.LANES),
            Map.of("start", 4.0),
            "alpha");
    learner.start(3, 111, new double[] {0.1});
    learner.start(4, 222, new double[] {0.1});
    learner.start(5, 333, new double[] {0.2});
    learner.train();
    assertThat(scores(learner, 4)).isEqualTo(scores(learner, 3));
    assertThat(score(learner, LayerGauges.LOSS, 5))
        .isNotEqualTo(score(learner, LayerGauges.LOSS, 3));
  }

  @Test
  void withoutAStartEachTrialDrawsFromItsOwnSeed() {
    Learner learner =
        learner(structure("affine 2"), new VectorEngine().open(Plane.LANES), Map.of());
    learner.start(3, 111, new double[0]);
    learner.start(4, 222, new double[0]);
    learner.train();
    assertThat(score(learner, LayerGauges.LOSS, 4))
        .isNotEqualTo(score(learner, LayerGauges.LOSS, 3));
  }

  @Test
  void whatASweepSetsStandsWhereItSaysAndLeavesTheOtherDrawsAsTheyAre() {
    LayerSettings settings = LayerSettings.of(structure("affine 3; tanh; affine 2"), XOR);
    Kernels kernels = new ScalarEngine().open(2);
    LayerNet all = new LayerNet(settings, kernels, 1);
    LayerNet some = new LayerNet(settings, kernels, 1);
    LayerTraining.start(all, new LaneValues(Map.of(), List.of())).begin(0, 9, new double[0]);
    LaneValues values = new LaneValues(Map.of("affine_1_M_0_2", 7.0), List.of("affine_0_b_1"));
    LayerTraining.start(some, values).begin(0, 9, new double[] {-5});
    for (int cell = 0; cell < 6; cell++) {
      // M[0][2] lies at row 2, column 0 of the transposed
      double expected = cell == 2 * 2 ? 7 : all.startWeights[2].get(cell, 0);
      assertThat(some.startWeights[2].get(cell, 0)).isEqualTo(expected);
    }
    assertThat(some.startBiases[0].get(1, 0)).isEqualTo(-5);
    assertThat(some.startBiases[0].get(2, 0)).isEqualTo(all.startBiases[0].get(2, 0));
  }

  @Test
  void withoutBiasOnlyMatricesLearn() {
    Map<String, Object> structure =
        structure("affine 2", "facts", "ones", "bias", false, "lessons", 7L);
    LayerSettings settings = LayerSettings.of(structure, XOR);
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    Lessons lessons = new Lessons(settings, Facts.of(settings, XOR), kernels);
    LayerTraining.start(lessons.net(), new LaneValues(Map.of(), List.of()))
        .begin(0, 7, new double[0]);
    lessons.restart();
    for (int i = 0; i < 7; i++) {
      lessons.learn(i);
    }
    assertThat(lessons.net().biases[0].get(0, 0)).isZero();
    assertThat(lessons.net().weights[0].get(0, 0))
        .isNotEqualTo(lessons.net().startWeights[0].get(0, 0));
  }

  @Test
  void aDivergedTrainingIsAResultWithItsMeasure() {
    Learner learner =
        learner(
            structure("affine 3; tanh; affine 2", "batch", "full", "lessons", 200L),
            new VectorEngine().open(Plane.LANES),
            Map.of("start", 1.0),
            "alpha");
    learner.start(0, 0, new double[] {0.1});
    learner.start(1, 0, new double[] {1000});
    learner.train();
    assertThat(learner.diverged(0)).isFalse();
    assertThat(score(learner, LayerGauges.CONVERGED, 0)).isEqualTo(1);
    assertThat(score(learner, LayerGauges.CONVERGENCE, 0)).isNegative();
    assertThat(score(learner, LayerGauges.DIVERGED_AT, 0)).isEqualTo(200);
    assertThat(learner.diverged(1)).isTrue();
    assertThat(score(learner, LayerGauges.CONVERGED, 1)).isZero();
    assertThat(score(learner, LayerGauges.CONVERGENCE, 1)).isFinite().isGreaterThanOrEqualTo(1);
    assertThat(score(learner, LayerGauges.DIVERGED_AT, 1)).isBetween(2.0, 199.0);
  }

  @Test
  void trainingAgainGivesTheSameScores() {
    Learner learner =
        learner(
            structure("affine 2; tanh; affine 2", "batch", "full"),
            new VectorEngine().open(Plane.LANES),
            Map.of());
    learner.start(LANE, 1234, new double[0]);
    learner.train();
    double[] first = scores(learner, LANE);
    learner.train();
    assertThat(scores(learner, LANE)).isEqualTo(first);
  }
}
