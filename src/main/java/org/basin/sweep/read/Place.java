package org.basin.sweep.read;

/**
 * Where something was said.
 *
 * @param file the sweep file, or the override on the command line
 * @param line counted from 1; 0 on the command line
 * @param column counted from 1; 0 on the command line
 */
record Place(String file, int line, int column) {

  static Place whole(String file) {
    return new Place(file, 0, 0);
  }

  /** A place further right on the same line. */
  Place right(int columns) {
    return line == 0 ? this : new Place(file, line, column + columns);
  }
}
