package org.basin.report;

/** A plane of cells that are in a set or not, one bit each. Column 0 is left, row 0 is below. */
public final class Mask {

  private final int width;
  private final int height;
  private final int stride;
  private final long[] words;

  /** An empty set of cells. */
  public Mask(int width, int height) {
    if (width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "width >= 0 and height >= 0 must hold, got width=%d, height=%d".formatted(width, height));
    }
    this.width = width;
    this.height = height;
    this.stride = (width + 63) / 64;
    this.words = new long[Math.multiplyExact(stride, height)];
  }

  /** Cells side by side. */
  public int width() {
    return width;
  }

  /** Cells one above the other. */
  public int height() {
    return height;
  }

  /** Whether a cell is in the set. */
  public boolean holds(int column, int row) {
    return (words[row * stride + (column >> 6)] >>> column & 1) != 0;
  }

  /** Puts a cell into the set. */
  public void add(int column, int row) {
    words[row * stride + (column >> 6)] |= 1L << column;
  }

  /** Puts those of 64 cells into the set whose bit is set. */
  void add(int word, int row, long bits) {
    words[row * stride + word] |= bits;
  }

  /** How many cells are in the set. */
  public long count() {
    long count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /**
   * The corners at which the border of a set runs: those of whose four cells some are in it and
   * some are not, all four being known.
   *
   * @param known cells of which something is known; of the size of this
   */
  public Mask border(Mask known) {
    Mask border = new Mask(Math.max(0, width - 1), Math.max(0, height - 1));
    for (int row = 0; row < border.height; row++) {
      for (int column = 0; column < border.width; column++) {
        int inside = four(column, row);
        if (inside > 0 && inside < 4 && known.four(column, row) == 4) {
          border.add(column, row);
        }
      }
    }
    return border;
  }

  private int four(int column, int row) {
    return (holds(column, row) ? 1 : 0)
        + (holds(column + 1, row) ? 1 : 0)
        + (holds(column, row + 1) ? 1 : 0)
        + (holds(column + 1, row + 1) ? 1 : 0);
  }

  /** The set seen in boxes of two by two cells, a box being in it when any of its cells is. */
  Mask halved() {
    Mask half = new Mask((width + 1) / 2, (height + 1) / 2);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        if (holds(column, row)) {
          half.add(column / 2, row / 2);
        }
      }
    }
    return half;
  }
}
