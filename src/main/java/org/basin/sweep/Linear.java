package org.basin.sweep;

import java.math.BigDecimal;
import org.basin.sweep.text.Numeral;

/**
 * A number of equidistant real numbers, both ends included: value k is {@code min + (max - min) * k
 * / (count - 1)}, reckoned in decimal and rounded to a double once, so that 11 from 0 to 1 hold
 * 0.3.
 *
 * @param min the first value
 * @param max the last value, at least {@code min}
 * @param count at least 2; 1 when {@code min} equals {@code max}
 */
public record Linear(BigDecimal min, BigDecimal max, int count) implements Setting.Axis {

  public Linear {
    min = min.stripTrailingZeros();
    max = max.stripTrailingZeros();
    double low = min.doubleValue();
    double high = max.doubleValue();
    Bounds.check(low, high);
    Bounds.checkCount(low, high, count);
    Bounds.checkDistinct(low, high, (high - low) / (count - 1.0));
  }

  /** By the shortest decimals that read back as these doubles. */
  public Linear(double min, double max, int count) {
    this(Numeral.decimal(min), Numeral.decimal(max), count);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public Double value(int k) {
    int last = count - 1;
    if (k == 0) {
      return min.doubleValue();
    }
    if (k == last) {
      return max.doubleValue();
    }
    BigDecimal fromMin = min.multiply(BigDecimal.valueOf(last - k));
    BigDecimal fromMax = max.multiply(BigDecimal.valueOf(k));
    return Numeral.quotient(fromMin.add(fromMax), last);
  }

  @Override
  public String toString() {
    return "{min: " + Numeral.text(min) + ", max: " + Numeral.text(max) + ", count: " + count + "}";
  }
}
