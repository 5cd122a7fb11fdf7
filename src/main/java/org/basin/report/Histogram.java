package org.basin.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.basin.draw.ValueScale;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

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
  static Optional<Histogram> of(Trials trials, String metric) {
    String value = Dialect.real(metric);
    Row ends =
        trials
            .ask(
                "SELECT min(%1$s), max(%1$s), count(%1$s), count(*) FROM %2$s"
                    .formatted(value, trials.from()))
            .get(0);
    if (ends.absent(0)) {
      return Optional.empty();
    }
    double low = ends.number(0);
    double high = ends.number(1);
    long[] counts = new long[BINS];
    trials.each(
        "SELECT bin_, count(*) FROM (SELECT %s AS bin_ FROM %s WHERE %s IS NOT NULL) GROUP BY bin_"
            .formatted(Bins.of(value, low, high, BINS), trials.from(), metric),
        row -> counts[(int) row.whole(0)] += row.whole(1));
    return Optional.of(
        new Histogram(
            metric,
            ValueScale.of(low, high),
            Arrays.stream(counts).boxed().toList(),
            ends.whole(3) - ends.whole(2)));
  }

  /** Trials that have the metric. */
  long trials() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
