package org.basin.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * Small lines below a picture.
 *
 * @param lines as they are drawn
 */
record Caption(List<String> lines) {

  private static final int SIZE = 11;
  private static final int LINE = 16;

  Caption {
    lines = List.copyOf(lines);
  }

  /**
   * Texts in lines of so many pixels, cut at blanks. A word longer than that has a line of its own.
   */
  static Caption of(List<String> texts, int width) {
    List<String> lines = new ArrayList<>();
    try (Canvas measure = new Canvas(1, 1)) {
      measure.size(SIZE);
      for (String text : texts) {
        String line = "";
        for (String word : text.split(" ")) {
          String longer = line.isEmpty() ? word : line + " " + word;
          if (!line.isEmpty() && measure.width(longer) > width) {
            lines.add(line);
            longer = word;
          }
          line = longer;
        }
        lines.add(line);
      }
    }
    return new Caption(lines);
  }

  /** How many pixels it takes from above to below. */
  int height() {
    return LINE * lines.size();
  }

  /** Draws it; the first line stands on {@code y}. */
  void draw(Canvas canvas, int left, int y) {
    canvas.size(SIZE);
    for (int i = 0; i < lines.size(); i++) {
      canvas.text(lines.get(i), left, y + LINE * i);
    }
  }
}
