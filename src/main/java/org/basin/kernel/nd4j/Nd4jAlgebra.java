package org.basin.kernel.nd4j;

import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMax;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndReplace;
import org.nd4j.linalg.api.ops.impl.transforms.comparison.CompareAndSet;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * {@link Algebra} as calls of ND4J, each of which moves all lanes. Arithmetic gives the same
 * numbers; sums, contractions and steps agree to 1e-5 of the sum of the magnitudes that a number is
 * a sum of, functions and powers as {@link Nd4jFunctions} says. A number that is not finite becomes
 * or stays NaN or infinite wherever it does there, but {@link #greatest} passes over NaN. A clamped
 * cell keeps its number, -0 becoming 0.
 */
final class Nd4jAlgebra implements Algebra {

  private final Nd4jPlanes planes;
  private final Nd4jFunctions functions;
  private final Nd4jContraction contraction;
  private final Nd4jLinks links;

  Nd4jAlgebra(Nd4jPlanes planes) {
    this.planes = planes;
    functions = new Nd4jFunctions(planes);
    contraction = new Nd4jContraction(planes);
    links = new Nd4jLinks(planes);
  }

  void close() {
    links.close();
  }

  @Override
  public void add(Plane x, Plane y, Plane out, int width) {
    INDArray a = rows(x, width);
    INDArray b = rows(y, 1);
    Nd4jCalls.add(a, b, result(out, width));
  }

  @Override
  public void subtract(Plane x, Plane y, Plane out, int width) {
    INDArray a = rows(x, width);
    INDArray b = rows(y, 1);
    Nd4jCalls.subtract(a, b, result(out, width));
  }

  @Override
  public void multiply(Plane x, Plane y, Plane out, int width) {
    INDArray a = rows(x, width);
    INDArray b = rows(y, 1);
    Nd4jCalls.multiply(a, b, result(out, width));
  }

  @Override
  public void divide(Plane x, Plane y, Plane out, int width) {
    INDArray a = rows(x, width);
    INDArray b = rows(y, 1);
    Nd4jCalls.divide(a, b, result(out, width));
  }

  @Override
  public void scale(Plane x, double factor, Plane out) {
    INDArray xs = Nd4jPlane.of(x).read();
    xs.muli((float) factor, Nd4jPlane.of(out).overwrite());
  }

  @Override
  public void shift(Plane x, double term, Plane out) {
    INDArray xs = Nd4jPlane.of(x).read();
    xs.addi((float) term, Nd4jPlane.of(out).overwrite());
  }

  @Override
  public void apply(Elementary f, Plane z) {
    functions.apply(f, z);
  }

  @Override
  public void power(Plane z, Plane n, double offset) {
    functions.power(z, n, offset);
  }

  @Override
  public void sum(Plane x, Plane out, int width) {
    INDArray xs = rows(x, width);
    Nd4jCalls.sum(xs, result(out, 1), 2);
  }

  @Override
  public void greatest(Plane x, Plane out, int width) {
    INDArray xs = rows(x, width);
    Nd4jCalls.run(new Max(xs, result(out, 1), true, 2));
  }

  @Override
  public void dot(Plane x, Plane y, Plane out, int width) {
    INDArray xs = Nd4jPlane.of(x).read();
    INDArray ys = Nd4jPlane.of(y).read();
    Nd4jPlane products = planes.scratch(0, x.cells());
    xs.muli(ys, products.overwrite());
    Nd4jCalls.sum(products.matrices(x.cells() / width, width), result(out, 1), 2);
  }

  @Override
  public void contract(
      Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest) {
    contraction.contract(t, tRows, g, out, rows, outer, inner, rest);
  }

  @Override
  public void link(Plane w, Plane x, Plane out, int rows, Links map) {
    links.link(w, x, out, rows, map);
  }

  @Override
  public void outer(Plane x, Plane y, Plane w, int rows, int a, int b) {
    contraction.outer(x, y, w, rows, a, b);
  }

  @Override
  public void relax(Plane x, Plane field, Plane rate, Plane mask, Plane change) {
    INDArray xs = Nd4jPlane.of(x).change();
    INDArray fields = Nd4jPlane.of(field).read();
    INDArray masks = Nd4jPlane.of(mask).read();
    INDArray step = planes.scratch(0, x.cells()).overwrite();
    INDArray relative = planes.scratch(1, x.cells()).overwrite();
    fields.subi(xs, step);
    keepFree(masks, step);
    Nd4jCalls.run(new Abs(fields, relative));
    Nd4jCalls.run(new ScalarMax(relative, relative, relative, 1));
    Nd4jCalls.divide(step, relative, relative);
    Nd4jCalls.run(new Abs(relative, relative));
    keepFree(masks, relative);
    raise(relative, Nd4jPlane.of(change).change());
    Nd4jCalls.multiply(step, Nd4jPlane.of(rate).read(), step);
    xs.addi(step);
  }

  /** Sets what is clamped to 0, also where it is NaN. */
  private static void keepFree(INDArray masks, INDArray z) {
    Nd4jCalls.run(new CompareAndReplace(masks, z, z, Conditions.notEquals(0)));
  }

  /** Raises one number to the greatest of a lane; ND4J's maximum would pass over NaN. */
  private void raise(INDArray numbers, INDArray change) {
    Nd4jCalls.run(new CompareAndSet(numbers, Double.POSITIVE_INFINITY, Conditions.isNan()));
    INDArray greatest = planes.scratch(2, 1).overwrite();
    Nd4jCalls.run(new Max(numbers, greatest, true, 1));
    Nd4jCalls.greater(change, greatest, change);
  }

  /** An operand as (lanes, rows, width). */
  private static INDArray rows(Plane plane, int width) {
    return Nd4jPlane.read(plane, plane.cells() / width, width);
  }

  /** All of a result as (lanes, rows, width), after its operands have been read. */
  private static INDArray result(Plane plane, int width) {
    Nd4jPlane.of(plane).overwrite();
    return Nd4jPlane.of(plane).matrices(plane.cells() / width, width);
  }
}
