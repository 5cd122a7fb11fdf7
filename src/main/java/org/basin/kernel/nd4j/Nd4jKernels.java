package org.basin.kernel.nd4j;

import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Stencil;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * {@link Kernels} as calls of ND4J, each of which moves all lanes: products are batched matrix
 * products over the trial axis, one BLAS call to a lane within them. Results go into arrays that
 * are there already.
 *
 * <p>Agrees with the scalar engine to 1e-5 of the sum of the magnitudes that a number is a sum of,
 * because BLAS adds in another order, and the functions are ND4J's: the sigmoid to 3e-7 relative,
 * tanh to 3e-7 absolute, which is the errors of both engines together. A number that is not finite
 * becomes or stays NaN or infinite wherever it does there. A lane's bits depend neither on its
 * place nor on the lanes beside it, but on the BLAS library and the processor. Measures are taken
 * on the heap, from the states that ND4J has left.
 */
final class Nd4jKernels implements Kernels {

  private final Nd4jPlanes planes;
  private final Nd4jActivations activations;
  private final Nd4jAlgebra algebra;

  /**
   * @param lanes trials side by side, at least 1
   */
  Nd4jKernels(int lanes) {
    planes = new Nd4jPlanes(lanes);
    activations = new Nd4jActivations(planes);
    algebra = new Nd4jAlgebra(planes);
  }

  /** The algebra, whose intermediate results are given back with these kernels. */
  @Override
  public Algebra algebra() {
    return algebra;
  }

  @Override
  public GridKernels grid(Stencil stencil, int rows) {
    if (lanes() != 1) {
      throw GridKernels.severalLanes(lanes());
    }
    return new Nd4jGrid(planes, stencil, rows);
  }

  /** An array is moved as a whole. */
  @Override
  public boolean wholePlanes() {
    return true;
  }

  @Override
  public int lanes() {
    return planes.lanes();
  }

  @Override
  public Plane plane(int cells) {
    return planes.plane(cells);
  }

  @Override
  public void close() {
    algebra.close();
    planes.close();
  }

  @Override
  public void fill(Plane plane, double value) {
    Nd4jPlane.of(plane).overwrite().assign(value);
  }

  @Override
  public void copy(Plane from, Plane to) {
    INDArray values = Nd4jPlane.of(from).read();
    Nd4jPlane.of(to).overwrite().assign(values);
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    Nd4jPlane.of(z).overwrite();
    INDArray result = Nd4jPlane.of(z).matrices(rows, out);
    Nd4jCalls.broadcast(Nd4jPlane.read(b, 1, out), result);
    if (in > 0) {
      Nd4jCalls.addProduct(
          Nd4jPlane.read(x, rows, in), Nd4jPlane.read(w, in, out), result, Nd4jCalls.PLAIN);
    }
  }

  @Override
  public void feedBetween(
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

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    INDArray known = Nd4jPlane.of(d).read();
    Nd4jPlane.of(z).overwrite().assign(known);
    INDArray result = Nd4jPlane.of(z).matrices(rows, units);
    Nd4jCalls.addProduct(
        Nd4jPlane.read(y, rows, above), Nd4jPlane.read(v, units, above), result, Nd4jCalls.SECOND);
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    INDArray pull = planes.scratch(0, output.cells()).overwrite();
    Nd4jCalls.subtract(Nd4jPlane.of(state).read(), Nd4jPlane.of(target).read(), pull);
    Nd4jCalls.multiply(pull, Nd4jPlane.of(nudging).read(), pull);
    Nd4jPlane.of(output).change().subi(pull);
  }

  @Override
  public void activate(Activation f, Plane z) {
    activations.activate(f, z);
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    activations.normalize(h, rows, units);
  }

  @Override
  public void slope(Activation f, Plane z) {
    activations.slope(f, z);
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    activations.through(f, y, d);
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    activations.hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    activations.hingeBack(x, d, left, right);
  }

  @Override
  public void multiply(Plane a, Plane b) {
    Nd4jPlane.of(a).change().muli(Nd4jPlane.of(b).read());
  }

  @Override
  public void subtract(Plane a, Plane b, Plane z) {
    INDArray minuend = Nd4jPlane.of(a).read();
    INDArray subtrahend = Nd4jPlane.of(b).read();
    Nd4jCalls.subtract(minuend, subtrahend, Nd4jPlane.of(z).overwrite());
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
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

  @Override
  public void hebbian(
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

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    Nd4jMeasures.squaredDistance(output, target, c, rows);
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    Nd4jMeasures.errors(output, target, margin, fraction, rows, units);
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    Nd4jMeasures.addProducts(a, b, sum);
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    Nd4jMeasures.largestChange(a, b, change);
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    float[] zs = Nd4jPlane.of(z).replace();
    for (int lane = 0; lane < lanes(); lane++) {
      for (int r = 0; r < rows; r++) {
        int from = index[r * lanes() + lane] * columns;
        System.arraycopy(table, from, zs, (lane * rows + r) * columns, columns);
      }
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    Nd4jMeasures.probe(plane, sum);
  }
}
