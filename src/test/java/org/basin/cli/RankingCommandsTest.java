package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that rank trials by a metric of which more is better. */
class RankingCommandsTest {

  /** Says no metric: a memory's own is the share recalled. */
  private static final String SWEEP =
      """
      name: memories
      model: ham
      replicates: 3
      parameters:
        units: 16
        cues: 4
        steps: 1
        dt: 1
        erased: 0.5
        clamp: known
        patterns: {values: [1, 2, 4, 8, 16, 32]}
        power: {values: [2, 3]}
      """;

  @TempDir private static Path temp;
  private static String sweep;
  private static String run;
  private static Shell first;

  @BeforeAll
  static void runOnce() throws IOException {
    sweep = Files.writeString(temp.resolve("memories.yaml"), SWEEP).toString();
    run = temp.resolve("memories").toString();
    first = Shell.run("run", sweep, "output.path=" + temp);
    assertThat(first.code()).as(first.err()).isZero();
  }

  @Test
  void aBareMemoryIsRankedByTheShareRecalledTheMostFirst() throws IOException {
    assertThat(first.out()).contains("best by recalled (more is better)\n");
    JsonNode top = top();
    assertThat(top.get("goal").asText()).isEqualTo("maximize");
    assertThat(top.get("trials").get(0).get("recalled").asDouble()).isEqualTo(1);
    assertThat(values(top.get("trials"), "recalled"))
        .hasSize(20)
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void rankingByTheRunsOwnMetricIsRankingByNothingElse() throws IOException {
    assertThat(top("--by", "recalled")).isEqualTo(top());
    assertThat(top("--by", "recalled", "--maximize")).isEqualTo(top());
    assertThat(top("--maximize")).isEqualTo(top());
    assertThat(values(top("--by", "residual", "--minimize").get("trials"), "residual")).isSorted();
  }

  @Test
  void theOtherEndIsAskedForByItsName() throws IOException {
    JsonNode worst = top("--worst");
    assertThat(worst.get("worst").asBoolean()).isTrue();
    assertThat(worst.get("goal").asText()).isEqualTo("maximize");
    assertThat(values(worst.get("trials"), "recalled")).isSorted().startsWith(0.0);
    assertThat(values(top("--by", "residual", "--worst").get("trials"), "residual"))
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void anOptionAgainstTheNatureOfAMetricIsRefused() {
    Shell less = Shell.run("top", run, "--minimize");
    assertThat(less.code()).isEqualTo(Exit.MISTAKE);
    assertThat(less.err())
        .contains(
            "--minimize must be left out, since more is better for recalled; --worst shows the"
                + " other end");
    Shell more = Shell.run("top", run, "--by", "residual", "--maximize");
    assertThat(more.code()).isEqualTo(Exit.MISTAKE);
    assertThat(more.err()).contains("since less is better for residual");
  }

  @Test
  void aGoalAgainstTheNatureOfAMetricIsRefused() {
    Shell shell = Shell.run("validate", sweep, "metric.goal=minimize");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    Shell other = Shell.run("run", sweep, "output.path=" + temp, "metric.goal=minimize");
    assertThat(other.code()).isEqualTo(Exit.MISTAKE);
    assertThat(other.err())
        .contains(
            "metric.goal: must be maximize or left out, since more is better for recalled, got"
                + " minimize; top --worst shows the other end");
  }

  @Test
  void thePrintedQueryForDuckDbGivesTheRowsOfTheTopThatIsPrinted() throws Exception {
    String line = printed("DuckDB");
    assertThat(line)
        .endsWith(
            " WHERE state = 'COMPLETE' AND isfinite(recalled)"
                + " ORDER BY recalled DESC, overlap DESC, trial LIMIT 20");
    List<Long> trials = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(line)) {
      while (result.next()) {
        trials.add(result.getLong("trial"));
      }
    }
    assertThat(printed("best")).isEqualTo("./basin top " + run + " -n 20");
    assertThat(trials).hasSize(20).isEqualTo(trials(top()));
    assertThat(printed("pandas"))
        .isEqualTo(
            "pandas.read_parquet('%s/waves').query(\"state == 'COMPLETE' and abs(recalled) < inf\").sort_values(['recalled', 'overlap', 'trial'], ascending=[False, False, True]).head(20)"
                .formatted(run));
  }

  @Test
  void anotherMetricOfAFinishedRunTrainsNothingAndIsKept() throws IOException {
    Path other = copy("other");
    String path = "output.path=" + other.getParent();
    Shell again = Shell.run("run", sweep, path, "metric.name=overlap", "--json");
    assertThat(again.code()).as(again.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(again.out());
    assertThat(json.get("end").asText()).isEqualTo("WAS_COMPLETE");
    assertThat(json.get("trained").asLong()).isZero();
    assertThat(values(json.get("best"), "overlap")).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(other.resolve("sweep.yaml"))
        .content()
        .contains("metric: {name: overlap, goal: maximize}\n");
    assertThat(other.resolve("run.json"))
        .content()
        .contains("\"metric\" : \"overlap\"", "\"state\" : \"COMPLETE\"");
    try (Stream<Path> names = Files.list(other)) {
      assertThat(names.map(each -> "" + each.getFileName()))
          .containsExactlyInAnyOrder("commits", "run.json", "sweep.yaml", "waves");
    }
    Shell top = Shell.run("top", "" + other, "--json");
    assertThat(new ObjectMapper().readTree(top.out()).get("metric").asText()).isEqualTo("overlap");
    Shell back = Shell.run("run", sweep, path);
    assertThat(back.out()).isEqualTo(first.out().replace(run, "" + other));
    for (String file : List.of("sweep.yaml", "run.json")) {
      assertThat(Files.readString(other.resolve(file)).replace("" + other.getParent(), "" + temp))
          .isEqualTo(Files.readString(Path.of(run, file)));
    }
  }

  @Test
  void aMetricThatIsNoColumnOfTheRunIsRefusedWithWhatToDo() {
    for (String command : List.of("run", "answer")) {
      List<String> words =
          command.equals("run")
              ? List.of(command, sweep, "output.path=" + temp, "metric.name=expected_recall")
              : List.of(command, run, "metric.name=expected_recall");
      Shell shell = Shell.run(words.toArray(String[]::new));
      assertThat(shell.code()).as(command).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err())
          .contains(
              "the metric must be a column of this directory, got expected_recall; its columns:"
                  + " recalled, overlap, energy, energy_drop, settling_steps, residual. To rank by"
                  + " it, name it in output.metrics");
    }
  }

  @Test
  void aSweepThatLosesAColumnWithItsMetricIsToldToNameIt() {
    String path = "output.path=" + temp.resolve("wide");
    String[] one = {"run", sweep, path, "patterns=2,4", "metric.name=expected_recall"};
    assertThat(Shell.run(one).code()).isZero();
    Shell shell = Shell.run("run", sweep, path, "patterns=2,4");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err())
        .contains(
            "a sweep must have all columns of this directory, got none of expected_recall; name it"
                + " in output.metrics: [recalled, expected_recall, ");
    Shell named =
        Shell.run(
            "run",
            sweep,
            path,
            "patterns=2,4",
            "output.metrics=[recalled, expected_recall, overlap, energy, energy_drop,"
                + " settling_steps, residual]");
    assertThat(named.code()).as(named.err()).isZero();
    assertThat(named.out()).contains("best by recalled (more is better)\n");
  }

