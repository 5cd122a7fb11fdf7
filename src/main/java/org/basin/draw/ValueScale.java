package org.basin.draw;

import java.util.List;

/** How far along an axis or a row of colours a value stands, from 0 to 1. */
public sealed interface ValueScale permits LinearScale, LogScale, RankScale {

  /** Whether numbers are better told apart by their ratios: above 0, and a thousandfold apart. */
  static boolean wide(double low, double high) {
    return low > 0 && high / low >= 1_000;
  }

  /** What suits numbers from {@code low} to {@code high}: a log scale if they are wide apart. */
  static ValueScale of(double low, double high) {
    return wide(low, high) ? new LogScale(low, high) : new LinearScale(low, high);
  }

  /**
   * The share of a value; below 0 or above 1 for values beyond the ends.
   *
   * @param value a finite number
   */
  double share(double value);

  /**
   * Marks at round values, from low to high.
   *
   * @param most how many labels at the most, at least 2
   */
  List<Tick> ticks(int most);

  /** What the scale does to values, in a word for a caption; "" when nothing. */
  String word();
}
