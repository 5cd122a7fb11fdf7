package org.basin.sweep;

import org.basin.sweep.text.Numeral;

/** The laws that hold for the two ends of every range. */
final class Bounds {

  private Bounds() {}

  /** Both ends are finite, in order, and their distance is a number. */
  static void check(double min, double max) {
    if (!Double.isFinite(min) || !Double.isFinite(max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException("min, max and max - min must be finite, " + got(min, max));
    }
    if (min > max) {
      throw new IllegalArgumentException("min <= max must hold, " + got(min, max));
    }
  }

  /** At least two values, or one when the ends are one. */
  static void checkCount(double min, double max, int count) {
    if (min == max && count != 1) {
      throw new IllegalArgumentException(
          "count must be 1 when min = max, " + got(min, max) + ", count=" + count);
    }
    if (min < max && count < 2) {
      throw new IllegalArgumentException(
          "count must be at least 2, since both ends are values, "
              + got(min, max)
              + ", count="
              + count);
    }
  }

  /** Neighbouring values are different doubles, with room for rounding. */
  static void checkDistinct(double min, double max, double step) {
    double ulp = Math.ulp(Math.max(Math.abs(min), Math.abs(max)));
    if (min < max && step < 4 * ulp) {
      throw new IllegalArgumentException(
          "neighbouring values must differ as doubles, "
              + got(min, max)
              + ", step="
              + Numeral.text(step));
    }
  }

  static String got(double min, double max) {
    return "got min=" + Numeral.text(min) + ", max=" + Numeral.text(max);
  }
}
