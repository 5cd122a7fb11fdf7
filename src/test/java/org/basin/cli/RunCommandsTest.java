package org.basin.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.basin.cli.process.Exit;
import org.basin.cli.process.SparkStart;
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
            "best by error (less is better)",
            "DuckDB  SELECT * FROM '"
                + run
                + "/waves/*/*.parquet' WHERE state = 'COMPLETE' AND isfinite(error)"
                + " ORDER BY error, free_error, free_cost, trial LIMIT 20");
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
  void theTablesOfAnAnswerStandBelowTheCountsAndChangeNoRow() throws IOException {
    String answer =
        "answer=[{title: Who learns, share: free_error == 0, by: [beta]},"
            + " {mean: free_cost, across: beta}]";
    Shell again = Shell.run("run", sweep, "output.path=" + temp, answer);
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.err()).contains("is complete");
    List<String> lines = again.out().lines().toList();
    int title = lines.indexOf("Who learns");
    assertThat(lines.get(title + 1))
        .isEqualTo("percent of trials with free_error == 0 [95 % Wilson interval]");
    assertThat(lines.get(title + 2)).isEqualTo("  beta  trials  share");
    assertThat(lines.get(title + 3)).matches("   0\\.1      41  .* % \\[.*\\]");
    assertThat(lines.get(title + 4)).matches("   0\\.5      41  .* % \\[.*\\]");
    assertThat(lines.get(title + 6)).endsWith("(Student), 41 trials a cell");
    assertThat(lines.indexOf("best by error (less is better)")).isGreaterThan(title);
    assertThat(Shell.run("answer", run, answer).out().lines())
        .containsSubsequence(lines.subList(title, title + 9));
    assertThat(Shell.run("answer", run).out().lines()).startsWith("trials         82");
  }

  @Test
  void anAxisThatAnOverrideFixesIsShownWithItsOneValue() throws IOException {
    Path sweep =
        Files.writeString(
            temp.resolve("fixed.yaml"),
            """
            model: energy
            data: xor
            parameters:
              epochs: 1
              hidden: {values: [2, 4]}
              beta: {values: [0.1, 0.5]}
              scheme: {values: [ep, chl]}
            answer:
              - {share: "error >= 0 and beta < 1", by: [beta, scheme], across: hidden}
              - {mean: error, by: [hidden], across: beta}
            """);
    String path = "output.path=" + temp.resolve("fixed");
    Shell run = Shell.run("run", sweep.toString(), path, "beta=0.5", "hidden=2");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("beta  scheme  hidden [2]", "0.5  ep      100.0 %", "0.5  chl     100.0 %")
        .contains("hidden  beta 0.5", "[2]  ");
    Shell again = Shell.run("answer", temp.resolve("fixed/fixed").toString());
    assertThat(again.out()).contains("beta  scheme  hidden [2]");
  }

  @Test
  void theTablesOfAnAnswerAreDataInJson() throws IOException {
    String answer = "answer={share: free_error == 0, by: [beta]}";
    JsonNode json = new ObjectMapper().readTree(Shell.run("answer", run, answer, "--json").out());
    assertThat(json.get("trials").asLong()).isEqualTo(82);
    JsonNode cell = json.get("answer").get(0).get("cells").get(1);
    assertThat(cell.get("at").get("beta").asDouble()).isEqualTo(0.5);
    long hits = cell.get("hits").asLong();
    String sql = "SELECT count(*) AS n FROM trials WHERE beta = 0.5 AND free_error = 0";
    JsonNode rows = new ObjectMapper().readTree(Shell.run("query", run, sql, "--json").out());
    assertThat(hits).isEqualTo(rows.get(0).get("n").asLong());
    assertThat(cell.get("share").asDouble()).isEqualTo(100.0 * hits / 41);
    assertThat(cell.get("share").asDouble())
        .isBetween(cell.get("low").asDouble(), cell.get("high").asDouble());
  }

  @Test
  void aQuestionThatWouldChangeTheTrialsIsRefused() {
    Shell other = Shell.run("answer", run, "epochs=4");
    assertThat(other.code()).isEqualTo(Exit.MISTAKE);
    assertThat(other.err())
        .contains(
            "a question must leave the trials and their columns as they are, got"
                + " parameters.epochs: 4 here, 3 there");
    Shell misspelt = Shell.run("answer", run, "answer={mean: eror}");
    assertThat(misspelt.code()).isEqualTo(Exit.MISTAKE);
    assertThat(misspelt.err()).contains("did you mean error?");
  }

  @Test
  void onlyTheMetricsThatAreWantedAreColumns() throws IOException {
    String path = "output.path=" + temp.resolve("lean");
    String[] run = {"run", sweep, path, "metric.name=cost", "output.metrics=[cost]"};
    assertThat(Shell.run(run).code()).isZero();
    String lean = temp.resolve("lean/small").toString();
    assertThat(Shell.run("query", lean, "SELECT * FROM trials LIMIT 1").out().lines().findFirst())
        .hasValueSatisfying(
            names -> assertThat(names.split(" +")).endsWith("state", "failure", "cost"));
    assertThat(Shell.run("replay", lean, "--trial", "41").out()).endsWith("bit for bit.\n");
    Shell top = Shell.run("top", lean, "--by", "error");
    assertThat(top.err()).contains("--by must name a metric of the run, got error");
    Shell more = Shell.run("run", sweep, path, "metric.name=cost");
    assertThat(more.code()).isEqualTo(Exit.MISTAKE);
    assertThat(more.err()).contains("metrics: [cost]");
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
      Shell shell = Shell.run("query", run, sql, "--spark");
      assertThat(shell.code()).as(sql).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).isEmpty();
      assertThat(shell.err()).startsWith("basin: the query cannot be answered: [");
    }
  }

  @Test
  void aQueryChangesNothing() throws IOException {
    for (String sql :
        List.of(
            "DROP TABLE trials",
            "WITH a AS (SELECT 1) INSERT INTO trials SELECT * FROM a",
            "CREATE TABLE x AS SELECT * FROM trials",
            "CLEAR CACHE",
            "SET spark.sql.shuffle.partitions=3")) {
      Shell shell = Shell.run("query", run, sql, "--spark");
      assertThat(shell.code()).as(sql).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err())
          .isEqualTo(
              "basin: the query must ask, as SELECT, DESCRIBE, SHOW and EXPLAIN do, and change"
                  + " nothing, got "
                  + sql
                  + "\n");
    }
    assertThat(Path.of("spark-warehouse")).doesNotExist();
  }

  @Test
  void aQueryCallsNoMethodOfJava() {
    for (String name : List.of("reflect", "JAVA_METHOD")) {
      Shell shell =
          Shell.run(
              "query",
              run,
              "SELECT " + name + "('java.lang.System', 'exit', 0) FROM trials",
              "--spark");
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err())
          .startsWith("basin: the query must only ask, so no function in it may call other code")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void valuesOfEveryTypeAreJson() throws IOException {
    String sql =
        "SELECT X'00DEAD' AS bytes, map('a', 1, 'b', NULL) AS map, map(struct(1), 2) AS odd,"
            + " named_struct('x', 0.5D, 'y', array(1, NULL)) AS struct, array(map(1, X'01')) AS"
            + " deep, DATE '2026-11-30' AS day, TIMESTAMP '2026-11-30 12:00:00.5+02:00' AS moment,"
            + " TIMESTAMP_NTZ '2026-11-30 12:00:01' AS local, 12.50BD AS decimal, INTERVAL '1 2:03'"
            + " DAY TO MINUTE AS span, parse_json('{\"k\":[1,null]}') AS variant, float(0.1) AS"
            + " single, 0.1D AS double, float('1.1e-44') AS tiny, 2D AS whole, double('-0') AS"
            + " zero, double('NaN') AS none, 9223372036854775807 AS long";
    JsonNode row =
        new ObjectMapper().readTree(Shell.run("query", run, sql, "--spark", "--json").out()).get(0);
    assertThat(row.toString().replace('"', '\''))
        .isEqualTo(
            "{'bytes':'00DEAD','map':{'a':1,'b':null},'odd':{'{\\'col1\\':1}':2},"
                + "'struct':{'x':0.5,'y':[1,null]},'deep':[{'1':'01'}],'day':'2026-11-30',"
                + "'moment':'2026-11-30T10:00:00.500Z','local':'2026-11-30T12:00:01',"
                + "'decimal':12.5,'span':'PT26H3M','variant':{'k':[1,null]},'single':0.1,"
                + "'double':0.1,'tiny':1.1E-44,'whole':2.0,'zero':-0.0,'none':null,"
                + "'long':9223372036854775807}");
    String out = Shell.run("query", run, sql, "--spark", "--json").out();
    assertThat(out)
        .contains("\"decimal\":12.50,", "\"tiny\":1.1e-44,", "\"zero\":-0.0,")
        .doesNotContain("[B@", "Map(");
  }

  @Test
  void whateverOnlyAsksIsAnswered() {
    for (String sql :
        List.of(
            "SELECT trial, trial FROM trials ORDER BY trial DESC LIMIT 1;",
            "WITH a AS (FROM trials) SELECT count(*) FROM a -- all",
            "FROM trials |> WHERE trial < 1 |> SELECT trial",
            "VALUES (1)",
            "show tables",
            "DESCRIBE trials")) {
      Shell shell = Shell.run("query", run, sql, "--spark");
      assertThat(shell.code()).as(sql + shell.err()).isZero();
      assertThat(shell.out().lines()).hasSizeGreaterThan(1);
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
  void aQuestionMayGoOverSeveralLines() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("asked.yaml"),
            """

            # Where is it,
            # and why?
            #
            # A remark.
            name: asked
            model: energy
            data: xor
            parameters: {epochs: 1}
            """);
    Shell shell = Shell.run("run", "" + file, "output.path=" + temp);
    assertThat(shell.out()).startsWith("Where is it, and why?\n\ntrials");
    assertThat(temp.resolve("asked/sweep.yaml")).content().startsWith("# Where is it, and why?\n");
  }

  @Test
  void aSweepWhoseTrialsAllDivergeShowsThem() throws IOException {
    Path file =
        Files.writeString(
            temp.resolve("lost.yaml"),
            """
            name: lost
            model: layers
            data: xor
            parameters:
              layers: [affine 2, tanh, affine 2]
              alpha: {values: [1e5, 1e6]}
            replicates: 2
            """);
    Shell shell = Shell.run("run", "" + file, "output.path=" + temp);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out().lines().toList())
        .anyMatch(line -> line.matches("diverged +4 +100.0 %"))
        .containsSubsequence(
            "Every trial diverged; what is known of them:",
            "",
            "best of the diverged by convergence (less is better)",
            "  trial    alpha  replicate  convergence  converged  diverged_at")
        .anyMatch(line -> line.contains("WHERE state = 'DIVERGED' AND isfinite(convergence)"));
    String folder = temp.resolve("lost").toString();
    Shell top = Shell.run("top", folder, "--by", "diverged_at");
    assertThat(top.out().lines()).hasSize(5);
    assertThat(top.err()).contains("every trial diverged; best of the diverged by diverged_at");
    JsonNode json = new ObjectMapper().readTree(Shell.run("answer", folder, "--json").out());
    assertThat(json.get("best_state").asText()).isEqualTo("DIVERGED");
    assertThat(json.get("best")).hasSize(4);
  }

  @Test
  void aFolderWithoutARunNamesTheRunsThatLieThere() {
    for (String command : List.of("top", "status", "answer", "report", "replay", "checkpoint")) {
      String[] words =
          command.equals("replay")
              ? new String[] {command, "" + temp, "--trial", "1"}
              : new String[] {command, "" + temp};
      Shell within = Shell.run(words);
      assertThat(within.code()).isEqualTo(Exit.MISTAKE);
      assertThat(within.err())
          .startsWith(
              "basin: " + temp + ": this must be the directory of a run, but no run is there")
          .contains("in it are ", run);
    }
    Shell misspelt = Shell.run("top", run.substring(0, run.length() - 1));
    assertThat(misspelt.code()).isEqualTo(Exit.MISTAKE);
    assertThat(misspelt.err()).contains("no run is there; there are " + run);
  }

  @Test
  void aWaveMayHaveAUnit() {
    String path = "output.path=" + temp.resolve("waves");
    Shell shell = Shell.run("run", sweep, path, "--wave", "1m", "--trials", "0");
    assertThat(shell.code()).as(shell.err()).isZero();
    Shell wrong = Shell.run("run", sweep, path, "--wave", "0");
    assertThat(wrong.code()).isEqualTo(Exit.MISTAKE);
    assertThat(wrong.err()).contains("--wave", "0 < seconds <= 1e9 must hold, got 0");
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
          {"id": "other", "host": "%s", "pid": %d, "started": "", "since": "2026-11-01T00:00:00Z", "container": ""}
          """
              .formatted(InetAddress.getLocalHost().getHostName(), other.pid()));
      Shell shell = Shell.run("run", sweep, "output.path=" + temp.resolve("held"));
      assertThat(shell.code()).as(shell.err()).isEqualTo(Exit.HELD);
      assertThat(shell.err()).contains("process " + other.pid()).doesNotContain("\tat ");
    } finally {
      other.destroy();
    }
  }

  @Test
  void aDivergedTrialIsARowWithWhatWasFiniteOfIt() throws IOException {
    String path = "output.path=" + temp.resolve("diverged");
    Shell shell =
        Shell.run("run", sweep, path, "activation=identity", "alpha=0.1,1e6", "epochs=20");
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out()).containsPattern("(?m)^diverged +82 +50.0 %");
    String folder = temp.resolve("diverged/small").toString();
    String sql =
        "SELECT state, count(*) AS n, count(error, final_error, cost, free_error, free_cost) AS"
            + " all, count(coalesce(error, final_error, cost, free_error, free_cost)) AS some FROM"
            + " trials GROUP BY state ORDER BY state";
    JsonNode json =
        new ObjectMapper().readTree(Shell.run("query", folder, sql, "--spark", "--json").out());
    assertThat(json.get(0))
        .hasToString("{'state':'COMPLETE','n':82,'all':82,'some':82}".replace('\'', '"'));
    assertThat(json.get(1))
        .hasToString("{'state':'DIVERGED','n':82,'all':0,'some':82}".replace('\'', '"'));
  }

  @Test
  void aRunWithFailedTrialsIsDoneAndExitsThree() throws IOException {
    Path folder = copy("failed");
    Path file = parquet(folder);
    try (SparkSession spark = SparkStart.open("test", Optional.empty())) {
      Column failed = col("trial").equalTo(7);
      spark
          .read()
          .parquet(file.toString())
          .withColumn("state", when(failed, "FAILED").otherwise(col("state")))
          .withColumn("failure", when(failed, "java.lang.ArithmeticException").otherwise(null))
          .coalesce(1)
          .write()
          .parquet(folder.resolve("changed").toString());
    }
    Files.move(parquet(folder.resolve("changed")), file, StandardCopyOption.REPLACE_EXISTING);
    delete(folder.resolve("changed"));
    Path commit = folder.resolve("commits/00000.json");
    String bytes = "\"bytes\" : " + Files.size(file);
    // as a build before wrote it, without checksums
    Files.writeString(
        commit,
        Files.readString(commit)
            .replaceFirst("\"bytes\" : \\d+", bytes)
            .replaceAll(",\\s*\"checksums\" : \\{[^}]*}", "")
            .replaceFirst(",\\s*\"crc32c\" : \"\\w+\"", ""));
    Shell shell = Shell.run("run", sweep, "output.path=" + folder.getParent());
    assertThat(shell.code()).as(shell.err()).isEqualTo(Exit.SOME_FAILED);
    assertThat(shell.out()).containsPattern("(?m)^failed +1 +1.2 % +the column failure says why$");
  }

  @Test
  void aTruncatedFileIsNamedByEveryCommandThatReads() throws IOException {
    Path folder = copy("truncated");
    Path file = parquet(folder);
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, 1000));
    refusedByAll(
        folder,
        file + ": this file must be " + content.length + " bytes long",
        "but it has 1000; put it back as it was, or remove commits/00000.json and waves/00000 to"
            + " train");
  }

  /** A byte among the last of the first column's pages. */
  private static int endOfTrials(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      ColumnChunkMetaData first = reader.getFooter().getBlocks().get(0).getColumns().get(0);
      return Math.toIntExact(first.getStartingPos() + first.getTotalSize() - 3);
    }
  }

  @Test
  void aFlippedBitIsNoNumber() throws IOException {
    Path folder = copy("flipped");
    Path file = parquet(folder);
    byte[] content = Files.readAllBytes(file);
    content[endOfTrials(file)] ^= 16;
    Files.write(file, content);
    for (String[] command :
        new String[][] {
          {"query", folder.toString(), "SELECT max(trial) FROM trials"},
          {"query", folder.toString(), "SELECT max(trial) FROM trials", "--spark"},
          {"top", folder.toString()},
        }) {
      Shell shell = Shell.run(command);
      String law =
          List.of(command).contains("--spark")
              ? ": this file must be readable as it was committed"
              : ": its bytes must have the crc32c ";
      assertThat(shell.code()).as(shell.out() + shell.err()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).startsWith("basin: " + file + law).doesNotContain("\tat ");
    }
  }

  @Test
  void aFlippedBitInAFooterIsSaidByEveryCommandThatReads() throws IOException {
    Path folder = copy("footer");
    Path file = parquet(folder);
    byte[] content = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int footer = content.length - 8 - bytes.getInt(content.length - 8);
    double most = 2;
    int found = footer;
    while (bytes.getDouble(found) != most) {
      found++; // the greatest weight_0_0_0, in the statistics
    }
    content[found + 7] ^= (byte) 128; // 2 becomes -2
    Files.write(file, content);
    refusedByAll(
        folder,
        " must have the crc32c ",
        " that commits/00000.json lists, but the file is damaged",
        "or remove commits/00000.json and waves/00000 to train again from position 0 on");
    for (String command : List.of("answer", "map", "report", "checkpoint", "pictures")) {
      Shell shell = Shell.run(command, folder.toString());
      assertThat(shell.code()).as(command + shell.err()).isEqualTo(Exit.MISTAKE);
    }
    delete(folder.resolve("commits"));
    delete(folder.resolve("waves"));
    Shell again = Shell.run("run", sweep, "output.path=" + folder.getParent());
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(rows(folder.toString())).isEqualTo(rows(run));
  }

  @Test
  void aFlippedBitInAnIndexOfPagesIsSaid() throws IOException {
    Path folder = copy("index");
    Path file = parquet(folder);
    byte[] content = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int footer = content.length - 8 - bytes.getInt(content.length - 8);
    content[footer - 1] ^= 4;
    Files.write(file, content);
    Shell shell = Shell.run("query", folder.toString(), "SELECT count(*) FROM trials");
    assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
    assertThat(shell.err()).startsWith("basin: " + file + ": its bytes must have the crc32c ");
  }

  @Test
  void aThoroughCheckNamesEveryDamagedFile() throws IOException {
    Path folder = copy("checked");
    Shell whole = Shell.run("status", folder.toString(), "--check");
    assertThat(whole.code()).as(whole.err()).isZero();
    assertThat(whole.out()).containsPattern("(?m)^checked +\\d+ files?, .*, none damaged$");
    Path file = parquet(folder);
    byte[] content = Files.readAllBytes(file);
    content[60] ^= 16;
    Files.write(file, content);
    Files.writeString(file.resolveSibling("stray.parquet"), "x");
    assertThat(Shell.run("status", folder.toString()).code()).isEqualTo(Exit.MISTAKE);
    Files.delete(file.resolveSibling("stray.parquet"));
    assertThat(Shell.run("status", folder.toString()).code()).isZero();
    Files.writeString(file.resolveSibling("stray.parquet"), "x");
    Shell damaged = Shell.run("status", folder.toString(), "--check");
    assertThat(damaged.code()).isEqualTo(Exit.ERROR);
    assertThat(damaged.out())
        .contains(
            "damaged  waves/00000/" + file.getFileName() + ": its bytes must have the crc32c ",
            "damaged  waves/00000/stray.parquet: only files that commits/00000.json lists");
    JsonNode check =
        new ObjectMapper()
            .readTree(Shell.run("status", folder.toString(), "--check", "--json").out())
            .get("check");
    assertThat(check.get("without_checksums").asLong()).isZero();
    assertThat(check.get("damaged").properties())
        .extracting(Map.Entry::getKey)
        .containsExactly("waves/00000/" + file.getFileName(), "waves/00000/stray.parquet");
  }

  @Test
  void aVanishedOrGarbledCommitIsSaidByEveryCommandThatReads() throws IOException {
    Path folder = copy("garbled");
    Files.writeString(folder.resolve("commits/00000.json"), "{");
    refusedByAll(folder, folder + "/commits/00000.json: ");
  }

  private static void refusedByAll(Path folder, String... reasons) {
    String run = folder.toString();
    for (String[] command :
        new String[][] {
          {"status", run},
          {"top", run},
          {"query", run, "SELECT 1 FROM trials"},
          {"replay", run, "--trial", "1"},
          {"run", sweep, "output.path=" + folder.getParent()}
        }) {
      Shell shell = Shell.run(command);
      assertThat(shell.code()).as(command[0] + shell.err()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).as(command[0]).contains(reasons).doesNotContain("\tat ");
    }
  }

  @Test
  void aSweepWithoutTrialsSaysSo() throws IOException {
    Path file = temp.resolve("none.yaml");
    Files.writeString(file, SWEEP.replace("small", "none") + "where: beta > 5\n");
    Shell shell = Shell.run("run", file.toString(), "output.path=" + temp);
    assertThat(shell.code()).as(shell.err()).isZero();
    assertThat(shell.out())
        .isEqualTo(
            "Does it learn from here?\n\nThis sweep has no trial: its where excludes them all.\n");
    assertThat(shell.err()).doesNotContain("NaN");
    Shell top = Shell.run("top", temp.resolve("none").toString());
    assertThat(top.code()).isEqualTo(Exit.MISTAKE);
    assertThat(top.err()).contains("this run has no trials: the sweep's where excludes them all");
  }

  @Test
  void foldersMayHaveOddNames() {
    for (String name : List.of("a[1]{b}*?", "has blank", "ünïcode", "100%41")) {
      String path = temp.resolve(name).toString();
      Shell shell = Shell.run("run", sweep, "output.path=" + path);
      assertThat(shell.code()).as(name + shell.err()).isZero();
      assertThat(Shell.run("top", path + "/small").code()).as(name).isZero();
    }
  }

  @Test
  void aStoreThatCannotBeReachedIsThePersonsMistake() {
    for (String path : List.of("s3a://no-such-bucket/x", "nosuch://x/y")) {
      Shell shell = Shell.run("run", sweep, "output.path=" + path);
      assertThat(shell.code()).as(shell.err()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains(path + "/small: cannot reach this file system");
    }
  }

  @Test
  void aMasterThatIsNoneIsThePersonsMistake() {
    for (String master : List.of("foo", "local[0]")) {
      String path = "output.path=" + temp.resolve("master");
      Shell shell = Shell.run("run", sweep, path, "--master", master);
      assertThat(shell.code()).as(shell.err()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains("got master " + master).doesNotContain("\tat ");
    }
  }

  /** A copy of the finished run, in a folder of its own. */
  private static Path copy(String name) throws IOException {
    Path from = Path.of(run);
    Path to = temp.resolve(name).resolve("small");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.createDirectories(target.getParent());
        Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return to;
  }

  /** The only Parquet file below a folder. */
  private static Path parquet(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(each -> each.toString().endsWith(".parquet"))
          .filter(Files::isRegularFile)
          .findFirst()
          .orElseThrow();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private static String rows(String run) {
    return Shell.run("query", run, "SELECT * FROM trials ORDER BY trial", "--json").out();
  }
}
