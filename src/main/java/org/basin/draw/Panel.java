package org.basin.draw;

/**
 * A small picture among others: numbers in rows and columns.
 *
 * @param title stands above
 * @param columns cells of a row
 * @param values row by row, the first above; NaN where there is none
 */
public record Panel(String title, int columns, double[] values) {

  public Panel {
    if (columns < 1 || values.length == 0 || values.length % columns != 0) {
      throw new IllegalArgumentException(
          "a panel must have whole rows, got %d numbers in %d columns"
              .formatted(values.length, columns));
    }
  }

  int rows() {
    return values.length / columns;
  }

  double value(int row, int column) {
    return values[row * columns + column];
  }
}
