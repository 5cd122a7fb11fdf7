package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.basin.LocalSpark;
import org.basin.learn.Score;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {

  private static final Sweep.Metric ERROR = new Sweep.Metric("error", true);
  private static final Sweep.Metric RECALLED = new Sweep.Metric("recalled", false);
  private static final String SCHEMA =
      "trial BIGINT, state STRING, error FLOAT, free_error FLOAT, free_cost FLOAT, recalled FLOAT,"
          + " overlap FLOAT";
  private static final List<Sweep.Metric> TIES =
      List.of(
          new Sweep.Metric("free_error", true),
          new Sweep.Metric("free_cost", true),
          RECALLED,
          new Sweep.Metric("overlap", false));

  private static SparkSession spark;

  @TempDir private static Path temp;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session(1, "spark.sql.shuffle.partitions", 1);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @Test
  void tiesGoToWhatTheModelsDoOnTheirOwnThenToTheNumber() {
    assertThat(Ranking.best(ERROR, TIES.subList(0, 2)).keys())
        .containsExactly(
            new Ranking.Key("error", true),
            new Ranking.Key("free_error", true),
            new Ranking.Key("free_cost", true),
            new Ranking.Key("trial", true));
    assertThat(Ranking.best(RECALLED, TIES.subList(2, 4)).keys())
        .containsExactly(
            new Ranking.Key("recalled", false),
            new Ranking.Key("overlap", false),
            new Ranking.Key("trial", true));
  }

  @Test
  void theOtherEndTurnsAllButTheNumberRound() {
    assertThat(Ranking.worst(RECALLED, List.of(new Sweep.Metric("loss", true))).keys())
        .containsExactly(
            new Ranking.Key("recalled", true),
            new Ranking.Key("loss", false),
            new Ranking.Key("trial", true));
    assertThat(Ranking.worst(ERROR, List.of()).title())
        .isEqualTo("worst by error (less is better)");
  }

  /** Each family declares which of its metrics decide, in which order. */
  @Test
  void everyFamilySaysWhatDecidesTies() {
    Models models = new Models();
    Map<String, List<String>> ties = new TreeMap<>();
    for (String model : models.models()) {
      ties.put(
          model,
          models.scores(model).stream()
              .filter(score -> score.tie() > 0)
              .sorted(Comparator.comparing(Score::tie))
              .map(Score::name)
              .toList());
    }
    assertThat(ties)
        .containsExactly(
            Map.entry("energy", List.of("free_error", "free_cost")),
            Map.entry("ham", List.of("train_loss", "recalled", "overlap")),
            Map.entry("layers", List.of("test_loss", "loss")),
            Map.entry("neural-grid", List.of("test_accuracy", "test_loss", "train_loss")));
  }

  @Test
  void moreIsBetterOfAccuraciesAndOfWhatIsRecalledAndSurvivedAlone() {
    Models models = new Models();
    List<String> more =
        models.models().stream()
            .flatMap(model -> models.scores(model).stream())
            .filter(score -> score.better() == Score.Better.MORE)
            .map(Score::name)
            .toList();
    assertThat(more)
        .containsExactlyInAnyOrder(
            "recalled",
            "expected_recall",
            "overlap",
            "learning_potential",
            "converged",
            "diverged_at",
            "train_accuracy",
            "test_accuracy");
  }

  @Test
  void onlyCompleteTrialsWithANumberAreRanked() {
    List<Row> rows =
        List.of(
            row(0, "COMPLETE", Float.NaN, 0f, 0f, Float.NaN, 0f),
            row(1, "DIVERGED", 0f, 0f, 0f, 1f, 1f),
            row(2, "COMPLETE", null, 0f, 0f, null, 0f),
            row(3, "COMPLETE", 1f, null, 0f, 0.5f, Float.NaN),
            row(4, "COMPLETE", 1f, Float.NaN, 0f, 0.5f, null),
            row(5, "COMPLETE", 1f, 0f, 0f, 0.5f, -1f),
            row(6, "FAILED", null, null, null, null, null),
            row(7, "COMPLETE", Float.POSITIVE_INFINITY, 0f, 0f, Float.POSITIVE_INFINITY, 0f));
    Dataset<Row> table = spark.createDataFrame(rows, StructType.fromDDL(SCHEMA));
    assertThat(inSpark(table, Ranking.best(ERROR, TIES), 9)).containsExactly(5L, 3L, 4L);
    assertThat(inSpark(table, Ranking.worst(ERROR, TIES), 9)).containsExactly(5L, 3L, 4L);
    assertThat(inSpark(table, Ranking.best(RECALLED, TIES.subList(3, 4)), 9))
        .containsExactly(5L, 3L, 4L);
  }

  @Test
  void theQueryForDuckDbGivesTheRowsOfTop() throws Exception {
    long seed = 20261130;
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int trial = 0; trial < 2000; trial++) {
      boolean complete = random.nextInt(4) > 0;
      rows.add(
          row(
              trial,
              complete ? "COMPLETE" : "DIVERGED",
              few(random),
              few(random),
              few(random),
              few(random),
              few(random)));
    }
    Path folder = temp.resolve("it's/waves");
    spark
        .createDataFrame(rows, StructType.fromDDL(SCHEMA))
        .repartition(3)
        .write()
        .parquet("" + folder.resolve("00000"));
    Dataset<Row> table = spark.read().parquet("" + folder.resolve("00000"));
    String files = folder + "/*/*.parquet";
    for (Sweep.Metric metric :
        List.of(ERROR, RECALLED, TIES.get(1), new Sweep.Metric("overlap", false))) {
      for (Ranking ranking : List.of(Ranking.best(metric, TIES), Ranking.worst(metric, TIES))) {
        assertThat(inDuckDb(ranking.duckDb(files, 300)))
            .as("%s, seed %d", ranking.duckDb(files, 300), seed)
            .hasSize(300)
            .isEqualTo(inSpark(table, ranking, 300));
      }
    }
  }

  @Test
  void theExpressionForPandasHasTheSameKeys() {
    assertThat(Ranking.best(RECALLED, TIES.subList(3, 4)).pandas("it's/waves", 20))
        .isEqualTo(
            "pandas.read_parquet('it\\'s/waves')"
                + ".query(\"state == 'COMPLETE' and abs(recalled) < inf\")"
                + ".sort_values(['recalled', 'overlap', 'trial'], ascending=[False, False, True])"
                + ".head(20)");
    assertThat(Ranking.best(ERROR, TIES.subList(0, 1)).pandas("run/waves", 5))
        .isEqualTo(
            "pandas.read_parquet('run/waves')"
                + ".query(\"state == 'COMPLETE' and abs(error) < inf\")"
                + ".sort_values(['error', 'free_error', 'trial']).head(5)");
  }

  /** Few different values, so that there are ties, and none at times. */
  private static Float few(Random random) {
    int value = random.nextInt(6);
    return value == 0 ? null : value == 1 ? Float.valueOf(-0.0f) : Float.valueOf(value / 4f - 0.5f);
  }

  private static List<Long> inSpark(Dataset<Row> table, Ranking ranking, int most) {
    return Leaderboard.rows(Trials.of(SparkTable.of(table)), ranking, most).values().stream()
        .map(row -> (Long) row.get(0).orElseThrow())
        .toList();
  }

  private static List<Long> inDuckDb(String query) throws Exception {
    List<Long> trials = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        trials.add(result.getLong("trial"));
      }
    }
    return trials;
  }

  private static Row row(long trial, String state, Float... metrics) {
    List<Object> values = new ArrayList<>(List.of(trial, state));
    values.addAll(Arrays.asList(metrics));
    return RowFactory.create(values.toArray());
  }
}
