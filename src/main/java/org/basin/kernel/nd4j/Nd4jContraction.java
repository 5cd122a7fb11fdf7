package org.basin.kernel.nd4j;

import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Contractions of {@link Nd4jAlgebra} as batched matrix products. */
final class Nd4jContraction {

  private final Nd4jPlanes planes;

  Nd4jContraction(Nd4jPlanes planes) {
    this.planes = planes;
  }

  /**
   * A tensor that all rows share is one matrix a lane where it has no more axes than that; one for
   * each row is a matrix a row. With axes on both sides, the states are repeated for each outer
   * index, so that there is a matrix for it.
   */
  void contract(Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest) {
    Nd4jPlane.of(out).change();
    if (tRows == 1 && rest == 1) {
      INDArray result = Nd4jPlane.of(out).matrices(rows, outer);
      INDArray states = Nd4jPlane.read(g, rows, inner);
      Nd4jCalls.addProduct(states, Nd4jPlane.read(t, outer, inner), result, Nd4jCalls.SECOND);
    } else if (tRows == 1 && outer == 1) {
      INDArray result = Nd4jPlane.of(out).matrices(rows, rest);
      INDArray states = Nd4jPlane.read(g, rows, inner);
      Nd4jCalls.addProduct(states, Nd4jPlane.read(t, inner, rest), result, Nd4jCalls.PLAIN);
    } else if (tRows > 1 && rest == 1) {
      INDArray tensors = each(t, rows, outer, inner);
      Nd4jCalls.addProduct(
          tensors, each(g, rows, inner, 1), each(out, rows, outer, 1), Nd4jCalls.PLAIN);
    } else if (tRows > 1 && outer == 1) {
      INDArray tensors = each(t, rows, inner, rest);
      Nd4jCalls.addProduct(
          each(g, rows, 1, inner), tensors, each(out, rows, 1, rest), Nd4jCalls.PLAIN);
    } else {
      Nd4jPlane states = planes.scratch(0, rows * outer * inner);
      states.overwrite();
      Nd4jCalls.broadcast(each(g, rows, 1, inner), each(states, rows, outer, inner));
      Nd4jPlane tensors = Nd4jPlane.of(t);
      if (tRows < rows) {
        tensors = planes.scratch(1, rows * t.cells());
        INDArray shared = Nd4jPlane.read(t, 1, t.cells());
        tensors.overwrite();
        Nd4jCalls.broadcast(shared, tensors.matrices(rows, t.cells()));
      }
      Nd4jCalls.addProduct(
          each(states, rows * outer, 1, inner),
          each(tensors, rows * outer, inner, rest),
          each(out, rows * outer, 1, rest),
          Nd4jCalls.PLAIN);
    }
  }

  void outer(Plane x, Plane y, Plane w, int rows, int a, int b) {
    INDArray left = Nd4jPlane.read(x, rows, a);
    INDArray right = Nd4jPlane.read(y, rows, b);
    Nd4jPlane.of(w).change();
    Nd4jCalls.addProduct(left, right, Nd4jPlane.of(w).matrices(a, b), Nd4jCalls.FIRST);
  }

  /** A plane as so many matrices a lane, (lanes count, rows, columns). */
  private INDArray each(Plane plane, int count, int rows, int columns) {
    INDArray values = Nd4jPlane.of(plane).read();
    return values.reshape('c', (long) planes.lanes() * count, rows, columns);
  }
}
