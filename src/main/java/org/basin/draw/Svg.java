package org.basin.draw;

import java.util.List;
import java.util.Locale;

/**
 * A chart as SVG to stand inside a page: a frame with ticks on two sides, and shapes in it whose
 * places are shares of the frame, from the lower left corner.
 */
public final class Svg {

  static final int WIDTH = 340;
  static final int HEIGHT = 200;
  private static final int LEFT = 58;
  private static final int RIGHT = 12;
  private static final int TOP = 8;
  private static final int BELOW = 38;

  private final StringBuilder text = new StringBuilder();

  /**
   * An empty frame.
   *
   * @param says what it shows, for those who cannot see it
   */
  public Svg(String says) {
    text.append(
        "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT, Html.escaped(says)));
  }

  /** A filled rectangle between two shares across and two upwards. */
  public void bar(double left, double right, double low, double high) {
    text.append(
        "<rect class=\"bar\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
            .formatted(x(left), y(high), number(across(right - left)), number(up(high - low))));
  }

  /**
   * A line through points.
   *
   * @param name its class, which decides how it looks
   */
  public void line(String name, List<double[]> points) {
    shape("polyline", name, points);
  }

  /** A filled area with points on its edge. */
  public void area(String name, List<double[]> points) {
    shape("polygon", name, points);
  }

  private void shape(String kind, String name, List<double[]> points) {
    text.append("<").append(kind).append(" class=\"").append(name).append("\" points=\"");
    points.forEach(p -> text.append(x(p[0])).append(',').append(y(p[1])).append(' '));
    text.append("\"/>\n");
  }

  /** A dot. */
  public void dot(double across, double up) {
    text.append(
        "<circle class=\"dot\" cx=\"%s\" cy=\"%s\" r=\"2.5\"/>\n".formatted(x(across), y(up)));
  }

  /** Ticks below, those whose labels would meet left without. */
  public void below(AxisTicks axis) {
    double free = 0;
    for (Tick tick : axis.ticks()) {
      double half = 3.4 * tick.label().length();
      double x = LEFT + across(tick.share());
      boolean fits = !tick.label().isEmpty() && x - half >= free;
      stroke(x(tick.share()), y(0), x(tick.share()), number(HEIGHT - BELOW + (fits ? 5 : 3)));
      if (fits) {
        text("middle", x(tick.share()), number(HEIGHT - BELOW + 17), tick.label());
        free = x + half + 8;
      }
    }
    text("middle", x(0.5), number(HEIGHT - 4), axis.name());
  }

  /** Ticks to the left. */
  public void left(List<Tick> ticks) {
    for (Tick tick : ticks) {
      stroke(number(LEFT - 4), y(tick.share()), number(LEFT), y(tick.share()));
      if (!tick.label().isEmpty()) {
        text("end", number(LEFT - 7), number(up(1 - tick.share()) + TOP + 4), tick.label());
      }
    }
  }

  private void stroke(String fromX, String fromY, String toX, String toY) {
    text.append(
        "<line class=\"tick\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
            .formatted(fromX, fromY, toX, toY));
  }

  private void text(String anchor, String x, String y, String label) {
    text.append(
        "<text text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(anchor, x, y, Html.escaped(label)));
  }

  /** The element. */
  public String element() {
    return text
        + "<rect class=\"frame\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n</svg>\n"
            .formatted(x(0), y(1), number(across(1)), number(up(1)));
  }

  private static String x(double share) {
    return number(LEFT + across(share));
  }

  private static String y(double share) {
    return number(TOP + up(1 - share));
  }

  private static double across(double share) {
    return share * (WIDTH - LEFT - RIGHT);
  }

  private static double up(double share) {
    return share * (HEIGHT - TOP - BELOW);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
