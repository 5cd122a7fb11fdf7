package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.basin.cli.process.Exit;
import org.basin.npz.NpyArray;
import org.basin.npz.NpzArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What checkpoints say of samples, and the notebook's logits. */
final class EvaluateOutputsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MOONS =
      """
      name: moons
      model: energy
      data: {kind: moons, samples: 40, test: 0.2}
      metric: {name: settled_cost, goal: minimize}
      parameters: {scheme: cep, activation: tanh, epochs: 3, hidden: [3], batch_size: 8}
      output: {outputs: both, metrics: [settled_cost]}
      """;

  private static final String MEMORY =
      """
      name: memory
      model: ham
      parameters: {units: 6, patterns: 2, cues: 2, steps: 60, clamp: known}
      """;

  @TempDir private static Path temp;
  private static Path moons;
  private static Path memory;

  @BeforeAll
  static void runOnce() throws IOException {
    moons = saved(MOONS, "moons").resolve("trial-0.npz");
    memory = saved(MEMORY, "memory").resolve("trial-0.npz");
  }

  private static Path saved(String text, String name) throws IOException {
    String sweep = Files.writeString(temp.resolve(name + ".yaml"), text).toString();
    Shell run = Shell.run("run", sweep, "output.path=" + temp, "--no-answer");
    assertThat(run.code()).as(run.err()).isZero();
    Shell saved = Shell.run("checkpoint", temp.resolve(name).toString(), "--all");
    assertThat(saved.code()).as(saved.err() + saved.out()).isZero();
    return temp.resolve(name).resolve("checkpoints");
  }

  private static JsonNode samples(Path file, String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("evaluate", "" + file, "--json"));
    all.addAll(List.of(words));
    Shell shell = Shell.run(all.toArray(String[]::new));
    assertThat(shell.code()).as(shell.err()).isZero();
    return JSON.readTree(shell.out()).get("samples");
  }

  private static float[] numbers(JsonNode list) {
    float[] numbers = new float[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) list.get(i).asDouble();
    }
    return numbers;
  }

  @Test
  void everySampleIsSaidAsTheRunKeptIt() throws IOException {
    JsonNode said = samples(moons, "--outputs");
    assertThat(said).hasSize(40);
    String sql = "SELECT outputs_train, outputs_test FROM trials";
    JsonNode row =
        JSON.readTree(Shell.run("query", temp.resolve("moons").toString(), sql, "--json").out())
            .get(0);
    for (JsonNode one : said) {
      float[] kept = numbers(row.get("outputs_" + one.get("of").asText()));
      int at = 2 * one.get("sample").asInt();
      assertThat(numbers(one.get("output"))).containsExactly(kept[at], kept[at + 1]);
      assertThat(one.get("label").asInt()).isBetween(0, 1);
      assertThat(one.get("energy").isNumber()).isTrue();
      assertThat(one.get("left").isNull()).isTrue();
    }
    assertThat(samples(moons, "--outputs=test")).hasSize(8);
    assertThat(samples(moons)).isEmpty();
    assertThat(Shell.run("evaluate", "" + moons, "--outputs=test").out())
        .containsPattern("of +sample +label +output +energy\n")
        .containsPattern("test +7 +[01] +-?\\d")
        .doesNotContain("left by training");
    Shell replayed = Shell.run("replay", temp.resolve("moons").toString(), "--trial", "0");
    assertThat(replayed.out()).contains("outputs_train", "64 numbers", "Equal, bit for bit.");
  }

  @Test
  void samplesOfOnesOwnComeFromTheLineAndFromFiles() throws IOException {
    Path named = Files.writeString(temp.resolve("named.csv"), "a,b\n0.5,-1\n# none\n0,0\n");
    Path plain = Files.writeString(temp.resolve("plain.csv"), "0.5,-1\n0,0\n");
    JsonNode said = samples(moons, "--input", "0.5,-1", "--input", "0, 0e1");
    assertThat(said).hasSize(2);
    assertThat(said.get(0).get("of").asText()).isEqualTo("input");
    assertThat(said.get(0).get("label").isNull()).isTrue();
    assertThat(said.get(0).get("output")).isNotEqualTo(said.get(1).get("output"));
    assertThat(samples(moons, "--input", "" + named)).isEqualTo(said);
    assertThat(samples(moons, "--input", "" + plain)).isEqualTo(said);
    assertThat(samples(moons, "--outputs=test", "--input", "" + plain)).hasSize(10);
  }

  @Test
  void aMemoryCompletesACueOfOnesOwn() throws IOException {
    JsonNode stored = samples(memory, "--outputs=train");
    assertThat(stored).hasSize(2);
    StringBuilder cue = new StringBuilder("0");
    float[] pattern = numbers(stored.get(0).get("output"));
    for (int i = 1; i < pattern.length; i++) {
      cue.append(',').append(pattern[i] > 0 ? 1 : -1);
    }
    // three cues of a memory that recalls two at a time
    JsonNode said = samples(memory, "--input", "" + cue, "--input", "" + cue, "--input", "" + cue);
    assertThat(said).hasSize(3);
    for (JsonNode one : said) {
      float[] recalled = numbers(one.get("output"));
      assertThat(Math.signum(recalled[0])).isEqualTo(Math.signum(pattern[0]));
      assertThat(one).isEqualTo(withSample(said.get(0), one.get("sample").asInt()));
      assertThat(one.get("energy").isNumber()).isTrue();
    }
  }

  private static JsonNode withSample(JsonNode said, int sample) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) said.deepCopy()).put("sample", sample);
  }

  @Test
  void mistakesAreNamed() throws IOException {
    Path three = Files.writeString(temp.resolve("three.csv"), "a,b,c\n1,2,3\n");
    Path words = Files.writeString(temp.resolve("words.csv"), "a,b\n1,2\n1,x\n");
    Path none = Files.writeString(temp.resolve("none.csv"), "a,b\n");
    assertMistake("an input must have 2 numbers, as many as the net has inputs, got 3", "" + three);
    assertMistake("an input must have 2 numbers, as many as the net has inputs, got 1", "7");
    assertMistake(words + ":3: an input must be finite numbers, got x", "" + words);
    assertMistake("--input: an input must be finite numbers, got nan", "1,nan");
    assertMistake("--input: an input must be finite numbers, got ", "1,");
    assertMistake("--input: an input must be finite numbers, got 1e99", "1,1e99");
    assertMistake(none + ": a file of inputs must hold a row of numbers, got none", "" + none);
    assertMistake("gone.csv: a file of inputs must exist, got none", "gone.csv");
    Shell part = Shell.run("evaluate", "" + moons, "--outputs=all");
    assertThat(part.code()).isEqualTo(Exit.MISTAKE);
    assertThat(part.err()).contains("--outputs must be one of none, train, test, both, got all");
  }

  @Test
  void inputsThatLabelsAndOutputsImplyArePrinted() throws IOException {
    JsonNode implied =
        JSON.readTree(Shell.run("evaluate", "" + moons, "--json", "--backward=test").out())
            .get("implied");
    assertThat(implied).hasSize(8);
    // from zero and the label alone every sample of a class is the same
    JsonNode own =
        JSON.readTree(
                Shell.run("evaluate", "" + moons, "--json", "--backward=1,0", "--backward=0,1")
                    .out())
            .get("implied");
    assertThat(own).hasSize(2);
    for (JsonNode one : implied) {
      assertThat(numbers(one.get("input")))
          .containsExactly(numbers(own.get(one.get("label").asInt()).get("input")));
    }
    JsonNode held =
        JSON.readTree(
                Shell.run("evaluate", "" + moons, "--json", "--backward=test", "--clamped", "1")
                    .out())
            .get("implied");
    assertThat(held.get(0).get("input")).isNotEqualTo(implied.get(0).get("input"));
    assertThat(Shell.run("evaluate", "" + moons, "--backward").out())
        .containsPattern("of +sample +label +implied input\n")
        .containsPattern("train +31 ");
    Shell layer = Shell.run("evaluate", "" + moons, "--backward", "--clamped", "2");
    assertThat(layer.code()).isEqualTo(Exit.MISTAKE);
    assertThat(layer.err())
        .contains("layers that are held must be from 0 to 1, below the output, got 2");
    Shell other = Shell.run("evaluate", "" + memory, "--backward");
    assertThat(other.code()).isEqualTo(Exit.MISTAKE);
    assertThat(other.err()).contains("must be of model energy", "got model ham");
    Shell width = Shell.run("evaluate", "" + moons, "--backward=1");
    assertThat(width.err())
        .contains("an output must have 2 numbers, as many as the net has outputs, got 1");
    Shell alone = Shell.run("evaluate", "" + moons, "--clamped", "1");
    assertThat(alone.err()).contains("--clamped must stand with --backward from samples");
  }

  private static void assertMistake(String law, String input) {
    Shell shell = Shell.run("evaluate", "" + moons, "--input", input);
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains(law);
  }

  /** The trials of the notebook's sliders, by a run, its checkpoint and evaluate. */
  @Test
  void whatTheNotebookPrintsAsLogitsComesBack() throws IOException {
    JsonNode cases;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(Path.of("data/golden/A_sliders.json.gz")))) {
      cases = JSON.readTree(in).get("cases");
    }
    StringBuilder points =
        new StringBuilder(
            "weight_0_0_0,weight_0_0_1,weight_0_1_0,weight_0_1_1,weight_1_0_0,weight_1_1_0,"
                + "weight_2_0_0,weight_2_0_1\n");
    for (JsonNode one : cases) {
      List<String> cells = new ArrayList<>();
      for (JsonNode weights : one.get("init").get("weights")) {
        weights.get("data").forEach(number -> cells.add(number.asText()));
      }
      points.append(String.join(",", cells)).append('\n');
    }
    Files.writeString(temp.resolve("sliders.csv"), points);
    Path folder =
        saved(
            """
            name: sliders
            model: energy
            data: xor
            method: list
            points: sliders.csv
            parameters: {hidden: [2, 1], scheme: ep, alpha_0: 0.1, alpha_1: 0.1, alpha_2: 0.01}
            """,
            "sliders");
    for (int trial = 0; trial < cases.size(); trial++) {
      JsonNode one = cases.get(trial);
      Path file = folder.resolve("trial-" + trial + ".npz");
      double limit = Math.max(1e-4, 1e-6 * one.get("amplification").asDouble());
      JsonNode printed = one.get("printed_outputs").get("data");
      NpyArray.Floats states;
      try (NpzArchive archive = new NpzArchive(file)) {
        assertThat(archive.names()).contains("state_1", "state_2", "state_3");
        states = archive.floats("state_3", List.of(4, 2));
      }
      JsonNode said = samples(file, "--outputs=train");
      for (int cell = 0; cell < 8; cell++) {
        assertThat((double) states.values()[cell])
            .as("%s, cell %d", one.get("name"), cell)
            .isCloseTo(printed.get(cell).asDouble(), within(limit));
        assertThat((float) said.get(cell / 2).get("left").get(cell % 2).asDouble())
            .isEqualTo(states.values()[cell]);
      }
    }
  }
}
