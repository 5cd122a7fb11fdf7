package org.basin.page;

import java.util.Arrays;
import org.basin.read.Row;

/** What is summed up over the trials of a cell. Sums of cells are those of a larger cell. */
final class Tally {

  /** No trial has this number. */
  static final long NONE = -1;

  private long trials;
  private long lost;
  private long first = NONE;
  private long last = NONE;
  private long chosen = NONE;
  private final long[] counted;
  private final double[] sums;
  private final long[] hits;

  /**
   * Of no trial.
   *
   * @param metrics how many there are
   * @param conditions how many there are
   */
  Tally(int metrics, int conditions) {
    counted = new long[metrics];
    sums = new double[metrics];
    hits = new long[conditions];
  }

  /**
   * Reads one: trials, lost, the numbers of the first, of the last and of the first chosen one,
   * then how many have each metric and its sum, then for how many each condition holds.
   *
   * @param at the column of the first of these
   */
  static Tally read(Row row, int at, int metrics, int conditions) {
    Tally tally = new Tally(metrics, conditions);
    tally.trials = row.whole(at);
    tally.lost = row.whole(at + 1);
    tally.first = row.whole(at + 2);
    tally.last = row.whole(at + 3);
    tally.chosen = row.absent(at + 4) ? NONE : row.whole(at + 4);
    for (int m = 0; m < metrics; m++) {
      tally.counted[m] = row.whole(at + 5 + 2 * m);
      tally.sums[m] = row.absent(at + 6 + 2 * m) ? 0 : row.number(at + 6 + 2 * m);
    }
    for (int c = 0; c < conditions; c++) {
      tally.hits[c] = row.whole(at + 5 + 2 * metrics + c);
    }
    return tally;
  }

  /** Adds the trials of another cell. */
  void add(Tally other) {
    trials += other.trials;
    lost += other.lost;
    first = least(first, other.first);
    chosen = least(chosen, other.chosen);
    last = Math.max(last, other.last);
    Arrays.setAll(counted, m -> counted[m] + other.counted[m]);
    Arrays.setAll(sums, m -> sums[m] + other.sums[m]);
    Arrays.setAll(hits, c -> hits[c] + other.hits[c]);
  }

  private static long least(long one, long other) {
    return one == NONE ? other : other == NONE ? one : Math.min(one, other);
  }

  long trials() {
    return trials;
  }

  /** Trials that are not COMPLETE. */
  long lost() {
    return lost;
  }

  /** The number of the first trial. */
  long first() {
    return first;
  }

  /** The number of the last trial. */
  long last() {
    return last;
  }

  /** The number of the first trial that is as one wants it; {@link #NONE} where none is. */
  long chosen() {
    return chosen;
  }

  /** Trials that have a metric. */
  long counted(int metric) {
    return counted[metric];
  }

  /** The mean of a metric; NaN where no trial has it. */
  double mean(int metric) {
    return counted[metric] == 0 ? Double.NaN : sums[metric] / counted[metric];
  }

  /** Trials for which a condition holds. */
  long hits(int condition) {
    return hits[condition];
  }
}
