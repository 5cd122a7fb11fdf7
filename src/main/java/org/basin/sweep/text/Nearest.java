package org.basin.sweep.text;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The valid name that a misspelt one probably means. */
public final class Nearest {

  private static final int LISTED = 16;

  private Nearest() {}

  /**
   * The second half of a message: what was got and what was probably meant, else what is valid.
   *
   * @param valid the valid names, in the order in which they are listed
   */
  public static String of(String given, List<String> valid) {
    String got = "got " + Quote.shown(given);
    return name(given, valid)
        .map(nearest -> got + "; did you mean " + nearest + "?")
        .orElseGet(() -> got + listed(valid));
  }

  /** The name that was probably meant; empty when none is near. */
  public static Optional<String> name(String given, List<String> valid) {
    int best = Math.max(1, Math.min(given.length(), 40) / 3) + 1;
    String nearest = "";
    for (String name : valid) {
      int distance = distance(given, name);
      if (distance < best) {
        best = distance;
        nearest = name;
      }
    }
    return Optional.of(nearest).filter(name -> !name.isEmpty());
  }

  private static String listed(List<String> valid) {
    if (valid.isEmpty()) {
      return "; there is none";
    }
    String names = String.join(", ", valid.subList(0, Math.min(LISTED, valid.size())));
    return valid.size() <= LISTED
        ? "; valid: " + names
        : "; valid: " + names + ", … (" + valid.size() + " in all)";
  }

  /**
   * How many insertions, deletions, substitutions and swaps of neighbours lie between two names,
   * upper and lower case being the same (Damerau 1964, Levenshtein 1966; optimal alignment).
   */
  static int distance(String from, String to) {
    if (Math.abs(from.length() - to.length()) > 40) {
      return Integer.MAX_VALUE;
    }
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int substitution = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(substitution, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
      }
    }
    return cost[a.length()][b.length()];
  }
}
