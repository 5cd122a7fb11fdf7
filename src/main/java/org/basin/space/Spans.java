package org.basin.space;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * An ascending set of whole numbers, kept as runs {@code [first, until)}: a million neighbours cost
 * as little as one. Says how many numbers lie below a value and which number has a given rank.
 */
final class Spans implements Serializable {

  private static final long serialVersionUID = 1;

  /** First number of each run, ascending; runs neither touch nor overlap. */
  private final long[] first;

  /** How many numbers lie before each run, then how many there are. */
  private final long[] before;

  private Spans(long[] first, long[] before) {
    this.first = first;
    this.before = before;
  }

  /** The numbers in {@code [from, until)}. */
  static Spans of(long from, long until) {
    return new Collector().add(from, until).spans();
  }

  long size() {
    return before[first.length];
  }

  int runs() {
    return first.length;
  }

  /** First number of a run. */
  long first(int run) {
    return first[run];
  }

  /** One past the last number of a run. */
  long until(int run) {
    return first[run] + before[run + 1] - before[run];
  }

  /** The number with {@code rank} smaller ones, for ranks below {@link #size()}. */
  long at(long rank) {
    if (first.length == 1) {
      return first[0] + rank;
    }
    int run = Arrays.binarySearch(before, rank);
    run = run < 0 ? -run - 2 : run;
    return first[run] + rank - before[run];
  }

  /** How many numbers are smaller than {@code value}. */
  long rank(long value) {
    int run = runAt(value);
    return run < 0 ? 0 : before[run] + Math.min(value, until(run)) - first[run];
  }

  boolean contains(long value) {
    int run = runAt(value);
    return run >= 0 && value < until(run);
  }

  /** The last run that begins at or before a value, -1 when none does. */
  private int runAt(long value) {
    int run = Arrays.binarySearch(first, value);
    return run < 0 ? -run - 2 : run;
  }

  /** The numbers with ranks in {@code [from, until)}. */
  Spans slice(long from, long until) {
    Collector collector = new Collector();
    for (int run = 0; run < first.length; run++) {
      long low = Math.max(from, before[run]);
      long high = Math.min(until, before[run + 1]);
      collector.add(first[run] + low - before[run], first[run] + high - before[run]);
    }
    return collector.spans();
  }

  /** The numbers that are in both. */
  Spans intersect(Spans other) {
    Collector collector = new Collector();
    int mine = 0;
    int theirs = 0;
    while (mine < runs() && theirs < other.runs()) {
      collector.add(
          Math.max(first(mine), other.first(theirs)), Math.min(until(mine), other.until(theirs)));
      if (until(mine) < other.until(theirs)) {
        mine++;
      } else {
        theirs++;
      }
    }
    return collector.spans();
  }

  /** The numbers that satisfy a predicate, each one tested. */
  Spans filter(LongPredicate predicate) {
    Collector collector = new Collector();
    for (int run = 0; run < runs(); run++) {
      for (long value = first(run); value < until(run); value++) {
        if (predicate.test(value)) {
          collector.add(value, value + 1);
        }
      }
    }
    return collector.spans();
  }

  /** Puts runs together that come in ascending order. */
  static final class Collector {
    private long[] first = new long[1];
    private long[] until = new long[1];
    private int runs;

    /** Adds {@code [from, until)}, which may be empty, after all that was added before. */
    Collector add(long from, long until) {
      if (from >= until) {
        return this;
      }
      if (runs > 0 && this.until[runs - 1] == from) {
        this.until[runs - 1] = until;
        return this;
      }
      if (runs == first.length) {
        first = Arrays.copyOf(first, 2 * runs);
        this.until = Arrays.copyOf(this.until, 2 * runs);
      }
      first[runs] = from;
      this.until[runs++] = until;
      return this;
    }

    Spans spans() {
      long[] before = new long[runs + 1];
      for (int run = 0; run < runs; run++) {
        before[run + 1] = before[run] + until[run] - first[run];
      }
      return new Spans(Arrays.copyOf(first, runs), before);
    }
  }
}
