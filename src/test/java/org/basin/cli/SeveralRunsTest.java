package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.basin.cli.process.Exit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Runs are listed, compared and handed on. */
class SeveralRunsTest {

  private static final String SWEEP =
      """
      # Does it learn?
      name: first
      model: energy
      data: xor
      seed: 3
      replicates: 2
      metric: {name: free_error}
      parameters:
        epochs: 5
        hidden: {values: [[2, 1], [3]]}
        beta: {values: [0.1, 0.2, 0.5]}
      notes: |
        Two lines
        of notes.
      tags: [xor, first try]
      """;

  @TempDir private static Path temp;
  private static Path sweep;
  private static Path runs;

  @BeforeAll
  static void runThree() throws IOException {
    sweep = Files.writeString(temp.resolve("first.yaml"), SWEEP);
    runs = temp.resolve("runs");
    run();
    run("name=second", "beta=0.2", "tags=[xor]", "~notes");
    run("name=wider", "epochs=5,6", "alpha=0.1,0.3");
  }

  private static void run(String... overrides) {
    List<String> words = new ArrayList<>(List.of("run", "" + sweep, "output.path=" + runs));
    words.addAll(List.of(overrides));
    Shell shell = Shell.run(words.toArray(String[]::new));
    assertThat(shell.code()).as(shell.err()).isZero();
  }

  private static String path(String name) {
    return runs.resolve(name).toString();
  }

  private static JsonNode json(String... words) throws IOException {
    Shell shell =
        Shell.run(Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
    assertThat(shell.code()).as(shell.err()).isZero();
    return new ObjectMapper().readTree(shell.out());
  }

  private static Path copied(String name, String to) throws IOException {
    Path copy = temp.resolve(to).resolve(name);
    FileUtils.copyDirectory(runs.resolve(name).toFile(), copy.toFile());
    return copy;
  }

  @Test
  void aListHasStateTrialsBestAgeTagsAndQuestion() throws IOException {
    Shell shell = Shell.run("list", runs.toString(), "--sort", "name");
    assertThat(shell.code()).as(shell.err()).isZero();
    List<String> lines = shell.out().lines().toList();
    assertThat(lines.get(0)).matches("run +state +trials +best +age +tags +question");
    assertThat(lines.get(1))
        .matches(".*/first +COMPLETE +12 +free_error [0-9.]+ .*xor, first try +Does it learn\\?");
    assertThat(lines).endsWith("", "3 runs");
    JsonNode json = json("list", runs.toString(), "--sort", "trials");
    assertThat(json.findValuesAsText("name")).containsExactly("wider", "first", "second");
    assertThat(json.get(1).get("notes").asText()).isEqualTo("Two lines\nof notes.");
    assertThat(json.get(1).get("tags"))
        .extracting(JsonNode::asText)
        .containsExactly("xor", "first try");
    assertThat(json.get(2).get("notes").isNull()).isTrue();
    assertThat(json.get(1).get("age").asDouble()).isNotNegative();
  }

  @Test
  void theBestIsThatOfTheRows() throws IOException {
    String sql = "SELECT min(free_error) AS best FROM trials WHERE state = 'COMPLETE'";
    double best = json("query", path("wider"), sql).get(0).get("best").asDouble();
    JsonNode listed = json("list", runs.toString(), "--sort", "trials").get(0);
    assertThat(listed.get("best").asDouble()).isEqualTo(best);
    assertThat(listed.get("metric").asText()).isEqualTo("free_error");
  }

  @Test
  void aListIsThatOfATag() throws IOException {
    assertThat(json("list", runs.toString(), "--tag", "first try").findValuesAsText("name"))
        .containsExactlyInAnyOrder("first", "wider");
    assertThat(Shell.run("list", runs.toString(), "--tag", "none").out())
        .isEqualTo("No runs with the tag none in %s.%n".formatted(runs));
  }

  @Test
  void aBrokenRunIsALineThatSaysWhyAndTheOthersAreListed() throws IOException {
    copied("first", "damaged");
    Path broken = copied("second", "damaged");
    Files.writeString(broken.resolve("commits/00000.json"), "{");
    Path lost = copied("wider", "damaged");
    Files.delete(lost.resolve("run.json"));
    Shell shell = Shell.run("list", broken.getParent().toString(), "--sort", "name");
    assertThat(shell.code()).as(shell.err()).isZero();
    List<String> lines = shell.out().lines().toList();
    assertThat(lines).hasSize(6);
    assertThat(lines.get(1)).contains("/first", "COMPLETE");
    assertThat(lines.get(2)).contains("/second", "BROKEN", "must hold the JSON of one wave");
    assertThat(lines.get(3)).contains("/wider", "without run.json", "48");
    JsonNode json = json("list", broken.getParent().toString(), "--sort", "name");
    assertThat(json.get(0).get("broken").isNull()).isTrue();
    assertThat(json.get(1).get("broken").asText()).contains("00000.json");
  }

  @Test
  void aFolderWithoutRunsIsNoMistakeAndOneThatIsNotThereIs() throws IOException {
    Path empty = Files.createDirectories(temp.resolve("empty"));
    assertThat(Shell.run("list", empty.toString()).out()).isEqualTo("No runs in " + empty + ".\n");
    assertThat(json("list", empty.toString())).isEmpty();
    Shell gone = Shell.run("list", temp.resolve("gone").toString());
    assertThat(gone.code()).isEqualTo(Exit.MISTAKE);
    assertThat(gone.err()).startsWith("basin: FOLDER must be there, got ");
    assertThat(Shell.run("list", temp + "/a:b").code()).isEqualTo(Exit.MISTAKE);
  }

  @Test
  void aFinishedRunIsOpenedWithOtherNotesAndKeepsItsRows() throws IOException {
    Path copy = copied("first", "noted");
    Map<String, Object> before = rows(copy);
    Shell again =
        Shell.run(
            "run",
            "" + sweep,
            "output.path=" + copy.getParent(),
            "notes=seen, later",
            "tags=[done]",
            "--json");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("WAS_COMPLETE");
    JsonNode status = json("status", copy.toString());
    assertThat(status.get("notes").asText()).isEqualTo("seen, later");
    assertThat(status.get("tags")).extracting(JsonNode::asText).containsExactly("done");
    assertThat(Files.readString(copy.resolve("sweep.yaml")))
        .startsWith("# Does it learn?\n")
        .endsWith("notes: \"seen, later\"\ntags: [done]\n");
    assertThat(rows(copy)).isEqualTo(before);
    assertThat(Shell.run("status", copy.toString()).out()).contains("notes   seen, later\n");
  }

  private static Map<String, Object> rows(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      Map<String, Object> content = new TreeMap<>();
      for (Path file :
          files.filter(it -> it.toString().matches(".*(parquet|commits/.*)")).toList()) {
        content.put("" + run.relativize(file), FileUtils.checksumCRC32(file.toFile()));
      }
      return content;
    }
  }

