package org.basin.data;

import java.util.Locale;

/** Numbers as tables write them: decimal, without the letters that Java also takes. */
final class Decimal {

  private Decimal() {}

  /**
   * Reads a number; NaN and infinity, in their usual spellings, are numbers too.
   *
   * @throws NumberFormatException if it is none
   */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
      if (!known) {
        return named(text);
      }
    }
    return Double.parseDouble(text);
  }

  private static double named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new NumberFormatException(text);
    };
  }
}
