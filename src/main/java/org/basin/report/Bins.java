package org.basin.report;

import org.basin.draw.ValueScale;
import org.basin.read.Dialect;

/** Bins of equal width on the scale that suits the numbers in them. */
public final class Bins {

  private Bins() {}

  /**
   * The bin of a number, from 0, as SQL.
   *
   * @param number of 64 bits, as SQL
   * @param low the least number
   * @param high the greatest
   * @param bins how many there are
   */
  public static String of(String number, double low, double high, int bins) {
    return of(number, low, high, bins, ValueScale.wide(low, high));
  }

  /**
   * The same on a given scale.
   *
   * @param wide whether bins are of equal ratio
   */
  public static String of(String number, double low, double high, int bins, boolean wide) {
    String value = wide ? "log10(" + number + ")" : number;
    double from = wide ? Math.log10(low) : low;
    double to = wide ? Math.log10(high) : high;
    String way =
        "floor((%s - %s) * %s)"
            .formatted(
                value, Dialect.number(from), Dialect.number(bins / (low == high ? 1 : to - from)));
    // SQL's logarithm of the least number may be one bit below that of Math
    return "greatest(0, least(%d, CAST(%s AS INT)))".formatted(bins - 1, way);
  }
}
