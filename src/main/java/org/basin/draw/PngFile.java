package org.basin.draw;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** An image as the bytes of a PNG file, one byte a pixel where its colours allow. */
public final class PngFile {

  private static final int MOST_COLOURS = 256;

  /** Smoothed letters have many greys; so many are enough. */
  private static final int GREYS = 16;

  private PngFile() {}

  /** The bytes; greys of letters are rounded to one of 16. */
  public static byte[] bytes(BufferedImage image) {
    ImageIO.setUseCache(false);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(indexed(image), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory must be writable", e);
    }
    return bytes.toByteArray();
  }

  private static BufferedImage indexed(BufferedImage image) {
    Map<Integer, Integer> places = new HashMap<>();
    byte[][] palette = new byte[3][MOST_COLOURS];
    byte[] pixels = new byte[image.getWidth() * image.getHeight()];
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int x = 0; x < row.length; x++) {
        int colour = rounded(row[x] & 0xffffff);
        Integer place = places.get(colour);
        if (place == null) {
          place = places.size();
          if (place == MOST_COLOURS) {
            return image;
          }
          places.put(colour, place);
          palette[0][place] = (byte) (colour >> 16);
          palette[1][place] = (byte) (colour >> 8);
          palette[2][place] = (byte) colour;
        }
        pixels[y * row.length + x] = place.byteValue();
      }
    }
    IndexColorModel colours =
        new IndexColorModel(8, places.size(), palette[0], palette[1], palette[2]);
    BufferedImage indexed =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, colours);
    indexed.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), pixels);
    return indexed;
  }

  private static int rounded(int rgb) {
    int red = rgb >> 16;
    boolean grey = red == (rgb >> 8 & 255) && red == (rgb & 255);
    if (!grey || rgb == ColourMap.LOST || rgb == ColourMap.ABSENT) {
      return rgb;
    }
    int level = Math.round(red * (GREYS - 1) / 255f) * 255 / (GREYS - 1);
    return level << 16 | level << 8 | level;
  }
}
