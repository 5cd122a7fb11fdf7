package org.basin.report;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.basin.sweep.Sweep;

/** The best trials of a run. */
public final class Leaderboard {

  /** Metrics of the plain output; among trials of equal metric these say which one is better. */
  private static final List<String> HONEST = List.of("free_error", "free_cost");

  /** Columns that say nothing about how good a trial is. */
  private static final List<String> HIDDEN = List.of("seed", "state", "failure");

  private Leaderboard() {}

  /**
   * The best complete trials; ties go to the better plain output, then to the lower number.
   *
   * @param table the rows of a run
   * @param metric by which they are ranked; must be a column of the table
   * @param most how many at the most
   */
  public static Rows best(Dataset<Row> table, Sweep.Metric metric, int most) {
    List<String> columns = Arrays.asList(table.columns());
    List<Column> order = new ArrayList<>();
    order.add(metric.minimize() ? col(metric.name()).asc() : col(metric.name()).desc());
    for (String name : HONEST) {
      if (columns.contains(name) && !name.equals(metric.name())) {
        order.add(col(name).asc());
      }
    }
    order.add(col("trial").asc());
    Column[] shown =
        columns.stream()
            .filter(name -> !HIDDEN.contains(name))
            .filter(name -> !(table.schema().apply(name).dataType() instanceof ArrayType))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return Rows.of(
        table
            .where(col("state").equalTo("COMPLETE").and(col(metric.name()).isNotNull()))
            .select(shown)
            .orderBy(order.toArray(Column[]::new))
            .limit(most));
  }
}
