package org.basin.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Base64;
import java.util.Locale;

/** A white sheet to draw on; row 0 is above. Close it to draw no more. */
public final class Canvas implements AutoCloseable {

  private static final int INK = 0x222222;

  private final Medium medium;
  private final BufferedImage image;
  private final Graphics2D graphics;

  /** Elements of the SVG so far. */
  private final StringBuilder shapes = new StringBuilder();

  private int size;

  /** An image. */
  public Canvas(int width, int height) {
    this(Medium.PNG, width, height);
  }

  /**
   * @param width in pixels
   * @param height in pixels
   */
  public Canvas(Medium medium, int width, int height) {
    // a picture is drawn in memory, whether or not there is a screen
    System.setProperty("java.awt.headless", "true");
    this.medium = medium;
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(new Color(INK));
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    size(12);
  }

  /** What was drawn, as pixels. */
  public BufferedImage image() {
    return image;
  }

  /** What was drawn, as the bytes of a file. */
  public byte[] bytes() {
    return vector() ? svg().getBytes(UTF_8) : PngFile.bytes(image);
  }

  private String svg() {
    int width = image.getWidth();
    int height = image.getHeight();
    return String.format(
        Locale.ROOT,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
        font-family="sans-serif">
        <rect width="%d" height="%d" fill="#ffffff"/>
        %s</svg>
        """,
        width,
        height,
        width,
        height,
        width,
        height,
        shapes);
  }

  private boolean vector() {
    return medium == Medium.SVG;
  }

  /** The size of the text that follows, in pixels. */
  public void size(int pixels) {
    size = pixels;
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, pixels));
  }

  /** How wide a text is with the present size, in pixels. */
  public int width(String text) {
    return metrics().stringWidth(text);
  }

  private FontMetrics metrics() {
    return graphics.getFontMetrics();
  }

  /** Writes a text that starts at {@code x}, its line standing on {@code y}. */
  public void text(String text, int x, int y) {
    text(text, "start", x, y, "", INK);
  }

  /** Writes a text that ends at {@code x}. */
  public void textTo(String text, int x, int y) {
    text(text, "end", x, y, "", INK);
  }

  /** Writes a text around {@code x}. */
  public void textAround(String text, int x, int y) {
    text(text, "middle", x, y, "", INK);
  }

  /** Writes a text around {@code x} in a colour {@code 0xRRGGBB}. */
  public void textAround(String text, int x, int y, int rgb) {
    text(text, "middle", x, y, "", rgb);
  }

  /** Writes a text upwards around {@code y}, its line standing on {@code x}. */
  public void textUpwards(String text, int x, int y) {
    graphics.rotate(-Math.PI / 2, x, y);
    text(
        text,
        "middle",
        x,
        y,
        String.format(Locale.ROOT, " transform=\"rotate(-90 %d %d)\"", x, y),
        INK);
    graphics.rotate(Math.PI / 2, x, y);
  }

  private void text(String text, String anchor, int x, int y, String turned, int rgb) {
    if (vector()) {
      shape(
          "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"%s\" fill=\"%s\"%s>%s</text>",
          x, y, size, anchor, hex(rgb), turned, Html.escaped(text));
      return;
    }
    int before = anchor.equals("start") ? 0 : anchor.equals("end") ? width(text) : width(text) / 2;
    graphics.setColor(new Color(rgb));
    graphics.drawString(text, x - before, y);
  }

  /** Draws a line of one pixel, both ends included. */
  public void line(int fromX, int fromY, int toX, int toY) {
    line(fromX, fromY, toX, toY, INK);
  }

  /** Draws a line of one pixel in a colour {@code 0xRRGGBB}. */
  public void line(int fromX, int fromY, int toX, int toY, int rgb) {
    if (vector()) {
      stroke(fromX + 0.5, fromY + 0.5, toX + 0.5, toY + 0.5, 1, rgb);
    } else {
      graphics.setColor(new Color(rgb));
      graphics.drawLine(fromX, fromY, toX, toY);
    }
  }

  /** Draws a smooth line of some width in a colour {@code 0xRRGGBB}. */
  public void stroke(double fromX, double fromY, double toX, double toY, double width, int rgb) {
    if (vector()) {
      shape(
          "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\""
              + " stroke-linecap=\"round\"/>",
          number(fromX), number(fromY), number(toX), number(toY), hex(rgb), number(width));
      return;
    }
    smooth(true);
    graphics.setColor(new Color(rgb));
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
    graphics.setStroke(new BasicStroke(1));
    smooth(false);
  }

  /** Fills what lies between the points of an edge with a colour {@code 0xRRGGBB}. */
  public void area(double[] x, double[] y, int rgb) {
    if (vector()) {
      StringBuilder points = new StringBuilder();
      for (int i = 0; i < x.length; i++) {
        points.append(number(x[i])).append(',').append(number(y[i])).append(' ');
      }
      shape("<polygon points=\"%s\" fill=\"%s\"/>", points, hex(rgb));
      return;
    }
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (i == 0) {
        path.moveTo(x[i], y[i]);
      } else {
        path.lineTo(x[i], y[i]);
      }
    }
    smooth(true);
    graphics.setColor(new Color(rgb));
    graphics.fill(path);
    smooth(false);
  }

  /** Fills a disc with a colour {@code 0xRRGGBB} and draws its edge. */
  public void disc(double x, double y, double radius, int rgb) {
    if (vector()) {
      shape(
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\" stroke=\"%s\"/>",
          number(x), number(y), number(radius), hex(rgb), hex(INK));
      return;
    }
    smooth(true);
    Ellipse2D disc = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    graphics.setColor(new Color(rgb));
    graphics.fill(disc);
    graphics.setColor(new Color(INK));
    graphics.draw(disc);
    smooth(false);
  }

  private void smooth(boolean on) {
    graphics.setRenderingHint(
        RenderingHints.KEY_ANTIALIASING,
        on ? RenderingHints.VALUE_ANTIALIAS_ON : RenderingHints.VALUE_ANTIALIAS_OFF);
  }

  /** Fills a rectangle with a colour {@code 0xRRGGBB}. */
  public void fill(int x, int y, int width, int height, int rgb) {
    if (vector()) {
      // the edges of neighbours would shine through
      shape(
          "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\""
              + " shape-rendering=\"crispEdges\"/>",
          x, y, width, height, hex(rgb));
      return;
    }
    graphics.setColor(new Color(rgb));
    graphics.fillRect(x, y, width, height);
  }

  /** Draws an image whose upper left corner is at a place. */
  public void image(BufferedImage pixels, int x, int y) {
    if (vector()) {
      shape(
          "<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" style=\"image-rendering:pixelated\""
              + " href=\"data:image/png;base64,%s\"/>",
          x,
          y,
          pixels.getWidth(),
          pixels.getHeight(),
          Base64.getEncoder().encodeToString(PngFile.bytes(pixels)));
      return;
    }
    graphics.drawImage(pixels, x, y, null);
  }

  /** Draws a frame of one pixel around a rectangle. */
  public void frame(int x, int y, int width, int height) {
    line(x - 1, y - 1, x + width, y - 1);
    line(x + width, y - 1, x + width, y + height);
    line(x + width, y + height, x - 1, y + height);
    line(x - 1, y + height, x - 1, y - 1);
  }

  private static String hex(int rgb) {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  private static String number(double pixels) {
    return String.format(Locale.ROOT, "%.2f", pixels);
  }

  private void shape(String form, Object... parts) {
    shapes.append(String.format(Locale.ROOT, form, parts)).append('\n');
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
