package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trials saved and measured again. */
final class CheckpointCommandsTest {

  private static final String SWEEP =
      """
      name: saved
      model: energy
      data: {kind: moons, samples: 40, test: 0.2}
      metric: {name: settled_cost, goal: minimize}
      parameters:
        scheme: cep
        epochs: 2
        hidden: {values: [[2], [3]]}
        alpha: {values: [0.05, 0.1, 1e6]}
        beta: {min: 0.1, max: 0.5, step: 0.1}
      output: {metrics: [free_cost, settled_cost, test_cost]}
      """;

  @TempDir private static Path temp;
  private static Path run;

  @BeforeAll
  static void runOnce() throws IOException {
    String sweep = Files.writeString(temp.resolve("saved.yaml"), SWEEP).toString();
    Shell shell = Shell.run("run", sweep, "output.path=" + temp);
    assertThat(shell.code()).as(shell.err()).isZero();
    run = temp.resolve("saved");
  }

  @Test
  void theBestTrialsAreSavedAndComeBackBitForBit() throws IOException {
    Path folder = temp.resolve("best");
    Shell saved =
        Shell.run("checkpoint", "" + run, "--best", "3", "--output", "" + folder, "--json");
    assertThat(saved.code()).as(saved.err()).isZero();
    assertThat(saved.err())
        .containsPattern(
            "3 of 3 to write, 0 there already; this takes about .* s, start-up included, of which"
                + " training .* on one core, as in the run");
    JsonNode written = new ObjectMapper().readTree(saved.out()).get("written");
    JsonNode top =
        new ObjectMapper().readTree(Shell.run("top", "" + run, "-n", "3", "--json").out());
    assertThat(IntStream.range(0, 3).mapToLong(i -> written.get(i).asLong()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 3)
                .mapToObj(i -> top.get("trials").get(i).get("trial").asLong())
                .toList());
    for (JsonNode trial : written) {
      Path file = folder.resolve("trial-" + trial.asLong() + ".npz");
      Shell evaluated = Shell.run("evaluate", "" + file);
      assertThat(evaluated.code()).as(evaluated.err()).isZero();
      assertThat(evaluated.out())
          .contains("settled_cost", "test_cost", "Equal, bit for bit, where its row has it.")
          .doesNotContain("free_cost");
    }
  }

  @Test
  void aSecondCallWritesOnlyWhatIsMissingOrDamaged() throws IOException {
    List<String> all = List.of("checkpoint", "" + run, "--all");
    Shell first = Shell.run(all.toArray(String[]::new));
    assertThat(first.code()).as(first.out()).isZero();
    Path folder = run.resolve("checkpoints");
    List<Path> files = files(folder);
    assertThat(files).hasSizeBetween(20, 30);
    byte[] lost = Files.readAllBytes(files.get(0));
    Files.delete(files.get(0));
    Files.write(files.get(1), new byte[100]);
    byte[] kept = Files.readAllBytes(files.get(2));
    Shell second = Shell.run(all.toArray(String[]::new));
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err()).contains((files.size() - 2) + " there already");
    assertThat(files(folder)).isEqualTo(files);
    assertThat(Files.readAllBytes(files.get(0))).isEqualTo(lost);
    assertThat(Files.readAllBytes(files.get(2))).isEqualTo(kept);
    Shell status = Shell.run("run", "" + temp.resolve("saved.yaml"), "output.path=" + temp);
    assertThat(status.err()).contains("is complete");
  }

  @Test
  void aTrialThatDivergedHasNoCheckpoint() throws IOException {
    String sql = "SELECT min(trial) AS trial FROM trials WHERE state = 'DIVERGED'";
    JsonNode diverged =
        new ObjectMapper().readTree(Shell.run("query", "" + run, sql, "--json").out());
    String trial = diverged.get(0).get("trial").asText();
    Path folder = temp.resolve("diverged");
    Shell saved = Shell.run("checkpoint", "" + run, "--trial", trial, "--output", "" + folder);
    assertThat(saved.code()).as(saved.out()).isZero();
    assertThat(saved.out()).isEqualTo("trial " + trial + ": none, it is DIVERGED\n");
    assertThat(folder).doesNotExist();
  }

  @Test
  void mistakesAreNamed() {
    assertThat(Shell.run("checkpoint", "" + run, "--trial", "3,99999").err())
        .contains("--trial must name committed trials of this run, got 99999");
    assertThat(Shell.run("checkpoint", "" + run, "--all", "--best", "2").err())
        .contains("one of --best, --trial and --all must choose trials, got several");
    assertThat(Shell.run("checkpoint", "" + run, "--best", "0").err())
        .contains("1 <= --best <= 100,000 must hold, got 0");
    Shell none = Shell.run("evaluate", "" + temp.resolve("none.npz"));
    assertThat(none.code()).isEqualTo(Exit.MISTAKE);
    assertThat(none.err()).contains("none.npz: this file must be readable, got none");
    assertThat(Shell.run("evaluate", "x.npz", "epochs=3").err())
        .contains("only data, data.NAME and engine may be other than in the checkpoint");
    Shell text = Shell.run("evaluate", "" + temp.resolve("saved.yaml"));
    assertThat(text.code()).isEqualTo(Exit.MISTAKE);
    assertThat(text.err()).contains("saved.yaml: must be an .npz, which is a zip");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
