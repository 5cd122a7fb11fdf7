package org.basin.space;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Listed;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.text.Nearest;
import org.basin.sweep.text.Quote;

/** Reads one cell of a file of points as a value of a hyperparameter. */
final class Cell {

  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final Pattern SIZES = Pattern.compile("\\[?[0-9,;\\s]*]?");

  /** Doubles of this size and more need not hold every whole number. */
  private static final double EXACT = 0x1p53;

  private Cell() {}

  /**
   * The value that a cell says.
   *
   * @throws IllegalArgumentException if it says none; the message is the law, then the value
   */
  static Object value(Hyperparameter hyperparameter, String text) {
    boolean list =
        hyperparameter.type() == Hyperparameter.Type.SIZES
            || hyperparameter.type() == Hyperparameter.Type.TEXTS;
    if (text.isEmpty() && !list) {
      throw new IllegalArgumentException("must have a value in every row, got nothing");
    }
    return switch (hyperparameter.type()) {
      case REAL -> real(hyperparameter, text);
      case INTEGER -> whole(hyperparameter, text);
      case CHOICE -> choice(hyperparameter, text);
      case SWITCH -> Boolean.valueOf(choice(List.of("true", "false"), text));
      case SIZES -> sizes(hyperparameter, text);
      case TEXTS -> texts(hyperparameter, text);
    };
  }

  private static String choice(Hyperparameter hyperparameter, String text) {
    boolean formula =
        !hyperparameter.choices().contains(text) && hyperparameter.formulas().means(text);
    return formula ? formula(hyperparameter, text) : choice(hyperparameter.choices(), text);
  }

  private static String formula(Hyperparameter hyperparameter, String text) {
    try {
      return hyperparameter.formulas().canonical(text);
    } catch (ConditionException e) {
      throw new IllegalArgumentException("at character " + e.column() + ": " + e.getMessage(), e);
    }
  }

  private static List<String> texts(Hyperparameter hyperparameter, String text) {
    String inside =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    List<String> texts = new ArrayList<>();
    for (String one : Listed.split(inside).stream().map(String::strip).toList()) {
      if (!one.isEmpty()) {
        texts.add(hyperparameter.formulas().means(one) ? formula(hyperparameter, one) : one);
      }
    }
    if (!texts.stream().allMatch(Listed::fits)) {
      throw new IllegalArgumentException(
          "must be a list such as [first, second], got " + Quote.shown(text));
    }
    return texts;
  }

  private static Double real(Hyperparameter hyperparameter, String text) {
    double value = REAL.matcher(text).matches() ? Double.parseDouble(text) + 0.0 : Double.NaN;
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("must be a finite number, got " + Quote.shown(text));
    }
    requireInside(hyperparameter, value, text);
    return value;
  }

  private static Long whole(Hyperparameter hyperparameter, String text) {
    if (!WHOLE.matcher(text).matches() && !wholeReal(text)) {
      throw new IllegalArgumentException("must be a whole number, got " + Quote.shown(text));
    }
    long value =
        WHOLE.matcher(text).matches() ? Long.parseLong(text) : (long) Double.parseDouble(text);
    requireInside(hyperparameter, value, text);
    return value;
  }

  /** 20.0 and 1e3 are whole, as in a sweep file: some programs write every number so. */
  private static boolean wholeReal(String text) {
    if (!REAL.matcher(text).matches()) {
      return false;
    }
    double value = Double.parseDouble(text);
    return value == Math.rint(value) && Math.abs(value) < EXACT;
  }

  private static String choice(List<String> choices, String text) {
    if (!choices.contains(text)) {
      throw new IllegalArgumentException(
          "must be one of the valid names, " + Nearest.of(text, choices));
    }
    return text;
  }

  private static List<Long> sizes(Hyperparameter hyperparameter, String text) {
    if (!SIZES.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a list such as [2, 1], got " + Quote.shown(text));
    }
    return Stream.of(text.split("[^0-9]+"))
        .filter(size -> !size.isEmpty())
        .map(size -> whole(hyperparameter, size))
        .toList();
  }

  private static void requireInside(Hyperparameter hyperparameter, double value, String text) {
    if (value < hyperparameter.min() || value > hyperparameter.max()) {
      throw new IllegalArgumentException(
          "must lie between "
              + Setting.text(hyperparameter.min())
              + " and "
              + Setting.text(hyperparameter.max())
              + ", got "
              + Quote.shown(text));
    }
  }
}
