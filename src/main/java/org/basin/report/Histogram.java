package org.basin.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.draw.ValueScale;

/**
 * How often a metric has which values.
 *
 * @param metric its name
 * @param scale from the least value to the greatest
 * @param counts trials in bins of equal width on that scale
 * @param lost trials without the metric
 */
record Histogram(String metric, ValueScale scale, List<Long> counts, long lost) {

  private static final int BINS = 60;

  Histogram {
    counts = List.copyOf(counts);
  }

  /** The histogram of a metric; empty when no trial has it. */
  static Optional<Histogram> of(Dataset<Row> table, String metric) {
    Column value = col(metric).cast("double");
    Row ends = table.agg(min(value), max(value), count(value), count(lit(1))).first();
    if (ends.isNullAt(0)) {
      return Optional.empty();
    }
    double low = ends.getDouble(0);
    double high = ends.getDouble(1);
    long[] counts = new long[BINS];
    table
        .where(value.isNotNull())
        .groupBy(Bins.of(value, low, high, BINS))
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts[row.getInt(0)] += row.getLong(1));
    return Optional.of(
        new Histogram(
            metric,
            ValueScale.of(low, high),
            Arrays.stream(counts).boxed().toList(),
            ends.getLong(3) - ends.getLong(2)));
  }

  /** Trials that have the metric. */
  long trials() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
