package org.basin.kernel;

/**
 * Which neurons of a grid layer see which inputs: the neighbours within a square of odd side, zeros
 * beyond the border; and how the rows of a {@link Sheet} are laid out for that.
 *
 * <p>A layer is {@code lines} by {@code columns} neurons, a two-dimensional grid having one line. A
 * sample's row has {@code stride} numbers; cell (i, j) stands at {@code first + i lineStride + j}.
 * What is no cell is padding and always 0, so a neighbour beyond the border is just another number,
 * at the same distance for every cell. Spans are multiples of 16 numbers, whatever the hardware's
 * vectors hold.
 *
 * @param lines at least 1
 * @param columns at least 1
 * @param kernel side of the square, odd
 */
public record Stencil(int lines, int columns, int kernel) {

  /** Numbers of the widest vector. */
  private static final int WHOLE = 16;

  /**
   * A large array begins on a cache line with a head of 16 bytes; number 12 is the first on the
   * next line.
   */
  private static final int ALIGNED = 12;

  public Stencil {
    if (lines < 1 || columns < 1 || kernel < 1 || kernel % 2 == 0) {
      throw new IllegalArgumentException(
          "lines and columns must be at least 1 and kernel odd, got lines=%d, columns=%d, kernel=%d"
              .formatted(lines, columns, kernel));
    }
  }

  private static int whole(int numbers) {
    return (numbers + WHOLE - 1) / WHOLE * WHOLE;
  }

  /** Neurons of a layer. */
  public int cells() {
    return lines * columns;
  }

  /** Neurons that one sees, those beyond the border among them. */
  public int seen() {
    return lines == 1 ? kernel : kernel * kernel;
  }

  private int margin() {
    return (kernel - 1) / 2;
  }

  /** From a line to the next: the padding behind a line is that before the next, too. */
  public int lineStride() {
    return lines == 1 ? columns : columns + margin();
  }

  /** The farthest neighbour. */
  private int reach() {
    return lines == 1 ? margin() : margin() * (lineStride() + 1);
  }

  /** Where the first cell of a row stands. */
  public int first() {
    return ALIGNED + whole(Math.max(0, reach() - ALIGNED));
  }

  /** Numbers from the first cell on that vectors go over: all cells, and padding. */
  public int span() {
    return whole((lines - 1) * lineStride() + columns);
  }

  /** Numbers of a row. */
  public int stride() {
    return whole(first() + span() + reach());
  }

  /** Where a cell stands in its row. */
  public int at(int cell) {
    return first() + cell / columns * lineStride() + cell % columns;
  }

  /** Distances to the neighbours, the cell itself among them, in rising order. */
  public int[] neighbours() {
    int margin = margin();
    int above = lines == 1 ? 0 : margin;
    int[] found = new int[seen()];
    int n = 0;
    for (int i = -above; i <= above; i++) {
      for (int j = -margin; j <= margin; j++) {
        found[n++] = i * lineStride() + j;
      }
    }
    return found;
  }

  /** Which numbers of a span are padding, counted from the first cell. */
  public int[] padding() {
    boolean[] cell = new boolean[span()];
    for (int c = 0; c < cells(); c++) {
      cell[at(c) - first()] = true;
    }
    int[] found = new int[span() - cells()];
    int n = 0;
    for (int i = 0; i < cell.length; i++) {
      if (!cell[i]) {
        found[n++] = i;
      }
    }
    return found;
  }
}
