package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.cli.process.Exit;
import org.basin.data.Datasets;
import org.basin.space.Block;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep whose trials start from a checkpoint, by all commands. */
final class StartFromCommandsTest {

  private static final String FIRST =
      """
      name: first
      model: energy
      data: {kind: moons, samples: 40, test: 0.2}
      metric: {name: test_cost, goal: minimize}
      parameters: {scheme: cep, activation: tanh, epochs: {values: [2, 3]}, hidden: [3]}
      """;

  private static final String SECOND =
      """
      name: second
      model: energy
      data: {kind: moons, samples: 40, test: 0.2}
      start_from: start.npz
      metric: {name: test_cost, goal: minimize}
      parameters:
        scheme: cep
        activation: tanh
        hidden: [3]
        epochs: 2
        alpha: {min: 0, max: 0.3, count: 100}
      """;

  @TempDir private static Path temp;
  private static Path sweep;
  private static Path start;
  private static Path one;
  private static Path other;

  @BeforeAll
  static void runOnce() throws IOException {
    String first = Files.writeString(temp.resolve("first.yaml"), FIRST).toString();
    assertThat(Shell.run("run", first, "output.path=" + temp).code()).isZero();
    assertThat(Shell.run("checkpoint", temp.resolve("first").toString(), "--all").code()).isZero();
    one = temp.resolve("first/checkpoints/trial-0.npz");
    other = temp.resolve("first/checkpoints/trial-1.npz");
    start = Files.copy(one, temp.resolve("start.npz"));
    sweep = Files.writeString(temp.resolve("second.yaml"), SECOND);
  }

  private static void put(Path checkpoint) throws IOException {
    Files.copy(checkpoint, start, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String fingerprint() throws IOException {
    JsonNode plan =
        new ObjectMapper()
            .readTree(Shell.run("plan", "" + sweep, "--no-calibration", "--json").out());
    assertThat(plan.get("start_from").asText()).matches("sha256:[0-9a-f]{64}");
    return plan.get("start_from").asText();
  }

  @Test
  void aRunKeepsToTheParametersThatItBeganWith() throws Exception {
    Path folder = temp.resolve("kept");
    String[] words = {
      "run", "" + sweep, "output.path=" + folder, "--trials", "64", "--block", "64"
    };
    put(one);
    String before = fingerprint();
    Shell begun = Shell.run(words);
    assertThat(begun.code()).as(begun.err()).isZero();
    Path run = folder.resolve("second");
    ObjectMapper json = new ObjectMapper();
    assertThat(
            json.readTree(run.resolve("run.json").toFile()).get("provenance").get("start").asText())
        .isEqualTo(before);
    try (Stream<Path> commits = Files.list(run.resolve("commits"))) {
      List<Path> all = commits.filter(it -> it.toString().endsWith(".json")).toList();
      assertThat(all).isNotEmpty();
      for (Path commit : all) {
        assertThat(json.readTree(commit.toFile()).get("provenance").get("start").asText())
            .isEqualTo(before);
      }
    }

    put(other);
    String after = fingerprint();
    assertThat(after).isNotEqualTo(before);
    words[4] = "100";
    Shell changed = Shell.run(words);
    assertThat(changed.code()).isEqualTo(Exit.MISTAKE);
    assertThat(changed.err())
        .contains("this directory holds another sweep")
        .containsPattern("there: start_from: .*" + before + "\"}\n +here: +start_from: .*" + after);
    for (String command : List.of("replay", "checkpoint")) {
      Shell refused = Shell.run(command, "" + run, "--trial", "3");
      assertThat(refused.code()).isEqualTo(Exit.MISTAKE);
      assertThat(refused.err())
          .contains(
              run
                  + ": the parameters to start from changed since the run began: all trials of a"
                  + " run must start from the same parameters, got "
                  + before
                  + " then and "
                  + after
                  + " now; put the checkpoint back as it was");
    }
    Files.delete(start);
    Shell gone = Shell.run("replay", "" + run, "--trial", "3");
    assertThat(gone.code()).isEqualTo(Exit.MISTAKE);
    assertThat(gone.err()).contains(start + ": a checkpoint to start from must exist");
    assertThat(Shell.run("top", "" + run).code()).isZero();

    put(one);
    Shell whole = Shell.run("run", "" + sweep, "output.path=" + folder);
    assertThat(whole.code()).as(whole.err()).isZero();
    Shell replayed = Shell.run("replay", "" + run, "--trial", "77");
    assertThat(replayed.out()).contains("Equal, bit for bit.");
    Shell saved = Shell.run("checkpoint", "" + run, "--trial", "0,99");
    assertThat(saved.code()).as(saved.err()).isZero();
    Files.delete(start);
    Shell evaluated = Shell.run("evaluate", run.resolve("checkpoints/trial-99.npz").toString());
    assertThat(evaluated.code()).as(evaluated.err()).isZero();
    assertThat(evaluated.out()).contains("Equal, bit for bit, where its row has it.");
  }

  @Test
  void theTableHasTheRowsOfThePlainLoop() throws Exception {
    put(one);
    Map<Long, Float> plain = new HashMap<>();
    Job job = Job.read("" + sweep, new Configuration(), List.of());
    int cost = job.metrics().indexOf("test_cost");
    try (BlockRunner runner =
        new BlockRunner(job, true, () -> Datasets.of(job.sweep().data(), new Configuration()))) {
      for (Block block : job.space().blocks(0, job.space().positions(), 17)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          plain.put(results.trial(row), results.score(cost, row));
        }
      }
    }
    try (SparkSession spark = LocalSpark.session(2)) {
      List<Row> rows =
          spark
              .read()
              .format("basin")
              .load("" + sweep)
              .select("trial", "test_cost")
              .collectAsList();
      assertThat(rows).hasSize(100);
      rows.forEach(row -> assertThat(row.getFloat(1)).isEqualTo(plain.get(row.getLong(0))));
    }
    // alpha 0 changes nothing: its row is that of the checkpoint
    JsonNode first =
        new ObjectMapper()
            .readTree(Shell.run("evaluate", "" + one, "--json").out())
            .get("metrics")
            .get("test_cost");
    assertThat(plain.get(0L)).isEqualTo((float) first.asDouble());
    assertThat(plain.values().stream().distinct().count()).isGreaterThan(50);
  }

  @Test
  void validateAndPlanSayIt() throws Exception {
    put(one);
    assertThat(Shell.run("validate", "" + sweep).out()).contains("good, 100 trials");
    assertThat(Shell.run("plan", "" + sweep).out()).contains("start", start + ", sha256:", "100");
    Shell wrong = Shell.run("validate", "" + sweep, "hidden=[2]");
    assertThat(wrong.code()).isEqualTo(Exit.MISTAKE);
    assertThat(wrong.err())
        .contains(
            "second.yaml:4:13: start_from: "
                + start
                + ": weights_0 must have shape [2, 2], got [2, 3]; wanted by energy");
    assertThat(Shell.run("plan", "" + sweep, "~start_from", "--no-calibration").out())
        .doesNotContain("sha256:");
  }
}
