package org.basin.kernel.nd4j;

import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Rows of an {@link Nd4jPlane} that is cut into sheets, and views of it, made once. */
final class Nd4jSheet implements Sheet {

  private final Nd4jPlane plane;

  /** The rows, (rows, stride). */
  private final INDArray rows;

  /** The span of each row. */
  private final INDArray span;

  /** All rows as one line of numbers without what the farthest neighbours lack at its ends. */
  private final INDArray middle;

  /** What {@link #middle} leaves out at the beginning and at the end. */
  private final INDArray[] ends;

  /** The same line, moved on by the distance to each neighbour. */
  private final INDArray[] neighbours;

  Nd4jSheet(Nd4jPlane plane, int at, int rows, Stencil stencil) {
    this.plane = plane;
    int stride = stencil.stride();
    this.rows =
        plane
            .matrices(1, plane.cells())
            .reshape(plane.cells())
            .get(NDArrayIndex.interval(at, at + rows * stride))
            .reshape('c', rows, stride);
    int first = stencil.first();
    span = this.rows.get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + stencil.span()));
    int[] distances = stencil.neighbours();
    INDArray line = this.rows.reshape(rows * stride);
    int reach = distances[distances.length - 1];
    middle = line.get(NDArrayIndex.interval(reach, rows * stride - reach));
    ends =
        new INDArray[] {
          line.get(NDArrayIndex.interval(0, reach)),
          line.get(NDArrayIndex.interval(rows * stride - reach, rows * stride))
        };
    neighbours = new INDArray[distances.length];
    for (int n = 0; n < distances.length; n++) {
      int from = reach + distances[n];
      neighbours[n] = line.get(NDArrayIndex.interval(from, from + rows * stride - 2 * reach));
    }
  }

  static Nd4jSheet of(Sheet sheet) {
    return (Nd4jSheet) sheet;
  }

  /** All of it, for reading. */
  INDArray read() {
    plane.read();
    return rows;
  }

  /** All of it, for changing. */
  INDArray change() {
    plane.change();
    return rows;
  }

  /** The spans, for reading. */
  INDArray readSpan() {
    plane.read();
    return span;
  }

  /** The spans, for changing. */
  INDArray changeSpan() {
    plane.change();
    return span;
  }

  /**
   * All rows as one line, for changing; its ends, which are padding, are left out and become 0: a
   * NaN of an earlier trial would stay there.
   */
  INDArray changeLine() {
    plane.change();
    for (INDArray end : ends) {
      end.assign(0);
    }
    return middle;
  }

  /**
   * The line moved on to each neighbour, for reading: the rows unfolded. The padding between two
   * rows is as wide as a neighbour is far, so no cell meets a cell of another row; numbers follow
   * one another without a gap, which ND4J goes over several times faster than over views by row.
   */
  INDArray[] unfolded() {
    plane.read();
    return neighbours;
  }
}
