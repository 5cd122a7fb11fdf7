package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.draw.Drawing;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Curves;
import org.basin.draw.Figure.Matrices;
import org.basin.draw.Medium;
import org.basin.draw.Panel;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.vector.VectorEngine;
import org.basin.learn.Course;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Parameter;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;
import org.junit.jupiter.api.Test;

final class HamFiguresTest {

  private static final Dataset XOR =
      Dataset.of("xor", 2, 2, new double[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {0, 1, 1, 0});

  private static final List<String> METRICS = List.of("energy", "energy_drop", "overlap");
  private static final int LANE = 5;
  private static final long SEED = 77;

  /** A trial, with its metrics and pictures. */
  private record Drawn(double[] scores, List<Figure> figures) {

    Curves curves(String name) {
      return (Curves) figure(name);
    }

    Figure figure(String name) {
      return figures.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    List<String> names() {
      return figures.stream().map(Figure::name).toList();
    }
  }

  private static Drawn drawn(Map<String, Object> structure, Map<String, Double> fixed) {
    HamModel model = new HamModel(HamSettings.of(structure), XOR);
    List<String> kept = new HamFamily().pictured();
    LaneValues values = new LaneValues(fixed, List.of());
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    Learner learner = model.learner(kernels, values, new Wanted(METRICS, kept, 1));
    for (int lane = 0; lane < learner.lanes(); lane++) {
      learner.start(lane, lane == LANE ? SEED : lane, new double[0]);
    }
    List<Parameter> before = learner.parameters(LANE);
    learner.train();
    Map<String, float[]> histories = new HashMap<>();
    for (int h = 0; h < kept.size(); h++) {
      histories.put(kept.get(h), learner.history(h, LANE));
    }
    Course course = new Course(before, learner.parameters(LANE), histories, 1);
    Portrait portrait =
        new Portrait(course, values, SEED, new double[0], 0, new ScalarEngine().open(1));
    double[] scores = new double[METRICS.size()];
    Arrays.setAll(scores, score -> learner.score(score, LANE));
    return new Drawn(scores, model.figures(portrait));
  }

  @Test
  void curvesGoFromBeforeTheFirstStepToTheMetricsOfTheRow() {
    Map<String, Object> structure =
        Map.of("units", 24L, "patterns", 5L, "steps", 9L, "clamp", "known", "solver", "heun");
    Drawn drawn = drawn(structure, Map.of("erased", 0.5, "dt", 0.2));
    assertThat(drawn.names()).containsExactly("energy", "overlap", "patterns");
    Figure.Series energy = drawn.curves("energy").series().get(0);
    assertThat(energy.x()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat((float) (energy.y()[0] - energy.y()[9])).isEqualTo((float) drawn.scores[1]);
    assertThat(energy.y()[9]).isEqualTo((float) drawn.scores[0]);
    Figure.Series overlap = drawn.curves("overlap").series().get(0);
    assertThat(overlap.y()[0]).isEqualTo(-1); // erased units are at 0
    assertThat(overlap.y()[9]).isEqualTo((float) drawn.scores[2]);
  }

  @Test
  void cuesStandAboveWhatIsRecalledAndWhatIsStored() {
    Map<String, Object> structure =
        Map.of(
            "neurons", List.of("image tanh 4x6x1", "memory softmax 9"),
            "synapses", List.of("xi dense patterns"),
            "connections", List.of("xi image memory"),
            "patterns", 9L,
            "mask", List.of("image 1*12 0*12"),
            "steps", 60L);
    Drawn drawn = drawn(structure, Map.of("erased", 1.0, "dt", 0.3, "beta", 0.5));
    Matrices patterns = (Matrices) drawn.figure("patterns");
    assertThat(patterns.across()).isEqualTo(6);
    assertThat(patterns.panels()).hasSize(18);
    assertThat(patterns.caption().get(1)).isEqualTo("the first 6 of 8 cues");
    for (int cue = 0; cue < 6; cue++) {
      Panel asked = patterns.panels().get(cue);
      Panel recalled = patterns.panels().get(6 + cue);
      Panel stored = patterns.panels().get(12 + cue);
      assertThat(asked.columns()).isEqualTo(6);
      assertThat(asked.title()).isEqualTo("cue " + cue);
      assertThat(stored.title()).isEqualTo("stored");
      int right = 0;
      for (int unit = 0; unit < 24; unit++) {
        double told = unit < 12 ? 0 : stored.values()[unit] * Math.tanh(10);
        assertThat((float) asked.values()[unit])
            .isBetween((float) told - 1e-5f, (float) told + 1e-5f);
        right += unit < 12 && recalled.values()[unit] * stored.values()[unit] > 0 ? 1 : 0;
      }
      assertThat(recalled.title()).startsWith("recalled, ");
      assertThat(Double.parseDouble(recalled.title().substring(10)))
          .isBetween(right / 6.0 - 1.005, right / 6.0 - 0.995);
    }
  }

  @Test
  void aTrainedMemoryHasItsLoss() {
    Map<String, Object> structure =
        Map.of("units", 17L, "patterns", 6L, "memory", "softmax", "steps", 4L, "train_steps", 8L);
    Drawn drawn = drawn(structure, Map.of("erased", 0.3, "beta", 0.2, "beta_0", 1.0, "alpha", 3.0));
    assertThat(drawn.names()).containsExactly("energy", "overlap", "train_loss", "patterns");
    Figure.Series loss = drawn.curves("train_loss").series().get(0);
    assertThat(loss.x()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(loss.y()[7]).isLessThan(loss.y()[0]);
    Matrices patterns = (Matrices) drawn.figure("patterns");
    double overlap = drawn.curves("overlap").series().get(0).y()[4];
    double mean =
        patterns.panels().subList(6, 12).stream()
            .mapToDouble(panel -> Double.parseDouble(panel.title().substring(10)))
            .average()
            .orElseThrow();
    assertThat(mean).isBetween(overlap - 0.006, overlap + 0.006);
  }

  @Test
  void whatDivergedIsDrawn() {
    Map<String, Object> structure = Map.of("units", 100L, "patterns", 3L, "memory", "exp");
    Drawn drawn = drawn(structure, Map.of());
    Matrices patterns = (Matrices) drawn.figure("patterns");
    assertThat(patterns.extent()).isBetween(1.0, 1e30);
    for (Figure figure : drawn.figures()) {
      for (Medium medium : Medium.values()) {
        assertThat(Drawing.bytes(figure, medium)).as(figure.name()).hasSizeGreaterThan(500);
      }
    }
  }
}
