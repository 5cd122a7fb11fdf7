package org.basin.table;

import java.util.Locale;
import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * How many of the lanes that were stepped held a trial, in percent. Tasks report hundredths of a
 * percent, for Spark carries whole numbers only.
 */
public final class LanesFilled implements CustomMetric {

  static final String NAME = "lanesFilled";

  /** A task's share when every lane is filled. */
  private static final double FULL = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "lanes filled, percent";
  }

  /** A task's share of filled lanes in hundredths of a percent; 0 when it stepped none. */
  static long share(long filled, long lanes) {
    return lanes == 0 ? 0 : Math.round(FULL * filled / lanes);
  }

  /** The mean over tasks that trained; tasks are of equal size but for the last. */
  @Override
  public String aggregateTaskMetrics(long[] tasks) {
    double sum = 0;
    int trained = 0;
    for (long task : tasks) {
      sum += task;
      trained += task > 0 ? 1 : 0;
    }
    return trained == 0
        ? "none stepped"
        : String.format(Locale.ROOT, "%.1f", 100 * sum / trained / FULL);
  }
}
