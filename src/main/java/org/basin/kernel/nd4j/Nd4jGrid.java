package org.basin.kernel.nd4j;

import org.basin.kernel.Approximations;
import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.floating.Sqrt;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Cos;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Erf;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Exp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sin;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * {@link GridKernels} as calls of ND4J on whole sheets, the way PyTorch's unfold does it: products
 * of inputs and weights are unfolded to what each neuron sees, as views that begin one neighbour
 * further each, and added. A view is all rows of a sheet as one line of numbers, padding included;
 * what comes to stand in the padding is cleared once a layer. Moves all rows whatever the number
 * that is asked for.
 *
 * <p>Adds gradients in another order than {@link GridKernels}; functions are ND4J's.
 */
final class Nd4jGrid implements GridKernels {

  private final Stencil stencil;
  private final int rows;
  private final Nd4jPlanes planes;

  /** Intermediate results: products or sums of a sheet. */
  private final Nd4jSheet product;

  private final Nd4jSheet sum;

  /** 1 for a cell, 0 for padding; one row. */
  private final Nd4jSheet inside;

  /** 1 for each row, in one line. */
  private final INDArray ones;

  /** One number for each row. */
  private final INDArray column;

  private final INDArray slant;

  Nd4jGrid(Nd4jPlanes planes, Stencil stencil, int rows) {
    this.planes = planes;
    this.stencil = stencil;
    this.rows = rows;
    product = sheet(rows);
    sum = sheet(rows);
    inside = sheet(1);
    for (int c = 0; c < stencil.cells(); c++) {
      inside.change().putScalar(0, stencil.at(c), 1);
    }
    ones = planes.plane(rows).matrices(1, rows).reshape(1, rows);
    ones.assign(1);
    column = planes.plane(rows).matrices(rows, 1).reshape(rows, 1);
    slant = planes.plane(rows).matrices(rows, 1).reshape(rows, 1);
  }

  private Nd4jSheet sheet(int rows) {
    return new Nd4jSheet(planes.plane(rows * stencil.stride()), 0, rows, stencil);
  }

  @Override
  public Sheet[] sheets(Plane plane, int rows) {
    Sheet[] sheets = new Sheet[plane.cells() / (rows * stencil.stride())];
    for (int k = 0; k < sheets.length; k++) {
      int at = k * rows * stencil.stride();
      sheets[k] = new Nd4jSheet(Nd4jPlane.of(plane), at, rows, stencil);
    }
    return sheets;
  }

  @Override
  public void spread(Plane flat, int row, Sheet sheet, int rows) {
    INDArray to = Nd4jSheet.of(sheet).change();
    Nd4jPlane.of(flat).read();
    for (int line = 0; line < stencil.lines(); line++) {
      line(to, line).assign(line(flat, row, line));
    }
  }

  @Override
  public void collect(Sheet sheet, Plane flat, int row, int rows) {
    INDArray from = Nd4jSheet.of(sheet).read();
    Nd4jPlane.of(flat).change();
    for (int line = 0; line < stencil.lines(); line++) {
      line(flat, row, line).assign(line(from, line));
    }
  }

  /** One line of the cells of a sheet, (rows, columns). */
  private INDArray line(INDArray sheet, int line) {
    int from = stencil.first() + line * stencil.lineStride();
    return sheet.get(NDArrayIndex.all(), NDArrayIndex.interval(from, from + stencil.columns()));
  }

  /** One line of rows of cells, (rows, columns). */
  private INDArray line(Plane flat, int row, int line) {
    int all = flat.cells() / stencil.cells();
    int from = line * stencil.columns();
    return Nd4jPlane.of(flat)
        .matrices(all, stencil.cells())
        .reshape(all, stencil.cells())
        .get(
            NDArrayIndex.interval(row, row + rows),
            NDArrayIndex.interval(from, from + stencil.columns()));
  }