  @Test
  void aRunIsEqualToItsCopy() throws IOException {
    Path copy = copied("first", "equal");
    JsonNode diff = json("diff", path("first"), copy.toString(), "--exit-code");
    assertThat(diff.get("same").asBoolean()).isTrue();
    assertThat(diff.get("sweeps")).isEmpty();
    assertThat(diff.get("pairs").asLong()).isEqualTo(12);
    assertThat(diff.get("equal").asLong()).isEqualTo(12);
    assertThat(diff.get("states").toString()).isEqualTo("{\"COMPLETE\":[12,12]}");
    assertThat(diff.get("differing")).isEmpty();
    Shell shell = Shell.run("diff", path("first"), copy.toString());
    assertThat(shell.out())
        .startsWith("The sweeps say the same.\n\n12 trials in both: 12 equal, 0 that differ; 0 in");
  }

  @Test
  void anAxisPairsWithTheValueThatIsFixedInTheOtherRun() throws IOException {
    JsonNode diff = json("diff", path("first"), path("second"));
    assertThat(diff.get("paired_by"))
        .extracting(JsonNode::asText)
        .containsExactly("hidden", "beta");
    assertThat(diff.get("pairs").asLong()).isEqualTo(4);
    // a trial is a function of its values, whatever else a sweep holds
    assertThat(diff.get("equal").asLong()).isEqualTo(4);
    assertThat(diff.get("only_first").asLong()).isEqualTo(8);
    assertThat(diff.get("only_second").asLong()).isZero();
    assertThat(diff.get("same").asBoolean()).isFalse();
    assertThat(diff.get("sweeps").findValuesAsText("key"))
        .containsExactly("parameters.beta", "axes", "name", "notes", "tags");
    assertThat(diff.get("sweeps").findValues("decides"))
        .extracting(JsonNode::asBoolean)
        .containsExactly(true, true, false, false, false);
  }

