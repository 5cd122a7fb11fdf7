package org.basin.run;

import java.util.Locale;
import java.util.Map;

/**
 * A bar that fills from the left, for the line of a run at work on a terminal.
 *
 * @param shape of its cells
 * @param coloured whether the terminal is told colours
 */
record Bar(Shape shape, boolean coloured) {

  private static final int CELLS = 20;

  /** A narrower screen has no room for a bar beside what the line says. */
  private static final int NARROW = 60;

  private static final String GREEN = "\u001b[32m";
  private static final String GREY = "\u001b[90m";
  private static final String PLAIN = "\u001b[0m";

  /** What a cell looks like. */
  enum Shape {
    /** No bar. */
    NONE("", ""),
    /** For terminals that show ASCII. */
    ASCII("#", "."),
    /** For terminals that show UTF-8. */
    BLOCKS("█", "░");

    private final String full;
    private final String empty;

    Shape(String full, String empty) {
      this.full = full;
      this.empty = empty;
    }
  }

  /**
   * What an environment wants: no bar on a dumb terminal or on none that is named, no colours where
   * NO_COLOR says anything (no-color.org), blocks where the locale is one of UTF-8.
   */
  static Bar of(Map<String, String> environment) {
    String terminal = environment.getOrDefault("TERM", "");
    if (terminal.isEmpty() || terminal.equals("dumb")) {
      return new Bar(Shape.NONE, false);
    }
    boolean wide = locale(environment).toLowerCase(Locale.ROOT).matches(".*utf-?8.*");
    boolean coloured = environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Bar(wide ? Shape.BLOCKS : Shape.ASCII, coloured);
  }

  /** The first of the three names that is set decides, as in POSIX. */
  private static String locale(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "";
  }

  /** Cells on a screen of so many columns; 0 if the bar has no room. */
  int cells(int columns) {
    return shape == Shape.NONE || columns < NARROW ? 0 : CELLS;
  }

  /**
   * The bar, with a blank behind it; "" of no cells.
   *
   * @param share that is full, from 0 to 1
   */
  String text(double share, int cells) {
    if (cells == 0) {
      return "";
    }
    // full only when all is done
    int full = (int) Math.floor(cells * Math.max(0, Math.min(1, share)));
    String done = shape.full.repeat(full);
    String left = shape.empty.repeat(cells - full);
    return coloured ? GREEN + done + GREY + left + PLAIN + " " : done + left + " ";
  }
}
