package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.nd4j.Nd4jEngine;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.SparseEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The unfold on ND4J, and the sparse matrix, against the double loop. */
final class Nd4jGridTest {

  static List<Map<String, Object>> structures() {
    return GradientTest.structures();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void outputsStatesAndGradientsAgree(Map<String, Object> structure) {
    for (Engine engine : List.of(new Nd4jEngine(), new SparseEngine())) {
      try (Kernels kernels = engine.open(1)) {
        GridReplay scalar = GradientTest.net(structure, new ScalarEngine().open(1));
        GridReplay other = GradientTest.net(structure, kernels);
        double loss = scalar.run();
        assertThat(other.run()).isCloseTo(loss, within(1e-5 * Math.max(1, loss)));
        close(other.outputs(), scalar.outputs());
        close(other.states(2), scalar.states(2));
        for (String name : scalar.names()) {
          close(other.gradient(name), scalar.gradient(name));
        }
      }
    }
  }

  private static void close(double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      double size = Math.max(1, Math.abs(expected[i]));
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-4 * size));
    }
  }

  static List<Map<String, Object>> trials() {
    return GridLearnerTest.structures().toList();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void trainingAgreesWhateverIsLeftForTheLastMinibatch(Map<String, Object> structure) {
    List<Double> scalar = GridLearnerTest.train(new ScalarEngine(), structure, 3);
    List<Double> nd4j = GridLearnerTest.train(new Nd4jEngine(), structure, 3);
    for (int i = 0; i < scalar.size(); i += 2) {
      assertThat(nd4j.get(i)).isCloseTo(scalar.get(i), within(0.01 * (1 + scalar.get(i))));
    }
  }
}
