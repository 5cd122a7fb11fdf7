package org.basin.compare;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.basin.draw.Shown;

/**
 * A mean with its interval of 95 % by Student's t: the mean of as many such samples lies in it 95
 * times of 100.
 *
 * @param count numbers
 * @param mean NaN of none
 * @param half half the width of the interval; NaN of fewer than two numbers
 */
public record Interval(long count, double mean, double half) {

  /** As a person reads it: {@code 12.5 ± 0.31}; "-" of no numbers. */
  public String text() {
    if (count == 0) {
      return "-";
    }
    String middle = Shown.value((float) mean);
    return Double.isNaN(half) ? middle : middle + " ± " + String.format(Locale.ROOT, "%.2g", half);
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
