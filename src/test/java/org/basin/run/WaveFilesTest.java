package org.basin.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.Wave;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run writes is what the table gives, whoever reads it. */
final class WaveFilesTest {

  /** Every kind of column, gaps, diverged trials, and more rows than a page holds. */
  private static final String SWEEP =
      """
      name: kinds
      model: energy
      data: xor
      seed: 3
      replicates: 2
      parameters:
        epochs: {values: [1, 2]}
        activation: {values: [sigmoid, identity]}
        hidden: {values: [[1], [2, 1]]}
        beta: {min: -1, max: 1, count: 61}
        alpha: {min: 0.001, max: 1000000, count: 51, distribution: log_uniform_values}
      where: "beta != 0 and alpha > beta / 100"
      """;

  private static SparkSession spark;

  @TempDir private java.nio.file.Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.session(2);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theFilesHoldTheTable() throws Exception {
    Sweep sweep = new SweepParser(new Models()).parse("t.yaml", SWEEP.getBytes(UTF_8), List.of());
    Space space = Space.of(sweep, new Models());
    RunOptions options =
        RunOptions.of(
            new Path(folder.resolve("run").toUri()), new PrintWriter(Writer.nullWriter()));
    RunOutcome outcome =
        new SweepRun(new Job(sweep, space), options)
            .run(spark.sparkContext().hadoopConfiguration(), () -> spark);
    assertThat(outcome.end()).isEqualTo(RunOutcome.End.COMPLETED);

    Dataset<Row> files = spark.read().parquet(folder.resolve("run/waves/*").toString());
    Dataset<Row> table =
        spark.read().format("basin").option("sweep", SweepWriter.write(sweep)).load();
    assertThat(files.schema().names()).isEqualTo(table.schema().names());
    for (String column : table.schema().names()) {
      assertThat(files.schema().apply(column).dataType())
          .isEqualTo(table.schema().apply(column).dataType());
    }
    List<Row> rows = files.sort("trial").collectAsList();
    assertThat(rows).hasSize((int) space.count()).hasSizeGreaterThan(2 * 20_480);
    assertThat(rows).isEqualTo(table.sort("trial").collectAsList());
    assertThat(files.where("state = 'DIVERGED' and cost is null").count()).isPositive();
    assertThat(files.where("state = 'COMPLETE' and cost is null").count()).isZero();
    assertThat(files.where("failure is not null").count()).isZero();

    Row extent = files.where("state = 'COMPLETE'").selectExpr("min(error)", "max(error)").first();
    RunDirectory directory =
        RunDirectory.at(
            spark.sparkContext().hadoopConfiguration(), new Path(folder.resolve("run").toUri()));
    assertThat(directory.log().waves())
        .singleElement()
        .satisfies(
            wave ->
                assertThat(wave.metric())
                    .isEqualTo(new Wave.Extent("error", extent.getFloat(0), extent.getFloat(1))));

    assertThat(inDuckDb("SELECT count(*) FROM %s")).isEqualTo(space.count());
    assertThat(inDuckDb("SELECT count(*) FROM %s WHERE state = 'DIVERGED'"))
        .isEqualTo(files.where("state = 'DIVERGED'").count());
    assertThat(inDuckDb("SELECT count(*) FROM %s WHERE hidden = '[2, 1]' AND beta > 0.5"))
        .isEqualTo(files.where("hidden = '[2, 1]' and beta > 0.5").count());
  }

  @Test
  void theExtentOfAMetricIsThatOfTheTrialsThatAreRanked() throws Exception {
    String text =
        """
        name: divergence
        model: layers
        data: xor
        metric: {name: convergence}
        parameters:
          layers: [affine 4, tanh, affine 2]
          lessons: 100
          batch: full
          alpha: {min: 0.1, max: 1000000, count: 200, distribution: log_uniform_values}
        """;
    Sweep sweep = new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
    Path path = new Path(folder.resolve("run").toUri());
    RunOptions options = RunOptions.of(path, new PrintWriter(Writer.nullWriter()));
    new SweepRun(Job.of(sweep), options)
        .run(spark.sparkContext().hadoopConfiguration(), () -> spark);
    Dataset<Row> files = spark.read().parquet(folder.resolve("run/waves/*").toString());
    String extent = "convergence BETWEEN %s AND %s";
    Wave.Extent metric =
        RunDirectory.at(spark.sparkContext().hadoopConfiguration(), path)
            .log()
            .waves()
            .get(0)
            .metric();
    Row ranked =
        files
            .where("state = 'COMPLETE'")
            .selectExpr("min(convergence)", "max(convergence)")
            .first();
    assertThat(metric)
        .isEqualTo(new Wave.Extent("convergence", ranked.getFloat(0), ranked.getFloat(1)));
    assertThat(files.where("not " + extent.formatted(metric.min(), metric.max())).count())
        .as("diverged trials with a value beyond")
        .isPositive();
  }

  private long inDuckDb(String query) throws Exception {
    String files = "'" + folder.resolve("run/waves") + "/*/*.parquet'";
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query.formatted(files))) {
      result.next();
      return result.getLong(1);
    }
  }
}
