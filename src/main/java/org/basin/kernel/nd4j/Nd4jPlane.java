package org.basin.kernel.nd4j;

import org.basin.kernel.Plane;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The nd4j engine's: single precision, of shape (lanes, cells), the trial axis leading, outside of
 * Java's heap or on a GPU. Single numbers are set and read in a copy on the heap, which goes over
 * as a whole when an operation needs it: a call for each number would take longer than training.
 */
final class Nd4jPlane implements Plane {

  private final INDArray values;
  private final int lanes;
  private final int cells;

  /** The values seen as (lanes, rows, columns), in the shape that was asked for last. */
  private INDArray view;

  private int columns;

  /** The copy; null until a single number is set or read. */
  private float[] copy;

  /** Whether the copy holds what the array lacks. */
  private boolean ahead;

  /** Whether the array holds what the copy lacks. */
  private boolean behind = true;

  /** A plane of zeros. */
  Nd4jPlane(int lanes, int cells) {
    this.lanes = lanes;
    this.cells = cells;
    values = Nd4j.create(DataType.FLOAT, lanes, cells);
  }

  /** The plane that kernels of this engine have made. */
  static Nd4jPlane of(Plane plane) {
    return (Nd4jPlane) plane;
  }

  /** The values of a plane as (lanes, rows, columns), for reading. */
  static INDArray read(Plane plane, int rows, int columns) {
    of(plane).read();
    return of(plane).matrices(rows, columns);
  }

  /** The values, (lanes, cells), for reading. */
  INDArray read() {
    if (ahead) {
      values.data().setData(copy);
      ahead = false;
    }
    return values;
  }

  /** The values, (lanes, cells), for changing some or all of them. */
  INDArray change() {
    read();
    behind = true;
    return values;
  }

  /** The values, (lanes, cells), for setting all of them. */
  INDArray overwrite() {
    ahead = false;
    behind = true;
    return values;
  }

  /** The values as (lanes, rows, columns). What is done to it must be said by the calls above. */
  INDArray matrices(int rows, int columns) {
    if (view == null || this.columns != columns) {
      view = values.reshape('c', lanes, rows, columns);
      this.columns = columns;
    }
    return view;
  }

  /** All numbers, {@code [lane * cells + cell]}, until the next operation; not to be changed. */
  float[] numbers() {
    if (behind) {
      copy = values.data().asFloat();
      behind = false;
    }
    return copy;
  }

  /** The copy, for setting all numbers of it. */
  float[] replace() {
    if (copy == null) {
      copy = new float[lanes * cells];
    }
    ahead = true;
    behind = false;
    return copy;
  }

  /** Gives the array back; the plane is of no use afterwards. */
  void close() {
    values.close();
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public int cells() {
    return cells;
  }

  @Override
  public double get(int cell, int lane) {
    return numbers()[lane * cells + cell];
  }

  @Override
  public void set(int cell, int lane, double value) {
    numbers()[lane * cells + cell] = (float) value;
    ahead = true;
  }
}
