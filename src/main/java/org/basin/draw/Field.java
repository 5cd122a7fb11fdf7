package org.basin.draw;

import java.util.Arrays;

/**
 * A plane of cells with a value each, as a picture shows it. Column 0 is left, row 0 is below.
 *
 * <p>A cell may be <em>lost</em>, when its trials have no value, or <em>absent</em>, when it has no
 * trial.
 */
public final class Field {

  private final int width;
  private final int height;
  private final float[] values;
  private final int[] trials;

  /** A field of absent cells. */
  public Field(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "width >= 1, height >= 1 and width * height < 2^31 must hold, got width=%d, height=%d"
              .formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.values = new float[width * height];
    this.trials = new int[width * height];
    Arrays.fill(values, Float.NaN);
  }

  /**
   * Sets a cell.
   *
   * @param value the mean of its trials; NaN when none has one
   * @param trials how many it has, at least 1
   */
  public void set(int column, int row, double value, long trials) {
    values[row * width + column] = (float) value;
    this.trials[row * width + column] = (int) Math.min(trials, Integer.MAX_VALUE);
  }

  /** Cells side by side. */
  public int width() {
    return width;
  }

  /** Cells one above the other. */
  public int height() {
    return height;
  }

  /** The value of a cell; NaN when it is lost or absent. */
  public float value(int column, int row) {
    return values[row * width + column];
  }

  /** How many trials a cell has. */
  public int trials(int column, int row) {
    return trials[row * width + column];
  }

  /** All values, row by row; to be read only. */
  float[] values() {
    return values;
  }

  /** The least value; NaN when there is none. */
  public float least() {
    float least = Float.NaN;
    for (float value : values) {
      least = value < least || Float.isNaN(least) ? value : least;
    }
    return least;
  }

  /** The greatest value; NaN when there is none. */
  public float greatest() {
    float greatest = Float.NaN;
    for (float value : values) {
      greatest = value > greatest || Float.isNaN(greatest) ? value : greatest;
    }
    return greatest;
  }

  /** How many cells have trials but no value. */
  public long lost() {
    long lost = 0;
    for (int i = 0; i < values.length; i++) {
      lost += trials[i] > 0 && Float.isNaN(values[i]) ? 1 : 0;
    }
    return lost;
  }

  /** How many cells have no trial. */
  public long absent() {
    return Arrays.stream(trials).filter(number -> number == 0).count();
  }
}
