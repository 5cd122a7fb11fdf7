package org.basin.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.basin.draw.Shown;
import org.basin.report.Interval;

/**
 * A mean with its interval of 95 % by Student's t: the mean of as many such samples lies in it 95
 * times of 100.
 *
 * @param count numbers
 * @param mean NaN of none
 * @param half half the width of the interval; NaN of fewer than two numbers
 */
public record Mean(long count, double mean, double half) {

  private static final MathContext DIGITS = new MathContext(2);

  /** Longer numbers have an exponent. */
  private static final int MOST_PLACES = 9;

  /** Of as many numbers of a mean and a standard deviation, which matters of two or more. */
  static Mean of(long count, double mean, double deviation) {
    return count == 0
        ? new Mean(0, Double.NaN, Double.NaN)
        : new Mean(count, mean, Interval.student(deviation, count).orElse(Double.NaN));
  }

  /**
   * As a person reads it, to the second digit of the half: {@code 12.50 ± 0.31}; "-" of no numbers.
   */
  public String text() {
    if (count == 0) {
      return "-";
    }
    if (Double.isNaN(half) || half == 0) {
      return Shown.value((float) mean);
    }
    BigDecimal width = BigDecimal.valueOf(half).round(DIGITS);
    if (Math.abs(width.scale()) > MOST_PLACES) {
      return Shown.value((float) mean) + " ± " + Shown.value((float) half);
    }
    BigDecimal middle = BigDecimal.valueOf(mean).setScale(width.scale(), RoundingMode.HALF_EVEN);
    return middle.toPlainString() + " ± " + width.toPlainString();
  }

  /** The same for programs. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("count", count);
    map.put("mean", mean);
    map.put("half", half);
    return map;
  }
}
