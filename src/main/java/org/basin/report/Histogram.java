package org.basin.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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

  /** From here on bins have equal ratios. */
  private static final double WIDE = 1_000;

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
    boolean log = low > 0 && high / low >= WIDE;
    long[] counts = new long[BINS];
    Column way =
        log
            ? log10(value).minus(lit(Math.log10(low))).divide(lit(Math.log10(high / low)))
            : value.minus(lit(low)).divide(lit(low == high ? 1 : high - low));
    Column bin = least(floor(way.multiply(lit(BINS))).cast("int"), lit(BINS - 1));
    table
        .where(value.isNotNull())
        .groupBy(bin)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> counts[Math.max(0, row.getInt(0))] += row.getLong(1));
    return Optional.of(
        new Histogram(
            metric,
            log ? new LogScale(low, high) : new LinearScale(low, high),
            Arrays.stream(counts).boxed().toList(),
            ends.getLong(3) - ends.getLong(2)));
  }

  /** Trials that have the metric. */
  long trials() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
