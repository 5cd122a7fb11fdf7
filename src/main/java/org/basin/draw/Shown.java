package org.basin.draw;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.basin.sweep.text.Numeral;

/** Numbers as people read them, the same under every locale. */
public final class Shown {

  /** Digits of a number at the most, as many as a float has. */
  private static final int DIGITS = 9;

  /** Bounds beyond this are none that a person would call one. */
  private static final double UNBOUNDED = 1e15;

  /** Parts of a share that are told apart. */
  private static final long SHARES = 1_000_000_000;

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

  /**
   * A share in percent with one decimal; one that is neither nothing nor all never shows as that.
   *
   * @param share from 0 to 1
   */
  public static String share(double share) {
    return percent(Math.round(share * SHARES), SHARES);
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

  /**
   * A range, such as {@code 1 to 4,096} or {@code number >= 0}.
   *
   * @param what a number is called where a bound is missing
   */
  public static String range(double min, double max, String what) {
    boolean below = min <= -UNBOUNDED;
    if (max >= UNBOUNDED) {
      return below ? what : what + " >= " + bound(min);
    }
    return (below ? what + " <= " : bound(min) + " to ") + bound(max);
  }

  private static String bound(double bound) {
    return bound == Math.rint(bound) ? count((long) bound) : Double.toString(bound);
  }

  /** A value of an axis, without the rounding error of a step: {@code -1.3}. */
  public static String place(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return exact(new BigDecimal(number).round(new MathContext(12)).doubleValue());
    }
    return exact(value);
  }

  /**
   * A value as a person reads it: numbers with at most nine significant digits and without a sign
   * of zero, {@code 0.25}, {@code -2}; lists and maps of such; else its own text.
   */
  public static String value(Object value) {
    return text(value, Shown::rounded);
  }

  /** A value with the fewest digits that read back as it: {@code 0.1} of a float and a double. */
  public static String exact(Object value) {
    return text(value, Shown::unrounded);
  }

  private static String text(Object value, Function<Object, String> number) {
    if (value instanceof Double || value instanceof Float) {
      return number.apply(value);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(known -> text(known, number)).orElse("-");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> text(each, number)).collect(joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> text(each.getKey(), number) + ": " + text(each.getValue(), number))
          .collect(joining(", ", "{", "}"));
    }
    return String.valueOf(value);
  }

  private static String rounded(Object number) {
    if (number instanceof Double wide && Double.isFinite(wide)) {
      return Numeral.text(new BigDecimal(wide).round(new MathContext(DIGITS)).doubleValue());
    }
    return ((Number) number).doubleValue() == 0 ? "0" : unrounded(number);
  }

  private static String unrounded(Object number) {
    if (number instanceof Float single) {
      return single == 0 && 1 / single < 0 ? "-0" : Numeral.text(single);
    }
    double wide = (Double) number;
    return wide == 0 && 1 / wide < 0 ? "-0" : Numeral.text(wide);
  }
}
