package org.basin.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sampled sweeps with conditional axes as tables. */
class DrawnTableTest {

  private static final String SWEEP =
      """
      name: drawn
      model: energy
      data: xor
      method: sobol
      trials: 500
      replicates: 2
      parameters:
        scheme: {values: [ep, chl], probabilities: [0.4, 0.6]}
        epochs: {min: 1, max: 4}
        free_steps: {values: [1, 2], when: "scheme == 'chl'"}
        beta: {min: 0.1, max: 1, when: "scheme == 'ep'"}
        activation: {values: [sigmoid, tanh], when: "epochs > 2"}
        alpha: {min: 0.001, max: 1, distribution: log_uniform_values}
      where: alpha < 0.9
      """;

  private static Spark spark;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws Exception {
    Path file = Files.writeString(folder.resolve("drawn.yaml"), SWEEP);
    spark = new Spark(2);
    Dataset<Row> table = spark.session().read().format("basin").load(file.toString());
    table.createOrReplaceTempView("trials");
    table.write().parquet(folder.resolve("kept").toString());
    spark
        .session()
        .read()
        .parquet(folder.resolve("kept").toString())
        .createOrReplaceTempView("kept");
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static List<String> ask(String query) {
    return spark.session().sql(query).collectAsList().stream()
        .map(Row::toString)
        .collect(Collectors.toList());
  }

  /** Filters that are pushed down say what Spark's own filters say of the rows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "beta > 0.5",
        "NOT (beta > 0.5)",
        "beta IS NULL",
        "beta IS NOT NULL AND alpha < 0.1",
        "free_steps <=> 2",
        "free_steps <=> NULL",
        "free_steps IN (1, 2)",
        "NOT free_steps IN (1)",
        "activation = 'tanh' OR beta < 0.3",
        "NOT (activation = 'tanh' AND beta < 0.3)",
        "scheme = 'chl' AND epochs >= 3",
        "trial = 77",
        "trial BETWEEN 100 AND 131 AND replicate = 1",
        "coalesce(beta, 0) = 0",
        "true"
      })
  void filtersTreatAxesThatAreNotThereAsNull(String filter) {
    String rows = "SELECT * FROM %s WHERE " + filter + " ORDER BY trial";
    assertThat(ask(rows.formatted("trials"))).isEqualTo(ask(rows.formatted("kept")));
    String count = "SELECT count(*) FROM %s WHERE " + filter;
    assertThat(ask(count.formatted("trials"))).isEqualTo(ask(count.formatted("kept")));
  }

  @Test
  void columnsAreNullableWhereAxesHaveConditionsAlone() {
    assertThat(spark.session().table("trials").schema().fields())
        .filteredOn(field -> !field.nullable())
        .extracting(field -> field.name())
        .contains("trial", "scheme", "epochs", "alpha", "replicate", "seed")
        .doesNotContain("beta", "free_steps", "activation");
    assertThat(ask("SELECT count(*), count(beta), count(free_steps) FROM kept WHERE scheme = 'ep'"))
        .isEqualTo(ask("SELECT count(*), count(*), 0 FROM kept WHERE scheme = 'ep'"));
  }

  @Test
  void aFilterOnADrawnAxisTrainsFewerTrialsAndCountingNone() throws Exception {
    long few = spark.session().sql("SELECT * FROM kept WHERE beta < 0.2").count();
    assertThat(few).isPositive();
    assertThat(spark.trained(() -> ask("SELECT error FROM trials WHERE beta < 0.2")))
        .isEqualTo(few);
    assertThat(spark.trained(() -> ask("SELECT error FROM trials WHERE trial = 7"))).isEqualTo(1);
    assertThat(spark.trained(() -> ask("SELECT count(*) FROM trials WHERE beta < 0.2"))).isZero();
    assertThat(spark.trained(() -> ask("SELECT avg(beta) FROM trials"))).isZero();
  }
}
