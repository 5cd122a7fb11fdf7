package org.basin.report;

import java.util.List;
import java.util.stream.DoubleStream;
import org.basin.draw.ValueScale;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
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
  static Curve of(Trials trials, String metric, Axis along) {
    PlaneAxis axis = PlaneAxis.of(along, MOST);
    Dialect dialect = trials.dialect();
    List<Point> points =
        trials
            .ask(
                "SELECT cell_, count(*), %s FROM (SELECT %s AS cell_, %s AS value_ FROM %s) WHERE value_ IS NOT NULL GROUP BY cell_ ORDER BY cell_"
                    .formatted(
                        dialect.quantiles("value_", RANKS, ACCURACY, trials.table().rows()),
                        axis.cell(dialect),
                        Dialect.real(metric),
                        trials.from()))
            .stream()
            .map(Curve::point)
            .toList();
    return new Curve(metric, axis, points);
  }

  private static Point point(Row row) {
    List<Double> quantiles =
        ((List<?>) row.value(2)).stream().map(each -> ((Number) each).doubleValue()).toList();
    return new Point((int) row.whole(0), row.whole(1), quantiles);
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
