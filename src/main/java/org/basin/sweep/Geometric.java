package org.basin.sweep;

import java.math.BigDecimal;
import org.basin.sweep.text.Numeral;

/**
 * A number of positive real numbers, each the same multiple of the one before, both ends included.
 *
 * <p>Value k is ten to the power of {@code log10(min) + (log10(max) - log10(min)) * k / (count -
 * 1)}, by {@link StrictMath}, so that every machine has the same bits. Where a decimal of {@value
 * #DIGITS} digits lies so near that rounding explains the difference, it is that decimal: decades
 * and powers of two are met exactly.
 *
 * @param min the first value, above 0
 * @param max the last value, at least {@code min}
 * @param count at least 2; 1 when {@code min} equals {@code max}
 */
public record Geometric(double min, double max, int count) implements Setting.Axis {

  private static final int DIGITS = 12;

  /** How far the logarithms and the power may lead astray, as a part of the value. */
  private static final double ROUNDING = 3e-14;

  public Geometric {
    Bounds.check(min, max);
    if (!(min > 0)) {
      throw new IllegalArgumentException(
          "min > 0 must hold for log_uniform_values, got min=" + Numeral.text(min));
    }
    Bounds.checkCount(min, max, count);
    double ratio = (StrictMath.log10(max) - StrictMath.log10(min)) / (count - 1.0);
    if (min < max && ratio < 1e-12) {
      throw new IllegalArgumentException(
          "neighbouring values must differ as doubles, "
              + Bounds.got(min, max)
              + ", count="
              + count);
    }
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Double value(int k) {
    return at(min, max, k, count - 1L);
  }

  /**
   * Value k of last + 1 from min to max, both above 0; further ones for k below 0 or above last.
   */
  public static double at(double min, double max, long k, long last) {
    if (k == 0) {
      return min;
    }
    if (k == last) {
      return max;
    }
    double low = StrictMath.log10(min);
    double high = StrictMath.log10(max);
    double exponent = low + (high - low) * k / last;
    return decimal(StrictMath.pow(10, exponent), (int) Math.floor(exponent));
  }

  /** The decimal of few digits beside a value, if there is one. */
  private static double decimal(double value, int exponent) {
    int places = DIGITS - 1 - exponent;
    double digits = Math.rint(value * StrictMath.pow(10, places));
    if (!(digits < 0x1p53)) {
      return value; // too near 0 for the power
    }
    double decimal = BigDecimal.valueOf((long) digits, places).doubleValue();
    return Math.abs(decimal - value) <= ROUNDING * value ? decimal : value;
  }

  @Override
  public String toString() {
    return "{min: "
        + Numeral.text(min)
        + ", max: "
        + Numeral.text(max)
        + ", count: "
        + count
        + ", distribution: log_uniform_values}";
  }
}
