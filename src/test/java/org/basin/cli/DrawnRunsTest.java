package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a run whose points are drawn, some without an axis. */
class DrawnRunsTest {

  private static final String SWEEP =
      """
      name: drawn
      model: energy
      data: xor
      method: random
      trials: 600
      replicates: 2
      parameters:
        scheme: {values: [ep, chl]}
        hidden: {values: [[2, 1], [3, 1]]}
        epochs: {values: [2, 4, 6]}
        beta: {min: 0.1, max: 1, when: "scheme == 'ep'"}
        free_steps: {values: [1, 2], when: "scheme == 'chl'"}
        alpha: {min: 0.001, max: 1, distribution: log_uniform_values}
        weight_0_0_0: {mu: 0, sigma: 1, distribution: normal}
      answer:
        - {mean: error, by: [free_steps], across: scheme}
      """;

  @TempDir private static Path temp;
  private static String sweep;
  private static String run;
  private static Shell first;

  @BeforeAll
  static void runOnce() throws IOException {
    sweep = Files.writeString(temp.resolve("drawn.yaml"), SWEEP).toString();
    run = temp.resolve("drawn").toString();
    Shell stopped = Shell.run("run", sweep, "output.path=" + temp, "--trials", "500");
    assertThat(stopped.code()).as(stopped.err()).isZero();
    first = Shell.run("run", sweep, "output.path=" + temp);
    assertThat(first.code()).as(first.err()).isZero();
  }

  private static JsonNode json(String... words) throws IOException {
    Shell shell = Shell.run(words);
    assertThat(shell.code()).as(shell.err()).isZero();
    return new ObjectMapper().readTree(shell.out());
  }

  @Test
  void answersTellTrialsWithoutAnAxisApart() {
    assertThat(first.out())
        .contains("free_steps  scheme ep", "           -  ", "trials         1,200\n");
  }

  @Test
  void planSaysWhatIsDrawn() throws IOException {
    Shell plan = Shell.run("plan", sweep, "--no-calibration");
    assertThat(plan.out())
        .contains(
            "trials      1,200, from 600 draws by random\n",
            "beta          lane        uniform",
            "scheme == \"ep\"",
            "alpha         lane        log_uniform_values  0.001   1",
            "weight_0_0_0  lane        normal              mu 0    sigma 1");
    JsonNode json = json("plan", sweep, "--no-calibration", "--json");
    assertThat(json.get("trials").asLong()).isEqualTo(1200);
    assertThat(json.get("trials_interval")).isEmpty();
    assertThat(json.get("axes").get("alpha").asText()).isEqualTo("log_uniform_values");
    Shell few =
        Shell.run(
            "plan",
            sweep,
            "trials=100",
            "~alpha",
            "~weight_0_0_0",
            "beta.values=[0.1,0.2]",
            "beta={values: [0.1, 0.2], when: \"scheme == 'ep'\"}",
            "--no-calibration");
    assertThat(few.out()).contains("repeats", "points drawn again, which are trained again");
  }

  @Test
  void aTrialIsReplayedBitForBit() {
    for (String trial : new String[] {"0", "1", "777", "1199"}) {
      Shell replay = Shell.run("replay", run, "--trial", trial);
      assertThat(replay.code()).as(replay.out() + replay.err()).isZero();
      assertThat(replay.out()).contains("Equal, bit for bit.");
    }
  }

  @Test
  void everyTrialStandsOnce() throws IOException {
    JsonNode counts =
        json(
            "query",
            run,
            "SELECT count(*) AS n, count(DISTINCT trial) AS d, max(trial) AS m, count(beta) AS b,"
                + " count(free_steps) AS f, count(DISTINCT alpha) AS a FROM trials",
            "--json");
    JsonNode row = counts.findValue("n") == null ? counts : counts.findParent("n");
    assertThat(row.get("n").asLong()).isEqualTo(1200);
    assertThat(row.get("d").asLong()).isEqualTo(1200);
    assertThat(row.get("m").asLong()).isEqualTo(1199);
    assertThat(row.get("a").asLong()).isEqualTo(600);
    assertThat(row.get("b").asLong() + row.get("f").asLong()).isEqualTo(1200);
    JsonNode status = json("status", run, "--json");
    assertThat(status.get("state").asText()).isEqualTo("COMPLETE");
    assertThat(status.get("trials_interval")).isEmpty();
  }

  @Test
  void mapsSayWhichTrialsHaveNoPlace() {
    Shell map =
        Shell.run(
            "map",
            run,
            "--x",
            "beta",
            "--y",
            "alpha",
            "--output",
            temp.resolve("m.png").toString());
    assertThat(map.code()).as(map.err()).isZero();
    assertThat(map.out() + map.err())
        .contains(
            "8 × 8 cells of values side by side",
            "trials without beta, which is there when scheme == \"ep\", are in no cell");
  }

  @Test
  void aRunEqualsItselfAndHasAPage() throws IOException {
    JsonNode diff = json("diff", run, run, "--json");
    assertThat(diff.findValue("equal").asLong()).isEqualTo(1200);
    Shell report = Shell.run("report", run);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains("last the trials without it, which is there when scheme == \\\"ep\\\"");
  }
}
