package org.basin.kernel.compiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.basin.energy.Scheme;
import org.basin.space.Block;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Engines;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole sweeps on the engine native have the rows of the engine vector, bit for bit. */
final class NativeSweepsTest {

  private static final String ENERGY =
      """
      model: energy
      data: {kind: moons, samples: 11, test: 0.3}
      parameters:
        scheme: %s
        hidden: %s
        activation: %s
        states: %s
        %s
        shuffle: %s
        batch_size: %d
        epochs: 6
        free_steps: %d
        nudged_steps: %d
        beta: {values: [0.1, -0.5]}
        alpha: {values: [0.01, 0.5, 1.0e6]}
        %s
        bias_alpha: {values: [0.05, 0.3]}
      replicates: 4
      metric: {name: error, goal: minimize}
      output: {metrics: all, history: {every: 2}}
      """;

  private static final String LAYERS =
      """
      model: layers
      data: xor
      parameters:
        layers: [affine 2, leaky, affine 2, "map x + sin(x)", tanh, affine 2]
        facts: swap
        fact_count: 5
        lessons: 7
        batch: %s
        alpha: {values: [0.1, 1.0e6]}
        init_scale: {values: [1, 0.5]}
        affine_1_M_0_1: {values: [0, 2]}
      replicates: 5
      metric: {name: loss, goal: minimize}
      output: {metrics: all, history: {every: 2}}
      """;

  private static final String MEMORY =
      """
      model: ham
      data: xor
      parameters:
        units: 7
        patterns: 3
        visible: %s
        memory: %s
        clamp: known
        cues: 2
        steps: 8
        train_steps: %d
        power: {values: [2, 3.5]}
        beta: {values: [1, 0.5]}
        dt: {values: [0.1, 1.0e6]}
        erased: {values: [0, 0.4]}
        corruption: 0.3
        alpha: {values: [0.1, 1]}
      replicates: 3
      metric: {name: recalled, goal: maximize}
      """;

  @BeforeEach
  void thisMachineHasLlvm() {
    assumeTrue(Engines.of("native").refusal().isEmpty());
  }

  /** Every scheme once, the rest by chance. */
  static Stream<String> sweeps() {
    Random random = new Random(16);
    Stream<String> energy =
        Arrays.stream(Scheme.values())
            .map(
                scheme ->
                    ENERGY.formatted(
                        scheme.label(),
                        scheme == Scheme.FIRST_STEP
                            ? "[2, 2]"
                            : one(random, "[3]", "[2, 3]", "[5, 4, 2]"),
                        one(random, "sigmoid", "tanh", "hard-sigmoid", "relu"),
                        one(random, "carried", "persistent", "zero"),
                        of(scheme, "mode: " + one(random, "asynchronous", "synchronous")),
                        one(random, "true", "false"),
                        1 + random.nextInt(7),
                        1 + random.nextInt(4),
                        1 + random.nextInt(3),
                        of(scheme, "momentum: {values: [0, 0.9]}")));
    Stream<String> others =
        Stream.of(
            LAYERS.formatted("one"),
            LAYERS.formatted("full"),
            MEMORY.formatted("tanh", "repu", 2),
            MEMORY.formatted("layernorm", "softmax", 0));
    return Stream.concat(energy, others);
  }

  /** What only the schemes of the study have. */
  private static String of(Scheme scheme, String line) {
    return scheme.ordinal() < Scheme.CL.ordinal() ? "" : line;
  }

  private static String one(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void rowsAreThoseOfVector(String sweep) throws SweepException {
    long tapes = Library.tapes();
    long interpreted = Tape.allInterpreted();
    assertThat(rows(sweep, "native")).isNotEmpty().isEqualTo(rows(sweep, "vector"));
    assertThat(Library.tapes()).isGreaterThan(tapes);
    assertThat(Tape.allInterpreted()).isEqualTo(interpreted);
  }

  private static List<String> rows(String sweep, String engine) throws SweepException {
    Job job = Job.parsed("sweep", "name: rows\nengine: " + engine + "\n" + sweep);
    int scores = job.scores().size();
    int histories = job.histories().size();
    List<String> rows = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner(job, true)) {
      for (Block block : job.space().blocks(0, job.space().positions(), 64)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          StringBuilder text = new StringBuilder();
          text.append(results.trial(row)).append(' ').append(results.state(row));
          for (int s = 0; s < scores; s++) {
            text.append(' ').append(Float.floatToIntBits(results.score(s, row)));
          }
          for (int h = 0; h < histories; h++) {
            for (float number : results.history(h, row)) {
              text.append(' ').append(Float.floatToIntBits(number));
            }
          }
          rows.add(text.toString());
        }
      }
    }
    return rows;
  }
}
