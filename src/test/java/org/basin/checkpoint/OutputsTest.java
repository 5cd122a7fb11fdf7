package org.basin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.learn.Outputs;
import org.basin.plan.Plan;
import org.basin.sweep.Part;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code output: {outputs: ...}}: what trained trials say of samples. */
final class OutputsTest {

  private static final Configuration PLAIN = new Configuration();

  private static final String ENERGY =
      """
      model: energy
      data: {kind: moons, samples: 60, test: 0.3}
      parameters:
        scheme: {values: [cep, ep]}
        activation: tanh
        hidden: {values: [[3], [3, 2]]}
        batch_size: 8
        epochs: 4
        alpha: {min: 0.1, max: 0.5, count: 5}
      output: {metrics: [settled_cost, test_cost], outputs: both}
      metric: {name: settled_cost}
      """;

  private static final String LAYERS =
      """
      model: layers
      data: {kind: spirals, samples: 90, test: 0.3}
      parameters:
        facts: data
        layers: [affine 7, tanh, affine 2]
        lessons: 20
        alpha: {min: 0.01, max: 0.05, count: 5}
      output: {metrics: [final_loss, test_loss, test_error], outputs: both}
      metric: {name: final_loss}
      """;

  private static final String GRID =
      """
      model: neural-grid
      data: {kind: moons, samples: 60, test: 0.3}
      parameters: {height: 5, depth: 3, batch_size: 8, epochs: 2, dropout: 0.2}
      replicates: 2
      output: {metrics: [test_loss, test_accuracy], outputs: both}
      metric: {name: test_loss}
      """;

  private static final String MEMORY =
      """
      model: ham
      parameters: {units: 16, patterns: 3, cues: 3, steps: 6, corruption: {values: [0, 0.25]}}
      output: {metrics: [overlap, energy], outputs: train}
      """;

  @TempDir private Path folder;

  static List<String> sweeps() {
    return List.of(ENERGY, LAYERS, GRID, MEMORY);
  }

  private Job job(String text, String... overrides) throws Exception {
    Path file = Files.writeString(folder.resolve("sweep.yaml"), text);
    return Job.read(file.toString(), PLAIN, List.of(overrides));
  }

  private static Dataset data(Job job) {
    return Datasets.of(job.sweep().data(), PLAIN);
  }

