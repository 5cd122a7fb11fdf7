package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
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
import org.basin.learn.LaneValues;
import org.basin.learn.Parameter;
import org.basin.learn.Wanted;
import org.basin.learn.Watch;
import org.junit.jupiter.api.Test;

/** Where recalls start and what they hold. */
final class StartStatesTest {

  private static final Kernels DOUBLES = new ScalarKernels(Precision.DOUBLE, 1);
  private static final double[] NO_AXES = {};

  private static final Watch UNWATCHED =
      new Watch() {
        @Override
        public boolean due(int step) {
          return false;
        }

        @Override
        public void keep() {}
      };

  private static Map<String, Object> structure(Object... more) {
    Map<String, Object> structure =
        new HashMap<>(Map.of("units", 20L, "patterns", 6L, "cues", 3L, "memory", "softmax"));
    for (int i = 0; i < more.length; i += 2) {
      structure.put((String) more[i], more[i + 1]);
    }
    return structure;
  }

  private static Cues cues(
      HamSettings settings, Patterns.Purpose purpose, Map<String, Double> fixed, long seed) {
    Cues cues = new Cues(settings, DOUBLES, purpose, new LaneValues(fixed, List.of()));
    Cues.Corruption corruption =
        new Cues.Corruption(
            fixed.getOrDefault("erased", 0.0), fixed.getOrDefault("corruption", 0.0), 0);
    cues.spoil(0, seed, new Patterns(settings, Samples.NONE), corruption, NO_AXES);
    return cues;
  }

  /** States of all layers before the first step, of weights that are the patterns. */
  private static Dynamics shown(HamSettings settings, Cues cues, long seed) {
    Dynamics dynamics = new Dynamics(settings.graph(), settings.cues(), DOUBLES);
    Patterns patterns = new Patterns(settings, Samples.NONE);
    Plane weights = dynamics.weights[0].plane();
    for (int cell = 0; cell < weights.cells(); cell++) {
      int columns = settings.patterns();
      weights.set(cell, 0, patterns.sign(seed, cell % columns, cell / columns, 0));
    }
    dynamics.show(cues);
    return dynamics;
  }

  private static double[] numbers(Plane plane) {
    return IntStream.range(0, plane.cells()).mapToDouble(cell -> plane.get(cell, 0)).toArray();
  }

