package org.basin.draw;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;

/**
 * A field drawn in colours, with a title, two axes and a legend.
 *
 * @param title stands above
 * @param caption smaller lines below
 * @param x the axis to the right; its ticks are shares of the whole width
 * @param y the axis upwards
 * @param field what is drawn
 * @param colours of its values
 * @param scale from a value to a share of the colours
 */
public record Picture(
    String title,
    List<String> caption,
    AxisTicks x,
    AxisTicks y,
    Field field,
    ColourMap colours,
    ValueScale scale) {

  /** Fields of fewer cells are drawn with cells of several pixels, about so many in all. */
  private static final int SMALLEST = 512;

  private static final int TITLE = 34;

  public Picture {
    caption = List.copyOf(caption);
  }

  /** Draws it as pixels. */
  public BufferedImage draw() {
    return draw(Medium.PNG).image();
  }

  /** It as the bytes of a file. */
  public byte[] bytes(Medium medium) {
    return draw(medium).bytes();
  }

  private Canvas draw(Medium medium) {
    int across = Math.max(1, SMALLEST / field.width());
    int up = Math.max(1, SMALLEST / field.height());
    int width = across * field.width();
    int height = up * field.height();
    int left = y.room();
    int below = TITLE + height;
    Legend legend = new Legend(colours, scale.ticks(Math.max(4, height / 60)));
    int right = left + width;
    int all = right + 28 + legend.room();
    Caption lines = Caption.of(caption, all - left - 8);
    try (Canvas canvas = new Canvas(medium, all, below + 48 + lines.height() + 8)) {
      canvas.size(14);
      canvas.text(title, left, TITLE - 12);
      canvas.size(12);
      cells(canvas, left, across, up);
      canvas.frame(left, TITLE, width, height);
      x.drawBelow(canvas, left, below, width);
      y.drawLeft(canvas, left, TITLE, height);
      legend.draw(canvas, right + 28, TITLE, height);
      lines.draw(canvas, left, below + 60);
      return canvas;
    }
  }

  private void cells(Canvas canvas, int left, int across, int up) {
    BufferedImage image =
        new BufferedImage(across * field.width(), up * field.height(), BufferedImage.TYPE_INT_RGB);
    int[] line = new int[across * field.width()];
    for (int row = 0; row < field.height(); row++) {
      for (int column = 0; column < field.width(); column++) {
        Arrays.fill(line, across * column, across * (column + 1), colour(column, row));
      }
      for (int i = 0; i < up; i++) {
        int y = up * (field.height() - 1 - row) + i;
        image.setRGB(0, y, line.length, 1, line, 0, line.length);
      }
    }
    canvas.image(image, left, TITLE);
  }

  private int colour(int column, int row) {
    float value = field.value(column, row);
    if (!Float.isNaN(value)) {
      return colours.rgb(scale.share(value));
    }
    return field.trials(column, row) > 0 ? ColourMap.LOST : ColourMap.ABSENT;
  }
}
