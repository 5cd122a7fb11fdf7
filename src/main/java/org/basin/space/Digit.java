package org.basin.space;

import java.io.Serializable;

/**
 * One digit of a point's index: an axis, a zip group of axes, the rows of a list of points, or the
 * replicate (which moves no axis).
 *
 * @param axes indices of the axes that it moves
 * @param columns for a list of points the place on each of {@code axes} by row; otherwise empty:
 *     the place on every axis is the digit's own
 * @param size how many places it has; with the other sizes it fixes trial numbers for good
 * @param places the admitted ones among {@code [0, size)}
 */
record Digit(int[] axes, int[][] columns, int size, Spans places) implements Serializable {

  /** A digit with all its places. */
  Digit(int[] axes, int[][] columns, int size) {
    this(axes, columns, size, Spans.of(0, size));
  }

  Digit with(Spans places) {
    return new Digit(axes, columns, size, places);
  }

  /** Whether an axis hangs on this digit. */
  boolean moves(int axis) {
    for (int moved : axes) {
      if (moved == axis) {
        return true;
      }
    }
    return false;
  }

  /** Place on the axis {@code axes[i]} when the digit is at a place of its own. */
  int placeOn(int i, int place) {
    return columns.length == 0 ? place : columns[i][place];
  }
}
