package org.basin.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Iterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.draw.Field;
import org.basin.sweep.Measure;

/**
 * Averages the trials of a run over the cells of a plane. Executors keep one sum for each cell, the
 * driver the field alone, however many trials there are.
 */
public final class FieldQuery {

  private FieldQuery() {}

  /**
   * The field of a mean or a share.
   *
   * @param table rows of a run
   * @param measure what is said of the trials of a cell; shares in percent
   */
  public static Field of(Dataset<Row> table, Measure measure, PlaneAxis x, PlaneAxis y) {
    Dataset<Row> cells =
        table
            .select(x.cell().as("x"), y.cell().as("y"), value(measure).as("value"))
            .groupBy("x", "y")
            .agg(avg(col("value")), count(lit(1)).as("trials"));
    Field field = new Field(x.cells(), y.cells());
    for (Iterator<Row> each = cells.toLocalIterator(); each.hasNext(); ) {
      Row cell = each.next();
      double value = cell.isNullAt(2) ? Double.NaN : cell.getDouble(2);
      field.set(cell.getInt(0), cell.getInt(1), value, cell.getLong(3));
    }
    return field;
  }

  private static Column value(Measure measure) {
    if (measure instanceof Measure.Share share) {
      Column holds = coalesce(expr(ConditionSql.of(share.condition())), lit(false));
      return when(holds, lit(100.0)).otherwise(lit(0.0));
    }
    return col(measure.text()).cast("double");
  }
}