  @Test
  void whatAParameterIsWithoutBeingSetPairsToo() throws IOException {
    JsonNode diff = json("diff", path("wider"), path("first"));
    assertThat(diff.get("paired_by"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder("epochs", "hidden", "beta", "alpha");
    // alpha is 0.1 where nobody sets it
    assertThat(diff.get("pairs").asLong()).isEqualTo(12);
    assertThat(diff.get("only_first").asLong()).isEqualTo(36);
  }

  @Test
  void rowsThatDifferAreCountedAndShownWithTheirMetrics() throws IOException {
    run("name=reseeded", "seed=4", "output.path=" + temp.resolve("others"));
    String other = temp.resolve("others/reseeded").toString();
    JsonNode diff = json("diff", path("first"), other, "-n", "2");
    assertThat(diff.get("pairs").asLong()).isEqualTo(12);
    long differ = diff.get("pairs").asLong() - diff.get("equal").asLong();
    assertThat(differ).isPositive();
    assertThat(diff.get("differing")).hasSize((int) Math.min(2, differ));
    JsonNode pair = diff.get("differing").get(0);
    assertThat(pair.get("hidden").asText()).isEqualTo("[2, 1]");
    assertThat(pair.get("first").get("cost")).isNotEqualTo(pair.get("second").get("cost"));
    JsonNode cost =
        diff.get("metrics").get(diff.get("metrics").findValuesAsText("metric").indexOf("cost"));
    assertThat(cost.get("differ").asLong()).isEqualTo(differ);
    String sql =
        "SELECT avg(CAST(cost AS DOUBLE)) AS mean, stddev(CAST(cost AS DOUBLE)) AS sd FROM trials";
    JsonNode known = json("query", other, sql).get(0);
    assertThat(cost.get("second").get("mean").asDouble())
        .isCloseTo(known.get("mean").asDouble(), Offset.offset(1e-12));
    // Student's t of 11 degrees of freedom
    assertThat(cost.get("second").get("half").asDouble())
        .isCloseTo(
            2.200985 * known.get("sd").asDouble() / Math.sqrt(12), Percentage.withPercentage(1e-4));
    assertThat(cost.get("difference").get("mean").asDouble())
        .isCloseTo(
            cost.get("second").get("mean").asDouble() - cost.get("first").get("mean").asDouble(),
            Offset.offset(1e-12));
    Shell judged = Shell.run("diff", path("first"), other, "--exit-code");
    assertThat(judged.code()).isEqualTo(Exit.ERROR);
    assertThat(judged.out()).contains("The seeds differ", "cost 1", "± ");
    assertThat(Shell.run("diff", path("first"), other).code()).isZero();
  }

  @Test
  void meansOfSeveralRunsStandSideBySide() throws IOException {
    JsonNode json =
        json("diff", path("first"), path("second"), path("wider"), "--by", "beta,epochs");
    assertThat(json.get("runs")).hasSize(3);
    JsonNode beta = json.get("overlays").get(0);
    assertThat(beta.get("axis").asText()).isEqualTo("beta");
    assertThat(beta.get("metric").asText()).isEqualTo("free_error");
    assertThat(beta.get("values").findValues("value"))
        .extracting(JsonNode::asDouble)
        .containsExactly(0.1, 0.2, 0.5);
    // second fixes beta at 0.2
    assertThat(beta.get("values").get(0).get("runs").get(1).isNull()).isTrue();
    JsonNode fixed = beta.get("values").get(1).get("runs").get(1);
    JsonNode known =
        json(
                "query",
                path("second"),
                "SELECT count(*) AS n, avg(CAST(free_error AS DOUBLE)) AS mean FROM trials")
            .get(0);
    assertThat(fixed.get("count").asLong()).isEqualTo(known.get("n").asLong());
    assertThat(fixed.get("mean").asDouble()).isEqualTo(known.get("mean").asDouble());
    JsonNode epochs = json.get("overlays").get(1);
    assertThat(epochs.get("values").findValues("value"))
        .extracting(JsonNode::asLong)
        .containsExactly(5L, 6L);
    assertThat(epochs.get("values").get(1).get("runs").get(0).isNull()).isTrue();
    Shell shell = Shell.run("diff", path("first"), path("wider"), "--metric", "cost");
    assertThat(shell.out())
        .startsWith("mean of cost ± half its 95 % interval (Student), COMPLETE trials\n\nhidden  ")
        .contains("\n[2, 1]  ", "\nbeta  ", "\n 0.1  ");
  }

  @Test
  void whatOneOfTheRunsHasNotIsNamed() {
    assertThat(Shell.run("diff", path("first"), path("second"), "--by", "bet").err())
        .contains("--by must name a hyperparameter of every run, got bet, which energy of ");
    assertThat(Shell.run("diff", path("first"), path("second"), "--metric", "loss").err())
        .contains(
            "--metric must name a metric of every run, got loss, which ", "its metrics: error,");
    assertThat(
            Shell.run("diff", path("first"), path("second"), "--by", "beta", "--exit-code").code())
        .isEqualTo(Exit.MISTAKE);
  }

  @Test
  void aRunThatIsNotThereIsNamed() {
    Shell shell = Shell.run("diff", path("first"), path("firts"));
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).contains("firts: this must be the directory of a run");
    assertThat(Shell.run("diff", path("first")).code()).isEqualTo(Exit.MISTAKE);
  }

  @Test
  void csvAndParquetHoldEveryRowInOrder() throws IOException, SQLException {
    Path csv = temp.resolve("all.csv");
    Path parquet = temp.resolve("all.parquet");
    assertThat(Shell.run("export", path("first"), "--csv", "" + csv).out())
        .isEqualTo(csv + ": 12 rows\n");
    assertThat(json("export", path("first"), "--parquet", "" + parquet).get("rows").asLong())
        .isEqualTo(12);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(13);
    assertThat(lines.get(0)).startsWith("trial,hidden,beta,replicate,seed,state,failure,error,");
    assertThat(lines.get(1)).startsWith("0,\"[2, 1]\",0.1,0,");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rest =
            statement.executeQuery(
                "SELECT count(*) FROM (FROM '%s/waves/*/*.parquet' EXCEPT FROM '%s')"
                    .formatted(path("first"), parquet))) {
      assertThat(rest.next()).isTrue();
      assertThat(rest.getLong(1)).isZero();
    }
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void whatIsExportedLiesOutsideOfTheRunAndIsOfOneKind() {
    for (String option : List.of("--csv", "--parquet", "--mlflow")) {
      Shell inside = Shell.run("export", path("first"), option, path("first") + "/x");
      assertThat(inside.code()).isEqualTo(Exit.MISTAKE);
      assertThat(inside.err()).contains(option + " must name a ", "outside of the run");
    }
    assertThat(Shell.run("export", path("first")).err())
        .contains("one of --csv, --parquet and --mlflow must be given, got none");
    assertThat(Shell.run("export", path("first"), "--csv", "a", "--mlflow", "b").err())
        .contains("got several");
    assertThat(Shell.run("export", path("first"), "--csv", temp + "/gone/a.csv").err())
        .contains("--csv must name a file in a folder that is there");
    assertThat(Shell.run("export", path("first"), "--mlflow", "" + sweep).err())
        .contains("--mlflow must name a folder");
    assertThat(Shell.run("export", path("first"), "--mlflow", temp + "/m", "--best", "0").err())
        .contains("1 <= --best <= 10,000 must hold, got 0");
  }

  @Test
  void aStoreOfMlflowHoldsTheRunAndItsBestConfigurations() throws IOException {
    Path store = temp.resolve("mlruns");
    JsonNode written = json("export", path("first"), "--mlflow", "" + store, "--best", "3");
    Path experiment = store.resolve(written.get("experiment").asText());
    Map<String, Object> about = meta(experiment);
    assertThat(about)
        .containsEntry("name", "first")
        .containsEntry("lifecycle_stage", "active")
        .containsEntry("experiment_id", written.get("experiment").asText())
        .containsEntry("artifact_location", "file://" + experiment.toRealPath());
    Path parent = experiment.resolve(written.get("run").asText());
    assertThat(meta(parent))
        .containsEntry("status", 3)
        .containsEntry("run_id", written.get("run").asText())
        .containsEntry("run_uuid", written.get("run").asText())
        .containsEntry("experiment_id", written.get("experiment").asText());
    assertThat(parent.resolve("params/beta")).hasContent("{values: [0.1, 0.2, 0.5]}");
    assertThat(parent.resolve("tags/mlflow.note.content"))
        .hasContent("Does it learn?\n\nTwo lines\nof notes.");
    assertThat(parent.resolve("tags/basin.tags")).hasContent("xor, first try");
    assertThat(parent.resolve("artifacts/sweep.yaml"))
        .hasContent(Files.readString(runs.resolve("first/sweep.yaml")));
    JsonNode best = json("top", path("first"), "-n", "3").get("configurations");
    assertThat(best.get(0).get("replicates").asLong()).isEqualTo(2);
    assertThat(written.get("children")).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Path child = experiment.resolve(written.get("children").get(i).asText());
      assertThat(meta(child)).containsEntry("run_name", "first " + (i + 1));
      assertThat(child.resolve("tags/mlflow.parentRunId")).hasContent(parent.getFileName() + "");
      assertThat(child.resolve("params/hidden")).hasContent(best.get(i).get("hidden").asText());
      assertThat(child.resolve("params/beta")).hasContent(best.get(i).get("beta").asText());
      String[] metric = Files.readString(child.resolve("metrics/free_error")).split("\\s", -1);
      assertThat(metric).hasSize(4);
      assertThat(Long.parseLong(metric[0]))
          .isEqualTo(((Number) meta(child).get("end_time")).longValue());
      assertThat(Double.parseDouble(metric[1])).isEqualTo(best.get(i).get("free_error").asDouble());
      assertThat(metric[2]).isEqualTo("0");
    }
    // a second run joins the experiment of its name; the same run does not go in twice
    Shell twice = Shell.run("export", path("first"), "--mlflow", "" + store);
    assertThat(twice.code()).isEqualTo(Exit.MISTAKE);
    assertThat(twice.err()).contains("must not hold the run yet");
    JsonNode other = json("export", path("second"), "--mlflow", "" + store);
    assertThat(other.get("experiment")).isNotEqualTo(written.get("experiment"));
    readBackBy("mlflow", store, written);
  }