  /** Outputs by trial and part. */
  private static Map<Long, List<float[]>> trained(Job job, int block) {
    Map<Long, List<float[]>> all = new LinkedHashMap<>();
    try (BlockRunner runner = new BlockRunner(job, true, () -> data(job))) {
      job.space()
          .blocks(0, job.space().positions(), block)
          .forEach(
              each -> {
                Results results = runner.run(each);
                for (int row = 0; row < results.rows(); row++) {
                  assertThat(results.failure(row)).isNull();
                  List<float[]> parts = new ArrayList<>();
                  for (int p = 0; p < job.outputs().size(); p++) {
                    parts.add(results.output(p, row).clone());
                  }
                  all.put(results.trial(row), parts);
                }
              });
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("sweeps")
  void theyAreTheSameAloneTogetherAndOnBothExactEngines(String text) throws Exception {
    Map<Long, List<float[]>> together = trained(job(text, "engine=vector"), 64);
    Map<Long, List<float[]>> alone = trained(job(text, "engine=vector"), 1);
    Map<Long, List<float[]>> scalar = trained(job(text, "engine=scalar"), 64);
    assertThat(together).hasSizeGreaterThan(1);
    together.forEach(
        (trial, parts) -> {
          for (int p = 0; p < parts.size(); p++) {
            assertThat(parts.get(p)).isNotEmpty();
            assertThat(alone.get(trial).get(p)).containsExactly(parts.get(p));
            assertThat(scalar.get(trial).get(p)).containsExactly(parts.get(p));
          }
        });
    List<float[]> first = together.get(0L);
    long other = together.keySet().stream().filter(trial -> trial > 0).findFirst().orElseThrow();
    assertThat(together.get(other).get(0)).isNotEqualTo(first.get(0));
  }

  /** The metrics of the trained net follow from what it says. */
  @Test
  void theSettledCostOfEnergyNetsIsThatOfTheirOutputs() throws Exception {
    Job job = job(ENERGY);
    Dataset data = data(job);
    int trained = job.metrics().indexOf("settled_cost");
    int tested = job.metrics().indexOf("test_cost");
    try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
      job.space()
          .blocks(0, job.space().positions(), 64)
          .forEach(
              each -> {
                Results results = runner.run(each);
                for (int row = 0; row < results.rows(); row++) {
                  assertThat(cost(results.output(0, row), data.train().labels()))
                      .isCloseTo(results.score(trained, row), within(1e-4));
                  assertThat(cost(results.output(1, row), data.test().labels()))
                      .isCloseTo(results.score(tested, row), within(1e-4));
                }
              });
    }
  }

  /** Mean squared distance from one-hot labels. */
  private static double cost(float[] outputs, int[] labels) {
    double sum = 0;
    int width = outputs.length / labels.length;
    assertThat(width).isEqualTo(2);
    for (int s = 0; s < labels.length; s++) {
      for (int j = 0; j < width; j++) {
        double error = outputs[s * width + j] - (labels[s] == j ? 1 : 0);
        sum += error * error;
      }
    }
    return sum / labels.length;
  }

  @Test
  void theLossOfLayersIsThatOfTheirOutputs() throws Exception {
    Job job = job(LAYERS);
    Dataset data = data(job);
    try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
      Results results = runner.run(job.space().blocks(0, 5, 64).iterator().next());
      for (int row = 0; row < results.rows(); row++) {
        assertThat(0.5 * cost(results.output(0, row), data.train().labels()))
            .isCloseTo(results.score(job.metrics().indexOf("final_loss"), row), within(1e-4));
        assertThat(0.5 * cost(results.output(1, row), data.test().labels()))
            .isCloseTo(results.score(job.metrics().indexOf("test_loss"), row), within(1e-4));
      }
    }
  }

  @Test
  void theAccuracyOfGridsIsThatOfTheirLogitsWithoutDropout() throws Exception {
    Job job = job(GRID);
    int[] labels = data(job).test().labels();
    try (BlockRunner runner = new BlockRunner(job, true, () -> data(job))) {
      Results results = runner.run(job.space().blocks(0, 2, 64).iterator().next());
      for (int row = 0; row < results.rows(); row++) {
        float[] logits = results.output(1, row);
        int right = 0;
        double loss = 0;
        for (int s = 0; s < labels.length; s++) {
          double lead = logits[2 * s + labels[s]] - logits[2 * s + 1 - labels[s]];
          right += lead > 0 ? 1 : 0;
          loss += Math.log1p(Math.exp(-lead)) / labels.length;
        }
        assertThat((double) results.score(job.metrics().indexOf("test_accuracy"), row))
            .isCloseTo(100.0 * right / labels.length, within(1e-4));
        assertThat((double) results.score(job.metrics().indexOf("test_loss"), row))
            .isCloseTo(loss, within(1e-5));
      }
    }
  }

  @Test
  void aMemorySaysWhereItsCuesEnd() throws Exception {
    Job job = job(MEMORY, "corruption=0");
    try (BlockRunner runner = new BlockRunner(job, true, () -> data(job))) {
      Results results = runner.run(job.space().blocks(0, 1, 64).iterator().next());
      assertThat(results.output(0, 0)).hasSize(3 * 16);
      for (float state : results.output(0, 0)) {
        assertThat(Math.abs(state)).isGreaterThan(0.5f);
      }
    }
  }

