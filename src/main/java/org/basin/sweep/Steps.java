package org.basin.sweep;

/**
 * Real numbers in equal steps, both ends included: value k is {@code min + k * step} in double, the
 * last one exactly {@code max}.
 *
 * @param min the first value
 * @param max the last value, at least {@code min}
 * @param step above 0; divides {@code max - min} within a billionth
 */
public record Steps(double min, double max, double step) implements Setting.Axis {

  private static final double TOLERANCE = 1e-9;

  /** However many steps there are, the last one is never visibly longer than the others. */
  private static final double LARGEST_TOLERANCE = 1e-2;

  public Steps {
    min += 0.0;
    max += 0.0;
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
    return (int) Math.rint((max - min) / step) + 1;
  }

  @Override
  public Double value(int k) {
    return k == size() - 1 ? max : min + k * step;
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
