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

  private static final String ROWS = "configurations";

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
    assertThat(first.out()).contains("best by mean recalled of replicates (more is better)\n");
    JsonNode top = top();
    assertThat(top.get("goal").asText()).isEqualTo("maximize");
    assertThat(top.get("rank").asText()).isEqualTo("mean");
    assertThat(top.get(ROWS).get(0).get("recalled").asDouble()).isEqualTo(1);
    assertThat(values(top.get(ROWS), "recalled"))
        .hasSize(12)
        .isSortedAccordingTo(Collections.reverseOrder());
    JsonNode worst = top.get(ROWS).get(11);
    assertThat(worst.get("replicates").asLong()).isEqualTo(3);
    assertThat(worst.get("lost").asLong()).isZero();
    assertThat(worst.get("plus_minus").asDouble()).isNotNegative();
    JsonNode trials = top("--trials");
    assertThat(trials.has("rank")).isFalse();
    assertThat(values(trials.get("trials"), "recalled"))
        .hasSize(20)
        .isSortedAccordingTo(Collections.reverseOrder());
  }

  @Test
  void aScreenShowsTheIntervalBesideTheMean() {
    assertThat(Shell.run("top", run).out().lines().findFirst().orElseThrow())
        .matches(" *trial +patterns +power +replicates +lost +recalled +± .*");
  }

  @Test
  void configurationsAreRankedByAQuantileOrByAShare() throws IOException {
    assertThat(values(top("--rank", "q10").get(ROWS), "recalled"))
        .isSortedAccordingTo(Collections.reverseOrder());
    JsonNode share = top("--by", "recalled == 1 and state == 'COMPLETE'");
    assertThat(share.get("rank").asText()).isEqualTo("wilson");
    assertThat(values(share.get(ROWS), "low")).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(share.get(ROWS).get(0).get("share").asDouble()).isEqualTo(100);
    assertThat(share.get(ROWS).get(0).get("high").asDouble()).isEqualTo(100);
    JsonNode worst = top("--by", "recalled == 1", "--rank", "mean", "--worst").get(ROWS);
    assertThat(worst.get(0).get("share").asDouble()).isZero();
  }

  @Test
  void whatCannotRankIsRefused() {
    for (List<String> words :
        List.of(
            List.of("--rank must be mean, median, or a quantile from q1 to q99, got best", "best"),
            List.of("got wilson; wilson ranks conditions, such as --by 'recalled == 0'", "wilson"),
            List.of("or a quantile from q1 to q99, got q100", "q100"))) {
      Shell shell = Shell.run("top", run, "--rank", words.get(1));
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains(words.get(0));
    }
    assertThat(Shell.run("top", run, "--by", "recalled == 1", "--rank", "q10").err())
        .contains("--rank must be wilson or mean for a condition, got q10");
    assertThat(Shell.run("top", run, "--rank", "q10", "--trials").err())
        .contains("--rank must be left out where single trials are ranked, got q10; --trials");
    assertThat(Shell.run("top", run, "--by", "recalled == 1", "--trials").err())
        .contains("--by must name a metric where single trials are ranked, got recalled == 1");
    assertThat(Shell.run("top", run, "--by", "recall").err())
        .contains("--by must name a metric of the run, got recall; its metrics: recalled, overlap");
    assertThat(Shell.run("top", run, "--by", "recall == 1").err())
        .contains("--by: must name a column of the run, got recall; its columns: recalled,");
    Shell sweeps = Shell.run("validate", sweep, "metric.rank=wilson");
    assertThat(sweeps.code()).isEqualTo(Exit.MISTAKE);
    assertThat(sweeps.err())
        .contains("metric.rank: must be mean, median, or a quantile from q1 to q99, got wilson");
  }

  /** It decides no row. */
  @Test
  void aSweepSaysWhatRanksItsConfigurations() throws Exception {
    Path other = copy("ranked");
    Shell again =
        Shell.run("run", sweep, "output.path=" + other.getParent(), "metric.rank=q10", "--json");
    assertThat(again.code()).as(again.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(again.out());
    assertThat(json.get("trained").asLong()).isZero();
    assertThat(json.get("best_rank").asText()).isEqualTo("q10");
    assertThat(other.resolve("sweep.yaml"))
        .content()
        .contains("metric: {name: recalled, goal: maximize, rank: q10}\n");
    Shell said = Shell.run("run", sweep, "output.path=" + other.getParent(), "metric.rank=q10");
    JsonNode top =
        new ObjectMapper().readTree(Shell.run("top", "" + other, "-n", "20", "--json").out());
    assertThat(top.get("rank").asText()).isEqualTo("q10");
    requireSameGroups(printed(said, "DuckDB"), top);
  }

  @Test
  void rankingByTheRunsOwnMetricIsRankingByNothingElse() throws IOException {
    assertThat(top("--by", "recalled")).isEqualTo(top());
    assertThat(top("--by", "recalled", "--maximize")).isEqualTo(top());
    assertThat(top("--maximize")).isEqualTo(top());
    assertThat(values(top("--by", "residual", "--minimize").get(ROWS), "residual")).isSorted();
  }

  @Test
  void theOtherEndIsAskedForByItsName() throws IOException {
    JsonNode worst = top("--worst");
    assertThat(worst.get("worst").asBoolean()).isTrue();
    assertThat(worst.get("goal").asText()).isEqualTo("maximize");
    assertThat(values(worst.get(ROWS), "recalled")).isSorted();
    assertThat(values(top("--by", "residual", "--worst").get(ROWS), "residual"))
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
  void thePrintedQueryForDuckDbGivesTheConfigurationsOfTheTopThatIsPrinted() throws Exception {
    requireSameGroups(printed(first, "DuckDB"), top());
    assertThat(printed(first, "best")).isEqualTo("./basin top " + run + " -n 20");
    assertThat(printed(first, "pandas"))
        .startsWith("pandas.read_parquet('" + run + "/waves').assign(lost=")
        .contains(
            ".groupby(['patterns', 'power'], as_index=False).agg(trial=('trial', 'min'),"
                + " replicates=('trial', 'size'), lost=('lost', 'sum'), recalled=('recalled',"
                + " 'mean'), overlap=('overlap', 'mean'))")
        .endsWith(
            ".sort_values(['lost', 'recalled', 'overlap', 'trial'], ascending=[True, False, False,"
                + " True]).head(20)");
  }

  private static void requireSameGroups(String query, JsonNode top) throws Exception {
    List<List<Double>> groups = new ArrayList<>();
    List<String> columns = List.of("trial", "patterns", "power", "replicates", "lost", "recalled");
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<Double> group = new ArrayList<>();
        for (String column : columns) {
          group.add(result.getDouble(column));
        }
        groups.add(group);
      }
    }
    List<List<Double>> expected = new ArrayList<>();
    top.get(ROWS)
        .forEach(
            row -> expected.add(columns.stream().map(name -> row.get(name).asDouble()).toList()));
    assertThat(groups).hasSize(12).isEqualTo(expected);
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
    assertThat(named.out()).contains("best by mean recalled of replicates (more is better)\n");
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
    assertThat(Shell.run("answer", "" + old).out())
        .contains("best by mean recalled of replicates (more is better)\n");
    Shell report = Shell.run("report", "" + old);
    assertThat(report.code()).as(report.err()).isZero();
    assertThat(old.resolve("report.html"))
        .content()
        .contains("best by mean recalled of replicates (more is better)");
    Shell saved = Shell.run("checkpoint", "" + old, "--best", "1", "--json");
    assertThat(saved.code()).as(saved.err()).isZero();
    assertThat(new ObjectMapper().readTree(saved.out()).get("written").get(0).asLong())
        .isEqualTo(trials(top("--trials")).get(0));
    Path file = old.resolve("checkpoints/trial-" + trials(top("--trials")).get(0) + ".npz");
    assertThat(Shell.run("evaluate", "" + file).code()).isZero();
    assertThat(Shell.run("replay", "" + old, "--trial", "0").code()).isZero();
  }

  /** What the run says behind a word at its end. */
  private static String printed(Shell said, String word) {
    return said.out()
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
