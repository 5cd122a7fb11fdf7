package org.basin.data;

import org.basin.space.Seeds;

/**
 * Images that a trial sees a little changed in every epoch: shifted by a random number of pixels
 * down and to the right, which is a random crop of the padded image, and mirrored left to right
 * with a chance of one half. A pure function of seed, epoch and sample, so that neither the order
 * of the samples nor the lane matters. Evaluation shows the images as they are.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param mirrored whether images may be mirrored
 * @param crop pixels that an image is shifted by at the most, each way; 0 shifts none
 * @param background what a pixel is that was outside of the image
 */
public record Augmentation(int height, int width, boolean mirrored, int crop, float background) {

  /** Tells these draws from all others of a trial's seed. */
  private static final long STREAM = Seeds.hash("augmentation");

  public Augmentation {
    if (height < 1 || width < 1 || crop < 0 || crop >= Math.min(height, width)) {
      throw new IllegalArgumentException(
          "an image must have pixels and crop must be from 0 to less than its shorter side, got"
              + " height=%d, width=%d, crop=%d".formatted(height, width, crop));
    }
  }

  /** Of a data set's images, with its least training number as background where one can show. */
  public static Augmentation of(Dataset data, boolean mirrored, int crop) {
    float background = crop == 0 ? 0 : least(data.train().x());
    return new Augmentation(data.height(), data.width(), mirrored, crop, background);
  }

  private static float least(float[] numbers) {
    float least = Float.POSITIVE_INFINITY;
    for (float number : numbers) {
      least = Math.min(least, number);
    }
    return least;
  }

  /** Whether every image stays as it is. */
  public boolean none() {
    return !mirrored && crop == 0;
  }

  /**
   * Writes an image as a trial sees it in an epoch.
   *
   * @param seed of the trial
   * @param sample which of the samples it is; its numbers begin at {@code sample} times the pixels
   * @param x all samples
   * @param image result, {@code height * width} numbers from {@code offset} on
   */
  public void show(long seed, int epoch, int sample, float[] x, float[] image, int offset) {
    long draw = Seeds.bits(Seeds.bits(seed ^ STREAM, epoch), sample);
    boolean mirror = mirrored && draw < 0;
    int down = shift(draw & 0x7fff_ffffL);
    int right = shift(draw >>> 31 & 0x7fff_ffffL);
    int from = sample * height * width;
    for (int i = 0; i < height; i++) {
      for (int j = 0; j < width; j++) {
        int row = i - down;
        int column = (mirror ? width - 1 - j : j) - right;
        boolean inside = 0 <= row && row < height && 0 <= column && column < width;
        image[offset + i * width + j] = inside ? x[from + row * width + column] : background;
      }
    }
  }

  /** From {@code -crop} to {@code crop}, from 31 random bits. */
  private int shift(long bits) {
    return (int) (bits * (2L * crop + 1) >>> 31) - crop;
  }
}
