package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.basin.learn.Parameter;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A learner is used for one trial after the other, so nothing of a trial may stay in it. Every lane
 * hyperparameter varies, some values far enough that trials diverge.
 */
final class TrialsAloneTest {

  private static final String GRID =
      """
      model: neural-grid
      data: {kind: shapes, samples: 21, test_samples: 5}
      parameters:
        height: 5
        depth: 2
        epochs: 2
        batch_size: 8
        decay_every: 1
        activation: {values: [sin, identity]}
        optimizer: {values: [sgd, adam]}
        layer_norm: {values: [false, true]}
        residual: {values: [false, true]}
        learning_rate: {values: [0.01, 0.1, 1.0e6]}
        momentum: {values: [0, 0.5]}
        decay: {values: [0.1, 1]}
        dropout: {values: [0, 0.2]}
        init_scale: {values: [0.5, 1]}
      metric: {name: train_loss, goal: minimize}
      output: {metrics: [train_loss]}
      """;

  private static final String IMAGE_GRID =
      """
      model: neural-grid
      data: {kind: shapes, samples: 21, test_samples: 5}
      parameters:
        dimensions: 3
        depth: 2
        epochs: 2
        batch_size: 8
        activation: identity
        optimizer: sgd
        layer_norm: {values: [false, true]}
        learning_rate: {values: [0.01, 1.0e6]}
        dropout: {values: [0.2, 0]}
      metric: {name: train_loss, goal: minimize}
      output: {metrics: [train_loss, test_loss]}
      """;

  private static final String NOTEBOOK =
      """
      model: energy
      data: xor
      parameters:
        scheme: {values: [ep, chl, pc-nudge, first-step, early-inference]}
        hidden: {values: [[2], [2, 2]]}
        activation: {values: [sigmoid, relu]}
        epochs: 5
        batch_size: 3
        beta: {values: [0.1, -0.5]}
        alpha: {values: [0.1, 1.0e6]}
        alpha_0: {values: [0.1, 0.4]}
        bias_alpha_0: {values: [0.7, 0.2]}
        init_scale: {values: [0.5, 1]}
        weight_0_1_0: {values: [0, 2]}
        bias_1_0: {values: [0, 1]}
      zip: [[alpha_0, bias_alpha_0]]
      metric: {name: error, goal: minimize}
      output: {metrics: all}
      """;

  private static final String STUDY =
      """
      model: energy
      data: {kind: moons, samples: 10, test: 0.3}
      parameters:
        scheme: {values: [cl, pep, nep, cep, pcpl, ncpl, ccpl, tbp, rbp]}
        states: {values: [carried, zero]}
        mode: {values: [asynchronous, synchronous]}
        hidden: [2, 3]
        activation: {values: [hard-sigmoid, identity]}
        epochs: 2
        batch_size: 3
        free_steps: 5
        nudged_steps: 3
        shuffle: true
        beta: {values: [0.1, -0.5]}
        alpha: {values: [0.1, 1.0e6]}
        momentum: {values: [0, 0.5]}
        bias_alpha: {values: [0.05, 0.3]}
        weight_decay: {values: [0, 0.1]}
      zip: [[momentum, bias_alpha]]
      metric: {name: error, goal: minimize}
      output: {metrics: all}
      """;

  private static final String LAYERS =
      """
      model: layers
      data: xor
      parameters:
        layers: {values: [[affine 2, tanh, affine 2], [affine 2, leaky, affine 2, half-square], [affine 2, "map x + sin(x)", affine 2]]}
        facts: {values: [swap, xor, {ideal: [v1 - v0, "(v0 > v1) * 2 - 1"]}]}
        fact_count: 6
        lessons: 7
        batch: {values: [one, some, full]}
        batch_size: 2
        rule: {values: [transpose, as-is]}
        alpha: {values: [0.1, 1.0e6]}
        alpha_1: {values: [0.1, 0]}
        init_scale: {values: [1, 0.5]}
        init_scale_0: {values: [1, 0]}
        init_mean: {values: [0, 0.5]}
        init_mean_1: {values: [0, -1]}
        start: {values: [1, 2]}
        affine_1_M_0_1: {values: [0, 2]}
        affine_0_b_1: {values: [0, 2]}
      metric: {name: loss, goal: minimize}
      output: {metrics: all, history: {every: 2}}
      """;

  private static final String MEMORY =
      """
      model: ham
      data: xor
      parameters:
        units: 7
        patterns: {values: [2, 3]}
        visible: {values: [tanh, layernorm, spherical_norm]}
        memory: {values: [repu, softmax]}
        clamp: {values: [none, known]}
        cues: 2
        steps: 8
        train_steps: {values: [0, 2]}
        power: {values: [2, 3]}
        power_1: {values: [2, 3.5]}
        beta: {values: [1, 0.5]}
        beta_0: {values: [1, 10]}
        gamma: {values: [1, 2]}
        gamma_0: {values: [1, -1]}
        delta: {values: [0, 1]}
        delta_0: {values: [0, 1]}
        dt: {values: [0.1, 1.0e6]}
        tau: {values: [1, 2]}
        tau_1: {values: [1, 3]}
        erased: {values: [0, 0.4]}
        corruption: {values: [0, 0.3]}
        correlation: {values: [0, 0.5]}
        alpha: {values: [0.1, 1]}
      metric: {name: recalled, goal: maximize}
      """;

