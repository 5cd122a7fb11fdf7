package org.basin.compact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.read.DuckTable;
import org.basin.read.Row;
import org.basin.read.RowStream;
import org.basin.read.RunTable;
import org.basin.read.SparkTable;
import org.basin.run.RunOptions;
import org.basin.run.RunOutcome;
import org.basin.run.SweepRun;
import org.basin.store.CommitLog;
import org.basin.store.Rows;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.RunWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with every kind of column, merged, and read by everybody. */
class CompactedRunTest {

  /** Texts, whole numbers, numbers, lists, nulls, trials that diverge. */
  private static final String SWEEP =
      """
      name: kinds
      model: energy
      data: xor
      seed: 3
      replicates: 2
      parameters:
        scheme: {values: [pep, ep]}
        epochs: {values: [3, 1]}
        beta: {min: 0.01, max: 1, count: 5, distribution: log_uniform_values}
        alpha: {values: [0.5, 1000000, 0.1]}
      output: {history: {every: 1}}
      """;

  /** Step sizes on both sides of the boundary beyond which training diverges. */
  private static final String PLANE =
      """
      name: plane
      model: layers
      data: xor
      seed: 42
      metric: {name: loss}
      parameters:
        layers: ["affine 4", tanh, "affine 1"]
        bias: false
        inputs: 4
        facts: random
        fact_count: 20
        batch: full
        lessons: 40
        start: 1
        alpha_0: {min: 1, max: 10000, count: 12, distribution: log_uniform_values}
        alpha_1: {min: 0.1, max: 10, count: 10, distribution: log_uniform_values}
      output: {history: {every: 8}, metrics: [loss, convergence, converged, diverged_at]}
      """;

  @TempDir private static Path temp;
  private static SparkSession spark;
  private static Path whole;