  @Test
  void randomStatesAreNormalWhereNothingIsTold() {
    HamSettings settings =
        HamSettings.of(structure("units", 2000L, "start", "random", "patterns", 500L));
    Map<String, Double> fixed = Map.of("erased", 0.25, "start_scale", 2.0);
    Cues cues = cues(settings, Patterns.Purpose.MEASURING, fixed, 5);
    Dynamics dynamics = shown(settings, cues, 5);
    double[] targets = numbers(cues.targets);
    double[] visible = numbers(dynamics.neurons[0].x);
    double[] drawn =
        IntStream.range(0, visible.length)
            .filter(i -> Math.abs(visible[i]) != 1)
            .mapToDouble(i -> visible[i])
            .toArray();
    assertThat(drawn).hasSize(3 * 500);
    for (double[] numbers : List.of(drawn, numbers(dynamics.neurons[1].x))) {
      assertThat(IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).average())
          .hasValueCloseTo(0.0, within(0.2));
      assertThat(
              IntStream.range(0, numbers.length)
                  .mapToDouble(i -> numbers[i] * numbers[i])
                  .average())
          .hasValueCloseTo(4.0, within(0.5));
    }
    for (int i = 0; i < visible.length; i++) {
      assertThat(Math.abs(visible[i]) != 1 || visible[i] == targets[i]).isTrue();
    }
  }

  @Test
  void randomStatesDifferByCueAndPurposeAndScaleAlone() {
    HamSettings settings = HamSettings.of(structure("start", "random"));
    Map<String, Double> fixed = Map.of("erased", 1.0);
    double[] states = numbers(cues(settings, Patterns.Purpose.MEASURING, fixed, 5).states);
    assertThat(states).doesNotHaveDuplicates().hasSize(60);
    assertThat(numbers(cues(settings, Patterns.Purpose.TRAINING, fixed, 5).states))
        .doesNotContain(states);
    Map<String, Double> halved = Map.of("erased", 1.0, "start_scale", 0.5);
    double[] half = numbers(cues(settings, Patterns.Purpose.MEASURING, halved, 5).states);
    for (int i = 0; i < half.length; i++) {
      assertThat(half[i]).isEqualTo(states[i] / 2);
    }
  }

  @Test
  void statesOfTheSweepHoldInEveryCueAndNamedOnesOverrideThem() {
    HamSettings settings =
        HamSettings.of(structure("states", List.of("visible 0.5*18 -2 3e-1"), "patterns", 4L));
    Map<String, Double> fixed = Map.of("state_0_3", -0.25, "state_1_2", 7.0);
    Cues cues = cues(settings, Patterns.Purpose.MEASURING, fixed, 5);
    Dynamics dynamics = shown(settings, cues, 5);
    dynamics.activate();
    dynamics.pull();
    for (int cue = 0; cue < 3; cue++) {
      for (int unit = 0; unit < 20; unit++) {
        double expected = unit == 3 ? -0.25 : unit < 18 ? 0.5 : unit == 18 ? -2 : 0.3;
        assertThat(cues.states.get(cue * 20 + unit, 0)).isEqualTo(expected);
      }
      for (int unit = 0; unit < 4; unit++) {
        Neurons memory = dynamics.neurons[1];
        int cell = cue * 4 + unit;
        double expected = unit == 2 ? 7 : memory.field.get(cell, 0);
        assertThat(memory.x.get(cell, 0)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aMaskHoldsWhatItSaysAndCuesTellItTruly() {
    HamSettings settings =
        HamSettings.of(structure("mask", List.of("visible 1*10 0*10", "memory 0 1*5")));
    Map<String, Double> fixed = Map.of("erased", 0.4, "corruption", 0.5);
    Cues cues = cues(settings, Patterns.Purpose.MEASURING, fixed, 5);
    for (int cue = 0; cue < 3; cue++) {
      int erased = 0;
      int flipped = 0;
      for (int unit = 0; unit < 20; unit++) {
        int cell = cue * 20 + unit;
        double told = cues.states.get(cell, 0) * cues.targets.get(cell, 0);
        assertThat(cues.mask.get(cell, 0)).isEqualTo(unit < 10 ? 1 : 0);
        assertThat(unit < 10 || told == 1).isTrue();
        erased += told == 0 ? 1 : 0;
        flipped += told < 0 ? 1 : 0;
      }
      assertThat(erased).isEqualTo(4);
      assertThat(flipped).isEqualTo(3);
    }
  }

  /**
   * Half of each pattern is shown and held and the other half comes back, but for the pattern whose
   * memory is held down.
   */
  @Test
  void whatIsHeldIsWhereItStartedAfterTheRecall() {
    Map<String, Object> structure =
        structure(
            "mask", List.of("visible 1*10 0*10", "memory 0 1*5"), "steps", 40L, "patterns", 6L);
    for (Kernels kernels :
        List.of(
            new ScalarEngine().open(1), new VectorEngine().open(64), new Nd4jEngine().open(2))) {
      Map<String, Double> fixed = Map.of("erased", 1.0, "dt", 0.2, "state_1_0", 0.125);
      Recall recall = recall(structure, kernels, fixed);
      for (int lane = 0; lane < kernels.lanes(); lane++) {
        recall.start(lane, 7, NO_AXES);
      }
      recall.measure(UNWATCHED);
      for (int cue = 0; cue < 3; cue++) {
        for (int unit = 10; unit < 20; unit++) {
          assertThat(Math.abs(recall.state(0, cue * 20 + unit, 0))).isEqualTo(1);
        }
        assertThat(recall.state(1, cue * 6, 0)).isEqualTo(0.125);
        assertThat(recall.state(1, cue * 6 + 1, 0)).isNotEqualTo(0.125);
      }
      assertThat(recall.recalled(0)).isEqualTo(2.0 / 3);
    }
  }

  private static Recall recall(
      Map<String, Object> structure, Kernels kernels, Map<String, Double> fixed, String... axes) {
    HamSettings settings = HamSettings.of(structure);
    LaneValues values = new LaneValues(fixed, List.of(axes));
    return new Recall(settings, Samples.NONE, kernels, values, Wanted.of(List.of()));
  }

  @Test
  void statesAreKeptAfterTheStepsThatAreAskedFor() {
    Map<String, Object> structure =
        structure("start", "random", "steps", 5L, "kept_steps", List.of(0L, 3L));
    Map<String, Double> fixed = Map.of("erased", 0.5, "dt", 0.3);
    List<Parameter> kept = states(structure, fixed);
    assertThat(kept).extracting(Parameter::name).containsExactly("state_0", "state_1");
    assertThat(kept.get(0).shape()).isEqualTo(List.of(2, 3, 20));
    structure.put("kept_steps", List.of(3L));
    structure.put("steps", 3L);
    List<Parameter> last = states(structure, fixed);
    for (int k = 0; k < 2; k++) {
      float[] numbers = last.get(k).values();
      float[] both = kept.get(k).values();
      assertThat(both).endsWith(numbers).hasSize(2 * numbers.length);
      assertThat(Arrays.copyOf(both, numbers.length)).isNotEqualTo(numbers);
    }
    Map<String, Double> still = Map.of("erased", 0.5, "dt", 0.0);
    assertThat(states(structure, still).get(0).values())
        .isEqualTo(Arrays.copyOf(kept.get(0).values(), 60));
    structure.put("kept_steps", List.of());
    assertThat(states(structure, fixed)).isEmpty();
  }

  private static List<Parameter> states(Map<String, Object> structure, Map<String, Double> fixed) {
    Kernels kernels = new VectorEngine().open(Plane.LANES);
    Recall recall = recall(structure, kernels, fixed);
    for (int lane = 0; lane < kernels.lanes(); lane++) {
      recall.start(lane, lane, NO_AXES);
    }
    recall.measure(UNWATCHED);
    return recall.states(7);
  }

  /** A memory of one pattern is even: what starts on its other side goes to its negative. */
  @Test
  void whereARecallEndsIsDecidedByTheSideItStartsOn() {
    Map<String, Object> structure =
        Map.of("units", 2L, "patterns", 1L, "memory", "identity", "steps", 200L);
    VectorEngine engine = new VectorEngine();
    Kernels kernels = engine.open(Plane.LANES);
    Recall recall = recall(structure, kernels, Map.of("dt", 0.2), "state_0_0", "state_0_1");
    double[][] starts = new double[Plane.LANES][];
    for (int lane = 0; lane < Plane.LANES; lane++) {
      starts[lane] = new double[] {lane % 8 - 3.4, lane / 8 - 3.6};
      recall.start(lane, 11, starts[lane]);
    }
    recall.measure(UNWATCHED);
    Patterns patterns = new Patterns(HamSettings.of(structure), Samples.NONE);
    int recalled = 0;
    for (int lane = 0; lane < Plane.LANES; lane++) {
      double side = Math.tanh(10 * starts[lane][0]) * patterns.sign(11, 0, 0, 0);
      side += Math.tanh(10 * starts[lane][1]) * patterns.sign(11, 0, 1, 0);
      if (Math.abs(side) > 0.01) { // else it starts on the ridge between them
        assertThat(recall.recalled(lane)).as("lane %s", lane).isEqualTo(side > 0 ? 1 : 0);
        recalled += side > 0 ? 1 : 0;
      }
    }
    assertThat(recalled).isBetween(10, 25);
  }

  @Test
  void aRowIsTheSameInEveryLaneAndExactEngineAndNearOnNd4j() {
    for (String solver : List.of("euler", "heun", "momentum", "adam")) {
      double[] row = row(solver, new ScalarEngine().open(1));
      assertThat(row(solver, new ScalarEngine().open(64))).as(solver).isEqualTo(row);
      assertThat(row(solver, new VectorEngine().open(64))).as(solver).isEqualTo(row);
      try (Kernels nd4j = new Nd4jEngine().open(5)) {
        assertThat(row(solver, nd4j)).as(solver).containsExactly(row, within(1e-3));
      }
    }
  }

  /** The trial in the middle of others. */
  private static double[] row(String solver, Kernels kernels) {
    Map<String, Object> structure =
        structure(
            "solver",
            solver,
            "start",
            "random",
            "mask",
            List.of("visible 0*3 1*17", "memory 1*5 0"),
            "states",
            List.of("memory 0.5*6"),
            "steps",
            9L);
    Map<String, Double> fixed = Map.of("beta", 0.3, "erased", 0.5, "state_1_1", 0.75);
    Recall recall = recall(structure, kernels, fixed, "start_scale", "state_0_4", "dt");
    int lane = kernels.lanes() / 2;
    for (int other = 0; other < kernels.lanes(); other++) {
      recall.start(other, other, new double[] {0.1 * other, other, 0.3});
    }
    recall.start(lane, 99, new double[] {0.7, -0.2, 0.2});
    recall.measure(UNWATCHED);
    return HamFamily.GAUGES.all().stream()
        .filter(gauge -> !List.of("expected_recall", "train_loss").contains(gauge.name()))
        .mapToDouble(gauge -> gauge.reading().of(recall, lane))
        .toArray();
  }
}
