package org.basin.sweep;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.IntToDoubleFunction;
import org.basin.sweep.text.Numeral;

/**
 * Real numbers in equal steps, both ends included: value k is {@code min + k * step}, reckoned in
 * decimal and rounded to a double once, so that 0.1 to 0.5 by 0.1 holds 0.3; the last one is {@code
 * max}.
 *
 * @param min the first value
 * @param max the last value, at least {@code min}
 * @param step above 0; divides {@code max - min} within a billionth
 */
public record Steps(BigDecimal min, BigDecimal max, BigDecimal step) implements Setting.Axis {

  private static final int EXACT_POWER = 22;

  private static final int EXACT_BITS = 53;

  private static final double TOLERANCE = 1e-9;

  /** However many steps there are, the last one is never visibly longer than the others. */
  private static final double LARGEST_TOLERANCE = 1e-2;

  public Steps {
    min = min.stripTrailingZeros();
    max = max.stripTrailingZeros();
    step = step.stripTrailingZeros();
    check(min.doubleValue(), max.doubleValue(), step.doubleValue());
  }

  /** By the shortest decimals that read back as these doubles. */
  public Steps(double min, double max, double step) {
    this(Numeral.decimal(min), Numeral.decimal(max), Numeral.decimal(step));
  }

  private static void check(double min, double max, double step) {
    Bounds.check(min, max);
    if (!(step > 0) || Double.isInfinite(step)) {
      throw new IllegalArgumentException("step > 0 must hold, got step=" + Numeral.text(step));
    }
    double steps = (max - min) / step;
    double whole = Math.rint(steps);
    if (whole > Integer.MAX_VALUE - 1.0) {
      throw new IllegalArgumentException(
          "an axis must have at most 2147483647 values, "
              + Bounds.got(min, max)
              + ", step="
              + Numeral.text(step));
    }
    double rounding = (Math.ulp(min) + Math.ulp(max)) / step; // of ends far from 0
    double tolerance = Math.min(Math.max(TOLERANCE * whole, rounding), LARGEST_TOLERANCE);
    if (Math.abs(steps - whole) > tolerance) {
      throw new IllegalArgumentException(
          "step must divide max - min, "
              + Bounds.got(min, max)
              + ", step="
              + Numeral.text(step)
              + "; the nearest that does is "
              + Numeral.text((max - min) / Math.max(1, whole)));
    }
    Bounds.checkDistinct(min, max, step);
  }

  @Override
  public int size() {
    return (int) Math.rint((max.doubleValue() - min.doubleValue()) / step.doubleValue()) + 1;
  }

  @Override
  public Double value(int k) {
    BigDecimal exact = k == size() - 1 ? max : min.add(step.multiply(BigDecimal.valueOf(k)));
    return exact.doubleValue();
  }

  /**
   * Where the whole numbers fit a double, one correctly rounded division gives the same bits: 10^22
   * is the largest power of ten that is exact (W. Clinger, How to read floating point numbers
   * accurately, PLDI 1990).
   */
  @Override
  public IntToDoubleFunction reader() {
    int scale = Math.max(0, Math.max(min.scale(), step.scale()));
    int last = size() - 1;
    BigInteger first = min.setScale(scale).unscaledValue();
    BigInteger by = step.setScale(scale).unscaledValue();
    BigInteger end = first.add(by.multiply(BigInteger.valueOf(last)));
    if (scale > EXACT_POWER || Math.max(first.bitLength(), end.bitLength()) > EXACT_BITS) {
      return this::number;
    }
    long from = first.longValueExact();
    long width = by.longValueExact();
    double unit = BigDecimal.TEN.pow(scale).doubleValue();
    double largest = max.doubleValue();
    return k -> k == last ? largest : (from + k * width) / unit;
  }

  @Override
  public String toString() {
    return "{min: "
        + Numeral.text(min)
        + ", max: "
        + Numeral.text(max)
        + ", step: "
        + Numeral.text(step)
        + "}";
  }
}
