package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.OutputLoss;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Wanted;
import org.basin.sweep.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GridLearnerTest {

  private static final List<String> METRICS =
      List.of("train_loss", "train_accuracy", "test_loss", "test_accuracy");

  private static Dataset shapes(long samples) {
    return Datasets.of(
        new DataSource("shapes", Map.of("samples", samples, "test_samples", 60L, "seed", 5L)));
  }

  private static Map<String, Object> structure(Object... pairs) {
    Map<String, Object> structure = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      structure.put((String) pairs[i], pairs[i + 1]);
    }
    return structure;
  }

  static Stream<Map<String, Object>> structures() {
    return Stream.of(
        structure("height", 17L, "depth", 4L, "epochs", 2L, "batch_size", 20L),
        structure("height", 16L, "depth", 3L, "epochs", 1L, "batch_size", 1L, "activation", "tanh"),
        structure(
            "height",
            12L,
            "depth",
            3L,
            "epochs",
            3L,
            "batch_size",
            16L,
            "optimizer",
            "sgd",
            "decay_every",
            1L,
            "loss",
            "mse",
            "dense_activation",
            "both",
            "shuffle",
            false),
        structure(
            "height",
            33L,
            "depth",
            3L,
            "epochs",
            2L,
            "batch_size",
            13L,
            "activation",
            "gelu",
            "layer_norm",
            true,
            "residual",
            true,
            "init",
            "xavier-row"),
        structure("dimensions", 3L, "depth", 2L, "epochs", 1L, "batch_size", 9L, "kernel", 3L));
  }

  static List<Double> train(Engine engine, Map<String, Object> structure, long seed) {
    Map<String, Double> fixed = Map.of("momentum", 0.5, "learning_rate", 0.01, "dropout", 0.2);
    Learner learner =
        new GridFamily()
            .model(structure, shapes(50))
            .learner(
                engine.open(1), new LaneValues(fixed, List.of("init_scale")), Wanted.of(METRICS));
    List<Double> scores = new ArrayList<>();
    for (double scale : new double[] {1, 0.5}) {
      learner.start(0, seed, new double[] {scale});
      learner.train();
      for (int s = 0; s < METRICS.size(); s++) {
        scores.add(learner.score(s, 0));
      }
    }
    return scores;
  }

  @ParameterizedTest
  @MethodSource("structures")
  void scalarAndVectorTrainToTheSameBits(Map<String, Object> structure) {
    assertThat(train(new VectorEngine(), structure, 3))
        .isEqualTo(train(new ScalarEngine(), structure, 3));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void aTrialLeavesNothingBehindForTheNext(Map<String, Object> structure) {
    List<Double> both = train(new VectorEngine(), structure, 3);
    Map<String, Double> fixed = Map.of("momentum", 0.5, "learning_rate", 0.01, "dropout", 0.2);
    Learner alone =
        new GridFamily()
            .model(structure, shapes(50))
            .learner(
                new VectorEngine().open(1),
                new LaneValues(fixed, List.of("init_scale")),
                Wanted.of(METRICS));
    alone.start(0, 3, new double[] {0.5});
    alone.train();
    for (int s = 0; s < METRICS.size(); s++) {
      assertThat(both.get(METRICS.size() + s)).isEqualTo(alone.score(s, 0));
    }
  }

  /** Without test metrics, whose measuring takes the masks off. */
  @Test
  void aTrialWithoutDropoutIsTheSameAfterOneWithDropout() {
    Learner learner = dropping();
    learner.start(0, 3, new double[] {0.5});
    learner.train();
    learner.start(0, 3, new double[] {0});
    learner.train();
    Learner alone = dropping();
    alone.start(0, 3, new double[] {0});
    alone.train();
    assertThat(learner.score(0, 0)).isEqualTo(alone.score(0, 0));
  }

  private static Learner dropping() {
    return new GridFamily()
        .model(structure("height", 17L, "depth", 2L, "epochs", 1L, "batch_size", 10L), shapes(50))
        .learner(
            new VectorEngine().open(1),
            new LaneValues(Map.of(), List.of("dropout")),
            Wanted.of(List.of("train_loss")));
  }

  @Test
  void aTrialIsAFunctionOfItsSeed() {
    Map<String, Object> structure = structure("height", 8L, "depth", 2L, "epochs", 1L);
    structure.put("batch_size", 10L);
    assertThat(train(new VectorEngine(), structure, 3))
        .isEqualTo(train(new VectorEngine(), structure, 3));
    assertThat(train(new VectorEngine(), structure, 3))
        .isNotEqualTo(train(new VectorEngine(), structure, 4));
  }

  @Test
  void aGridLearnsShapes() {
    Map<String, Object> structure = structure("height", 64L, "depth", 8L, "epochs", 12L);
    Learner learner =
        new GridFamily()
            .model(structure, shapes(1000))
            .learner(
                new VectorEngine().open(1),
                new LaneValues(Map.of(), List.of()),
                Wanted.of(METRICS));
    learner.start(0, 1, new double[0]);
    learner.train();
    assertThat(learner.score(1, 0)).isGreaterThan(70);
    assertThat(learner.diverged(0)).isFalse();
  }

  @Test
  void anOutputThatIsNoNumberIsNotRight() {
    Plane output = plane(0, 1, Float.NaN, 0, 2, Float.NaN, 3, 1);
    Plane target = plane(0, 1, 1, 0, 1, 0, 1, 0);
    assertThat(OutputLoss.right(output, target, 4, 2)).isEqualTo(2);
  }

  private static Plane plane(float... values) {
    Plane plane = new VectorEngine().open(1).plane(values.length);
    for (int cell = 0; cell < values.length; cell++) {
      plane.set(cell, 0, values[cell]);
    }
    return plane;
  }

  @Test
  void aLearningRateThatIsTooLargeDiverges() {
    Map<String, Object> structure = structure("optimizer", "sgd", "activation", "identity");
    structure.put("epochs", 2L);
    Learner learner =
        new GridFamily()
            .model(structure, shapes(100))
            .learner(
                new VectorEngine().open(1),
                new LaneValues(Map.of("learning_rate", 1e6), List.of()),
                Wanted.of(METRICS));
    learner.start(0, 1, new double[0]);
    learner.train();
    assertThat(learner.diverged(0)).isTrue();
  }
}
