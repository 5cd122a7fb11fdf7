package org.basin.sweep;

import java.util.Locale;

/** How many there are of something, as people say it: {@code 1 trial}, {@code 4,750 trials}. */
public final class Counted {

  private Counted() {}

  /**
   * A number and its noun.
   *
   * @param noun for one of them, whose plural ends in s
   */
  public static String of(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s", number, noun(number, noun));
  }

  /** As a subject of which something is said: {@code 1 trial is}, {@code 82 trials are}. */
  public static String are(long number, String noun) {
    return of(number, noun) + (number == 1 ? " is" : " are");
  }

  /** The noun alone, where the number stands elsewhere. */
  public static String noun(long number, String noun) {
    boolean hisses = noun.endsWith("s") || noun.endsWith("x") || noun.endsWith("ch");
    return number == 1 ? noun : noun + (hisses ? "es" : "s");
  }
}
