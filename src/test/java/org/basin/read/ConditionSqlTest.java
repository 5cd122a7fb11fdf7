package org.basin.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.basin.LocalSpark;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Standard;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConditionSqlTest {

  private static final List<String> SCHEMES = List.of("ep", "it's", "back\\slash", "say \"x\"");

  private static final List<String> NAMES = List.of("beta", "epochs", "scheme", "state", "error");

  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSpark.session(1);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  private static Condition parse(String text) throws ConditionException {
    return ConditionParser.parse(
        text,
        name ->
            switch (name) {
              case "state" -> Summary.STATE;
              case "scheme" -> Hyperparameter.choice(name, "ep", SCHEMES, "");
              case "epochs" -> Hyperparameter.integer(name, 1, 0, 1000, "");
              default ->
                  Hyperparameter.real(name, Hyperparameter.Kind.LANE, Standard.NONE, -1e9, 1e9, "");
            });
  }

  private static Dataset<Row> table(List<Row> rows) {
    return spark.createDataFrame(
        rows,
        StructType.fromDDL("beta DOUBLE, epochs BIGINT, scheme STRING, state STRING, error FLOAT"));
  }

  private static List<Boolean> held(String condition, List<Row> rows) throws ConditionException {
    return table(rows)
        .select(
            functions.expr(
                "coalesce(" + ConditionSql.of(parse(condition), Dialect.SPARK) + ", false)"))
        .collectAsList()
        .stream()
        .map(row -> row.getBoolean(0))
        .toList();
  }

  @Test
  void theSqlHoldsWhereTheConditionDoes() throws ConditionException {
    long seed = 5;
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 97; i++) {
      rows.add(
          RowFactory.create(
              random.nextInt(-4, 5) / 4.0,
              (long) random.nextInt(4),
              SCHEMES.get(random.nextInt(4)),
              random.nextBoolean() ? "COMPLETE" : "PRUNED",
              25f * random.nextInt(5)));
    }
    for (String text :
        List.of(
            "true",
            "false",
            "error == 0",
            "error != 0 and beta > -0.5",
            "not (error == 0 or beta < 0.25) and (epochs == 1 or epochs == 2)",
            "-1 <= beta < error / 50",
            "beta in [0.25, -0.5, 1]",
            "error not in [0, 100]",
            "scheme == \"it's\" or scheme == 'back\\\\slash'",
            "scheme != 'say \"x\"'",
            "scheme in ['ep', \"it's\"] && state == 'COMPLETE'",
            "epochs * epochs + 1 >= 2 * beta - -epochs",
            "abs(beta) == max(beta, -beta)",
            "min(beta, epochs, 0.5) < beta",
            "max(beta) == beta",
            "(beta > 0) + (error > 25) + (scheme == 'ep') >= 2",
            "exp(beta) < 1.5 and tanh(beta) > -0.5 and sin(epochs) < 0.5 and cos(beta) > 0.6",
            "log(beta) < -0.5",
            "sqrt(beta) > 0.6 or sign(beta) < 0",
            "log(epochs) * (epochs > 0) >= 0",
            "(beta - beta) / (epochs - epochs) == 0",
            "beta * 1e308 * 1e308 - beta * 1e308 * 1e308 > 1",
            "max(epochs, 1e308 * 1e308 * 0) >= 0",
            "(epochs - 2) * 4294967296 * 4294967296 * epochs >= 0")) {
      Condition condition = parse(text);
      List<Boolean> expected = rows.stream().map(row -> condition.test(at(row))).toList();
      assertThat(held(text, rows)).as(text + ", seed " + seed).isEqualTo(expected);
    }
  }

  /** Where a space has two truth values, SQL has three; a share counts what surely holds. */
  @Test
  void aComparisonWithoutAValueDoesNotHoldEvenNegated() throws ConditionException {
    List<Row> rows = List.of(RowFactory.create(0.5, 0L, "ep", "COMPLETE", 25f));
    for (String text : List.of("beta / epochs > 1", "not (beta / epochs > 1)", "0 / epochs == 0")) {
      assertThat(held(text, rows)).as(text).containsExactly(false);
    }
  }

  private static Condition.Valuation at(Row row) {
    return new Condition.Valuation() {
      @Override
      public double number(String axis) {
        return ((Number) row.get(NAMES.indexOf(axis))).doubleValue();
      }

      @Override
      public String text(String axis) {
        return row.getString(NAMES.indexOf(axis));
      }
    };
  }

  @Test
  void noComparisonWithTheMetricOfALostTrialHolds() throws ConditionException {
    List<Row> lost = List.of(RowFactory.create(0.5, 1L, "ep", "DIVERGED", null));
    for (String text :
        List.of(
            "error == 0",
            "error != 0",
            "not (error == 0)",
            "error in [0, 25]",
            "error not in [0, 25]",
            "max(error, beta) == 0.5",
            "not (min(beta, error) > 1)",
            "abs(error) >= 0",
            "error * 0 == 0")) {
      assertThat(held(text, lost)).as(text).containsExactly(false);
    }
    assertThat(held("error == 0 or state == 'DIVERGED'", lost)).containsExactly(true);
    assertThat(held("beta == 0.5", lost)).containsExactly(true);
  }
}
