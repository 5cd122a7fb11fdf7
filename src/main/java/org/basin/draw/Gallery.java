package org.basin.draw;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Panels side by side and below one another, with one legend for all of them: blue below zero,
 * orange above, as far as the largest number of all goes.
 *
 * @param title stands above
 * @param caption smaller lines below
 * @param panels all of the same size
 * @param across panels side by side
 * @param extent the largest number that has a colour of its own, above 0
 */
public record Gallery(
    String title, List<String> caption, List<Panel> panels, int across, double extent) {

  /** About so many pixels has a panel on each side; half of it among many, twice among few. */
  private static final int SIDE = 144;

  private static final int MARGIN = 16;
  private static final int GAP = 14;
  private static final int TITLE = 34;
  private static final int NAME = 18;

  /** Titles have room in so many pixels. */
  private static final int LEAST = 340;

  public Gallery {
    caption = List.copyOf(caption);
    panels = List.copyOf(panels);
    if (panels.isEmpty() || across < 1 || !(extent > 0)) {
      throw new IllegalArgumentException(
          "a gallery must have panels, some of them side by side, and an extent above 0, got %d, %d and %s"
              .formatted(panels.size(), across, extent));
    }
  }

  /** The largest finite absolute value of some panels; the least positive number when all are 0. */
  public static double extent(List<Panel> panels) {
    double extent = Float.MIN_NORMAL;
    for (Panel panel : panels) {
      for (double value : panel.values()) {
        extent = Double.isFinite(value) ? Math.max(extent, Math.abs(value)) : extent;
      }
    }
    return extent;
  }

  /** Draws it as pixels. */
  public BufferedImage draw() {
    return draw(Medium.PNG).image();
  }

  /** Draws it. */
  Canvas draw(Medium medium) {
    Panel first = panels.get(0);
    int side = panels.size() > 20 ? SIDE / 2 : panels.size() > 4 ? SIDE : 2 * SIDE;
    int wide = Math.max(1, side / first.columns());
    int high = Math.max(1, side / first.rows());
    int width = wide * first.columns();
    int height = high * first.rows();
    int down = (panels.size() + across - 1) / across;
    int right = MARGIN + across * (width + GAP);
    int below = TITLE + down * (height + NAME + GAP);
    int tall = Math.min(below - TITLE - NAME - GAP, 2 * SIDE);
    Legend legend = new Legend(ColourMap.DIVERGING, scale().ticks(Math.max(5, tall / 30)));
    int total = Math.max(LEAST, right + MARGIN + legend.room());
    Caption lines = Caption.of(caption, total - 2 * MARGIN);
    try (Canvas canvas = new Canvas(medium, total, below + lines.height() + 12)) {
      canvas.size(14);
      canvas.text(title, MARGIN, TITLE - 12);
      canvas.size(11);
      for (int i = 0; i < panels.size(); i++) {
        int left = MARGIN + i % across * (width + GAP);
        int top = TITLE + i / across * (height + NAME + GAP) + NAME;
        canvas.text(panels.get(i).title(), left, top - 5);
        cells(canvas, panels.get(i), left, top, wide, high);
        canvas.frame(left, top, width, height);
      }
      legend.draw(canvas, right + MARGIN, TITLE + NAME, tall);
      lines.draw(canvas, MARGIN, below + 12);
      return canvas;
    }
  }

  private void cells(Canvas canvas, Panel panel, int left, int top, int wide, int high) {
    ValueScale scale = scale();
    for (int row = 0; row < panel.rows(); row++) {
      for (int column = 0; column < panel.columns(); column++) {
        double value = panel.value(row, column);
        int colour =
            Double.isNaN(value) ? ColourMap.ABSENT : ColourMap.DIVERGING.rgb(scale.share(value));
        canvas.fill(left + column * wide, top + row * high, wide, high, colour);
      }
    }
  }

  private ValueScale scale() {
    return new LinearScale(-extent, extent);
  }
}
