package org.basin.sweep;

/**
 * A number of equidistant real numbers, both ends included: value k is {@code min + (max - min) * k
 * / (count - 1)} in double.
 *
 * @param min the first value
 * @param max the last value, at least {@code min}
 * @param count at least 2; 1 when {@code min} equals {@code max}
 */
public record Linear(double min, double max, int count) implements Setting.Axis {

  public Linear {
    min += 0.0;
    max += 0.0;
    Bounds.check(min, max);
    Bounds.checkCount(min, max, count);
    if (Double.isInfinite((max - min) * (count - 1))) {
      throw new IllegalArgumentException(
          "(max - min) * count must be finite, " + Bounds.got(min, max) + ", count=" + count);
    }
    Bounds.checkDistinct(min, max, (max - min) / (count - 1.0));
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Double value(int k) {
    if (k == 0) {
      return min;
    }
    return k == count - 1 ? max : min + (max - min) * k / (count - 1);
  }

  @Override
  public String toString() {
    return "{min: " + Numeral.text(min) + ", max: " + Numeral.text(max) + ", count: " + count + "}";
  }
}
