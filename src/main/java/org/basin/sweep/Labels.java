package org.basin.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Names of enum constants as users write them. */
public final class Labels {

  private Labels() {}

  /** In lower case with hyphens: {@code early-inference}. */
  public static String of(Enum<?> constant) {
    return column(constant).replace('_', '-');
  }

  /** In lower case with underscores, as columns are named: {@code free_error}. */
  public static String column(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Those of all constants. */
  public static List<String> of(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Labels::of).toList();
  }
}
