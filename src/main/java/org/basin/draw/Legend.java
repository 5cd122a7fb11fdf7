package org.basin.draw;

import java.util.List;

/**
 * The row of colours beside a picture, with marks at their values.
 *
 * @param colours from below to above
 * @param marks where they stand among the colours
 */
record Legend(ColourMap colours, List<Tick> marks) {

  private static final int WIDTH = 18;

  Legend {
    marks = List.copyOf(marks);
  }

  /** How many pixels it takes from left to right. */
  int room() {
    int longest = marks.stream().mapToInt(mark -> mark.label().length()).max().orElse(0);
    return WIDTH + 24 + 8 * longest;
  }

  /** Draws it; its colours are so high. */
  void draw(Canvas canvas, int left, int top, int height) {
    for (int i = 0; i < height; i++) {
      double share = height == 1 ? 0.5 : i / (height - 1.0);
      canvas.fill(left, top + height - 1 - i, WIDTH, 1, colours.rgb(share));
    }
    canvas.frame(left, top, WIDTH, height);
    for (Tick mark : marks) {
      int y = top + (int) Math.round((1 - mark.share()) * (height - 1));
      canvas.line(left + WIDTH, y, left + WIDTH + 4, y);
      canvas.text(mark.label(), left + WIDTH + 8, y + 4);
    }
  }
}