  private static final String DESCENT =
      """
      model: ham
      data: xor
      parameters:
        units: 7
        patterns: 3
        cues: 2
        steps: 8
        start: random
        solver: {values: [momentum, adam]}
        start_scale: {values: [1, 0.2]}
        state_0_1: {values: [0.5, -2]}
        momentum: {values: [0.9, 0]}
        mean_decay: {values: [0.9, 0.5]}
        square_decay: {values: [0.999, 0.1]}
        dt: {values: [0.1, 1.0e6]}
      metric: {name: recalled, goal: maximize}
      """;

  private static final List<String> SWEEPS =
      List.of(GRID, IMAGE_GRID, NOTEBOOK, STUDY, LAYERS, MEMORY, DESCENT);

  static Stream<List<String>> sweepsOnEngines() {
    return SWEEPS.stream()
        .flatMap(
            text -> Stream.of("scalar", "vector", "nd4j").map(engine -> List.of(engine, text)));
  }

  /** Of each structure. */
  private static final int TRIALS = 4;

  /** A call of nd4j takes longer than all else here: one structure of so many. */
  private static final int SKIPPED = 7;

  @ParameterizedTest
  @MethodSource("sweepsOnEngines")
  void aTrialAloneGivesTheRowThatItGivesAfterAnyOther(List<String> given) throws SweepException {
    Sweep sweep = sweep(given.get(1), given.get(0));
    Space space = Space.of(sweep, new Models());
    Random random = new Random(3);
    boolean nd4j = given.get(0).equals("nd4j");
    Set<Object> states = new HashSet<>();
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      for (List<Long> some : positions(space, random, nd4j ? SKIPPED : 1)) {
        Map<Long, List<Object>> alone = new HashMap<>();
        for (long position : some) {
          try (BlockRunner own = new BlockRunner(new Job(sweep, space), true)) {
            alone.put(position, row(own, sweep, space, position));
            states.add(alone.get(position).get(0));
          }
        }
        List<Long> order = new ArrayList<>(some);
        Collections.reverse(some);
        order.addAll(some);
        Collections.shuffle(some, random);
        order.addAll(some);
        for (long position : order) {
          assertThat(row(runner, sweep, space, position))
              .as("trial of %s", space.point(position).orElseThrow().values())
              .isEqualTo(alone.get(position));
        }
      }
    }
    assertThat(states).containsExactlyInAnyOrder(Results.State.COMPLETE, Results.State.DIVERGED);
  }

  /** Some trials of every so many structures. */
  private static List<List<Long>> positions(Space space, Random random, int step) {
    List<List<Long>> all = new ArrayList<>();
    int each = Math.toIntExact(space.positions() / space.structures().size());
    for (long from = 0; from < space.positions(); from += (long) step * each) {
      List<Long> some = new ArrayList<>();
      for (int i = 0; i < TRIALS; i++) {
        some.add(from + random.nextInt(each));
      }
      all.add(some);
    }
    return all;
  }

  @Test
  void everyLaneHyperparameterVaries() throws SweepException {
    Models models = new Models();
    for (String model : models.models()) {
      List<String> axes = new ArrayList<>();
      for (String text : SWEEPS) {
        Sweep sweep = sweep(text, "scalar");
        if (sweep.model().equals(model)) {
          Space.of(sweep, models).axes().stream().map(Axis::name).forEach(axes::add);
        }
      }
      for (Hyperparameter one : models.hyperparameters(model)) {
        if (one.kind() == Hyperparameter.Kind.LANE) {
          assertThat(axes).as(model + " " + one.name()).anyMatch(one::matches);
        }
      }
    }
  }

  /** State, metrics and learned parameters of a trial, as bits. */
  private static List<Object> row(BlockRunner runner, Sweep sweep, Space space, long position) {
    List<Object> row = new ArrayList<>();
    runner.show(
        (results, place, learner, lane) -> {
          row.add(results.state(place));
          for (int s = 0; s < new Models().scores(sweep).size(); s++) {
            row.add(Float.floatToIntBits(results.score(s, place)));
          }
          for (Parameter one : learner.parameters(lane)) {
            for (float value : one.values()) {
              row.add(Float.floatToIntBits(value));
            }
          }
        });
    runner.run(space.blocks(position, position + 1, 1).iterator().next());
    return row;
  }

  private static Sweep sweep(String text, String engine) throws SweepException {
    return new SweepParser(new Models())
        .parse("test.yaml", text.getBytes(UTF_8), List.of("engine=" + engine));
  }
}
