package org.basin.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.draw.ValueScale;
import org.basin.learn.Score;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.report.Bins;

/**
 * A metric and the levels in which its values are counted: each value by itself where there are
 * few, else bins of equal width on the scale that suits them. Zero has a level of its own where the
 * other values are wide apart.
 *
 * @param score the metric
 * @param with trials that have a finite value
 * @param without trials that have none
 * @param low the least value
 * @param high the greatest value
 * @param values each value, rising; empty where values are put into bins
 * @param edges of the bins, one more than there are; empty where each value counts by itself
 * @param log whether bins have equal ratios
 * @param zero whether level 0 is that of zero alone
 */
record Quantity(
    Score score,
    long with,
    long without,
    double low,
    double high,
    List<Double> values,
    List<Double> edges,
    boolean log,
    boolean zero) {

  /** Values that are counted one by one at the most. */
  private static final int MOST_VALUES = 32;

  private static final int BINS = 96;

  Quantity {
    values = List.copyOf(values);
    edges = List.copyOf(edges);
  }

  /** The metrics of some trials, without those that no trial has. */
  static List<Quantity> of(Trials trials, List<Score> scores) {
    if (scores.isEmpty()) {
      return List.of();
    }
    String asked =
        scores.stream()
            .map(Score::name)
            .map(
                name ->
                    "min(%1$s), max(%1$s), min(CASE WHEN %1$s > 0E0 THEN %1$s END), count(%1$s)"
                        .formatted(finite(name)))
            .collect(Collectors.joining(", "));
    Row row = trials.ask("SELECT count(*), %s FROM %s".formatted(asked, trials.from())).get(0);
    List<Quantity> quantities = new ArrayList<>();
    for (int s = 0; s < scores.size(); s++) {
      if (!row.absent(1 + 4 * s)) {
        long with = row.whole(4 + 4 * s);
        double positive = row.absent(3 + 4 * s) ? 0 : row.number(3 + 4 * s);
        quantities.add(
            of(
                trials,
                scores.get(s),
                with,
                row.whole(0) - with,
                row.number(1 + 4 * s),
                row.number(2 + 4 * s),
                positive));
      }
    }
    return List.copyOf(quantities);
  }

  private static Quantity of(
      Trials trials,
      Score score,
      long with,
      long without,
      double low,
      double high,
      double positive) {
    if (score.values() == Score.Values.FEW || with <= MOST_VALUES) {
      List<Double> values =
          trials
              .ask(
                  "SELECT value_ FROM (SELECT %s AS value_ FROM %s) WHERE value_ IS NOT NULL GROUP BY value_ ORDER BY value_ LIMIT %d"
                      .formatted(finite(score.name()), trials.from(), MOST_VALUES + 1))
              .stream()
              .map(row -> row.number(0) + 0.0)
              .distinct()
              .toList();
      if (values.size() <= MOST_VALUES) {
        return new Quantity(score, with, without, low, high, values, List.of(), false, false);
      }
    }
    boolean zero = low == 0 && ValueScale.wide(positive, high);
    double from = zero ? positive : low;
    boolean log = ValueScale.wide(from, high);
    int bins = low == high ? 1 : BINS;
    List<Double> edges =
        IntStream.rangeClosed(0, bins)
            .mapToObj(bin -> edge(from, high, log, (double) bin / bins))
            .toList();
    return new Quantity(score, with, without, low, high, List.of(), edges, log, zero);
  }

  private static double edge(double low, double high, boolean log, double share) {
    if (share == 1) {
      return high;
    }
    return log ? low * Math.pow(high / low, share) : low + (high - low) * share;
  }

  /** The name of the metric. */
  String name() {
    return score.name();
  }

  /** Whether more is better. */
  boolean more() {
    return score.better() == Score.Better.MORE;
  }

  /** Whether all trials have the same value. */
  boolean constant() {
    return low == high;
  }

  /** The value of a row as a double; null where it is not finite. */
  static String finite(String metric) {
    String value = Dialect.real(metric);
    return "CASE WHEN %s THEN %s END".formatted(Dialect.finite(value), value);
  }

  /** How many levels there are. */
  int levels() {
    return values.isEmpty() ? edges.size() - 1 + (zero ? 1 : 0) : values.size();
  }

  /**
   * The level of a value, from 0; -1 of none.
   *
   * @param value a finite double or null, as SQL
   */
  String level(String value, Dialect dialect) {
    String level;
    if (!values.isEmpty()) {
      List<String> literals = values.stream().map(Dialect::number).toList();
      level = "CAST(%s AS INT) - 1".formatted(dialect.position(literals, "(" + value + " + 0E0)"));
    } else {
      double from = edges.get(0);
      level = Bins.of(value, from, high, edges.size() - 1);
      level = zero ? "CASE WHEN %s > 0E0 THEN 1 + %s ELSE 0 END".formatted(value, level) : level;
    }
    return "CASE WHEN %s IS NULL THEN -1 ELSE %s END".formatted(value, level);
  }

  /**
   * A quantile of counted values: a value itself where values are counted one by one, else linear
   * within its bin, or in logarithms.
   *
   * @param counts of the levels
   * @param rank from 0 to 1
   * @return NaN of none
   */
  double quantile(long[] counts, double rank) {
    long all = Arrays.stream(counts).sum();
    if (all == 0) {
      return Double.NaN;
    }
    double wanted = rank * all;
    long before = 0;
    for (int level = 0; level < counts.length; level++) {
      if (counts[level] > 0 && before + counts[level] >= wanted) {
        return within(level, Math.max(0, (wanted - before) / counts[level]));
      }
      before += counts[level];
    }
    return high;
  }

  private double within(int level, double share) {
    if (!values.isEmpty()) {
      return values.get(level);
    }
    if (zero && level == 0) {
      return 0;
    }
    int bin = zero ? level - 1 : level;
    return edge(edges.get(bin), edges.get(bin + 1), log, share);
  }

  /** As the page reads it. */
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", name());
    map.put("text", score.text());
    map.put("more", more());
    map.put("with", with);
    map.put("without", without);
    map.put("low", low);
    map.put("high", high);
    map.put("log", log);
    map.put("zero", zero);
    map.put("values", values);
    map.put("edges", edges);
    return map;
  }
}
