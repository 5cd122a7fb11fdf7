package org.basin.draw;

import java.util.Arrays;

/**
 * The colours of a picture, evenly spaced to the eye, told apart by people with any kind of colour
 * blindness: their lightness alone orders them.
 */
public enum ColourMap {
  /** From dark violet over green to light yellow: little to much. */
  SEQUENTIAL(0x440154, 0x3b528b, 0x21918c, 0x5ec962, 0xfde725),
  /**
   * From dark blue over white to dark orange: below zero to above zero. Blue and orange differ for
   * every kind of colour blindness.
   */
  DIVERGING(0x08306b, 0x3f8fc5, 0xf7f7f7, 0xe08214, 0x5a2500);

  /** Where trials stand, but none has a value: they diverged or failed. */
  public static final int LOST = 0x9a9a9a;

  /** Where no trial stands: none is committed there yet, or the sweep leaves it out. */
  public static final int ABSENT = 0xe4e4e4;

  /** With 16 greys of text and the two above a picture needs no more than 256 colours. */
  private static final int LEVELS = 201;

  private final int[] colours = new int[LEVELS];

  ColourMap(int... anchors) {
    Oklab[] stops = Arrays.stream(anchors).mapToObj(Oklab::of).toArray(Oklab[]::new);
    double[] way = new double[stops.length];
    for (int i = 1; i < stops.length; i++) {
      way[i] = way[i - 1] + stops[i - 1].distance(stops[i]);
    }
    double half = way[way.length / 2];
    for (int level = 0; level < LEVELS; level++) {
      double share = level / (LEVELS - 1.0);
      // each half at its own pace, so that the middle stop stands in the middle
      double at =
          share < 0.5 ? 2 * share * half : half + (2 * share - 1) * (way[way.length - 1] - half);
      int i = 1;
      while (i < way.length - 1 && way[i] < at) {
        i++;
      }
      double inner = (at - way[i - 1]) / (way[i] - way[i - 1]);
      colours[level] = stops[i - 1].towards(stops[i], inner).rgb();
    }
  }

  /**
   * The colour {@code 0xRRGGBB} of a share.
   *
   * @param share from 0 to 1; beyond them the colour of the nearer end
   */
  public int rgb(double share) {
    double inside = Math.min(1, Math.max(0, share));
    return colours[(int) Math.round(inside * (LEVELS - 1))];
  }
}
