package org.basin.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.basin.sweep.Sweep;

/** The first trials of a run in the order of a {@link Ranking}. */
public final class Leaderboard {

  /** Columns that say nothing about how good a trial is. */
  private static final List<String> HIDDEN = List.of("seed", "state", "failure");

  private Leaderboard() {}

  /**
   * The best trials.
   *
   * @param table the rows of a run
   * @param metric by which they are ranked; must be a column of the table
   * @param most how many at the most
   */
  public static Rows best(Dataset<Row> table, Sweep.Metric metric, int most) {
    return rows(table, Ranking.best(metric, Arrays.asList(table.columns())), most);
  }

  /** The first trials of a ranking. */
  public static Rows rows(Dataset<Row> table, Ranking ranking, int most) {
    Column[] shown =
        Arrays.stream(table.columns())
            .filter(name -> !HIDDEN.contains(name))
            .filter(name -> !(table.schema().apply(name).dataType() instanceof ArrayType))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return Rows.of(
        table
            .where(col("state").equalTo("COMPLETE").and(finite(ranking.metric().name())))
            .select(shown)
            .orderBy(ranking.keys().stream().map(Leaderboard::order).toArray(Column[]::new))
            .limit(most));
  }

  private static Column order(Ranking.Key key) {
    Column known = when(finite(key.column()), col(key.column()));
    return key.ascending() ? known.asc_nulls_last() : known.desc_nulls_last();
  }

  /** Whether a column holds a number; to Spark a NaN is above infinity. */
  private static Column finite(String column) {
    return abs(col(column)).lt(lit(Double.POSITIVE_INFINITY));
  }
}