  private static Map<String, Object> meta(Path folder) throws IOException {
    return new Yaml().load(Files.readString(folder.resolve("meta.yaml")));
  }

  /** MLflow itself reads the store, where Python has it. */
  private static void readBackBy(String module, Path store, JsonNode written) throws IOException {
    String program =
        """
        import importlib.util, sys
        if importlib.util.find_spec("mlflow") is None:
            print("absent"); sys.exit()
        from mlflow.tracking import MlflowClient
        client = MlflowClient(tracking_uri="file://" + sys.argv[1])
        parent = client.get_run(sys.argv[2])
        runs = client.search_runs([parent.info.experiment_id], "tags.mlflow.parentRunId = '%s'" % parent.info.run_id)
        runs.sort(key=lambda run: int(run.data.tags["basin.rank"]))
        print(parent.info.status, parent.data.params["sweep.model"], parent.data.metrics["basin.trials"])
        for run in runs:
            print(run.info.run_id, run.data.params["beta"], run.data.metrics["free_error"] >= 0)
        """;
    Process python;
    try {
      python =
          new ProcessBuilder("python3", "-c", program, "" + store, written.get("run").asText())
              .redirectErrorStream(false)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException none) {
      skipped("python3");
      return;
    }
    String said =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (said.equals("absent")) {
      skipped(module);
      return;
    }
    List<String> lines = said.lines().toList();
    assertThat(lines).as(said).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("FINISHED energy 12.0");
    for (int i = 0; i < 3; i++) {
      assertThat(lines.get(i + 1))
          .startsWith(written.get("children").get(i).asText())
          .endsWith("True");
    }
  }

  private static void skipped(String what) {
    System.err.println("SKIPPED: MLflow does not read its store back, since there is no " + what);
  }
}
