package org.basin.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
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
  private static final int LEGEND = 18;
  private static final int LINE = 16;
  private static final int CAPTION = 11;

  public Picture {
    caption = List.copyOf(caption);
  }

  /** Draws it. */
  public BufferedImage draw() {
    int across = Math.max(1, SMALLEST / field.width());
    int up = Math.max(1, SMALLEST / field.height());
    int width = across * field.width();
    int height = up * field.height();
    int left = y.room();
    int below = TITLE + height;
    List<Tick> marks = scale.ticks(Math.max(4, height / 60));
    int right = left + width;
    int all = right + 28 + LEGEND + room(marks);
    List<String> lines = wrapped(all - left - 8);
    try (Canvas canvas = new Canvas(all, below + 48 + LINE * lines.size() + 8)) {
      canvas.size(14);
      canvas.text(title, left, TITLE - 12);
      canvas.size(12);
      cells(canvas, left, across, up);
      canvas.frame(left, TITLE, width, height);
      x.drawBelow(canvas, left, below, width);
      y.drawLeft(canvas, left, TITLE, height);
      legend(canvas, right + 28, height, marks);
      canvas.size(CAPTION);
      for (int i = 0; i < lines.size(); i++) {
        canvas.text(lines.get(i), left, below + 60 + LINE * i);
      }
      return canvas.image();
    }
  }

  /** The caption in lines of so many pixels, cut at blanks. */
  private List<String> wrapped(int width) {
    List<String> lines = new ArrayList<>();
    try (Canvas measure = new Canvas(1, 1)) {
      measure.size(CAPTION);
      for (String text : caption) {
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
    return lines;
  }

  private void cells(Canvas canvas, int left, int across, int up) {
    BufferedImage image = canvas.image();
    int[] line = new int[across * field.width()];
    for (int row = 0; row < field.height(); row++) {
      for (int column = 0; column < field.width(); column++) {
        Arrays.fill(line, across * column, across * (column + 1), colour(column, row));
      }
      for (int i = 0; i < up; i++) {
        int y = TITLE + up * (field.height() - 1 - row) + i;
        image.setRGB(left, y, line.length, 1, line, 0, line.length);
      }
    }
  }

  private int colour(int column, int row) {
    float value = field.value(column, row);
    if (!Float.isNaN(value)) {
      return colours.rgb(scale.share(value));
    }
    return field.trials(column, row) > 0 ? ColourMap.LOST : ColourMap.ABSENT;
  }

  private void legend(Canvas canvas, int left, int height, List<Tick> marks) {
    for (int i = 0; i < height; i++) {
      double share = height == 1 ? 0.5 : i / (height - 1.0);
      canvas.fill(left, TITLE + height - 1 - i, LEGEND, 1, colours.rgb(share));
    }
    canvas.frame(left, TITLE, LEGEND, height);
    for (Tick mark : marks) {
      int y = TITLE + (int) Math.round((1 - mark.share()) * (height - 1));
      canvas.line(left + LEGEND, y, left + LEGEND + 4, y);
      canvas.text(mark.label(), left + LEGEND + 8, y + 4);
    }
  }

  private static int room(List<Tick> marks) {
    int longest = marks.stream().mapToInt(mark -> mark.label().length()).max().orElse(0);
    return 24 + 8 * longest;
  }
}
