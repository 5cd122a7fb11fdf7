package org.basin.draw;

import java.util.Locale;

/** What a picture is written as. */
public enum Medium {
  /** Pixels. */
  PNG,
  /** Shapes, which any size shows sharp. */
  SVG;

  /** What names of its files end with. */
  public String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
