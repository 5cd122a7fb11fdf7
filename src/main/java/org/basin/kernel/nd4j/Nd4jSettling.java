package org.basin.kernel.nd4j;

import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What settles the states of layers on {@link Nd4jKernels}: feeds and nudges. */
final class Nd4jSettling {

  private final Nd4jPlanes planes;

  Nd4jSettling(Nd4jPlanes planes) {
    this.planes = planes;
  }

  void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    Nd4jPlane.of(z).overwrite();
    INDArray result = Nd4jPlane.of(z).matrices(rows, out);
    Nd4jCalls.broadcast(Nd4jPlane.read(b, 1, out), result);
    if (in > 0) {
      Nd4jCalls.addProduct(
          Nd4jPlane.read(x, rows, in), Nd4jPlane.read(w, in, out), result, Nd4jCalls.PLAIN);
    }
  }

  void feedBetween(
      Plane x,
      Plane w,
      Plane y,
      Plane v,
      Plane b,
      Plane z,
      int rows,
      int in,
      int units,
      int above) {
    feed(x, w, b, z, rows, in, units);
    if (above > 0) {
      INDArray result = Nd4jPlane.of(z).matrices(rows, units);
      Nd4jCalls.addProduct(
          Nd4jPlane.read(y, rows, above),
          Nd4jPlane.read(v, units, above),
          result,
          Nd4jCalls.SECOND);
    }
  }

  void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    INDArray known = Nd4jPlane.of(d).read();
    Nd4jPlane.of(z).overwrite().assign(known);
    INDArray result = Nd4jPlane.of(z).matrices(rows, units);
    Nd4jCalls.addProduct(
        Nd4jPlane.read(y, rows, above), Nd4jPlane.read(v, units, above), result, Nd4jCalls.SECOND);
  }

  void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    INDArray pull = planes.scratch(0, output.cells()).overwrite();
    Nd4jCalls.subtract(Nd4jPlane.of(state).read(), Nd4jPlane.of(target).read(), pull);
    Nd4jCalls.multiply(pull, Nd4jPlane.of(nudging).read(), pull);
    Nd4jPlane.of(output).change().subi(pull);
  }
}
