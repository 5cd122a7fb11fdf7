package org.basin.kernel;

/**
 * An input of a {@link Program}: which cell of a plane goes into each cell of the result.
 *
 * @param plane of any number of cells
 * @param cells by cell of the result; empty when they are the cells of the plane in their order
 */
public record Operand(Plane plane, int[] cells) {

  private static final int[] IN_ORDER = {};

  /** A plane of as many cells as the result. */
  public static Operand of(Plane plane) {
    return new Operand(plane, IN_ORDER);
  }

  /** The cell that goes into a cell of the result. */
  public int cell(int result) {
    return cells.length == 0 ? result : cells[result];
  }
}