  /** A copy of the finished run, in a folder of its own. */
  private static Path copy(String name) throws IOException {
    Path to = temp.resolve(name).resolve("memories");
    try (Stream<Path> files = Files.walk(Path.of(run))) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(Path.of(run).relativize(each).toString());
        Files.createDirectories(target.getParent());
        Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  @Test
  void aStoredGoalAgainstTheNatureOfAMetricChangesNoAnswer() throws IOException {
    Path old = copy("old");
    Path stored = old.resolve("sweep.yaml");
    String text = Files.readString(stored);
    Files.writeString(stored, text.replace("goal: maximize", "goal: minimize"));
    assertThat(Files.readString(stored)).isNotEqualTo(text);
    Shell top = Shell.run("top", "" + old, "-n", "20", "--json");
    assertThat(new ObjectMapper().readTree(top.out())).isEqualTo(top());
    assertThat(Shell.run("answer", "" + old).out()).contains("best by recalled (more is better)\n");
    Shell report = Shell.run("report", "" + old);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(old.resolve("report.html")).content().contains("Best by recalled (more is better)");
    Shell saved = Shell.run("checkpoint", "" + old, "--best", "1", "--json");
    assertThat(saved.code()).as(saved.err()).isZero();
    assertThat(new ObjectMapper().readTree(saved.out()).get("written").get(0).asLong())
        .isEqualTo(trials(top()).get(0));
    Path file = old.resolve("checkpoints/trial-" + trials(top()).get(0) + ".npz");
    assertThat(Shell.run("evaluate", "" + file).code()).isZero();
    assertThat(Shell.run("replay", "" + old, "--trial", "0").code()).isZero();
  }

  /** What the run says behind a word at its end. */
  private static String printed(String word) {
    return first
        .out()
        .lines()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> line.substring(word.length()).strip())
        .reduce((before, last) -> last)
        .orElseThrow();
  }

  private static JsonNode top(String... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("top", run, "-n", "20", "--json"));
    words.addAll(List.of(more));
    Shell shell = Shell.run(words.toArray(String[]::new));
    assertThat(shell.code()).as(shell.err()).isZero();
    return new ObjectMapper().readTree(shell.out());
  }

  private static List<Double> values(JsonNode rows, String column) {
    List<Double> values = new ArrayList<>();
    rows.forEach(trial -> values.add(trial.get(column).asDouble()));
    return values;
  }

  private static List<Long> trials(JsonNode top) {
    List<Long> trials = new ArrayList<>();
    top.get("trials").forEach(trial -> trials.add(trial.get("trial").asLong()));
    return trials;
  }
}
