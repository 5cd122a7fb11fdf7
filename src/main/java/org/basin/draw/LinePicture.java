package org.basin.draw;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Lines over the same steps, drawn one over the other.
 *
 * @param title stands above
 * @param x the axis to the right, of the steps
 * @param name of the axis upwards
 * @param y from a number to its place upwards; what lies beyond its ends is drawn at them
 * @param lines the first is drawn first
 */
public record LinePicture(String title, AxisTicks x, String name, ValueScale y, List<Line> lines) {

  private static final int WIDTH = 512;
  private static final int HEIGHT = 320;
  private static final int TITLE = 34;
  private static final int KEY = 16;

  /**
   * One line.
   *
   * @param rgb its colour {@code 0xRRGGBB}
   * @param values at evenly spaced steps over the whole width; a gap where one is NaN
   */
  public record Line(String name, int rgb, double[] values) {}

  public LinePicture {
    lines = List.copyOf(lines);
  }

  /** Draws it. */
  public BufferedImage draw() {
    AxisTicks upwards = new AxisTicks(name, y.ticks(6));
    int left = upwards.room();
    int below = TITLE + HEIGHT;
    try (Canvas canvas = new Canvas(left + WIDTH + 24, below + 48 + KEY * lines.size())) {
      canvas.size(14);
      canvas.text(title, left, TITLE - 12);
      canvas.size(12);
      canvas.frame(left, TITLE, WIDTH, HEIGHT);
      x.drawBelow(canvas, left, below, WIDTH);
      upwards.drawLeft(canvas, left, TITLE, HEIGHT);
      for (int i = 0; i < lines.size(); i++) {
        draw(canvas, lines.get(i), left);
        int key = below + 52 + KEY * i;
        canvas.line(left, key - 4, left + 24, key - 4, lines.get(i).rgb);
        canvas.text(lines.get(i).name, left + 32, key);
      }
      return canvas.image();
    }
  }

  private void draw(Canvas canvas, Line line, int left) {
    double[] values = line.values;
    for (int i = 1; i < values.length; i++) {
      if (!Double.isNaN(values[i - 1]) && !Double.isNaN(values[i])) {
        canvas.line(
            left + (WIDTH - 1) * (i - 1) / (values.length - 1),
            up(values[i - 1]),
            left + (WIDTH - 1) * i / (values.length - 1),
            up(values[i]),
            line.rgb);
      }
    }
  }

  private int up(double value) {
    double share = Math.max(0, Math.min(1, y.share(value)));
    return TITLE + (int) Math.round((1 - share) * (HEIGHT - 1));
  }
}
