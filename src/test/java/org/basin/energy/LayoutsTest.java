package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Learner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One trial, trained alone or among others, by either engine: the same bits. */
final class LayoutsTest {

  private static final int LANE = 5;

  @ParameterizedTest
  @CsvSource({
    "2, , 2, 4, sigmoid, ep",
    "3, 2 1, 2, 1, sigmoid, ep",
    "5, 17, 3, 5, tanh, ep",
    "16, 16 15, 2, 4, relu, ep",
    "20, 65 33, 10, 7, hard-sigmoid, ep",
    "64, 127, 10, 6, sigmoid, ep",
    "33, 64 31, 10, 4, hard-sigmoid, cep",
    "17, 65, 5, 3, tanh, tbp",
    "17, 20 66, 5, 3, sigmoid, rbp"
  })
  void aTrialHasTheSameBitsInEveryLayout(
      int inputs, String hidden, int classes, int batch, String activation, String scheme) {
    Dataset data = data(3 * batch + 1, inputs, classes);
    List<Long> sizes =
        hidden == null
            ? List.of()
            : List.of(hidden.split(" ")).stream().map(Long::valueOf).toList();
    Map<String, Object> structure =
        Map.of(
            "hidden",
            sizes,
            "batch_size",
            (long) batch,
            "activation",
            activation,
            "scheme",
            scheme,
            "epochs",
            5L,
            "free_steps",
            2L,
            "nudged_steps",
            2L);
    EnergySettings settings = EnergySettings.of(structure, data);
    List<Double> expected = trained(settings, data, new ScalarEngine(), 1);
    assertThat(expected.get(0)).isFinite();
    assertThat(trained(settings, data, new ScalarEngine(), Plane.LANES)).isEqualTo(expected);
    assertThat(trained(settings, data, new VectorEngine(), Plane.LANES)).isEqualTo(expected);
    assertThat(trained(settings, data, new VectorEngine(), 1)).isEqualTo(expected);
  }

  /** All metrics of a trial that stands in lane 5, or alone. */
  private static List<Double> trained(
      EnergySettings settings, Dataset data, Engine engine, int lanes) {
    Map<String, Double> fixed = Map.of("beta", 0.2, "alpha", 1e-3);
    Learner learner = Learners.of(settings, data, engine.open(lanes), fixed, List.of("bias_1_0"));
    for (int lane = 0; lane < lanes; lane++) {
      learner.start(lane, lane, new double[] {lane});
    }
    int lane = lanes == 1 ? 0 : LANE;
    learner.start(lane, 99, new double[] {0.25});
    learner.train();
    return List.of(
        learner.score(Learners.place(EnergyGauges.COST), lane),
        learner.score(Learners.place(EnergyGauges.FREE_COST), lane),
        learner.score(Learners.place(EnergyGauges.ERROR), lane),
        learner.score(Learners.place(EnergyGauges.FINAL_ERROR), lane),
        learner.score(Learners.place(EnergyGauges.FREE_ERROR), lane));
  }

  private static Dataset data(int samples, int inputs, int classes) {
    Random random = new Random(31L * samples + inputs);
    double[] x = random.doubles((long) samples * inputs).toArray();
    int[] labels = random.ints(samples, 0, classes).toArray();
    return Dataset.of("random", inputs, classes, x, labels);
  }
}
