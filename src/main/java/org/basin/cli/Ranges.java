package org.basin.cli;

import org.basin.draw.Shown;

/** Ranges of numbers in words. */
final class Ranges {

  /** Bounds beyond this are none that a person would call one. */
  private static final double UNBOUNDED = 1e15;

  private Ranges() {}

  /**
   * A range, such as {@code 1 to 4,096} or {@code number >= 0}.
   *
   * @param what a number is called where a bound is missing
   */
  static String text(double min, double max, String what) {
    boolean below = min <= -UNBOUNDED;
    boolean above = max >= UNBOUNDED;
    if (below && above) {
      return what;
    }
    if (above) {
      return what + " >= " + bound(min);
    }
    if (below) {
      return what + " <= " + bound(max);
    }
    return bound(min) + " to " + bound(max);
  }

  private static String bound(double bound) {
    return bound == Math.rint(bound) ? Shown.count((long) bound) : Double.toString(bound);
  }
}
