package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that run a sweep and read what came of it. */
class RunCommandsTest {

  private static final String SWEEP =
      """
      # Does it learn from here?
      name: small
      model: energy
      data: xor
      parameters:
        epochs: 3
        beta: {values: [0.1, 0.5]}
        weight_0_0_0: {min: -2, max: 2, step: 0.1}
      """;

  @TempDir private static Path temp;
  private static String sweep;
  private static String run;
  private static Shell first;

  @BeforeAll
  static void runOnce() throws IOException {
    sweep = Files.writeString(temp.resolve("small.yaml"), SWEEP).toString();
    run = temp.resolve("small").toString();
    first = Shell.run("run", sweep, "output.path=" + temp);
  }

  @Test
  void aRunEndsWithTheAnswerToItsQuestion() {
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out().lines().toList())
        .startsWith("Does it learn from here?", "", "trials         82")
        .anyMatch(line -> line.startsWith("learned "))
        .anyMatch(line -> line.startsWith("only seem to "))
        .contains(
            "best by error (less is better)", "pandas  pandas.read_parquet('" + run + "/waves')");
  }

  @Test
  void whatToTypeNextWorks() {
    List<String> next = first.out().lines().filter(line -> line.contains("./basin ")).toList();
    assertThat(next).hasSize(2);
    Shell top = Shell.run("top", run, "-n", "20");
    assertThat(top.code()).isZero();
    assertThat(top.out().lines()).hasSize(21);
    String sql = next.get(1).replaceFirst("^[^\"]*\"(.*)\"$", "$1");
    Shell query = Shell.run("query", run, sql);
    assertThat(query.code()).as(query.err()).isZero();
    assertThat(query.out().lines()).hasSize(3);
  }

  @Test
  void aSecondRunSaysThatItIsCompleteAndAnswersAgain() {
    Shell again = Shell.run("run", sweep, "output.path=" + temp);
    assertThat(again.code()).isZero();
    assertThat(again.err()).contains("basin: " + run + " is complete");
    assertThat(again.out()).isEqualTo(first.out());
  }

  @Test
  void anotherSweepOnTheSameDirectoryIsRefusedWithWhatDiffers() {
    Shell other = Shell.run("run", sweep, "output.path=" + temp, "epochs=4");
    assertThat(other.code()).isEqualTo(Exit.MISTAKE);
    assertThat(other.err()).contains(run, "epochs", "3", "4").doesNotContain("\tat ");
  }

  @Test
  void aLimitedRunIsContinuedToTheSameRows() throws IOException {
    String path = "output.path=" + temp.resolve("limited");
    Shell limited =
        Shell.run("run", sweep, path, "--trials", "40", "--block", "16", "--wave", "0.001");
    assertThat(limited.code()).as(limited.err()).isZero();
    assertThat(limited.out()).isEmpty();
    assertThat(limited.err()).contains("40 of 82 trials are committed");
    Shell continued = Shell.run("run", sweep, path);
    assertThat(continued.code()).isZero();
    assertThat(rows(temp.resolve("limited/small").toString())).isEqualTo(rows(run));
  }

  @Test
  void statusCountsCommittedTrialsWithoutSpark() throws IOException {
    assertThat(Shell.run("status", run).out()).contains("trials  82 of 82, 100.0 %");
    JsonNode json = new ObjectMapper().readTree(Shell.run("status", run, "--json").out());
    assertThat(json.get("committed").asLong()).isEqualTo(82);
    assertThat(json.get("state").asText()).isEqualTo("COMPLETE");
  }

  @Test
  void topIsDataInJson() throws IOException {
    Shell top = Shell.run("top", run, "-n", "2", "--by", "free_cost", "--json");
    JsonNode json = new ObjectMapper().readTree(top.out());
    assertThat(json.get("metric").asText()).isEqualTo("free_cost");
    JsonNode trials = json.get("trials");
    assertThat(trials).hasSize(2);
    assertThat(trials.get(0).get("free_cost").asDouble())
        .isLessThanOrEqualTo(trials.get(1).get("free_cost").asDouble());
    assertThat(trials.get(0).get("weight_0_0_0").isNumber()).isTrue();
  }

  @Test
  void queriesPrintAllRowsInJsonAndSayWhenTheTableIsCut() throws IOException {
    Shell all = Shell.run("query", run, "SELECT trial FROM trials ORDER BY trial", "--json");
    assertThat(new ObjectMapper().readTree(all.out())).hasSize(82);
    Shell cut = Shell.run("query", run, "SELECT trial FROM trials ORDER BY trial", "--rows", "5");
    assertThat(cut.out().lines()).hasSize(6);
    assertThat(cut.err()).contains("the first 5 rows");
    Shell none = Shell.run("query", run, "SELECT trial FROM trials WHERE trial < 0", "--json");
    assertThat(none.out()).isEqualTo("[]\n");
  }

  @Test
  void aQuestionThatSqlRefusesIsThePersonsMistake() {
    for (String sql : List.of("SELEC 1", "SELECT nope FROM trials", "SELECT 1/0 FROM trials")) {
      Shell shell = Shell.run("query", run, sql);
      assertThat(shell.code()).as(sql).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).isEmpty();
      assertThat(shell.err()).startsWith("basin: the query cannot be answered: [");
    }
  }

  @Test
  void aReplayedTrialEqualsItsRowBitForBit() throws IOException {
    Shell replay = Shell.run("replay", run, "--trial", "41");
    assertThat(replay.code()).as(replay.out()).isZero();
    assertThat(replay.out()).endsWith("Equal, bit for bit.\n");
    JsonNode json =
        new ObjectMapper().readTree(Shell.run("replay", run, "--trial", "0", "--json").out());
    assertThat(json.get("same").asBoolean()).isTrue();
    assertThat(json.get("replayed").get("error")).isEqualTo(json.get("stored").get("error"));
  }

  @Test
  void aReplayNeedsATrialOfTheSweep() {
    Shell replay = Shell.run("replay", run, "--trial", "82");
    assertThat(replay.code()).isEqualTo(Exit.MISTAKE);
    assertThat(replay.err())
        .contains("--trial must name a trial of this sweep, which has 82, got 82");
  }

  @Test
  void aRunThatAnotherProcessHoldsIsLeftAlone() throws IOException {
    Path held = Files.createDirectories(temp.resolve("held/small"));
    Process other = new ProcessBuilder("sleep", "100").start();
    try {
      Files.writeString(
          held.resolve("_lock"),
          """
          {"id": "other", "host": "%s", "pid": %d, "started": "", "since": "2026-11-01T00:00:00Z"}
          """
              .formatted(InetAddress.getLocalHost().getHostName(), other.pid()));
      Shell shell = Shell.run("run", sweep, "output.path=" + temp.resolve("held"));
      assertThat(shell.code()).as(shell.err()).isEqualTo(Exit.HELD);
      assertThat(shell.err()).contains("process " + other.pid()).doesNotContain("\tat ");
    } finally {
      other.destroy();
    }
  }

  private static String rows(String run) {
    return Shell.run("query", run, "SELECT * FROM trials ORDER BY trial", "--json").out();
  }
}
