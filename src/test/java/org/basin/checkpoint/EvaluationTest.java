package org.basin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.learn.Parameter;
import org.basin.learn.Score;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzArchive;
import org.basin.npz.NpzException;
import org.basin.npz.NpzFile;
import org.basin.saved.CheckpointFile;
import org.basin.saved.Head;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvaluationTest {

  private static final String ENERGY =
      """
      model: energy
      data: {kind: moons, samples: 60, test: 0.3}
      parameters:
        scheme: cep
        epochs: 3
        hidden: {values: [[2], [17], [3, 2]]}
        alpha: {values: [0.05, 0.3]}
        weight_0_1_0: {values: [0.1, 0.4]}
      metric: {name: settled_error, goal: minimize}
      output: {metrics: [error, settled_error, settled_cost, residual, test_cost]}
      """;

  private static final String MEMORY =
      """
      model: ham
      data: xor
      replicates: 3
      parameters:
        units: 17
        patterns: {values: [2, 5]}
        cues: 2
        corruption: {values: [0.1, 0.3]}
        train_steps: 3
      metric: {name: recalled, goal: maximize}
      """;

  private static final String LAYERS =
      """
      model: layers
      data: xor
      parameters:
        layers: {values: [[affine 2], [affine 3, tanh, affine 2]]}
        facts: xor
        lessons: 20
        alpha: {values: [0.01, 0.1]}
      metric: {name: loss, goal: minimize}
      output: {metrics: [loss, final_loss]}
      """;

  private static final String GRID =
      """
      model: neural-grid
      data: {kind: shapes, samples: 120, test_samples: 37}
      parameters:
        height: {values: [5, 17]}
        depth: 2
        epochs: 2
        batch_size: 16
        crop: 1
        learning_rate: {values: [0.01, 0.1]}
      metric: {name: test_accuracy, goal: maximize}
      output: {metrics: [train_loss, test_loss, test_accuracy]}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void aNetComesBackWithTheMetricsOfItsRow(String engine) throws Exception {
    Map<Path, Map<String, Float>> rows = saved(ENERGY, engine);
    assertThat(rows).hasSize(12);
    for (Path file : rows.keySet()) {
      Evaluation evaluation = Evaluation.of(file, List.of(), new Configuration());
      assertThat(evaluation.comparable()).isTrue();
      Map<String, Float> wanted = new LinkedHashMap<>(rows.get(file));
      wanted.remove("error");
      assertThat(evaluation.metrics()).containsAllEntriesOf(wanted);
      assertThat(evaluation.metrics()).doesNotContainKeys("error", "energy");
    }
  }

  @Test
  void layersComeBackWithTheFinalLossOfTheirRow() throws Exception {
    Map<Path, Map<String, Float>> rows = saved(LAYERS, "vector");
    assertThat(rows).hasSize(4);
    for (Path file : rows.keySet()) {
      Evaluation evaluation = Evaluation.of(file, List.of(), new Configuration());
      Map<String, Float> row = rows.get(file);
      assertThat(evaluation.metrics())
          .containsExactlyEntriesOf(Map.of("final_loss", row.get("final_loss")));
      assertThat(row.get("final_loss")).isNotEqualTo(row.get("loss"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void aGridComesBackWithTheTestMetricsOfItsRow(String engine) throws Exception {
    Map<Path, Map<String, Float>> rows = saved(GRID, engine);
    assertThat(rows).hasSize(4);
    for (Path file : rows.keySet()) {
      Evaluation evaluation = Evaluation.of(file, List.of(), new Configuration());
      Map<String, Float> wanted = new LinkedHashMap<>(rows.get(file));
      wanted.remove("train_loss");
      assertThat(evaluation.metrics()).containsExactlyEntriesOf(wanted);
    }
  }

  @Test
  void aMemoryComesBackWithTheMetricsOfItsRow() throws Exception {
    Map<Path, Map<String, Float>> rows = saved(MEMORY, "vector");
    assertThat(rows).hasSize(12);
    for (Path file : rows.keySet()) {
      Evaluation evaluation = Evaluation.of(file, List.of("engine=scalar"), new Configuration());
      assertThat(evaluation.metrics()).containsAllEntriesOf(rows.get(file));
    }
  }

  @Test
  void statesOfARecallStandBesideTheParametersAndAreNotReadBack() throws Exception {
    String asking = MEMORY.replace("cues: 2", "cues: 2\n  steps: 6\n  kept_steps: [0, 2, 6]");
    Map<Path, Map<String, Float>> rows = saved(asking, "vector");
    assertThat(rows).hasSize(12);
    for (Path file : rows.keySet()) {
      int patterns = CheckpointFile.head(file).sweep().contains("patterns: 5") ? 5 : 2;
      try (NpzArchive archive = new NpzArchive(file)) {
        archive.require(Set.of("basin.json"), Set.of("weights_0", "state_0", "state_1"));
        assertThat(archive.floats("state_0", List.of(3, 2, 17)).values()).hasSize(102);
        assertThat(archive.floats("state_1", List.of(3, 2, patterns)).values()).isNotEmpty();
      }
      Evaluation evaluation = Evaluation.of(file, List.of("kept_steps=[]"), new Configuration());
      assertThat(evaluation.metrics()).containsAllEntriesOf(rows.get(file));
    }
  }

  @Test
  void onOtherDataThereIsNothingToCompare() throws Exception {
    Path file = saved(ENERGY, "vector").keySet().iterator().next();
    Evaluation other = Evaluation.of(file, List.of("data.samples=90"), new Configuration());
    assertThat(other.sameData()).isFalse();
    assertThat(other.comparable()).isFalse();
    assertThat(other.metrics()).containsKeys("settled_error", "test_cost");
    assertThatThrownBy(
            () -> Evaluation.of(file, List.of("data={kind: parity, bits: 3}"), new Configuration()))
        .isInstanceOf(SweepException.class);
  }

  @Test
  void parametersOfOtherShapeNameOrValueAreRefused() throws Exception {
    Path file = saved(ENERGY, "scalar").keySet().iterator().next();
    Head head = CheckpointFile.head(file);
    List<Parameter> whole =
        List.of(
            new Parameter("weights_0", List.of(2, 2), new float[4]),
            new Parameter("biases_1", List.of(2), new float[2]),
            new Parameter("weights_1", List.of(2, 2), new float[4]),
            new Parameter("biases_2", List.of(2), new float[2]));
    List<Parameter> changed = new ArrayList<>(whole);
    changed.set(1, new Parameter("biases_1", List.of(1, 2), new float[2]));
    assertRefused(
        file,
        head,
        changed,
        "biases_1.npy: must be an array <f4 of shape [2], got <f4 of shape [1, 2]");
    changed.set(1, new Parameter("biases_1", List.of(2), new float[] {1, Float.NaN}));
    assertRefused(file, head, changed, "biases_1.npy: numbers must be finite, got NaN at 1");
    changed.set(1, new Parameter("biases_7", List.of(2), new float[2]));
    assertRefused(file, head, changed, "must hold biases_1.npy, got no such entry");
    changed.set(1, whole.get(1));
    changed.add(new Parameter("more", List.of(), new float[1]));
    assertRefused(file, head, changed, "must hold nothing but its texts and arrays, got more.npy");
  }

  private static void assertRefused(Path file, Head head, List<Parameter> parameters, String law)
      throws IOException {
    CheckpointFile.write(file, head, parameters);
    assertThatThrownBy(() -> Evaluation.of(file, List.of(), new Configuration()))
        .isInstanceOf(NpzException.class)
        .hasMessage(file + ": " + law);
  }

  @Test
  void aHeadIsCheckedLikeASweepFile() throws Exception {
    Path file = saved(ENERGY, "scalar").keySet().iterator().next();
    Head head = CheckpointFile.head(file);
    CheckpointFile.write(
        file, with(head, head.sweep().replace("scheme: cep", "scheme: cpe")), List.of());
    assertThatThrownBy(() -> Evaluation.of(file, List.of(), new Configuration()))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(file + ": sweep:")
        .hasMessageContaining("did you mean");
    String two = head.sweep().replace("replicates: 1", "replicates: 2");
    CheckpointFile.write(file, with(head, two), List.of());
    assertThatThrownBy(() -> Evaluation.of(file, List.of(), new Configuration()))
        .hasMessage(file + ": sweep: a checkpoint must be of one trial, got 2 and 0 axes");
  }

  private static Head with(Head head, String sweep) {
    return new Head(
        head.format(),
        sweep,
        head.digest(),
        head.trial(),
        head.replicate(),
        head.seed(),
        head.data(),
        head.engine(),
        head.metrics(),
        head.provenance(),
        head.revision());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"format\": \"basin-checkpoint-1\"}",
        "{\"@class\": \"x\"}",
        "\"text\""
      })
  void aHeadThatIsNoneIsRefused(String json) throws IOException {
    Path file = folder.resolve("x.npz");
    NpzFile.write(file, Map.of("basin.json", json), Map.of());
    assertThatThrownBy(() -> CheckpointFile.head(file))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(file + ": basin.json: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial", "replicate", "seed", "data", "metrics"})
  void aHeadWithoutOneOfItsMembersIsRefused(String member) throws Exception {
    Path file = saved(ENERGY, "scalar").keySet().iterator().next();
    ObjectNode head = new ObjectMapper().valueToTree(CheckpointFile.head(file));
    if (member.equals("trial") || member.equals("replicate")) {
      ObjectNode negative = head.deepCopy().put(member, -5);
      NpzFile.write(file, Map.of("basin.json", negative.toString()), Map.of());
      assertThatThrownBy(() -> CheckpointFile.head(file))
          .isInstanceOf(NpzException.class)
          .hasMessageContaining("trial >= 0 and replicate >= 0 must hold, got ");
    }
    head.putNull(member);
    NpzFile.write(file, Map.of("basin.json", head.toString()), Map.of());
    assertThatThrownBy(() -> CheckpointFile.head(file))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(file + ": basin.json: must be the JSON of a checkpoint, got ");
    head.remove(member);
    NpzFile.write(file, Map.of("basin.json", head.toString()), Map.of());
    assertThatThrownBy(() -> CheckpointFile.head(file))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(file + ": basin.json: must be the JSON of a checkpoint, got ")
        .hasMessageContaining("'" + member + "'");
  }

  @Test
  void anArchiveThatIsNoCheckpointIsNotWrittenOver() throws Exception {
    Sweep sweep = sweep(ENERGY, "scalar");
    Checkpoints checkpoints = checkpoints(sweep, Space.of(sweep, new Models()));
    Path file = checkpoints.file(0);
    Files.createDirectories(file.getParent());
    NpzFile.write(file, Map.of("x", new NpyArray.Floats(List.of(1), new float[1])));
    assertThatThrownBy(() -> checkpoints.holds(0))
        .isInstanceOf(NpzException.class)
        .hasMessage(file + ": must hold basin.json, got no such entry");
    NpzFile.write(file, Map.of("basin.json", "{}"), Map.of());
    assertThatThrownBy(() -> checkpoints.holds(0)).isInstanceOf(NpzException.class);
  }

  @Test
  void aFileOfAnotherRunIsNotTakenForOneOfThisRun() throws Exception {
    saved(ENERGY, "scalar");
    Sweep sweep = sweep(MEMORY, "scalar");
    Checkpoints others = checkpoints(sweep, Space.of(sweep, new Models()));
    assertThatThrownBy(() -> others.holds(0))
        .isInstanceOf(NpzException.class)
        .hasMessageStartingWith(others.file(0) + ": must be a checkpoint of trial 0 of this run");
  }

  @Test
  void whatIsDamagedDoesNotCountAsThere() throws Exception {
    Path file = saved(ENERGY, "scalar").keySet().iterator().next();
    Sweep sweep = sweep(ENERGY, "scalar");
    Checkpoints checkpoints = checkpoints(sweep, Space.of(sweep, new Models()));
    assertThat(checkpoints.file(0)).isEqualTo(file);
    assertThat(checkpoints.holds(0)).isTrue();
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 1, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThat(checkpoints.holds(0)).isFalse();
    }
    Files.delete(file);
    assertThat(checkpoints.holds(0)).isFalse();
  }

  /** Trains all trials of a sweep and saves them; the metrics of their rows, by file. */
  private Map<Path, Map<String, Float>> saved(String text, String engine) throws Exception {
    Sweep sweep = sweep(text, engine);
    Space space = Space.of(sweep, new Models());
    Checkpoints checkpoints = checkpoints(sweep, space);
    List<Score> scores = new Models().scores(sweep);
    Map<Path, Map<String, Float>> rows = new LinkedHashMap<>();
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      runner.show(
          (results, row, learner, lane) -> {
            Map<String, Float> metrics = new LinkedHashMap<>();
            for (int s = 0; s < scores.size(); s++) {
              metrics.put(scores.get(s).name(), results.score(s, row));
            }
            rows.put(checkpoints.file(results.trial(row)), metrics);
            try {
              checkpoints.write(results.trial(row), learner, lane, metrics);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      for (Block block : space.blocks(0, space.positions(), 4096)) {
        runner.run(block);
      }
    }
    return rows;
  }

  private Checkpoints checkpoints(Sweep sweep, Space space) {
    String data = Datasets.fingerprint(sweep.data(), new Configuration());
    return new Checkpoints(
        folder.resolve("checkpoints"),
        new Job(sweep, space),
        SweepWriter.digest(sweep),
        data,
        Map.of());
  }

  private static Sweep sweep(String text, String engine) throws SweepException {
    return new SweepParser(new Models())
        .parse("test.yaml", text.getBytes(StandardCharsets.UTF_8), List.of("engine=" + engine));
  }
}
