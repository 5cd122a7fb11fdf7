package org.basin.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** A white image to draw on; row 0 is above. Close it to draw no more. */
public final class Canvas implements AutoCloseable {

  private static final Color INK = new Color(0x222222);

  private final BufferedImage image;
  private final Graphics2D graphics;

  /**
   * @param width in pixels
   * @param height in pixels
   */
  public Canvas(int width, int height) {
    // a picture is drawn in memory, whether or not there is a screen
    System.setProperty("java.awt.headless", "true");
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(INK);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    size(12);
  }

  /** What was drawn. */
  public BufferedImage image() {
    return image;
  }

  /** The size of the text that follows, in pixels. */
  public void size(int pixels) {
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
    graphics.drawString(text, x, y);
  }

  /** Writes a text that ends at {@code x}. */
  public void textTo(String text, int x, int y) {
    text(text, x - width(text), y);
  }

  /** Writes a text around {@code x}. */
  public void textAround(String text, int x, int y) {
    text(text, x - width(text) / 2, y);
  }

  /** Writes a text upwards around {@code y}, its line standing on {@code x}. */
  public void textUpwards(String text, int x, int y) {
    graphics.rotate(-Math.PI / 2, x, y);
    text(text, x - width(text) / 2, y);
    graphics.rotate(Math.PI / 2, x, y);
  }

  /** Draws a line of one pixel, both ends included. */
  public void line(int fromX, int fromY, int toX, int toY) {
    graphics.drawLine(fromX, fromY, toX, toY);
  }

  /** Draws a line of one pixel in a colour {@code 0xRRGGBB}. */
  public void line(int fromX, int fromY, int toX, int toY, int rgb) {
    graphics.setColor(new Color(rgb));
    line(fromX, fromY, toX, toY);
    graphics.setColor(INK);
  }

  /** Fills a rectangle with a colour {@code 0xRRGGBB}. */
  public void fill(int x, int y, int width, int height, int rgb) {
    graphics.setColor(new Color(rgb));
    graphics.fillRect(x, y, width, height);
    graphics.setColor(INK);
  }

  /** Draws a frame of one pixel around a rectangle. */
  public void frame(int x, int y, int width, int height) {
    graphics.drawRect(x - 1, y - 1, width + 1, height + 1);
  }

  @Override
  public void close() {
    graphics.dispose();
  }
}
