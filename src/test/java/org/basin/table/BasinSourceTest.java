package org.basin.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Engines;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasinSourceTest {

  private static final String SWEEP =
      """
      name: small
      model: energy
      data: xor
      seed: 7
      replicates: 2
      parameters:
        activation: {values: [sigmoid, tanh, identity]}
        hidden: {values: [[2, 1], [3]]}
        epochs: {values: [1, 2]}
        beta: {values: [0.05, 0.5]}
        alpha: {min: 0.1, max: 1e6, count: 11, distribution: log_uniform_values}
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
      where: weight_0_0_0 < beta || alpha > 0.5
      """;

  private static Spark spark;

  @TempDir static Path folder;
  private static Path file;
  private static long count;

  @BeforeAll
  static void start() throws Exception {
    file = folder.resolve("small.yaml");
    Files.writeString(file, SWEEP);
    spark = new Spark(2);
    count = Space.of(sweep(), new Models()).count();
    table().createOrReplaceTempView("trials");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static Sweep sweep() throws SweepException {
    return new SweepParser(new Models())
        .parse("small", SWEEP.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static Dataset<Row> table() {
    return spark.session().read().format("basin").load(file.toString());
  }

  private static Dataset<Row> sql(String query) {
    return spark.session().sql(query);
  }

  /** The rows of the plain loop over blocks, as the table should show them. */
  private static List<Row> loop(int size) throws SweepException {
    Sweep sweep = sweep();
    Space space = Space.of(sweep, new Models());
    BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
    List<Row> rows = new ArrayList<>();
    for (Block block : space.blocks(0, space.positions(), size)) {
      Results results = runner.run(block);
      for (int i = 0; i < results.rows(); i++) {
        List<Object> row = new ArrayList<>();
        row.add(results.trial(i));
        for (int a = 0; a < space.axes().size(); a++) {
          Axis axis = space.axes().get(a);
          Object value = axis.values().value(results.place(a, i));
          row.add(axis.numeric() ? value : axis.text(results.place(a, i)));
        }
        row.addAll(Arrays.asList(results.replicate(i), results.seed(i)));
        row.addAll(Arrays.asList(results.state(i).name(), results.failure(i)));
        for (int s = 0; s < new Models().scores(sweep).size(); s++) {
          float score = results.score(s, i);
          row.add(Float.isNaN(score) ? null : score);
        }
        rows.add(RowFactory.create(row.toArray()));
      }
    }
    return rows;
  }

  @Test
  void theMetricColumnsAreThoseThatTheSweepWants() throws Exception {
    Path lean = folder.resolve("lean.yaml");
    Files.writeString(lean, SWEEP + "metric: {name: cost}\noutput: {metrics: [cost, free_cost]}\n");
    Dataset<Row> few = spark.session().read().format("basin").load(lean.toString());
    assertThat(List.of(few.columns())).endsWith("failure", "cost", "free_cost");
    assertThat(List.of(few.columns())).doesNotContain("error", "final_error", "free_error");
    assertThat(few.where("trial < 50").orderBy("trial").select("cost", "free_cost").collectAsList())
        .isEqualTo(
            table()
                .where("trial < 50")
                .orderBy("trial")
                .select("cost", "free_cost")
                .collectAsList());
  }

  @Test
  void columnsAreTrialAxesReplicateSeedStateFailureAndMetrics() {
    StructType schema = table().schema();
    String metrics = String.join(" float, ", new Models().standardMetrics("energy"));
    assertThat(
            Stream.of(schema.fields())
                .map(field -> field.name() + " " + field.dataType().simpleString())
                .collect(Collectors.joining(", ")))
        .isEqualTo(
            "trial bigint, activation string, hidden string, epochs bigint, beta double, alpha"
                + " double, weight_0_0_0 double, replicate int, seed bigint, state string, failure"
                + " string, "
                + metrics
                + " float");
    assertThat(schema.apply("beta").nullable()).isFalse();
    assertThat(schema.apply("failure").nullable()).isTrue();
    assertThat(schema.apply("error").nullable()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "16, 1", "17, 3", "1000, 7", "64, 500"})
  void rowsEqualThePlainLoopWhateverTheBlocksAndTasks(int block, int partitions) throws Exception {
    List<Row> expected = loop(4096);
    assertThat(expected).hasSize((int) count);
    assertThat(expected).extracting(row -> row.getAs(9)).contains("COMPLETE", "DIVERGED");
    List<Row> rows =
        spark
            .session()
            .read()
            .format("basin")
            .option("block", block)
            .option("partitions", partitions)
            .load(file.toString())
            .collectAsList();
    assertThat(rows).isEqualTo(expected);
  }

  @Test
  void theLoopDoesNotDependOnItsBlocks() throws Exception {
    assertThat(loop(1)).isEqualTo(loop(33)).isEqualTo(loop(100_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT count(*) FROM trials",
        "SELECT trial, beta, hidden, replicate, seed FROM trials",
        "SELECT activation, avg(alpha), count(*) FROM trials WHERE beta > 0.1 GROUP BY activation",
        "SELECT count(*) FROM trials WHERE beta = 0.5 AND activation IN ('tanh', 'identity')",
        "SELECT count(DISTINCT epochs) FROM trials",
      })
  void whatIsKnownBeforehandTrainsNothing(String query) throws Exception {
    assertThat(spark.trained(() -> sql(query).collectAsList())).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beta = 0.5",
        "0.5 > beta",
        "weight_0_0_0 IN (-2, 0.5, 7)",
        "weight_0_0_0 NOT IN (-2, 0.5) AND epochs <> 1",
        "weight_0_0_0 < 0 OR activation = 'identity'",
        "NOT (weight_0_0_0 <= alpha AND hidden = '[3]')",
        "weight_0_0_0 <= beta",
        "weight_0_0_0 BETWEEN -1 AND 0.5",
        "beta <=> 0.05",
        "epochs = 2 AND replicate = 1",
        "trial < 100",
        "trial IN (3, 5, 300, 1000000)",
        "trial >= 50 AND trial < 70 AND activation <> 'tanh'",
        "beta IS NOT NULL AND hidden IS NULL",
        "activation = 'none such'",
        "trial = 17 OR trial > 900",
      })
  void filtersOnAxesTrainOnlyTheirTrials(String filter) throws Exception {
    List<Row> all = sql("SELECT *, " + filter + " AS wanted FROM trials").collectAsList();
    List<Object> wanted =
        all.stream().filter(row -> row.<Boolean>getAs("wanted")).map(row -> row.get(0)).toList();
    String query = "SELECT trial, state, free_error FROM trials WHERE " + filter;
    List<Row> rows = new ArrayList<>();
    long trained = spark.trained(() -> rows.addAll(sql(query).collectAsList()));
    assertThat(rows).extracting(row -> (Object) row.getLong(0)).isEqualTo(wanted);
    assertThat(trained).isEqualTo(wanted.size());
    assertThat(sql("SELECT count(*) FROM trials WHERE " + filter).first().getLong(0))
        .isEqualTo(wanted.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "free_error < 50",
        "state = 'COMPLETE' AND free_error = 0",
        "free_error > 10 OR beta > 0.1",
        "beta + alpha < 0.5",
        "activation LIKE 't%'",
        "trial < weight_0_0_0",
      })
  void filtersThatNeedTrainingOrAreUnknownTrainAllAndStillFilter(String filter) throws Exception {
    List<Row> all =
        sql("SELECT trial, " + filter + " AS wanted, error FROM trials").collectAsList();
    long wanted =
        all.stream().filter(row -> !row.isNullAt(1) && row.<Boolean>getAs("wanted")).count();
    List<Row> rows = new ArrayList<>();
    long trained =
        spark.trained(
            () ->
                rows.addAll(
                    sql("SELECT trial, error FROM trials WHERE " + filter).collectAsList()));
    assertThat(rows).hasSize((int) wanted);
    assertThat(trained).isEqualTo(count);
  }

  @Test
  void writingTrainsEveryTrialOnce() throws Exception {
    String target = folder.resolve("written.parquet").toString();
    assertThat(spark.trained(() -> table().write().parquet(target))).isEqualTo(count);
    Dataset<Row> written = spark.session().read().parquet(target);
    assertThat(written.sort("trial").collectAsList()).isEqualTo(loop(4096));
  }

  @Test
  void explainSaysWhatWillBeTrained() {
    String plan =
        sql("EXPLAIN SELECT free_error, trial FROM trials WHERE beta = 0.5 AND free_error < 10")
            .first()
            .getString(0);
    long trials = sql("SELECT count(*) FROM trials WHERE beta = 0.5").first().getLong(0);
    assertThat(plan)
        .contains(
            "basin sweep=small, trials="
                + trials
                + ", blocks=12, engine="
                + Engines.auto(2).name()
                + ", pushed=[beta == 0.5], columns=[trial, free_error],"
                + " trains=every trial");
    assertThat(sql("EXPLAIN SELECT beta FROM trials").first().getString(0))
        .contains("trains=nothing");
  }

  @Test
  void statisticsAreExact() {
    assertThat(
            table().where("beta = 0.5").queryExecution().optimizedPlan().stats().rowCount().get())
        .isEqualTo(
            scala.math.BigInt.apply(
                sql("SELECT count(*) FROM trials WHERE beta = 0.5").first().getLong(0)));
  }

  @Test
  void aViewInSqlIsATable() {
    sql("CREATE TEMPORARY VIEW small USING basin OPTIONS (path '" + file + "')");
    assertThat(sql("SELECT max(trial) FROM small WHERE epochs = 1").first().getLong(0))
        .isPositive();
  }

  @Test
  void countingBillionsOfTrialsTakesNoTime() throws Exception {
    StringBuilder text = new StringBuilder("model: energy\ndata: xor\nparameters:\n");
    for (String name : List.of("0_0_0", "0_0_1", "0_1_0", "0_1_1", "1_0_0", "1_1_0")) {
      text.append("  weight_").append(name).append(": {min: -2, max: 2, step: 0.1}\n");
    }
    Dataset<Row> sliders =
        spark.session().read().format("basin").option("sweep", text.toString()).load();
    assertThat(sliders.count()).isEqualTo(4_750_104_241L);
    assertThat(sliders.where("weight_0_0_0 <= weight_0_1_1").count())
        .isEqualTo(41L * 42 / 2 * 41 * 41 * 41 * 41);
    List<Row> rows = new ArrayList<>();
    long trained =
        spark.trained(
            () ->
                rows.addAll(
                    sliders.where("trial = 4750104240").select("trial", "error").collectAsList()));
    assertThat(rows).hasSize(1);
    assertThat(trained).isEqualTo(1);
  }

  @Test
  void mistakesInTheSweepFileAreTold() throws Exception {
    Path broken = folder.resolve("broken.yaml");
    Files.writeString(broken, SWEEP.replace("identity", "identitty"));
    assertThatThrownBy(() -> spark.session().read().format("basin").load(broken.toString()))
        .hasMessageContaining(broken + ":7:")
        .hasMessageContaining("parameters.activation")
        .hasMessageContaining("identitty")
        .hasCauseInstanceOf(SweepException.class);
    assertThatThrownBy(() -> spark.session().read().format("basin").load())
        .hasMessage(
            "one of the options path (a sweep file) and sweep (its text) must be given, got path=,"
                + " sweep=");
    assertThatThrownBy(
            () -> spark.session().read().format("basin").option("block", -1).load("" + file))
        .hasMessage("0 <= block <= 1048576 must hold, got block=-1");
  }

  @Test
  void aListOfPointsIsATableToo() throws Exception {
    Path points = folder.resolve("points.csv");
    Path listed = folder.resolve("listed.yaml");
    Files.writeString(
        listed, "model: energy\ndata: xor\nmethod: list\npoints: points.csv\nwhere: beta < 0.4\n");
    Files.writeString(points, "beta,activation\n0.5,tanh\n0.1,sigmoid\n0.2,tanh\n0.3,sigmoid\n");
    Dataset<Row> table = spark.session().read().format("basin").load(listed.toString());
    List<Row> rows = new ArrayList<>();
    long trained =
        spark.trained(
            () ->
                rows.addAll(table.select("trial", "beta", "activation", "state").collectAsList()));
    assertThat(rows)
        .extracting(Row::toString)
        .containsExactly(
            "[1,0.2,tanh,COMPLETE]", "[2,0.1,sigmoid,COMPLETE]", "[3,0.3,sigmoid,COMPLETE]");
    assertThat(trained).isEqualTo(3);
    Files.writeString(points, "beta,activation\n0.5,tahn\n");
    assertThatThrownBy(() -> spark.session().read().format("basin").load(listed.toString()))
        .hasMessageContaining(listed + ":4:")
        .hasMessageContaining(points + ":2:5: activation: must be one of ");
  }

  @Test
  void dataIsReadWhereTheSessionSaysAndOnlyToTrain() throws Exception {
    Configuration hadoop = spark.session().sparkContext().hadoopConfiguration();
    hadoop.set("fs.elsewhere.impl", "org.basin.data.PrefixedFileSystem");
    hadoop.set("fs.elsewhere.impl.disable.cache", "true");
    hadoop.set("elsewhere.folder", folder.toString());
    Path data = folder.resolve("t.csv");
    Files.writeString(data, "a,b,kind\n0,1,x\n1,0,y\n1,1,x\n");
    String sweep =
        """
        model: energy
        data: {kind: csv, path: "elsewhere:/t.csv", label: kind}
        parameters: {epochs: 2, batch_size: 2, beta: {values: [0.1, 0.5]}}
        """;
    Dataset<Row> table = spark.session().read().format("basin").option("sweep", sweep).load();
    assertThat(table.where("cost is not null").count()).isEqualTo(2);
    Files.writeString(data, "a,b,kind\n");
    assertThat(table.count()).isEqualTo(2);
    assertThat(table.select("beta").collectAsList()).hasSize(2);
    assertThatThrownBy(table::collectAsList)
        .hasMessage(
            "elsewhere:/t.csv: a table must hold at least one row below the header, got none");
  }
}
