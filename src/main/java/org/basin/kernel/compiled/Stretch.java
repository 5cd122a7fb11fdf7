package org.basin.kernel.compiled;

/**
 * Cells in a row, counted from the first of all planes.
 *
 * @param first the first of them
 * @param cells how many
 */
record Stretch(int first, int cells) {

  /** Whether they share some cells but not all. */
  boolean overlaps(Stretch other) {
    return !equals(other) && first < other.first + other.cells && other.first < first + cells;
  }
}
