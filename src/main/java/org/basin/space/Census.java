package org.basin.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts trials without walking them. Digits that no condition ties together multiply; only a group
 * of tied digits is enumerated, so that one condition over two of six axes of 41 values costs 1,681
 * tests, not 41^6.
 */
final class Census {

  /** Combinations of tied digits that counting may visit: about a minute of work. */
  static final long MOST = 1L << 31;

  /** Digits tied together by conditions, ascending, with the conditions. */
  private record Group(List<Integer> digits, List<Residual> residuals) {}

  private final ProductSpace space;
  private final List<Group> groups = new ArrayList<>();
  private final long[] low;
  private final long[] high;
  private final Odometer odometer;

  Census(ProductSpace space) {
    this.space = space;
    int digits = space.digits().size();
    low = new long[digits];
    high = new long[digits];
    odometer = new Odometer(space, Spans.of(0, 0));
    for (Residual residual : space.residuals()) {
      Set<Integer> tied = new TreeSet<>(residual.digits());
      List<Residual> residuals = new ArrayList<>();
      for (Group group : List.copyOf(groups)) {
        if (group.digits().stream().anyMatch(tied::contains)) {
          tied.addAll(group.digits());
          residuals.addAll(group.residuals());
          groups.remove(group);
        }
      }
      residuals.add(residual);
      groups.add(new Group(List.copyOf(tied), residuals));
    }
  }

  /**
   * Refuses a space that could not be counted in reasonable time.
   *
   * @throws IllegalArgumentException if conditions tie too many combinations together
   */
  static void requireCountable(ProductSpace space) {
    for (Group group : new Census(space).groups) {
      double combinations = 1;
      for (int digit : group.digits()) {
        combinations *= space.digits().get(digit).places().size();
      }
      if (combinations > MOST) {
        throw new IllegalArgumentException(
            String.format(
                "conditions must tie at most 2^31 combinations of values together,"
                    + " got %.0f tied by %s; split the sweep or drop a condition",
                combinations, group.residuals().stream().map(Residual::condition).toList()));
      }
    }
  }

  /** How many trials stand at positions, given as the digits alone count them. */
  long count(Spans positions) {
    if (groups.isEmpty()) {
      return positions.size();
    }
    long count = 0;
    for (int run = 0; run < positions.runs(); run++) {
      count += count(0, positions.first(run), positions.until(run));
    }
    return count;
  }

  /**
   * How many trials stand in {@code [from, until)} below fixed digits: a whole box in the middle
   * and what sticks out on either side. Only combinations within are enumerated, so that all the
   * waves of a run together cost little more than one count of the space.
   *
   * @param d the first digit that is not fixed
   */
  private long count(int d, long from, long until) {
    long weight = space.weight(d);
    long first = from / weight;
    long last = (until - 1) / weight;
    if (first == last && until - from < weight) {
      return below(d, first, from % weight, until - last * weight);
    }
    long count = 0;
    if (from % weight != 0) {
      count += below(d, first, from % weight, weight);
      first++;
    }
    if (until % weight != 0) {
      count += below(d, last, 0, until % weight);
      last--;
    }
    if (first <= last) {
      low[d] = first;
      high[d] = last + 1;
      for (int free = d + 1; free < low.length; free++) {
        low[free] = 0;
        high[free] = space.digits().get(free).places().size();
      }
      count += box();
    }
    return count;
  }

  private long below(int d, long rank, long from, long until) {
    low[d] = rank;
    high[d] = rank + 1;
    return count(d + 1, from, until);
  }

  /** How many trials have every digit's rank in its {@code [low, high)}. */
  private long box() {
    long count = 1;
    boolean[] tied = new boolean[low.length];
    for (Group group : groups) {
      count *= enumerate(group, 0);
      group.digits().forEach(digit -> tied[digit] = true);
    }
    for (int d = 0; d < low.length; d++) {
      count *= tied[d] ? 1 : high[d] - low[d];
    }
    return count;
  }

  /** Combinations of a group's digits from {@code depth} on; a failed condition cuts its branch. */
  private long enumerate(Group group, int depth) {
    if (depth == group.digits().size()) {
      return 1;
    }
    int digit = group.digits().get(depth);
    long count = 0;
    for (long rank = low[digit]; rank < high[digit]; rank++) {
      odometer.turn(digit, rank);
      if (holds(group, digit)) {
        count += enumerate(group, depth + 1);
      }
    }
    return count;
  }

  private boolean holds(Group group, int digit) {
    for (Residual residual : group.residuals()) {
      if (residual.last() == digit && !residual.admits(odometer)) {
        return false;
      }
    }
    return true;
  }
}
