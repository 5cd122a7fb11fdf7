package org.basin.kernel.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.Approximations;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;
import org.basin.kernel.Stencil;

/**
 * {@link Kernels} for one trial at a time, in single precision: the units of a layer stand side by
 * side in the vectors, so that one wide net fills them. Every number is made by the same operations
 * in the same order, whatever the size of the hardware's vectors.
 *
 * <p>Holds working memory; not safe for use by several threads.
 */
final class WideKernels implements Kernels {

  private static final int STEP = VectorKernels.SPECIES.length();
  private final Function<Stencil, GridKernels> grids;
  private final WideFeed feed = new WideFeed();
  private final WideHebbian hebbian = new WideHebbian();
  private final VectorProgram runner = new VectorProgram();

  /** The last numbers of a plane that do not fill a vector. */
  private final float[] few = new float[STEP];

  private final float[] others = new float[STEP];

  /** The last units of a layer that do not fill a vector, (rows, STEP). */
  private float[] tile = {};

  /**
   * @param grids makes the operations of a neural grid
   */
  WideKernels(Function<Stencil, GridKernels> grids) {
    this.grids = grids;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Algebra algebra() {
    throw new IllegalArgumentException(
        "the vector engine must have %d lanes for this model, got 1".formatted(Plane.LANES));
  }

  @Override
  public GridKernels grid(Stencil stencil, int rows) {
    return grids.apply(stencil);
  }

  @Override
  public Plane plane(int cells) {
    return new VectorPlane(new float[cells], 1);
  }

  @Override
  public void fill(Plane plane, double value) {
    Arrays.fill(values(plane), (float) value);
  }

  @Override
  public void copy(Plane from, Plane to) {
    System.arraycopy(values(from), 0, values(to), 0, values(from).length);
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    feedBetween(x, w, x, w, b, z, rows, in, out, 0);
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
    feed.between(
        values(x), values(w), values(y), values(v), values(b), values(z), rows, in, units, above);
  }

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    feed.back(values(d), values(y), values(v), values(z), rows, units, above);
  }

  @Override
  public void activate(Activation f, Plane z) {
    float[] zs = values(z);
    int whole = zs.length - zs.length % STEP;
    VectorActivations.apply(f, zs, whole);
    if (whole < zs.length) {
      System.arraycopy(zs, whole, few, 0, zs.length - whole);
      VectorActivations.apply(f, few, STEP);
      System.arraycopy(few, 0, zs, whole, zs.length - whole);
    }
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    float[] hs = values(h);
    int j = 0;
    for (; j + STEP <= units; j += STEP) {
      VectorNormalization.unit(hs, j, rows, units);
    }
    if (j < units) {
      tile = Matrix.atLeast(rows * STEP, tile);
      Matrix.copy(hs, j, units, tile, 0, STEP, rows, units - j);
      VectorNormalization.unit(tile, 0, rows, STEP);
      Matrix.copy(tile, 0, STEP, hs, j, units, rows, units - j);
    }
  }

  @Override
  public void slope(Activation f, Plane z) {
    float[] zs = values(z);
    int whole = zs.length - zs.length % STEP;
    VectorSlopes.apply(f, zs, whole);
    if (whole < zs.length) {
      System.arraycopy(zs, whole, few, 0, zs.length - whole);
      VectorSlopes.apply(f, few, STEP);
      System.arraycopy(few, 0, zs, whole, zs.length - whole);
    }
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    float[] ys = values(y);
    float[] ds = values(d);
    int whole = ds.length - ds.length % STEP;
    VectorBack.through(f, ys, ds, whole);
    if (whole < ds.length) {
      int rest = ds.length - whole;
      System.arraycopy(ys, whole, few, 0, rest);
      System.arraycopy(ds, whole, others, 0, rest);
      VectorBack.through(f, few, others, STEP);
      System.arraycopy(others, 0, ds, whole, rest);
    }
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    float[] xs = values(x);
    float[] ds = values(d);
    float low = (float) left;
    float high = (float) right;
    for (int i = 0; i < ds.length; i++) {
      ds[i] *= xs[i] > 0 ? high : low;
    }
  }

  @Override
  public void multiply(Plane a, Plane b) {
    float[] as = values(a);
    float[] bs = values(b);
    for (int i = 0; i < as.length; i++) {
      as[i] *= bs[i];
    }
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    float[] os = values(output);
    float[] ss = values(state);
    float[] ts = values(target);
    float minusBeta = -values(nudging)[0];
    for (int i = 0; i < os.length; i++) {
      os[i] = Math.fma(minusBeta, ss[i] - ts[i], os[i]);
    }
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
    hebbian.learn(
        values(w),
        values(b),
        values(x),
        values(from),
        values(to),
        values(stepSize)[0],
        values(biasStepSize)[0],
        rows,
        in,
        out);
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    float[] ps = values(p);
    float[] vs = values(v);
    float[] gs = values(g);
    float minusStep = -values(stepSize)[0];
    float kept = values(momentum)[0];
    float decay = values(weightDecay)[0];
    for (int i = 0; i < ps.length; i++) {
      float d = Math.fma(decay, ps[i], gs[i]);
      vs[i] = Math.fma(kept, vs[i], d);
      ps[i] = Math.fma(minusStep, vs[i], ps[i]);
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = values(output);
    float[] ts = values(target);
    float sum = 0;
    for (int i = 0; i < os.length; i++) {
      float d = os[i] - ts[i];
      sum = Math.fma(d, d, sum);
    }
    values(c)[0] = sum / rows;
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    float wrong = 0;
    for (int r = 0; r < rows; r++) {
      if (!(lead(values(output), values(target), r * units, units) > (float) margin)) {
        wrong++;
      }
    }
    values(fraction)[0] = wrong / rows;
  }

  /** How far the output at the label exceeds the greatest other, of the row from a cell on. */
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
  public void subtract(Plane a, Plane b, Plane z) {
    float[] as = values(a);
    float[] bs = values(b);
    float[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      zs[i] = as[i] - bs[i];
    }
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    float[] as = values(a);
    float[] bs = values(b);
    float total = values(sum)[0];
    for (int i = 0; i < as.length; i++) {
      total = Math.fma(as[i], bs[i], total);
    }
    values(sum)[0] = total;
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    float[] as = values(a);
    float[] bs = values(b);
    float most = values(change)[0];
    for (int i = 0; i < as.length; i++) {
      most = Math.max(most, Math.abs(as[i] - bs[i]));
    }
    values(change)[0] = most;
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(table, index[r] * columns, values(z), r * columns, columns);
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    float zeros = values(sum)[0];
    for (float x : values(plane)) {
      zeros += Approximations.zero(x);
    }
    values(sum)[0] = zeros;
  }

  @Override
  public void evaluate(Program program, List<Operand> operands, Plane out) {
    runner.open(program);
    for (int first = 0; first < out.cells(); first += VectorProgram.SPAN) {
      int span = Math.min(VectorProgram.SPAN, out.cells() - first);
      for (int i = 0; i < operands.size(); i++) {
        float[] input = runner.register(i);
        for (int k = 0; k < span; k++) {
          input[k] = values(operands.get(i).plane())[operands.get(i).cell(first + k)];
        }
      }
      System.arraycopy(runner.run(program), 0, values(out), first, span);
    }
  }

  private static float[] values(Plane plane) {
    return ((VectorPlane) plane).values();
  }
}
