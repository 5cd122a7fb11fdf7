package org.basin.sweep;

import java.util.Locale;

/** Constants as sweep files, tables and messages name them. */
public final class Labels {

  private Labels() {}

  /** A word: {@code LATIN_HYPERCUBE} is {@code latin-hypercube}. */
  public static String of(Enum<?> constant) {
    return column(constant).replace('_', '-');
  }

  /** A column: {@code FREE_ERROR} is {@code free_error}. */
  public static String column(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
