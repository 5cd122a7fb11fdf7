package org.basin.kernel.vector;

import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Operand;
import org.basin.kernel.Plane;
import org.basin.kernel.Program;
import org.basin.kernel.Stencil;

/**
 * {@link Kernels} across lanes with the JDK's Vector API, in single precision. The outermost loop
 * cuts the logical lanes into vectors of the hardware's size. Sums are kept per lane, so no
 * operation reduces over a vector, and the bits don't depend on the hardware.
 */
final class VectorKernels implements Kernels {

  /** The hardware's vectors, 512 bits at most: loops take four at once, of the 64 lanes. */
  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private final VectorProgram runner = new VectorProgram();

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public Algebra algebra() {
    return new VectorAlgebra();
  }

  @Override
  public GridKernels grid(Stencil stencil, int rows) {
    throw GridKernels.severalLanes(LANES);
  }

  @Override
  public Plane plane(int cells) {
    return new VectorPlane(new float[cells * LANES], LANES);
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
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int j = 0; j < units; j++) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
          VectorFeed.fourRows(
              values(x), values(w), values(y), values(v), values(b), values(z), r, j, in, units,
              above, lane);
        }
        for (; r < rows; r++) {
          VectorFeed.row(
              values(x), values(w), values(y), values(v), values(b), values(z), r, j, in, units,
              above, lane);
        }
      }
    }
  }

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int j = 0; j < units; j++) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
          VectorFeedBack.fourRows(
              values(d), values(y), values(v), values(z), r, j, units, above, lane);
        }
        for (; r < rows; r++) {
          VectorFeedBack.row(values(d), values(y), values(v), values(z), r, j, units, above, lane);
        }
      }
    }
  }

  @Override
  public void activate(Activation f, Plane z) {
    VectorActivations.apply(f, values(z), values(z).length);
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    float[] hs = values(h);
    int row = units * LANES;
    for (int lane = 0; lane < LANES; lane += STEP) {
      for (int j = 0; j < units; j++) {
        VectorNormalization.unit(hs, j * LANES + lane, rows, row);
      }
    }
  }

  @Override
  public void slope(Activation f, Plane z) {
    VectorSlopes.apply(f, values(z), values(z).length);
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    VectorBack.through(f, values(y), values(d), values(d).length);
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    VectorBack.hinge(values(x), values(d), (float) left, (float) right, values(d).length);
  }

  @Override
  public void multiply(Plane a, Plane b) {
    float[] as = values(a);
    float[] bs = values(b);
    for (int i = 0; i < as.length; i += STEP) {
      FloatVector.fromArray(SPECIES, as, i)
          .mul(FloatVector.fromArray(SPECIES, bs, i))
          .intoArray(as, i);
    }
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    float[] os = values(output);
    float[] ss = values(state);
    float[] ts = values(target);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector minusBeta = FloatVector.fromArray(SPECIES, values(nudging), lane).neg();
      for (int i = lane; i < os.length; i += LANES) {
        FloatVector.fromArray(SPECIES, ss, i)
            .sub(FloatVector.fromArray(SPECIES, ts, i))
            .fma(minusBeta, FloatVector.fromArray(SPECIES, os, i))
            .intoArray(os, i);
      }
    }
  }

  @Override
  public void subtract(Plane a, Plane b, Plane z) {
    float[] as = values(a);
    float[] bs = values(b);
    float[] zs = values(z);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, as, i)
          .sub(FloatVector.fromArray(SPECIES, bs, i))
          .intoArray(zs, i);
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
    float share = 1f / rows;
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int j = 0; j < out; j++) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
          VectorHebbian.fourRows(
              values(w),
              values(b),
              values(x),
              values(from),
              values(to),
              values(stepSize),
              values(biasStepSize),
              share,
              r,
              in,
              j,
              out,
              lane);
        }
        if (r < rows) {
          VectorHebbian.rest(
              values(w),
              values(b),
              values(x),
              values(from),
              values(to),
              values(stepSize),
              values(biasStepSize),
              share,
              r,
              rows,
              in,
              j,
              out,
              lane);
        }
      }
    }
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    float[] ps = values(p);
    float[] vs = values(v);
    float[] gs = values(g);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector minusStep = FloatVector.fromArray(SPECIES, values(stepSize), lane).neg();
      FloatVector kept = FloatVector.fromArray(SPECIES, values(momentum), lane);
      FloatVector decay = FloatVector.fromArray(SPECIES, values(weightDecay), lane);
      for (int i = lane; i < ps.length; i += LANES) {
        FloatVector at = FloatVector.fromArray(SPECIES, ps, i);
        FloatVector d = decay.fma(at, FloatVector.fromArray(SPECIES, gs, i));
        FloatVector velocity = kept.fma(FloatVector.fromArray(SPECIES, vs, i), d);
        velocity.intoArray(vs, i);
        minusStep.fma(velocity, at).intoArray(ps, i);
      }
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = values(output);
    float[] ts = values(target);
    float[] cs = values(c);
    // sums that do not wait for one another
    for (int lane = 0; lane < LANES; lane += 2 * STEP) {
      FloatVector sum = FloatVector.zero(SPECIES);
      FloatVector other = FloatVector.zero(SPECIES);
      for (int i = lane; i < os.length; i += LANES) {
        FloatVector d = difference(os, ts, i);
        FloatVector e = difference(os, ts, i + STEP);
        sum = d.fma(d, sum);
        other = e.fma(e, other);
      }
      sum.div(rows).intoArray(cs, lane);
      other.div(rows).intoArray(cs, lane + STEP);
    }
  }

  private static FloatVector difference(float[] as, float[] bs, int i) {
    return FloatVector.fromArray(SPECIES, as, i).sub(FloatVector.fromArray(SPECIES, bs, i));
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    float[] fractions = values(fraction);
    float[] os = values(output);
    float[] ts = values(target);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector wrong = FloatVector.zero(SPECIES);
      for (int r = 0; r < rows; r++) {
        wrong = wrong.add(error(os, ts, (float) margin, r * units * LANES + lane, units));
      }
      wrong.div(rows).intoArray(fractions, lane);
    }
  }

  /** 1 where the row whose numbers begin at {@code first} is not decided for its label, else 0. */
  private static FloatVector error(float[] os, float[] ts, float margin, int first, int units) {
    FloatVector right = FloatVector.fromArray(SPECIES, os, first);
    int until = first + units * LANES;
    for (int i = first + LANES; i < until; i += LANES) {
      right = right.blend(FloatVector.fromArray(SPECIES, os, i), labelled(ts, i));
    }
    VectorMask<Float> decided = leads(right, os, ts, margin, first);
    for (int i = first + LANES; i < until; i += LANES) {
      decided = decided.and(leads(right, os, ts, margin, i));
    }
    return FloatVector.broadcast(SPECIES, 1f).blend(FloatVector.zero(SPECIES), decided);
  }

  private static VectorMask<Float> labelled(float[] ts, int i) {
    return FloatVector.fromArray(SPECIES, ts, i).compare(VectorOperators.GT, 0.5f);
  }

  /** Where the right output leads this one, or is this one. */
  private static VectorMask<Float> leads(
      FloatVector right, float[] os, float[] ts, float margin, int i) {
    return right
        .sub(FloatVector.fromArray(SPECIES, os, i))
        .compare(VectorOperators.GT, margin)
        .or(labelled(ts, i));
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    float[] as = values(a);
    float[] bs = values(b);
    float[] sums = values(sum);
    for (int lane = 0; lane < LANES; lane += 2 * STEP) {
      FloatVector total = FloatVector.fromArray(SPECIES, sums, lane);
      FloatVector other = FloatVector.fromArray(SPECIES, sums, lane + STEP);
      for (int i = lane; i < as.length; i += LANES) {
        total = product(as, bs, i, total);
        other = product(as, bs, i + STEP, other);
      }
      total.intoArray(sums, lane);
      other.intoArray(sums, lane + STEP);
    }
  }

  private static FloatVector product(float[] as, float[] bs, int i, FloatVector plus) {
    return FloatVector.fromArray(SPECIES, as, i).fma(FloatVector.fromArray(SPECIES, bs, i), plus);
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    float[] as = values(a);
    float[] bs = values(b);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector largest = FloatVector.fromArray(SPECIES, values(change), lane);
      for (int i = lane; i < as.length; i += LANES) {
        largest =
            largest.max(
                FloatVector.fromArray(SPECIES, as, i)
                    .sub(FloatVector.fromArray(SPECIES, bs, i))
                    .abs());
      }
      largest.intoArray(values(change), lane);
    }
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    float[] zs = values(z);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        for (int lane = 0; lane < LANES; lane++) {
          int row = index[r * LANES + lane];
          zs[(r * columns + c) * LANES + lane] = table[row * columns + c];
        }
      }
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    float[] xs = values(plane);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector zeros = FloatVector.fromArray(SPECIES, values(sum), lane);
      for (int i = lane; i < xs.length; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, xs, i);
        zeros = zeros.add(x.sub(x));
      }
      zeros.intoArray(values(sum), lane);
    }
  }

  @Override
  public void evaluate(Program program, List<Operand> operands, Plane out) {
    runner.open(program);
    for (int cell = 0; cell < out.cells(); cell++) {
      for (int i = 0; i < operands.size(); i++) {
        Operand operand = operands.get(i);
        int from = operand.cell(cell) * LANES;
        System.arraycopy(values(operand.plane()), from, runner.register(i), 0, LANES);
      }
      System.arraycopy(runner.run(program), 0, values(out), cell * LANES, LANES);
    }
  }

  private static float[] values(Plane plane) {
    return ((VectorPlane) plane).values();
  }
}