  @Override
  public void forward(GridActivation h, Sheet w, Sheet b, Sheet x, Sheet y, Sheet slope, int rows) {
    Nd4jCalls.multiply(Nd4jSheet.of(x).read(), Nd4jSheet.of(w).read(), product.change());
    addUp(product);
    INDArray z = sum.change();
    INDArray ys = Nd4jSheet.of(y).change();
    Nd4jCalls.add(z, Nd4jSheet.of(b).read(), z);
    // in the padding a slope may be any number, because no gradient comes to it
    apply(h, z, ys, Nd4jSheet.of(slope).change());
    Nd4jCalls.multiply(ys, inside.read(), ys);
  }

  /** Sums of what each neuron sees, to {@link #sum}; its padding becomes any numbers. */
  private void addUp(Nd4jSheet from) {
    INDArray to = sum.changeLine();
    INDArray[] seen = from.unfolded();
    to.assign(seen[0]);
    for (int n = 1; n < seen.length; n++) {
      to.addi(seen[n]);
    }
  }

  /** Clears the padding. */
  private void mask(Nd4jSheet sheet) {
    if (stencil.span() > stencil.cells()) {
      INDArray span = sheet.changeSpan();
      Nd4jCalls.multiply(span, inside.readSpan(), span);
    }
  }

  /**
   * {@code y = h(z)}, NaN for what is not finite, and {@code slope = h'(z)}.
   *
   * @param z is lost
   * @param y no other's array
   * @param slope no other's array
   */
  private static void apply(GridActivation h, INDArray z, INDArray y, INDArray slope) {
    switch (h) {
      case SIN -> {
        Nd4jCalls.run(new Sin(z, y));
        Nd4jCalls.run(new Cos(z, slope));
      }
      case TANH -> {
        Nd4jCalls.run(new Tanh(z, y));
        Nd4jCalls.multiply(y, y, slope);
        slope.rsubi(1);
      }
      case SIGMOID -> {
        Nd4jCalls.run(new Sigmoid(z, y));
        y.rsubi(1, slope);
        Nd4jCalls.multiply(slope, y, slope);
      }
      case GELU -> {
        // y is the share of a normal distribution below z, until it is the result
        z.muli(Math.sqrt(0.5), y);
        Nd4jCalls.run(new Erf(y, y));
        y.addi(1).muli(0.5);
        Nd4jCalls.multiply(z, z, slope);
        slope.muli(-0.5);
        Nd4jCalls.run(new Exp(slope, slope));
        slope.muli(Approximations.DENSITY);
        Nd4jCalls.multiply(slope, z, slope);
        slope.addi(y);
        Nd4jCalls.multiply(z, y, y);
      }
      case IDENTITY -> {
        y.assign(z);
        slope.assign(1);
      }
    }
    // ND4J's functions hide an infinity: 0 for every finite number, NaN for every other
    z.subi(z);
    y.addi(z);
  }

  @Override
  public void slopes(Sheet g, Sheet slope, Sheet db, int rows) {
    INDArray d = Nd4jSheet.of(g).change();
    d.muli(Nd4jSheet.of(slope).read());
    addRows(d, Nd4jSheet.of(db));
  }

  /** The sum of the rows is a product with a row of ones. */
  private void addRows(INDArray from, Nd4jSheet to) {
    Nd4jCalls.addProduct(ones, from, to.change(), Nd4jCalls.PLAIN);
  }

  @Override
  public void weigh(Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, int rows) {
    // no input and no weight stands in the padding
    addUp(Nd4jSheet.of(g));
    sum.read().muli(Nd4jSheet.of(x).read(), product.change());
    addRows(product.read(), Nd4jSheet.of(dw));
    Nd4jCalls.multiply(sum.read(), Nd4jSheet.of(w).read(), Nd4jSheet.of(to).change());
  }

  @Override
  public void add(Sheet from, Sheet to, int rows) {
    Nd4jSheet.of(to).change().addi(Nd4jSheet.of(from).read());
  }

  @Override
  public void multiply(Sheet factor, Sheet to, int rows) {
    Nd4jSheet.of(to).change().muli(Nd4jSheet.of(factor).read());
  }