  @BeforeAll
  static void train() throws Exception {
    spark = LocalSpark.session(2, "spark.sql.shuffle.partitions", 3);
    whole = temp.resolve("whole");
    // a wave for each block, so that there are some files
    for (int trials = 30; trials <= 120; trials += 30) {
      run(RunOptions.of(path(whole), silent()).withTrials(trials));
    }
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static PrintWriter silent() {
    return new PrintWriter(Writer.nullWriter());
  }

  private static org.apache.hadoop.fs.Path path(Path run) {
    return new org.apache.hadoop.fs.Path(run.toUri());
  }

  private static RunDirectory directory(Path run) {
    return RunDirectory.at(new Configuration(), path(run));
  }

  private static RunOutcome run(RunOptions options) throws Exception {
    return run(SWEEP, options);
  }

  private static RunOutcome run(String sweep, RunOptions options) throws Exception {
    Job job =
        Job.of(new SweepParser(new Models()).parse("t.yaml", sweep.getBytes(UTF_8), List.of()));
    return new SweepRun(job, options.withBlock(16), "").run(new Configuration(), () -> spark);
  }

  private static Path copy(String name) throws Exception {
    Path run = temp.resolve(name);
    try (Stream<Path> all = Files.walk(whole)) {
      for (Path each : all.toList()) {
        Files.copy(each, run.resolve(whole.relativize(each).toString()));
      }
    }
    return run;
  }

  private static void compact(Path run) {
    RunDirectory directory = directory(run);
    RunRecord record = directory.record().orElseThrow();
    try (RunWriter writer =
        RunWriter.open(directory, record, directory.sweep().orElseThrow(), false)) {
      new Compactor(writer).run(() -> false);
      writer.finish();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void everyKindOfColumnComesOutAsItWentIn() throws Exception {
    Path run = copy("kinds");
    List<String> before = Rows.lines(run);
    assertThat(before).hasSize(120);
    assertThat(String.join("\n", before)).contains("scheme", "error_history");
    CommitLog log = directory(run).log();
    assertThat(log.files()).hasSizeGreaterThan(4);
    compact(run);
    assertThat(directory(run).log().files()).hasSize(1);
    assertThat(Rows.lines(run)).isEqualTo(before);
    // the columns with a dictionary have one still, and statistics say what they said
    Map<String, String> then = extents(whole);
    assertThat(extents(run)).isEqualTo(then).hasSizeGreaterThan(10);
    assertThat(directory(run).log().bytes()).isLessThan(log.bytes());
  }

  @Test
  void nullsAndTrialsThatDivergeComeOutAsTheyWentIn() throws Exception {
    Path run = temp.resolve("plane");
    for (int trials = 40; trials <= 120; trials += 40) {
      run(PLANE, RunOptions.of(path(run), silent()).withTrials(trials));
    }
    List<String> before = Rows.lines(run);
    assertThat(String.join("\n", before)).contains("DIVERGED", "COMPLETE");
    assertThat(directory(run).log().files()).hasSizeGreaterThan(2);
    Map<String, String> then = extents(run);
    compact(run);
    assertThat(directory(run).log().files()).hasSize(1);
    assertThat(Rows.lines(run)).isEqualTo(before);
    assertThat(extents(run)).isEqualTo(then);
  }

  /** Of each column whether it has a dictionary, its nulls, least and greatest value. */
  private static Map<String, String> extents(Path run) throws Exception {
    Map<String, Statistics<?>> statistics = new java.util.TreeMap<>();
    Map<String, Boolean> dictionaries = new java.util.TreeMap<>();
    Configuration configuration = new Configuration();
    for (org.apache.hadoop.fs.Path file : directory(run).files().value()) {
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(file, configuration),
              HadoopReadOptions.builder(configuration).build())) {
        for (BlockMetaData group : reader.getFooter().getBlocks()) {
          for (ColumnChunkMetaData column : group.getColumns()) {
            String name = column.getPath().toDotString();
            Statistics<?> of = column.getStatistics();
            dictionaries.merge(
                name, column.getEncodingStats().hasDictionaryPages(), Boolean::logicalAnd);
            if (statistics.containsKey(name)) {
              statistics.get(name).mergeStatistics(of);
            } else {
              statistics.put(name, of.copy());
            }
          }
        }
      }
    }
    Map<String, String> said = new java.util.TreeMap<>();
    statistics.forEach((name, of) -> said.put(name, of + ", " + dictionaries.get(name)));
    return said;
  }

  private static List<Row> all(RowStream rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    return all;
  }

  @Test
  void tablesThatWereOpenedBeforeAnswerAfterwards() throws Exception {
    Path run = copy("open");
    String sql = "SELECT trial, scheme, beta, error, state FROM trials ORDER BY trial";
    try (RunTable duck = DuckTable.open(directory(run)).orElseThrow();
        RunTable sparks = SparkTable.open(spark, directory(run)).orElseThrow()) {
      List<Row> before = all(duck.ask(sql));
      assertThat(before).hasSize(120);
      compact(run);
      assertThat(all(duck.ask(sql))).isEqualTo(before);
      assertThat(all(sparks.ask(sql))).hasSize(120);
      assertThat(all(sparks.askOnly("SELECT count(*) FROM trials")).toString())
          .isEqualTo(all(duck.askOnly("SELECT count(*) FROM trials")).toString());
      assertThat(duck.rows()).isEqualTo(120);
    }
  }

  @Test
  void aTableWithMoreRowsThanWhenItWasOpenedIsRefused() throws Exception {
    Path run = temp.resolve("grown");
    run(RunOptions.of(path(run), silent()).withTrials(30));
    run(RunOptions.of(path(run), silent()).withTrials(60));
    try (RunTable duck = DuckTable.open(directory(run)).orElseThrow();
        RunTable sparks = SparkTable.open(spark, directory(run)).orElseThrow()) {
      run(RunOptions.of(path(run), silent()));
      compact(run);
      for (RunTable table : List.of(duck, sparks)) {
        assertThatThrownBy(() -> table.ask("SELECT sum(trial) FROM trials"))
            .hasMessage(
                run
                    + ": the files of this run were merged into fewer while they were read; ask"
                    + " again.");
      }
    }
  }
}
