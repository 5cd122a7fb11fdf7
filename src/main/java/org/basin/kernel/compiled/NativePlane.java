package org.basin.kernel.compiled;

import org.basin.kernel.Plane;

/** A stretch of the cells of a tape, in single precision. */
final class NativePlane implements Plane {

  private final Tape tape;
  final Stretch stretch;

  NativePlane(Tape tape, Stretch stretch) {
    this.tape = tape;
    this.stretch = stretch;
  }

  @Override
  public int lanes() {
    return tape.lanes();
  }

  @Override
  public int cells() {
    return stretch.cells();
  }

  @Override
  public double get(int cell, int lane) {
    return tape.get(at(cell), lane);
  }

  @Override
  public void set(int cell, int lane, double value) {
    tape.set(at(cell), lane, (float) value);
  }

  @Override
  public void take(int cell, Plane from, int source) {
    tape.take(this, cell, (NativePlane) from, source);
  }

  private int at(int cell) {
    if (cell < 0 || cell >= stretch.cells()) {
      throw new IndexOutOfBoundsException(
          "a cell must be one of %d, got %d".formatted(stretch.cells(), cell));
    }
    return stretch.first() + cell;
  }
}
