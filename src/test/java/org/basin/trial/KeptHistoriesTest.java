package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.space.Block;
import org.basin.sweep.SweepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers kept along a training say what the columns say, and change nothing else. */
final class KeptHistoriesTest {

  private static final String MINIBATCHES =
      """
      model: energy
      data: {kind: shapes, samples: 22, test_samples: 8}
      metric: {name: cost}
      parameters:
        scheme: %s
        hidden: [5]
        epochs: 7
        batch_size: 4
        free_steps: 6
        nudged_steps: 3
        settle_steps: 9
        states: %s
        shuffle: %s
        alpha: {values: [0.05, 0.3]}
      replicates: 3
      """;

  private static final String ALL_OF_ENERGY =
      "energy, energy_biases, energy_weights, energy_states, cost, error, final_error, free_error,"
          + " free_cost, settled_error, settled_cost, settling_steps, residual, test_error,"
          + " test_cost";

  /** Rows of a sweep with some output section, on an engine; null metrics are NaN. */
  private static List<List<float[]>> rows(String sweep, String output, String engine)
      throws SweepException {
    Job job =
        Job.parsed("a.yaml", "name: a\nengine: " + engine + "\n" + sweep + "output: " + output);
    List<List<float[]>> rows = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner(job, true)) {
      for (Block block : job.space().blocks(0, job.space().positions(), 64)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          List<float[]> values = new ArrayList<>();
          float[] scores = new float[job.scores().size()];
          for (int s = 0; s < scores.length; s++) {
            scores[s] = results.score(s, row);
          }
          values.add(scores);
          for (int h = 0; h < job.histories().size(); h++) {
            values.add(results.history(h, row).clone());
          }
          rows.add(values);
        }
      }
    }
    return rows;
  }

  private static void holds(String sweep, String metrics, String of, int every, int... lengths)
      throws SweepException {
    String kept = "{history: {every: %d, of: [%s]}, metrics: [%s]}".formatted(every, of, metrics);
    String none = "{metrics: [%s]}".formatted(metrics);
    Job job = Job.parsed("a.yaml", "name: a\n" + sweep + "output: " + kept);
    List<List<float[]>> with = rows(sweep, kept, "vector");
    List<List<float[]>> without = rows(sweep, none, "vector");
    List<List<float[]>> scalar = rows(sweep, kept, "scalar");
    assertThat(with).hasSameSizeAs(without).isNotEmpty();
    List<String> names = job.scores().stream().map(Score::name).toList();
    for (int row = 0; row < with.size(); row++) {
      assertThat(with.get(row).get(0)).containsExactly(without.get(row).get(0));
      for (int h = 0; h < job.histories().size(); h++) {
        History history = job.histories().get(h);
        float[] numbers = with.get(row).get(1 + h);
        assertThat(numbers).as(history.name()).hasSize(lengths[h % lengths.length]);
        assertThat(scalar.get(row).get(1 + h)).as(history.name()).containsExactly(numbers);
        float column = with.get(row).get(0)[names.indexOf(history.metric())];
        if (!Float.isNaN(column) && history.moment() != History.Moment.BEFORE) {
          assertThat(numbers[numbers.length - 1]).as(history.name()).isEqualTo(column);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 50})
  void theLastNumberOfAnEnergyNetIsTheColumn(int every) throws SweepException {
    String xor =
        "model: energy\ndata: xor\nparameters: {epochs: 7, alpha: {values: [0.1, 0.5]}}\n"
            + "replicates: 70\n";
    String all = ALL_OF_ENERGY.replace(", test_error, test_cost", "");
    holds(xor, all, all, every, (7 + every - 1) / every);
  }

  @ParameterizedTest
  @ValueSource(strings = {"persistent", "carried", "zero"})
  void measuringMinibatchesLeavesTheirStatesAlone(String states) throws SweepException {
    for (String scheme : List.of("ep", "pc-nudge", "cep", "cl")) {
      for (boolean shuffle : new boolean[] {false, !states.equals("persistent")}) {
        holds(MINIBATCHES.formatted(scheme, states, shuffle), ALL_OF_ENERGY, ALL_OF_ENERGY, 2, 4);
      }
    }
  }

  @Test
  void aHistoryIsWhatShorterTrainingsEndWith() throws SweepException {
    String sweep = "starts: shared\n" + MINIBATCHES.formatted("ep", "persistent", false);
    String metrics = "energy, cost, free_error, settled_cost";
    List<List<float[]>> rows =
        rows(sweep, "{history: {every: 1, of: [%s]}}".formatted(metrics), "vector");
    for (int epochs = 1; epochs <= 7; epochs++) {
      List<List<float[]>> shorter =
          rows(
              sweep.replace("epochs: 7", "epochs: " + epochs),
              "{metrics: [%s]}".formatted(metrics),
              "vector");
      for (int row = 0; row < rows.size(); row++) {
        for (int metric = 0; metric < 4; metric++) {
          assertThat(rows.get(row).get(1 + metric)[epochs - 1])
              .isEqualTo(shorter.get(row).get(0)[metric]);
        }
      }
    }
  }

  @Test
  void netsOfLayersKeepTheirLossBeforeTheChangesAndWhatIsNamedAfterThem() throws SweepException {
    String sweep =
        "model: layers\nmetric: {name: loss}\nparameters: {layers: [affine 3, tanh, affine 2],"
            + " facts: swap, lessons: 20, alpha: {values: [0.1, 10000]}}\nreplicates: 5\n";
    holds(sweep, "loss, final_loss", "loss, final_loss", 3, 7);
    holds(sweep, "loss, final_loss", "loss, final_loss", 1, 20);
  }

  @Test
  void gridsKeepLossAndAccuracyOfBothParts() throws SweepException {
    String sweep =
        "model: neural-grid\ndata: {kind: shapes, samples: 40, test_samples: 20}\n"
            + "metric: {name: train_loss}\nparameters: {height: 9, depth: 2, epochs: 5, batch_size: 16,"
            + " learning_rate: {values: [0.001, 0.01]}}\n";
    String all = "train_loss, train_accuracy, test_loss, test_accuracy";
    holds(sweep, all, all, 2, 3);
  }

  @Test
  void standardHistoriesNeedNoNames() throws SweepException {
    Job job =
        Job.parsed("a.yaml", "name: a\nmodel: energy\ndata: xor\noutput: {history: {every: 5}}\n");
    assertThat(job.histories())
        .extracting(History::name)
        .containsExactly("error_history", "cost_history", "free_error_history", "energy_history");
    Job named =
        Job.parsed(
            "a.yaml",
            "name: a\nmodel: energy\ndata: xor\n"
                + "output: {history: {every: 5, of: [energy, error, free_error, cost]}}\n");
    assertThat(named.sweep().output()).isEqualTo(job.sweep().output());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{every: 1, of: [errors]} | output.history.of[0]",
        "{every: 1, of: [cost, cost]} | a metric must stand once, got cost again",
        "{every: 1, of: []} | must be a list of metrics",
        "{every: 1, of: cost} | must be a list of metrics",
        "{of: [cost]} | must be a mapping such as {every: 1}",
        "{every: 0} | output.history.every",
        "{every: 1, of: [test_error]} | test_error needs data with a test part",
      })
  void badHistoriesAreNamed(String text) {
    String[] parts = text.split(" \\| ");
    assertThatThrownBy(
            () ->
                Job.parsed(
                    "a.yaml",
                    "name: a\nmodel: energy\ndata: xor\noutput: {history: %s}\n"
                        .formatted(parts[0])))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(parts[1]);
  }
}
