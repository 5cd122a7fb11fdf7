package org.basin.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.basin.read.Row;
import org.basin.read.RowStream;

/**
 * Pairs the trials of two runs by the values of their hyperparameters and the replicate, whatever
 * their numbers and seeds: both tables are read once, in one order, and merged. A hyperparameter
 * that is an axis of one run and fixed in the other pairs by that value. Trials of different models
 * have nothing in common.
 */
public final class RowComparison {

  private static final String COMPLETE = "COMPLETE";

  private final Side left;
  private final Side right;
  private final int most;
  private final boolean comparable;
  private final List<String> axes;
  private final List<String> metrics;
  private final List<Moments> ofLeft = new ArrayList<>();
  private final List<Moments> ofRight = new ArrayList<>();
  private final List<Moments> differences = new ArrayList<>();
  private final long[] changed;
  private final double[] greatest;
  private final Map<String, long[]> states = new TreeMap<>();
  private final List<Comparison.Pair> shown = new ArrayList<>();
  private long pairs;
  private long equal;
  private long onlyLeft;
  private long onlyRight;

  private RowComparison(Side left, Side right, int most) {
    this.left = left;
    this.right = right;
    this.most = most;
    Set<String> names = new LinkedHashSet<>(left.axes());
    names.addAll(right.axes());
    axes = List.copyOf(names);
    comparable = left.job().sweep().model().equals(right.job().sweep().model());
    List<String> shared = left.metrics().stream().filter(right.metrics()::contains).toList();
    metrics = comparable ? shared : List.of();
    metrics.forEach(
        metric -> {
          ofLeft.add(new Moments());
          ofRight.add(new Moments());
          differences.add(new Moments());
        });
    changed = new long[metrics.size()];
    greatest = new double[metrics.size()];
  }

  /**
   * Compares the rows of two runs.
   *
   * @param most pairs that differ, which are shown
   */
  public static Comparison of(Side left, Side right, int most) {
    return new RowComparison(left, right, most).merged();
  }

  /** One trial: its hyperparameters and replicate, then number, state and metrics. */
  private record Trial(List<Object> keys, List<Object> values) {

    String state() {
      return (String) values.get(1);
    }

    double metric(int m) {
      Object value = values.get(2 + m);
      return value == null ? Double.NaN : ((Number) value).doubleValue();
    }
  }

  private Comparison merged() {
    try (RowStream a = left.rows(axes, metrics);
        RowStream b = right.rows(axes, metrics)) {
      List<Object> fixedLeft = left.constants(axes);
      List<Object> fixedRight = right.constants(axes);
      Trial one = next(a, fixedLeft, 0, ofLeft);
      Trial other = next(b, fixedRight, 1, ofRight);
      while (one != null || other != null) {
        int order =
            one == null
                ? 1
                : other == null || !comparable ? -1 : Keys.compareAll(one.keys(), other.keys());
        if (order == 0) {
          pair(one, other);
        }
        onlyLeft += order < 0 ? 1 : 0;
        onlyRight += order > 0 ? 1 : 0;
        one = order <= 0 ? next(a, fixedLeft, 0, ofLeft) : one;
        other = order >= 0 ? next(b, fixedRight, 1, ofRight) : other;
      }
    }
    List<Comparison.Metric> compared = new ArrayList<>();
    for (int m = 0; m < metrics.size(); m++) {
      compared.add(
          new Comparison.Metric(
              metrics.get(m),
              ofLeft.get(m).interval(),
              ofRight.get(m).interval(),
              differences.get(m).interval(),
              changed[m],
              greatest[m]));
    }
    return new Comparison(axes, pairs, equal, onlyLeft, onlyRight, states, compared, shown);
  }

  /** The next trial of a run, counted; null behind the last. */
  private Trial next(RowStream rows, List<Object> constants, int side, List<Moments> moments) {
    if (!rows.hasNext()) {
      return null;
    }
    Row row = rows.next();
    List<Object> keys = new ArrayList<>(constants);
    int column = 0;
    for (int k = 0; k < keys.size(); k++) {
      if (keys.get(k) == null) {
        keys.set(k, row.value(column++));
      }
    }
    keys.add(row.value(column++));
    Trial trial = new Trial(keys, row.values().subList(column, row.values().size()));
    states.computeIfAbsent(trial.state(), state -> new long[2])[side]++;
    if (trial.state().equals(COMPLETE)) {
      for (int m = 0; m < metrics.size(); m++) {
        moments.get(m).add(trial.metric(m));
      }
    }
    return trial;
  }

  private void pair(Trial one, Trial other) {
    pairs++;
    boolean same = one.state().equals(other.state());
    boolean complete = same && one.state().equals(COMPLETE);
    for (int m = 0; m < metrics.size(); m++) {
      double a = one.metric(m);
      double b = other.metric(m);
      if (complete) {
        differences.get(m).add(b - a);
      }
      if (!Objects.equals(one.values().get(2 + m), other.values().get(2 + m))) {
        same = false;
        changed[m]++;
        greatest[m] = Math.max(greatest[m], Double.isFinite(b - a) ? Math.abs(b - a) : 0);
      }
    }
    if (same) {
      equal++;
    } else if (shown.size() < most) {
      shown.add(new Comparison.Pair(one.keys(), one.values(), other.values()));
    }
  }
}