  @Test
  void theyAreArrayColumnsInSpark() throws Exception {
    Job job = job(ENERGY);
    Map<Long, List<float[]>> plain = trained(job, 64);
    assertThat(job.columns())
        .extracting(ResultColumn::name)
        .endsWith("outputs_train", "outputs_test");
    try (SparkSession spark = LocalSpark.session(2)) {
      List<Row> rows =
          spark
              .read()
              .format("basin")
              .load(folder.resolve("sweep.yaml").toString())
              .select("trial", "outputs_train", "outputs_test")
              .collectAsList();
      assertThat(rows).hasSize(plain.size());
      for (Row row : rows) {
        for (int p = 0; p < 2; p++) {
          List<Float> numbers = new ArrayList<>();
          for (float number : plain.get(row.getLong(0)).get(p)) {
            numbers.add(number);
          }
          assertThat(row.<Float>getList(1 + p)).isEqualTo(numbers);
        }
      }
    }
  }

  @Test
  void theDigestHoldsThemOnlyWhereTheyAreAskedFor() throws Exception {
    Job none = job(ENERGY.replace(", outputs: both", ""));
    Job said = job(ENERGY.replace("outputs: both", "outputs: none"));
    assertThat(SweepWriter.digest(said.sweep())).isEqualTo(SweepWriter.digest(none.sweep()));
    assertThat(SweepWriter.write(none.sweep())).doesNotContain("outputs");
    Job both = job(ENERGY);
    assertThat(SweepWriter.digest(both.sweep())).isNotEqualTo(SweepWriter.digest(none.sweep()));
    assertThat(Job.stored("kept", SweepWriter.write(both.sweep()), List.of()).sweep())
        .isEqualTo(both.sweep());
    assertThat(job(ENERGY, "output.outputs=test").outputs()).containsExactly(Part.TEST);
  }

  @Test
  void aPlanCountsTheirBytes() throws Exception {
    Job job = job(ENERGY);
    Plan plan = Plan.of(job, 64);
    assertThat(plan.withOutputs(job, data(job)).bytes())
        .isEqualTo(plan.bytes() + 4 * 2 * 60 * job.space().count());
  }

  private void assertRefused(String law, String text, String... overrides) {
    assertThatThrownBy(() -> job(text, overrides))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(law);
  }

  @Test
  void tooManyAndNoneAreRefused() {
    assertRefused(
        "output.outputs: outputs_train must have at most 4,096 numbers, got 5,000: samples 2,500"
            + " of 2 numbers each in the train part of moons; evaluate a checkpoint for more",
        ENERGY,
        "data.samples=2500",
        "data.test=0",
        "output.metrics=[settled_cost]",
        "output.outputs=train");
    assertRefused(
        "output.outputs: outputs_test needs samples that a trained energy says something of, got"
            + " 0 of 2 numbers each in the test part of moons",
        ENERGY,
        "data.test=0",
        "output.metrics=[settled_cost]");
    assertRefused(
        "output.outputs: outputs_test needs samples that a trained ham says something of",
        MEMORY,
        "output.outputs=both");
    assertRefused("output.outputs: must be one of the valid names", ENERGY, "output.outputs=all");
    assertRefused("output.outputs: must be a text", ENERGY, "output.outputs=[train]");
  }

  @Test
  void samplesOfOnesOwnAreAnsweredAsThoseOfTheData() throws Exception {
    for (String text : List.of(ENERGY, LAYERS, GRID)) {
      Job job = job(text);
      Dataset data = data(job);
      try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
        runner.show(
            (results, row, learner, lane) -> {
              Outputs own = learner.outputs(data.test().x()).orElseThrow();
              Outputs test = learner.outputs(Part.TEST).orElseThrow();
              assertThat(own.of(lane)).containsExactly(test.of(lane));
              assertThat(test.of(lane)).containsExactly(results.output(1, row));
              assertThat(Double.isNaN(test.energy(lane, 0))).isEqualTo(!text.equals(ENERGY));
            });
        runner.run(job.space().blocks(0, job.space().positions(), 64).iterator().next());
      }
    }
  }
}
