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

  /** The span of each row, and the spans that begin at its neighbours. */
  private final INDArray span;

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
    span = view(stencil, 0);
    int[] distances = stencil.neighbours();
    neighbours = new INDArray[distances.length];
    for (int n = 0; n < distances.length; n++) {
      neighbours[n] = view(stencil, distances[n]);
    }
  }

  static Nd4jSheet of(Sheet sheet) {
    return (Nd4jSheet) sheet;
  }

  private INDArray view(Stencil stencil, int distance) {
    int from = stencil.first() + distance;
    return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + stencil.span()));
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

  /** The spans that begin at each neighbour, for reading: the rows unfolded. */
  INDArray[] unfolded() {
    plane.read();
    return neighbours;
  }
}