  @Override
  public void copy(Sheet from, Sheet to, int rows) {
    Nd4jSheet.of(to).change().assign(Nd4jSheet.of(from).read());
  }

  @Override
  public void normalize(Sheet x, Sheet gain, Sheet shift, Sheet hat, Sheet scale, int rows) {
    INDArray xs = Nd4jSheet.of(x).changeSpan();
    INDArray hats = Nd4jSheet.of(hat).changeSpan();
    mean(xs, column);
    Nd4jCalls.subtract(xs, column, hats);
    mask(Nd4jSheet.of(hat));
    INDArray squares = product.changeSpan();
    Nd4jCalls.multiply(hats, hats, squares);
    mean(squares, column);
    column.addi(NORM_EPSILON);
    Nd4jCalls.run(new Sqrt(column, column));
    column.rdivi(1);
    scaleOf(scale).assign(column);
    Nd4jCalls.multiply(hats, column, hats);
    Nd4jCalls.multiply(hats, Nd4jSheet.of(gain).readSpan(), xs);
    Nd4jCalls.add(xs, Nd4jSheet.of(shift).readSpan(), xs);
  }

  /** Mean over the cells of each row; the padding is 0. */
  private void mean(INDArray from, INDArray to) {
    Nd4jCalls.sum(from, to, 1);
    to.divi(stencil.cells());
  }

  /** Where a sheet keeps one number for each row. */
  private INDArray scaleOf(Sheet scale) {
    int first = stencil.first();
    return Nd4jSheet.of(scale)
        .change()
        .get(NDArrayIndex.all(), NDArrayIndex.interval(first, first + 1));
  }

  @Override
  public void normalizeBack(
      Sheet g,
      Sheet gain,
      Sheet hat,
      Sheet scale,
      Sheet gainGradient,
      Sheet shiftGradient,
      int rows) {
    INDArray gs = Nd4jSheet.of(g).change();
    INDArray hats = Nd4jSheet.of(hat).read();
    Nd4jCalls.multiply(gs, hats, product.change());
    addRows(product.read(), Nd4jSheet.of(gainGradient));
    addRows(gs, Nd4jSheet.of(shiftGradient));
    Nd4jCalls.multiply(gs, Nd4jSheet.of(gain).read(), gs);
    mean(gs, column);
    Nd4jCalls.multiply(gs, hats, product.change());
    mean(product.read(), slant);
    Nd4jCalls.multiply(hats, slant, product.change());
    Nd4jCalls.subtract(gs, column, gs);
    Nd4jCalls.subtract(gs, product.read(), gs);
    Nd4jCalls.multiply(gs, scaleOf(scale), gs);
    Nd4jCalls.multiply(gs, inside.read(), gs);
  }

  @Override
  public void activate(GridActivation h, Plane z, Plane slope) {
    INDArray zs = Nd4jPlane.of(z).change();
    INDArray in = planes.scratch(0, z.cells()).overwrite();
    in.assign(zs);
    apply(h, in, zs, Nd4jPlane.of(slope).overwrite());
  }

  @Override
  public void adam(Plane p, Plane m, Plane v, Plane g, double step, double scale) {
    INDArray gradient = Nd4jPlane.of(g).change();
    INDArray means = Nd4jPlane.of(m).change();
    INDArray squares = Nd4jPlane.of(v).change();
    INDArray change = planes.scratch(0, p.cells()).overwrite();
    means.muli(MEAN);
    gradient.muli(1 - MEAN, change);
    means.addi(change);
    squares.muli(SQUARE);
    gradient.muli(gradient);
    gradient.muli(1 - SQUARE, change);
    squares.addi(change);
    change.assign(squares);
    Nd4jCalls.run(new Sqrt(change, change));
    change.muli(scale).addi(EPSILON);
    means.divi(change, change);
    change.muli(step);
    Nd4jPlane.of(p).change().subi(change);
    gradient.assign(0);
  }
}
