package org.basin.kernel.nd4j;

import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Steps of parameters on {@link Nd4jKernels}. */
final class Nd4jLearning {

  private final Nd4jPlanes planes;

  Nd4jLearning(Nd4jPlanes planes) {
    this.planes = planes;
  }

  void descend(Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    INDArray ps = Nd4jPlane.of(p).change();
    INDArray vs = Nd4jPlane.of(v).change();
    INDArray change = planes.scratch(0, p.cells()).overwrite();
    Nd4jCalls.multiply(ps, Nd4jPlane.of(weightDecay).read(), change);
    change.addi(Nd4jPlane.of(g).read());
    Nd4jCalls.multiply(vs, Nd4jPlane.of(momentum).read(), vs);
    vs.addi(change);
    Nd4jCalls.multiply(vs, Nd4jPlane.of(stepSize).read(), change);
    ps.subi(change);
  }

  void hebbian(
      Plane w,
      Plane b,
      Plane x,
      Plane from,
      Plane to,
      Plane stepSize,
      Plane biasStepSize,
      int rows,
      int in,
      int out) {
    Nd4jPlane scaled = planes.scratch(0, rows * out);
    INDArray change = scaled.overwrite();
    INDArray changes = scaled.matrices(rows, out);
    INDArray step = planes.scratch(1, 1).overwrite();
    Nd4jCalls.subtract(Nd4jPlane.of(to).read(), Nd4jPlane.of(from).read(), change);
    Nd4jPlane sum = planes.scratch(2, out);
    INDArray sums = sum.overwrite();
    Nd4jCalls.sum(changes, sum.matrices(1, out), 1);
    Nd4jPlane.of(biasStepSize).read().muli(1f / rows, step);
    Nd4jCalls.multiply(sums, step, sums);
    Nd4jPlane.of(b).change().addi(sums);
    Nd4jPlane.of(stepSize).read().muli(1f / rows, step);
    Nd4jCalls.multiply(change, step, change);
    Nd4jPlane.of(w).change();
    Nd4jCalls.addProduct(
        Nd4jPlane.read(x, rows, in), changes, Nd4jPlane.of(w).matrices(in, out), Nd4jCalls.FIRST);
  }
}
