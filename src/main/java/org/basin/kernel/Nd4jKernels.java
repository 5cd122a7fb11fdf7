package org.basin.kernel;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.reduce.same.Max;
import org.nd4j.linalg.api.ops.impl.reduce.same.Min;
import org.nd4j.linalg.api.ops.impl.reduce.same.Sum;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Assign;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.MulOp;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.SubOp;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Sigmoid;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link ScalarKernels} as calls of ND4J, each of which moves all lanes: products are batched
 * matrix products over the trial axis, one BLAS call to a lane within them. Results go into arrays
 * that are there already.
 *
 * <p>Agrees with the scalar engine to 1e-5 of the sum of the magnitudes that a number is a sum of,
 * because BLAS adds in another order, and the functions are ND4J's: the sigmoid to 2e-7 relative,
 * tanh to 2e-7 absolute. A number that is not finite becomes or stays NaN or infinite wherever it
 * does there. A lane's bits depend neither on its place nor on the lanes beside it, but on the BLAS
 * library and the processor. Measures are taken on the heap, from the states that ND4J has left.
 */
final class Nd4jKernels implements Kernels {

  private static final MMulTranspose PLAIN = MMulTranspose.allFalse();
  private static final MMulTranspose FIRST =
      MMulTranspose.builder().transposeA(true).transposeB(false).transposeResult(false).build();
  private static final MMulTranspose SECOND =
      MMulTranspose.builder().transposeA(false).transposeB(true).transposeResult(false).build();

  private final int lanes;

  /** All planes, so that they can be given back. */
  private final List<Nd4jPlane> planes = new ArrayList<>();

  /** Intermediate results, kept from call to call: for each place those of several sizes. */
  private final List<List<Nd4jPlane>> scratch = new ArrayList<>();

  /**
   * @param lanes trials side by side, at least 1
   */
  Nd4jKernels(int lanes) {
    this.lanes = lanes;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public Plane plane(int cells) {
    Nd4jPlane plane = new Nd4jPlane(lanes, cells);
    planes.add(plane);
    return plane;
  }

  /** Memory outside of the heap is not waited for to be collected: blocks come by the thousands. */
  @Override
  public void close() {
    planes.forEach(Nd4jPlane::close);
    planes.clear();
    scratch.clear();
  }

  @Override
  public void fill(Plane plane, double value) {
    of(plane).overwrite().assign(value);
  }

  @Override
  public void copy(Plane from, Plane to) {
    of(to).overwrite().assign(of(from).read());
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    of(z).overwrite();
    INDArray result = of(z).matrices(rows, out);
    broadcast(read(b, 1, out), result);
    if (in > 0) {
      addProduct(read(x, rows, in), read(w, in, out), result, PLAIN);
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
      INDArray result = of(z).matrices(rows, units);
      addProduct(read(y, rows, above), read(v, units, above), result, SECOND);
    }
  }

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    copy(d, z);
    INDArray result = of(z).matrices(rows, units);
    addProduct(read(y, rows, above), read(v, units, above), result, SECOND);
  }

  @Override
  public void activate(Activation f, Plane z) {
    INDArray zs = of(z).change();
    switch (f) {
      case SIGMOID -> {
        INDArray zeros = zeros(zs, z.cells());
        run(new Sigmoid(zs, zs));
        zs.addi(zeros);
      }
      case TANH -> {
        INDArray zeros = zeros(zs, z.cells());
        run(new Tanh(zs, zs));
        zs.addi(zeros);
      }
      case RELU -> run(new RectifiedLinear(zs, zs, 0));
      case HARD_SIGMOID -> clip(zs, 0, 1);
      case IDENTITY -> {}
    }
  }

