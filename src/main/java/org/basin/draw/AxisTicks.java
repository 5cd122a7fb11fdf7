package org.basin.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis beside a picture: its name and its marks.
 *
 * @param name what varies along it
 * @param ticks from low to high
 */
public record AxisTicks(String name, List<Tick> ticks) {

  private static final int GAP = 10;

  public AxisTicks {
    ticks = List.copyOf(ticks);
  }

  /** How many pixels it takes to the left of a picture. */
  int room() {
    int longest = ticks.stream().mapToInt(tick -> tick.label().length()).max().orElse(0);
    return 34 + 8 * Math.min(24, longest);
  }

  /** Draws it below a picture whose lower edge is at {@code top}. */
  void drawBelow(Canvas canvas, int left, int top, int width) {
    int free = Integer.MIN_VALUE;
    for (Tick tick : ticks) {
      int x = left + (int) Math.round(tick.share() * (width - 1));
      int half = canvas.width(tick.label()) / 2;
      boolean fits = !tick.label().isEmpty() && x - half >= free;
      canvas.line(x, top + 1, x, top + (fits ? 5 : 3));
      if (fits) {
        canvas.textAround(tick.label(), x, top + 19);
        free = x + half + GAP;
      }
    }
    canvas.textAround(name, left + width / 2, top + 38);
  }

  /** Draws it to the left of a picture whose upper edge is at {@code top}. */
  void drawLeft(Canvas canvas, int left, int top, int height) {
    int free = Integer.MAX_VALUE;
    for (Tick tick : ticks) {
      int y = top + (int) Math.round((1 - tick.share()) * (height - 1));
      boolean fits = !tick.label().isEmpty() && y + 7 <= free;
      canvas.line(left - (fits ? 5 : 3), y, left - 2, y);
      if (fits) {
        canvas.textTo(tick.label(), left - 8, y + 4);
        free = y - 7;
      }
    }
    canvas.textUpwards(name, 16, top + height / 2);
  }

  /**
   * An axis of listed values, each in a band of equal width.
   *
   * @param labels one for each value, from left or below
   */
  public static AxisTicks bands(String name, List<String> labels) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      ticks.add(new Tick((i + 0.5) / labels.size(), labels.get(i)));
    }
    return new AxisTicks(name, ticks);
  }

  /**
   * An axis of evenly spaced values, each in a band of equal width.
   *
   * @param scale from the first value to the last
   * @param places how many values there are
   * @param bands how many bands the whole width holds, at least {@code places}
   */
  public static AxisTicks values(String name, ValueScale scale, int places, int bands) {
    List<Tick> ticks = new ArrayList<>();
    for (Tick tick : scale.ticks(9)) {
      ticks.add(new Tick((tick.share() * (places - 1) + 0.5) / bands, tick.label()));
    }
    return new AxisTicks(name, ticks);
  }
}
