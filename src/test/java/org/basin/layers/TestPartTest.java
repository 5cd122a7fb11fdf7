package org.basin.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.learn.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TestPartTest {

  private static final List<Gauge<LayerTraining>> WANTED =
      List.of(LayerGauges.LOSS, LayerGauges.TEST_LOSS, LayerGauges.TEST_ERROR);

  private static Samples samples(int count, Random random) {
    float[] x = new float[3 * count];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return new Samples(x, random.ints(count, 0, 3).toArray());
  }

  private static Dataset data(int train, int tests, long seed) {
    Random random = new Random(seed);
    return new Dataset(
        "random", 1, 3, List.of("a", "b", "c"), samples(train, random), samples(tests, random));
  }

  private static Learner learner(
      Dataset data, Map<String, Object> more, Kernels kernels, List<Gauge<LayerTraining>> wanted) {
    Map<String, Object> structure = new HashMap<>(more);
    structure.put("facts", "data");
    structure.put("lessons", 7L);
    LaneValues values = new LaneValues(Map.of("alpha", 0.05), List.of());
    LayerSettings settings = LayerSettings.of(structure, data);
    Learner learner =
        new LayersModel(settings, data)
            .learner(kernels, values, Wanted.of(wanted.stream().map(Gauge::name).toList()));
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, 40 + lane, new double[0]);
    }
    return learner;
  }

  private static double[] train(Learner learner, int lane) {
    learner.train();
    double[] scores = new double[WANTED.size()];
    Arrays.setAll(scores, s -> learner.score(s, lane));
    return scores;
  }

  /** {@code y = M x + b} of what was learned. */
  private static double[] output(List<Parameter> learned, float[] x, int sample) {
    float[] m = learned.get(0).values();
    float[] b = learned.get(1).values();
    int inputs = m.length / b.length;
    double[] y = new double[b.length];
    for (int j = 0; j < y.length; j++) {
      y[j] = b[j];
      for (int i = 0; i < inputs; i++) {
        y[j] += m[j * inputs + i] * x[3 * sample + i];
      }
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({"1, one", "2, full", "17, one", "64, full", "97, one", "300, full"})
  void lossAndErrorAreThoseOfTheTestSamplesAfterTheLastLesson(int tests, String batch) {
    Dataset data = data(9, tests, tests);
    Map<String, Object> structure = Map.of("layers", List.of("affine 3"), "batch", batch);
    Learner learner = learner(data, structure, new ScalarEngine().open(2), WANTED);
    double[] scores = train(learner, 1);
    double squares = 0;
    int wrong = 0;
    for (int s = 0; s < tests; s++) {
      double[] y = output(learner.parameters(1), data.test().x(), s);
      int label = data.test().labels()[s];
      boolean right = true;
      for (int j = 0; j < y.length; j++) {
        double e = y[j] - (j == label ? 1 : 0);
        squares += e * e / 2;
        right &= j == label || y[j] < y[label];
      }
      wrong += right ? 0 : 1;
    }
    assertThat(scores[1]).isCloseTo(squares / tests, within(1e-5));
    assertThat(scores[2]).isCloseTo(100.0 * wrong / tests, within(1e-9));
    assertThat(learner.lasting(1)).isTrue();
    learner.measure();
    assertThat(learner.score(1, 1)).as("measured again").isEqualTo(scores[1]);
  }

  @Test
  void targetColumnsOfTheTestPartAreItsTargets() {
    Dataset data = data(9, 21, 3);
    Map<String, Object> structure = Map.of("layers", List.of("affine 2"), "targets", 2L);
    List<Gauge<LayerTraining>> wanted = List.of(LayerGauges.LOSS, LayerGauges.TEST_LOSS);
    Kernels kernels = new ScalarKernels(Precision.SINGLE, 1);
    Learner learner = learner(data, structure, kernels, wanted);
    learner.train();
    double squares = 0;
    for (int s = 0; s < 21; s++) {
      double[] y = output(learner.parameters(0), data.test().x(), s);
      for (int j = 0; j < 2; j++) {
        double e = y[j] - data.test().x()[3 * s + 1 + j];
        squares += e * e / 2;
      }
    }
    assertThat(learner.score(1, 0)).isCloseTo(squares / 21, within(1e-5));
  }

  @ParameterizedTest
  @CsvSource({"5", "64", "131"})
  void enginesMeasureTheSame(int tests) {
    Dataset data = data(9, tests, 8);
    Map<String, Object> structure = Map.of("layers", List.of("affine 5", "tanh", "affine 3"));
    double[] scalar = train(learner(data, structure, new ScalarEngine().open(1), WANTED), 0);
    assertThat(train(learner(data, structure, new VectorEngine().open(64), WANTED), 0))
        .isEqualTo(scalar);
    assertThat(train(learner(data, structure, new VectorEngine().open(1), WANTED), 0))
        .isEqualTo(scalar);
    double[] nd4j = train(learner(data, structure, new Nd4jEngine().open(2), WANTED), 0);
    assertThat(nd4j[1]).isCloseTo(scalar[1], within(1e-4));
  }
}