  /** Zero for every finite number, NaN for every other: ND4J's functions hide an infinity. */
  private INDArray zeros(INDArray zs, int cells) {
    INDArray zeros = scratch(0, cells).overwrite();
    return zs.muli(0, zeros);
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    of(h).change();
    INDArray hs = of(h).matrices(rows, units);
    INDArray least = scratch(1, units).matrices(1, units);
    INDArray scale = scratch(2, units).matrices(1, units);
    INDArray mean = scratch(3, units).matrices(1, units);
    run(new Min(hs, least, true, 1));
    run(new Max(hs, scale, true, 1));
    run(new Sum(hs, mean, true, 1));
    mean.muli(1f / rows);
    scale.subi(least).addi(1e-5f).rdivi(1);
    subtract(hs, least, hs);
    multiply(hs, scale, hs);
    subtract(hs, mean, hs);
  }

  @Override
  public void slope(Activation f, Plane z) {
    INDArray zs = of(z).change();
    INDArray other = scratch(0, z.cells()).overwrite();
    switch (f) {
      case SIGMOID -> {
        activate(f, z);
        zs.rsubi(1, other);
        zs.muli(other);
      }
      case TANH -> {
        activate(f, z);
        zs.muli(zs, other);
        other.rsubi(1, zs);
      }
      case RELU -> run(new Step(zs, zs, 0));
      case HARD_SIGMOID -> {
        run(new Step(zs, other, 1));
        run(new Step(zs, zs, Math.nextDown(0f)));
        zs.subi(other);
      }
      case IDENTITY -> zs.assign(1);
    }
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    INDArray ys = of(y).read();
    INDArray ds = of(d).change();
    INDArray slope = scratch(0, y.cells()).overwrite();
    switch (f) {
      case SIGMOID -> {
        ys.rsubi(1, slope);
        slope.muli(ys);
        ds.muli(slope);
      }
      case TANH -> {
        ys.muli(ys, slope);
        slope.rsubi(1);
        ds.muli(slope);
      }
      case RELU -> hingeBack(y, d, 0, 1);
      case IDENTITY -> {}
      case HARD_SIGMOID -> throw f.valueHidesSlope();
    }
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    INDArray factor = scratch(0, x.cells()).overwrite();
    run(new Step(of(x).read(), factor, 0));
    factor.muli((float) right - (float) left).addi((float) left);
    of(d).change().muli(factor);
  }

  @Override
  public void multiply(Plane a, Plane b) {
    of(a).change().muli(of(b).read());
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    INDArray pull = scratch(0, output.cells()).overwrite();
    subtract(of(state).read(), of(target).read(), pull);
    multiply(pull, of(nudging).read(), pull);
    of(output).change().subi(pull);
  }

  @Override
  public void subtract(Plane a, Plane b, Plane z) {
    INDArray minuend = of(a).read();
    INDArray subtrahend = of(b).read();
    subtract(minuend, subtrahend, of(z).overwrite());
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    INDArray ps = of(p).change();
    INDArray vs = of(v).change();
    INDArray change = scratch(0, p.cells()).overwrite();
    multiply(ps, of(weightDecay).read(), change);
    change.addi(of(g).read());
    multiply(vs, of(momentum).read(), vs);
    vs.addi(change);
    multiply(vs, of(stepSize).read(), change);
    ps.subi(change);
  }

