package org.basin.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.draw.ValueScale;
import org.basin.space.Axis;

/**
 * Quantiles of a metric along an axis, over all trials that share its value.
 *
 * @param metric its name
 * @param axis along which it is drawn
 * @param points from low to high
 */
record Curve(String metric, PlaneAxis axis, List<Point> points) {

  /** Which quantiles there are. */
  static final List<Double> RANKS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  /** More values of an axis than this are put together. */
  private static final int MOST = 64;

  /** Quantiles are right to so great a part of the trials of a point. */
  private static final int ACCURACY = 1_000;

  Curve {
    points = List.copyOf(points);
  }

  /**
   * What the trials of one cell of the axis have.
   *
   * @param cell from 0
   * @param trials those that have the metric, at least 1
   * @param quantiles one for each of {@link #RANKS}
   */
  record Point(int cell, long trials, List<Double> quantiles) {
    Point {
      quantiles = List.copyOf(quantiles);
    }
  }

  /** The curve over the rows of a run. */
  static Curve of(Dataset<Row> table, String metric, Axis along) {
    PlaneAxis axis = PlaneAxis.of(along, MOST);
    Column value = col(metric).cast("double");
    Column ranks = array(RANKS.stream().map(rank -> lit(rank)).toArray(Column[]::new));
    List<Point> points =
        table
            .where(value.isNotNull())
            .groupBy(axis.cell().as("cell"))
            .agg(count(lit(1)), percentile_approx(value, ranks, lit(ACCURACY)))
            .orderBy("cell")
            .collectAsList()
            .stream()
            .map(row -> new Point(row.getInt(0), row.getLong(1), row.<Double>getList(2)))
            .toList();
    return new Curve(metric, axis, points);
  }

  /** From the least quantile to the greatest; from 0 to 1 without points. */
  ValueScale scale() {
    double low = values().min().orElse(0);
    double high = values().max().orElse(1);
    return ValueScale.of(low, high);
  }

  private DoubleStream values() {
    return points.stream().flatMap(p -> p.quantiles().stream()).mapToDouble(Double::doubleValue);
  }
}
