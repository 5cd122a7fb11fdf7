package org.basin.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them, the same under every locale. */
public final class Shown {

  private Shown() {}

  /** A count with thousands separators: {@code 4,750,104,241}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share in percent with one decimal; a share that is not zero never shows as zero. */
  public static String percent(long part, long whole) {
    if (whole == 0) {
      return "-";
    }
    double percent = 100.0 * part / whole;
    if (part > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (part < whole && percent > 99.9) {
      return "> 99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** A time span: {@code 0.4 s}, {@code 2 min 5 s}, {@code 3 h 12 min}, {@code 41 d 3 h}. */
  public static String seconds(double seconds) {
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    if (whole < 86_400) {
      return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return count(whole / 86_400) + " d " + whole % 86_400 / 3600 + " h";
  }

  /** A size in decimal units: {@code 21.3 MB}. */
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
    double size = bytes;
    int unit = 0;
    while (size >= 999.95 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, units[unit]);
  }

  /** A value of an axis, without the rounding error of a step: {@code -1.3}. */
  static String place(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return value(new BigDecimal(number).round(new MathContext(12)).doubleValue());
    }
    return value(value);
  }

  /** A number without a tail: {@code 0.25}, {@code -2}; else the value's own text. */
  public static String value(Object value) {
    if (value instanceof Double || value instanceof Float) {
      String text = value.toString();
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    return value.toString();
  }
}
