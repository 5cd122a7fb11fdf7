package org.basin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.basin.cli.process.Exit;
import org.basin.read.DuckTable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a run on this machine, which DuckDB answers. */
class QueryCommandTest {

  private static final String SWEEP =
      """
      name: asked
      model: layers
      data: xor
      parameters:
        layers: [affine 2, tanh, affine 2]
        batch: full
        lessons: 12
        alpha: {values: [0.1, 1e6, 0.5]}
        init_scale_0: {min: 0.1, max: 2.1, step: 0.1}
      output: {history: {every: 4}}
      """;

  @TempDir private static Path temp;
  private static String run;

  @BeforeAll
  static void train() throws IOException {
    Path sweep = Files.writeString(temp.resolve("asked.yaml"), SWEEP);
    Shell shell = Shell.run("run", sweep.toString(), "output.path=" + temp);
    assertThat(shell.code()).as(shell.err()).isZero();
    run = temp.resolve("asked").toString();
  }

  private static Map<String, byte[]> bytes() throws IOException {
    Map<String, byte[]> bytes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of(run))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes.put(file.toString(), Files.readAllBytes(file));
      }
    }
    return bytes;
  }

  private static Path parquet() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(run, "waves"))) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private static JsonNode json(String... command) throws IOException {
    List<String> words = new ArrayList<>(List.of("query", run));
    words.addAll(Arrays.asList(command));
    words.add("--json");
    Shell shell = Shell.run(words.toArray(String[]::new));
    assertThat(shell.code()).as(shell.err()).isZero();
    return new ObjectMapper().readTree(shell.out());
  }

  @Test
  void onlyOneSelectIsAsked() throws IOException {
    Map<String, byte[]> before = bytes();
    Path file = parquet();
    for (String sql :
        List.of(
            "DROP VIEW trials",
            "SELECT 1; SELECT 2",
            "SELECT 1; COPY trials TO '" + file + "'",
            "",
            "SET threads = 1",
            "PRAGMA enable_profiling",
            "ATTACH '" + temp.resolve("x.db") + "'",
            "COPY trials TO '" + file + "' (FORMAT parquet, USE_TMP_FILE false)",
            "COPY (SELECT 1) TO '" + temp.resolve("out.csv") + "'",
            "EXPORT DATABASE '" + temp.resolve("all") + "'",
            "CREATE TABLE x AS SELECT * FROM trials",
            "INSERT INTO trials SELECT * FROM trials",
            "DELETE FROM trials",
            "CALL enable_logging()",
            "EXPLAIN SELECT 1",
            "CHECKPOINT",
            "INSTALL httpfs",
            "LOAD httpfs")) {
      Shell shell = Shell.run("query", run, sql);
      assertThat(shell.code()).as(sql).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).isEmpty();
      assertThat(shell.err())
          .isEqualTo(
              "basin: the query must be one SELECT, which changes nothing, got " + sql + "\n");
    }
    requireUnchanged(before);
  }

  @Test
  void aSelectReadsNothingButTheTrialsAndWritesNothing() throws IOException {
    Map<String, byte[]> before = bytes();
    Path other = temp.resolve("other.parquet");
    Files.copy(parquet(), other);
    Path text = Files.writeString(temp.resolve("secret.csv"), "a,b\n1,2\n");
    for (String sql :
        List.of(
            "SELECT * FROM '" + other + "'",
            "SELECT * FROM read_parquet('" + other + "')",
            "SELECT * FROM read_csv('" + text + "')",
            "SELECT * FROM read_text('" + text + "')",
            "SELECT * FROM read_blob('" + parquet() + "')",
            "SELECT * FROM glob('" + temp + "/*')",
            "SELECT * FROM sniff_csv('" + text + "')",
            "SELECT * FROM enable_logging(storage = 'file', storage_path = '" + temp + "/logs')",
            "SELECT * FROM Enable_Profiling('json', '" + parquet() + "')",
            "SELECT * FROM query('SELECT * FROM read_text(''" + text + "'')')",
            "SELECT (SELECT count(*) FROM arrow_scan(1, 2, 3))",
            "WITH a AS (SELECT * FROM checkpoint()) SELECT * FROM a",
            "SELECT write_log('x')")) {
      Shell shell = Shell.run("query", run, sql);
      assertThat(shell.code()).as(sql + shell.out()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).as(sql).isEmpty();
      assertThat(shell.err()).as(sql).startsWith("basin: the query ").doesNotContain("\tat ");
    }
    assertThat(temp.resolve("logs")).doesNotExist();
    requireUnchanged(before);
  }

  private static void requireUnchanged(Map<String, byte[]> before) throws IOException {
    Map<String, byte[]> after = bytes();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((name, content) -> assertThat(after.get(name)).as(name).isEqualTo(content));
  }

  @Test
  void whatOnlyAsksIsAnswered() {
    for (String sql :
        List.of(
            "SELECT trial, trial FROM trials ORDER BY trial DESC LIMIT 1;",
            "WITH a AS (FROM trials) SELECT count(*) FROM a -- all",
            "FROM trials LIMIT 2",
            "VALUES (1)",
            "SHOW TABLES",
            "SUMMARIZE trials",
            "DESCRIBE trials",
            "SELECT alpha, avg(loss_history[1]) FROM trials GROUP BY alpha",
            "SELECT trial, unnest(loss_history) FROM trials LIMIT 3",
            "SELECT * FROM range(3)",
            "SELECT * EXCLUDE (loss_history) FROM trials QUALIFY row_number() OVER (ORDER BY trial)"
                + " = 1")) {
      Shell shell = Shell.run("query", run, sql);
      assertThat(shell.code()).as(sql + shell.err()).isZero();
      assertThat(shell.out().lines()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void aMistakeNamesTheDialectAndTheFlagOfTheOther() {
    Shell duck =
        Shell.run(
            "query", run, "SELECT loss_history[0] FROM trials LATERAL VIEW explode(loss_history)");
    assertThat(duck.code()).isEqualTo(Exit.MISTAKE);
    assertThat(duck.err())
        .startsWith("basin: the query cannot be answered: ")
        .endsWith("; this is DuckDB's SQL, --spark takes Spark's SQL\n");
    Shell spark =
        Shell.run("query", run, "SELECT trial EXCLUDE (x) FROM trials QUALIFY", "--spark");
    assertThat(spark.code()).isEqualTo(Exit.MISTAKE);
    assertThat(spark.err())
        .startsWith("basin: the query cannot be answered: ")
        .endsWith("; this is Spark's SQL, --duckdb takes DuckDB's SQL\n");
    for (String sql : List.of("SELECT nope FROM trials", "SELECT error('no') FROM trials")) {
      Shell shell = Shell.run("query", run, sql);
      assertThat(shell.code()).as(sql).isEqualTo(Exit.MISTAKE);
      assertThat(shell.out()).as(sql).doesNotContain("null");
      assertThat(shell.err()).startsWith("basin: the query cannot be answered: ");
      assertThat(shell.err().lines()).hasSize(1);
    }
    assertThat(Shell.run("query", "--help").out())
        .contains("The dialect is DuckDB's", "With --spark it is Spark SQL");
  }

  @Test
  void bothReadersGiveTheSameJson() throws IOException {
    for (String sql :
        List.of(
            "SELECT * FROM trials ORDER BY trial",
            "SELECT state, count(*) AS n, sum(trial) AS s, min(loss) AS low, max(loss) AS high,"
                + " count(*) FILTER (WHERE loss < 0.1) AS few, any_value(replicate) AS r FROM"
                + " trials GROUP BY state ORDER BY state",
            "SELECT CAST('NaN' AS DOUBLE) AS nan, CAST(1 AS DOUBLE) AS one, true AS yes, 'it''s' AS"
                + " text, CAST(0.1 AS FLOAT) AS single, CAST(12.5 AS DECIMAL(9, 2)) AS price,"
                + " DATE '2026-11-30' AS day")) {
      JsonNode duck = json(sql);
      assertThat(duck).as(sql).isNotEmpty();
      if (!sql.contains("it''s")) {
        assertThat(duck.toString()).as(sql).isEqualTo(json(sql, "--spark").toString());
      }
    }
    assertThat(
            json("SELECT X, Y FROM (VALUES (1, 'b'), (NULL, 'a')) t(X, Y)", "--duckdb").toString())
        .isEqualTo("[{\"X\":1,\"Y\":\"b\"},{\"X\":null,\"Y\":\"a\"}]");
  }

  @Test
  void valuesOfEveryTypeAreJson() throws IOException {
    String sql =
        "SELECT '\\x00\\xDE\\xAD'::BLOB AS bytes, MAP {'a': 1, 'b': NULL} AS map, {'x': 0.5e0, 'y':"
            + " [1, NULL]} AS struct, [[1, 2], NULL] AS deep, DATE '2026-11-30' AS day, TIMESTAMPTZ"
            + " '2026-11-30 12:00:00.5+02:00' AS moment, TIMESTAMP '2026-11-30 12:00:01' AS local,"
            + " 12.50 AS decimal, TIME '10:30:00' AS time, INTERVAL 3 DAYS AS span,"
            + " '{\"k\":[1,null]}'::JSON AS json, 0.1::FLOAT AS single, 1e300 AS double, -0e0 AS"
            + " zero, 170141183460469231731687303715884105727 AS huge, 'NaN'::DOUBLE AS none,"
            + " 255::UTINYINT AS byte, 9223372036854775807 AS long";
    assertThat(json(sql).get(0).toString().replace('"', '\''))
        .isEqualTo(
            "{'bytes':'00DEAD','map':{'a':1,'b':null},'struct':{'x':0.5,'y':[1,null]},"
                + "'deep':[[1,2],null],'day':'2026-11-30','moment':'2026-11-30T10:00:00.500Z',"
                + "'local':'2026-11-30T12:00:01','decimal':12.5,'time':'10:30','span':'3 days',"
                + "'json':{'k':[1,null]},'single':0.1,'double':1.0E300,'zero':-0.0,"
                + "'huge':170141183460469231731687303715884105727,'none':null,'byte':255,"
                + "'long':9223372036854775807}");
  }

  @Test
  void commaSeparatedValuesQuoteWhatTheyMust() {
    Shell csv =
        Shell.run(
            "query",
            run,
            "SELECT 1 AS a, 'x,\"y\"' AS \"b,c\", NULL AS d, '' AS e, [1, 2] AS f, 0.1::FLOAT AS g",
            "--csv");
    assertThat(csv.out()).isEqualTo("a,\"b,c\",d,e,f,g\n1,\"x,\"\"y\"\"\",,\"\",\"[1,2]\",0.1\n");
    Shell all = Shell.run("query", run, "SELECT trial FROM trials ORDER BY trial", "--csv");
    assertThat(all.out().lines()).hasSize(64);
  }

  @Test
  void anAnswerIsWrittenAsParquetOutsideOfTheRun() throws IOException {
    for (String reader : List.of("--duckdb", "--spark")) {
      Path file = temp.resolve("answer" + reader + ".parquet");
      String sql =
          "SELECT trial, alpha, state, loss_history, loss, loss < 1 AS low, CAST(trial AS"
              + " DECIMAL(20, 3)) AS d FROM trials";
      Shell shell = Shell.run("query", run, sql, "--parquet", file.toString(), reader);
      assertThat(shell.code()).as(shell.err()).isZero();
      assertThat(shell.out()).isEqualTo(file + ": 63 rows\n");
      assertThat(json("SELECT * FROM (" + sql + ") ORDER BY trial", reader))
          .isEqualTo(json("SELECT * FROM parquet.`" + file + "` ORDER BY trial", "--spark"));
    }
    Map<String, byte[]> before = bytes();
    Files.createSymbolicLink(temp.resolve("link"), Path.of(run, "waves"));
    for (String inside :
        List.of(
            run + "/x.parquet",
            parquet().toString(),
            run + "/commits/../x.parquet",
            temp.resolve("link/x.parquet").toString(),
            temp.resolve("link") + "/../x.parquet")) {
      Shell shell = Shell.run("query", run, "FROM trials", "--parquet", inside);
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).startsWith("basin: --parquet must name a file outside of the run");
    }
    requireUnchanged(before);
    Shell twice =
        Shell.run("query", run, "SELECT 1 AS a, 2 AS a", "--parquet", temp + "/twice.parquet");
    assertThat(twice.err())
        .startsWith("basin: the columns of a Parquet file must have different names, got a twice");
    assertThat(temp.resolve("twice.parquet")).doesNotExist();
    Shell none = Shell.run("query", run, "FROM trials", "--parquet", temp + "/none/x.parquet");
    assertThat(none.err())
        .startsWith("basin: --parquet must name a file in a folder that is there");
  }

  @Test
  void optionsThatContradictAreRefused() {
    for (List<String> options :
        List.of(
            List.of("--duckdb", "--spark"),
            List.of("--json", "--csv"),
            List.of("--csv", "--parquet", temp + "/x.parquet"))) {
      List<String> words = new ArrayList<>(List.of("query", run, "FROM trials"));
      words.addAll(options);
      Shell shell = Shell.run(words.toArray(String[]::new));
      assertThat(shell.code()).isEqualTo(Exit.MISTAKE);
      assertThat(shell.err()).contains("must be given at the most, got ");
    }
  }

  /** DuckDB alone would give other rows for many of them. */
  @Test
  void aFlippedBitAnywhereIsNamed() throws IOException {
    Path file = parquet();
    byte[] whole = Files.readAllBytes(file);
    long seed = 20261130;
    Random random = new Random(seed);
    try {
      for (int i = 0; i < 150; i++) {
        byte[] flipped = whole.clone();
        int at = random.nextInt(flipped.length);
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, flipped);
        Shell shell = Shell.run("query", run, "SELECT count(*) FROM trials");
        assertThat(shell.code()).as("byte %d, seed %d", at, seed).isEqualTo(Exit.MISTAKE);
        assertThat(shell.err())
            .startsWith("basin: " + file + ": its bytes must have the crc32c ")
            .contains("commits/00000.json lists, but the file is damaged");
        Files.write(file, whole);
      }
    } finally {
      Files.write(file, whole);
    }
    assertThat(Shell.run("query", run, "SELECT count(*) FROM trials").out()).contains("63");
  }

  @Test
  void theFolderForWhatIsSpilledIsRemoved() throws IOException {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    List<Path> before = spills(folder);
    for (String sql : List.of("SELECT count(*) FROM trials", "SELECT nope", "DROP VIEW trials")) {
      Shell.run("query", run, sql);
    }
    assertThat(spills(folder)).isEqualTo(before);
  }

  private static List<Path> spills(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(it -> it.getFileName().toString().startsWith(DuckTable.spillPrefix()))
          .sorted()
          .toList();
    }
  }

  /** As between a commit and the end of its wave's moves, and as they are moved meanwhile. */
  @Test
  void filesOfACommittedWaveAreReadWhereTheyStand() throws IOException {
    Path file = parquet();
    String commit = Files.readString(Path.of(run, "commits", "00000.json"));
    String attempt = new ObjectMapper().readTree(commit).get("attempt").asText();
    Path staged = Path.of(run, "_staging", attempt, "00000", file.getFileName().toString());
    Files.createDirectories(staged.getParent());
    Files.move(file, staged);
    try {
      assertThat(Shell.run("query", run, "SELECT count(*) FROM trials").out()).contains("63");
      assertThat(Shell.run("top", run, "-n", "3").out().lines()).hasSize(4);
    } finally {
      Files.move(staged, file);
      Files.delete(staged.getParent());
      Files.delete(staged.getParent().getParent());
      Files.delete(Path.of(run, "_staging"));
    }
    Files.move(file, staged.getFileSystem().getPath(temp.toString(), "away"));
    try {
      Shell gone = Shell.run("query", run, "SELECT count(*) FROM trials");
      assertThat(gone.code()).isEqualTo(Exit.MISTAKE);
      assertThat(gone.err()).contains("but it is gone");
    } finally {
      Files.move(temp.resolve("away"), file);
    }
  }
}
