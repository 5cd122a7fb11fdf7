package org.basin.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.basin.LocalSpark;
import org.basin.energy.EnergyFamily;
import org.basin.learn.Learned;
import org.basin.read.Rows;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Optional<Learned> LEARNED = new EnergyFamily().learned();

  private static final Sweep.Metric ERROR = new Sweep.Metric("error", true);
  private static final Ranking BY_ERROR =
      Ranking.best(
          ERROR,
          List.of(new Sweep.Metric("free_error", true), new Sweep.Metric("free_cost", true)));
  private static final String SCHEMA =
      "trial BIGINT, beta DOUBLE, replicate INT, seed BIGINT, state STRING, failure STRING,"
          + " error FLOAT, free_error FLOAT, free_cost FLOAT";

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session(1, "spark.sql.shuffle.partitions", 1);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @Test
  void trialsThatOnlySeemToLearnAreToldFromThoseThatDo() {
    Answer answer = Answer.of(trials(table()), BY_ERROR, List.of(), LEARNED, 3);
    assertThat(answer.learning()).contains(new Answer.Learning(LEARNED.get(), 2, 1));
    assertThat(answer.trials()).isEqualTo(6);
    assertThat(answer.complete()).isEqualTo(4);
    assertThat(answer.diverged()).isEqualTo(1);
    assertThat(answer.failed()).isEqualTo(1);
    assertThat(answer.lines("results/x"))
        .contains(
            "trials         6",
            "learned        2  33.3 %  free_error 0: the plain output is right",
            "did not learn  1  16.7 %");
  }

  @Test
  void whatDivergedHasNotLearnedWhateverItMeasuredBefore() {
    Dataset<Row> table =
        spark.createDataFrame(
            List.of(row(1, "COMPLETE", 0f, 0f, 0.1f), row(2, "DIVERGED", 0f, 0f, 0.1f)),
            StructType.fromDDL(SCHEMA));
    assertThat(Answer.of(trials(table), BY_ERROR, List.of(), LEARNED, 3).learning())
        .contains(new Answer.Learning(LEARNED.get(), 1, 0));
  }

  @Test
  void whatWasMeasuredOfADivergedTrialIsInItsRowAndInNoAnswer() throws Exception {
    String text =
        """
        model: energy
        data: xor
        parameters: {beta: {values: [0.1, 0.2]}}
        answer:
          - {share: "error < 60"}
          - {mean: error}
        """;
    Sweep sweep = new SweepParser(new Models()).parse("t.yaml", text.getBytes(UTF_8), List.of());
    Dataset<Row> table =
        spark.createDataFrame(
            List.of(row(1, "COMPLETE", 25f, 0f, 0.1f), row(2, "DIVERGED", 50f, 0f, 3e38f)),
            StructType.fromDDL(SCHEMA));
    Answer answer = Answer.of(trials(table), Job.of(sweep), 1);
    assertThat(answer.tables().get(0).cells().get(0).hits()).contains(1L);
    assertThat(answer.tables().get(1).cells().get(0).value()).contains(25.0);
    table.createOrReplaceTempView("trials");
    for (SummaryTable one : answer.tables()) {
      Row row = spark.sql(one.sql()).first();
      SummaryCell cell = one.cells().get(0);
      assertThat(((Number) row.get(0)).doubleValue())
          .isEqualTo(cell.hits().map(Long::doubleValue).orElseGet(() -> cell.value().get()));
      assertThat(row.getLong(1)).isEqualTo(2);
    }
    Trials costly = CountedRows.of(trials(table), Job.of(sweep)).where("free_cost > 1");
    assertThat(costly.rows("FROM " + costly.from()).values()).isEmpty();
    assertThat(table.where("free_cost > 1").count()).isEqualTo(1);
  }

  @Test
  void aTestPartSaysItsShareToo() {
    Dataset<Row> errors = table().selectExpr("*", "float(if(trial = 3, 0, trial)) test_error");
    assertThat(Answer.of(trials(errors), BY_ERROR, List.of(), LEARNED, 1).tested())
        .contains(new Answer.Tested("test_error 0", 1));
    Dataset<Row> accuracies =
        table()
            .drop("error", "free_error")
            .selectExpr("*", "float(if(state = 'COMPLETE', 102 - trial, 100)) test_accuracy");
    Answer answer =
        Answer.of(
            trials(accuracies),
            Ranking.best(new Sweep.Metric("test_accuracy", false), List.of()),
            List.of(),
            LEARNED,
            1);
    assertThat(answer.lines("results/x"))
        .contains(
            "right on the test part  1  16.7 %  test_accuracy 100: every test sample is right");
    assertThat(Answer.of(trials(table()), BY_ERROR, List.of(), LEARNED, 1).tested()).isEmpty();
  }

  @Test
  void amongEqualMetricsTheBetterPlainOutputComesFirst() {
    assertThat(Answer.of(trials(table()), BY_ERROR, List.of(), LEARNED, 3).best().values())
        .extracting(row -> row.get(0).orElseThrow())
        .containsExactly(3L, 1L, 2L);
  }

  @Test
  void seedsAndStatesAreNotAmongTheBestRowsColumns() {
    assertThat(Leaderboard.rows(trials(table()), BY_ERROR, 1).columns())
        .containsExactly("trial", "beta", "replicate", "error", "free_error", "free_cost");
  }

  @Test
  void moreIsBetterWhereTheMetricSaysSo() {
    Rows best =
        Leaderboard.rows(
            trials(table()), Ranking.best(new Sweep.Metric("error", false), List.of()), 1);
    assertThat(best.values().get(0).get(0)).isEqualTo(Optional.of(4L));
  }

  @Test
  void withoutAnErrorOfThePlainOutputNothingIsSaidOfLearning() {
    Answer answer =
        Answer.of(
            trials(table().drop("free_error")),
            Ranking.best(ERROR, List.of()),
            List.of(),
            LEARNED,
            1);
    assertThat(answer.learning()).isEmpty();
    assertThat(String.join("\n", answer.lines("results/x"))).doesNotContain("learn");
  }

  @Test
  void anEmptyTableHasAnAnswerToo() {
    Answer answer = Answer.of(trials(table().where("trial < 0")), BY_ERROR, List.of(), LEARNED, 5);
    assertThat(answer.trials()).isZero();
    assertThat(answer.best().values()).isEmpty();
  }

  private static Trials trials(Dataset<Row> table) {
    return Trials.of(SparkTable.of(table));
  }

  private static Dataset<Row> table() {
    List<Row> rows = new ArrayList<>();
    rows.add(row(1, "COMPLETE", 0f, 0f, 0.2f));
    rows.add(row(2, "COMPLETE", 0f, 25f, 0.1f));
    rows.add(row(3, "COMPLETE", 0f, 0f, 0.1f));
    rows.add(row(4, "COMPLETE", 50f, 50f, 0.5f));
    rows.add(row(5, "DIVERGED", null, null, null));
    rows.add(row(6, "FAILED", null, null, null));
    return spark.createDataFrame(rows, StructType.fromDDL(SCHEMA));
  }

  private static Row row(long trial, String state, Float error, Float free, Float cost) {
    return RowFactory.create(
        trial, 0.1, 0, 7L, state, state.equals("FAILED") ? "why" : null, error, free, cost);
  }
}