  @Override
  public void hebbian(
      Plane w, Plane b, Plane x, Plane from, Plane to, Plane stepSize, int rows, int in, int out) {
    Nd4jPlane scaled = scratch(0, rows * out);
    INDArray change = scaled.overwrite();
    INDArray step = scratch(1, 1).overwrite();
    subtract(of(to).read(), of(from).read(), change);
    of(stepSize).read().muli(1f / rows, step);
    multiply(change, step, change);
    of(w).change();
    of(b).change();
    INDArray changes = scaled.matrices(rows, out);
    addProduct(read(x, rows, in), changes, of(w).matrices(in, out), FIRST);
    INDArray sums = scratch(2, out).matrices(1, out);
    run(new Sum(changes, sums, true, 1));
    of(b).matrices(1, out).addi(sums);
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = of(output).numbers();
    float[] ts = of(target).numbers();
    int cells = output.cells();
    for (int lane = 0; lane < lanes; lane++) {
      double sum = 0;
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        double d = os[i] - ts[i];
        sum += d * d;
      }
      c.set(0, lane, sum / rows);
    }
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    float[] os = of(output).numbers();
    float[] ts = of(target).numbers();
    int cells = output.cells();
    for (int lane = 0; lane < lanes; lane++) {
      int wrong = 0;
      for (int r = 0; r < rows; r++) {
        float lead = lead(os, ts, lane * cells + r * units, units);
        wrong += lead > (float) margin ? 0 : 1;
      }
      fraction.set(0, lane, (float) wrong / rows);
    }
  }

  /** How far the output at the label exceeds the greatest other, of the row from a number on. */
  private static float lead(float[] os, float[] ts, int first, int units) {
    float right = os[first];
    for (int j = 1; j < units; j++) {
      right = ts[first + j] > 0.5f ? os[first + j] : right;
    }
    float lead = Float.POSITIVE_INFINITY;
    for (int j = 0; j < units; j++) {
      if (!(ts[first + j] > 0.5f)) {
        lead = Math.min(lead, right - os[first + j]);
      }
    }
    return lead;
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    float[] as = of(a).numbers();
    float[] bs = of(b).numbers();
    int cells = a.cells();
    for (int lane = 0; lane < lanes; lane++) {
      double products = sum.get(0, lane);
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        products = Math.fma((double) as[i], bs[i], products);
      }
      sum.set(0, lane, products);
    }
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    float[] as = of(a).numbers();
    float[] bs = of(b).numbers();
    int cells = a.cells();
    for (int lane = 0; lane < lanes; lane++) {
      float largest = (float) change.get(0, lane);
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        largest = Math.max(largest, Math.abs(as[i] - bs[i]));
      }
      change.set(0, lane, largest);
    }
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    float[] zs = of(z).replace();
    for (int lane = 0; lane < lanes; lane++) {
      for (int r = 0; r < rows; r++) {
        int from = index[r * lanes + lane] * columns;
        System.arraycopy(table, from, zs, (lane * rows + r) * columns, columns);
      }
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    float[] xs = of(plane).numbers();
    int cells = plane.cells();
    for (int lane = 0; lane < lanes; lane++) {
      float zeros = 0;
      for (int i = lane * cells; i < (lane + 1) * cells; i++) {
        zeros = Math.fma(xs[i], 0f, zeros);
      }
      sum.set(0, lane, sum.get(0, lane) + zeros);
    }
  }

  private static INDArray read(Plane plane, int rows, int columns) {
    of(plane).read();
    return of(plane).matrices(rows, columns);
  }

  /** A plane of that many cells for intermediate results; those of different places differ. */
  private Nd4jPlane scratch(int place, int cells) {
    while (scratch.size() <= place) {
      scratch.add(new ArrayList<>());
    }
    List<Nd4jPlane> known = scratch.get(place);
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).cells() == cells) {
        return known.get(i);
      }
    }
    Nd4jPlane plane = new Nd4jPlane(lanes, cells);
    planes.add(plane);
    known.add(plane);
    return plane;
  }

  /** {@code z += a b}, matrix by matrix. */
  private static void addProduct(INDArray a, INDArray b, INDArray z, MMulTranspose transpose) {
    Nd4j.exec(new Mmul(a, b, z, 1, 1, transpose));
  }

  private static void broadcast(INDArray from, INDArray to) {
    Nd4j.exec(new Assign(new INDArray[] {to, from}, new INDArray[] {to}));
  }

  private static void subtract(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new SubOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  private static void multiply(INDArray a, INDArray b, INDArray z) {
    Nd4j.exec(new MulOp(new INDArray[] {a, b}, new INDArray[] {z}));
  }

  private static void clip(INDArray z, double min, double max) {
    Nd4j.exec(
        DynamicCustomOp.builder("clipbyvalue")
            .addInputs(z)
            .addOutputs(z)
            .addFloatingPointArguments(min, max)
            .build());
  }

  private static void run(Op op) {
    Nd4j.getExecutioner().exec(op);
  }

  private static Nd4jPlane of(Plane plane) {
    return (Nd4jPlane) plane;
  }
}
