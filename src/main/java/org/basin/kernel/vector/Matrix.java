package org.basin.kernel.vector;

/** Moves parts of row-major matrices for {@link WideKernels}. */
final class Matrix {

  private Matrix() {}

  /** The memory itself when it holds so many numbers, else new memory of zeros. */
  static float[] atLeast(int numbers, float[] memory) {
    return memory.length >= numbers ? memory : new float[numbers];
  }

  /**
   * {@code to[ti + r * toRow + c] = from[fi + r * fromRow + c]} for {@code r < rows} and {@code c <
   * columns}.
   */
  static void copy(
      float[] from, int fi, int fromRow, float[] to, int ti, int toRow, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from, fi + r * fromRow, to, ti + r * toRow, columns);
    }
  }

  /**
   * {@code to[ti + c * toRow + r] = from[fi + r * fromRow + c]} for {@code r < rows} and {@code c <
   * columns}. Plain loops: shuffles and blends of vectors take twice as long (docs/decisions/0011).
   */
  static void transpose(
      float[] from, int fi, int fromRow, int rows, int columns, float[] to, int ti, int toRow) {
    int r = 0;
    for (; r + 3 < rows; r += 4) {
      fourRows(from, fi + r * fromRow, fromRow, columns, to, ti + r, toRow);
    }
    for (; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[ti + c * toRow + r] = from[fi + r * fromRow + c];
      }
    }
  }

  private static void fourRows(
      float[] from, int fi, int fromRow, int columns, float[] to, int ti, int toRow) {
    int second = fi + fromRow;
    int third = second + fromRow;
    int fourth = third + fromRow;
    for (int c = 0; c < columns; c++) {
      float x0 = from[fi + c];
      float x1 = from[second + c];
      float x2 = from[third + c];
      float x3 = from[fourth + c];
      int at = ti + c * toRow;
      to[at] = x0;
      to[at + 1] = x1;
      to[at + 2] = x2;
      to[at + 3] = x3;
    }
  }
}
