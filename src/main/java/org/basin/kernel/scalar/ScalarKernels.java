package org.basin.kernel.scalar;

import java.util.Arrays;
import org.basin.kernel.Activation;
import org.basin.kernel.Algebra;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.Stencil;

/**
 * The readable truth: one number at a time, in the order that all engines keep. Every lane takes
 * the same path, so a loop over lanes stands innermost.
 */
public final class ScalarKernels implements Kernels {

  private final Precision precision;
  private final int lanes;

  /**
   * @param lanes trials side by side, at least 1; rows don't depend on it
   */
  public ScalarKernels(Precision precision, int lanes) {
    this.precision = precision;
    this.lanes = lanes;
  }

  @Override
  public int lanes() {
    return lanes;
  }

  @Override
  public Algebra algebra() {
    return new ScalarAlgebra(precision, lanes);
  }

  @Override
  public GridKernels grid(Stencil stencil, int rows) {
    if (lanes != 1) {
      throw GridKernels.severalLanes(lanes);
    }
    return new ScalarGrid(stencil, precision);
  }

  @Override
  public Plane plane(int cells) {
    return new ScalarPlane(new double[cells * lanes], lanes, precision);
  }

  @Override
  public void fill(Plane plane, double value) {
    Arrays.fill(values(plane), precision.round(value));
  }

  @Override
  public void copy(Plane from, Plane to) {
    System.arraycopy(values(from), 0, values(to), 0, values(from).length);
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    double[] zs = values(z);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < out; j++) {
        for (int lane = 0; lane < lanes; lane++) {
          zs[at(r * out + j, lane)] = fromBelow(x, w, b, r, j, in, out, lane);
        }
      }
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
    double[] ys = values(y);
    double[] vs = values(v);
    double[] zs = values(z);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < units; j++) {
        for (int lane = 0; lane < lanes; lane++) {
          double sum = fromBelow(x, w, b, r, j, in, units, lane);
          for (int m = 0; m < above; m++) {
            sum = precision.fma(ys[at(r * above + m, lane)], vs[at(j * above + m, lane)], sum);
          }
          zs[at(r * units + j, lane)] = sum;
        }
      }
    }
  }

  @Override
  public void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < units; j++) {
        for (int lane = 0; lane < lanes; lane++) {
          double sum = values(d)[at(r * units + j, lane)];
          for (int m = 0; m < above; m++) {
            double weight = values(v)[at(j * above + m, lane)];
            sum = precision.fma(values(y)[at(r * above + m, lane)], weight, sum);
          }
          values(z)[at(r * units + j, lane)] = sum;
        }
      }
    }
  }

  private double fromBelow(Plane x, Plane w, Plane b, int r, int j, int in, int out, int lane) {
    double sum = values(b)[at(j, lane)];
    for (int i = 0; i < in; i++) {
      sum = precision.fma(values(x)[at(r * in + i, lane)], values(w)[at(i * out + j, lane)], sum);
    }
    return sum;
  }

  @Override
  public void activate(Activation f, Plane z) {
    double[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      double x = zs[i];
      zs[i] =
          switch (f) {
            case SIGMOID -> precision.sigmoid(x);
            case TANH -> precision.tanh(x);
            case RELU -> Math.max(x, 0);
            case HARD_SIGMOID -> Math.min(Math.max(x, 0), 1);
            case IDENTITY -> x;
          };
    }
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    double[] hs = values(h);
    double share = precision.divide(1, rows);
    for (int j = 0; j < units; j++) {
      for (int lane = 0; lane < lanes; lane++) {
        double least = hs[at(j, lane)];
        double greatest = least;
        double sum = least;
        for (int r = 1; r < rows; r++) {
          double x = hs[at(r * units + j, lane)];
          least = Math.min(least, x);
          greatest = Math.max(greatest, x);
          sum = precision.add(sum, x);
        }
        double mean = precision.multiply(sum, share);
        double range = precision.add(precision.subtract(greatest, least), precision.round(1e-5));
        double scale = precision.divide(1, range);
        for (int r = 0; r < rows; r++) {
          int i = at(r * units + j, lane);
          hs[i] = precision.fma(precision.subtract(hs[i], least), scale, -mean);
        }
      }
    }
  }

  @Override
  public void slope(Activation f, Plane z) {
    double[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      zs[i] = slope(f, zs[i]);
    }
  }

  private double slope(Activation f, double x) {
    return switch (f) {
      case SIGMOID -> slopeAt(f, precision.sigmoid(x));
      case TANH -> slopeAt(f, precision.tanh(x));
      case RELU, IDENTITY -> slopeAt(f, x);
      case HARD_SIGMOID -> x >= 0 && x <= 1 ? 1 : 0;
    };
  }

  @Override
  public void through(Activation f, Plane y, Plane d) {
    double[] ys = values(y);
    double[] ds = values(d);
    for (int i = 0; i < ds.length; i++) {
      ds[i] = precision.multiply(ds[i], slopeAt(f, ys[i]));
    }
  }

  private double slopeAt(Activation f, double y) {
    return switch (f) {
      case SIGMOID -> precision.sigmoidSlope(y);
      case TANH -> precision.tanhSlope(y);
      case RELU -> y > 0 ? 1 : 0;
      case IDENTITY -> 1;
      case HARD_SIGMOID -> throw f.valueHidesSlope();
    };
  }

  @Override
  public void hinge(Plane z, double left, double right) {
    hingeBack(z, z, left, right);
  }

  @Override
  public void hingeBack(Plane x, Plane d, double left, double right) {
    double[] xs = values(x);
    double[] ds = values(d);
    for (int i = 0; i < ds.length; i++) {
      ds[i] = precision.multiply(precision.round(xs[i] > 0 ? right : left), ds[i]);
    }
  }

  @Override
  public void multiply(Plane a, Plane b) {
    double[] as = values(a);
    double[] bs = values(b);
    for (int i = 0; i < as.length; i++) {
      as[i] = precision.multiply(as[i], bs[i]);
    }
  }

  @Override
  public void nudge(Plane output, Plane state, Plane target, Plane nudging) {
    double[] os = values(output);
    double[] ss = values(state);
    double[] ts = values(target);
    double[] betas = values(nudging);
    for (int i = 0; i < os.length; i++) {
      double pull = precision.subtract(ss[i], ts[i]);
      os[i] = precision.fma(-betas[i % lanes], pull, os[i]);
    }
  }

  @Override
  public void subtract(Plane a, Plane b, Plane z) {
    double[] zs = values(z);
    for (int i = 0; i < zs.length; i++) {
      zs[i] = precision.subtract(values(a)[i], values(b)[i]);
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
    double share = precision.divide(1, rows);
    for (int lane = 0; lane < lanes; lane++) {
      double step = precision.multiply(values(stepSize)[lane], share);
      double biasStep = precision.multiply(values(biasStepSize)[lane], share);
      for (int j = 0; j < out; j++) {
        for (int first = 0; first < rows; first += 4) {
          int until = Math.min(first + 4, rows);
          double change = change(from, to, at(first * out + j, lane));
          for (int r = first + 1; r < until; r++) {
            change = precision.add(change, change(from, to, at(r * out + j, lane)));
          }
          add(b, at(j, lane), biasStep, change);
          for (int i = 0; i < in; i++) {
            double d = change(from, to, at(first * out + j, lane));
            double sum = precision.multiply(values(x)[at(first * in + i, lane)], d);
            for (int r = first + 1; r < until; r++) {
              d = change(from, to, at(r * out + j, lane));
              sum = precision.fma(values(x)[at(r * in + i, lane)], d, sum);
            }
            add(w, at(i * out + j, lane), step, sum);
          }
        }
      }
    }
  }

  private double change(Plane from, Plane to, int index) {
    return precision.subtract(values(to)[index], values(from)[index]);
  }

  private void add(Plane plane, int index, double step, double sum) {
    values(plane)[index] = precision.fma(step, sum, values(plane)[index]);
  }

  @Override
  public void descend(
      Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay) {
    double[] ps = values(p);
    double[] vs = values(v);
    double[] gs = values(g);
    for (int i = 0; i < ps.length; i++) {
      int lane = i % lanes;
      double d = precision.fma(values(weightDecay)[lane], ps[i], gs[i]);
      vs[i] = precision.fma(values(momentum)[lane], vs[i], d);
      ps[i] = precision.fma(-values(stepSize)[lane], vs[i], ps[i]);
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    double[] os = values(output);
    double[] ts = values(target);
    for (int lane = 0; lane < lanes; lane++) {
      double sum = 0;
      for (int i = lane; i < os.length; i += lanes) {
        double d = precision.subtract(os[i], ts[i]);
        sum = precision.fma(d, d, sum);
      }
      values(c)[lane] = precision.divide(sum, rows);
    }
  }

  @Override
  public void errors(
      Plane output, Plane target, double margin, Plane fraction, int rows, int units) {
    for (int lane = 0; lane < lanes; lane++) {
      double wrong = 0;
      for (int r = 0; r < rows; r++) {
        double lead = lead(values(output), values(target), r * units, units, lane);
        wrong = lead > precision.round(margin) ? wrong : precision.add(wrong, 1);
      }
      values(fraction)[lane] = precision.divide(wrong, rows);
    }
  }

  /** How far the output at the label exceeds the greatest other, of the row from a cell on. */
  private double lead(double[] os, double[] ts, int first, int units, int lane) {
    double right = os[at(first, lane)];
    for (int j = 1; j < units; j++) {
      right = ts[at(first + j, lane)] > 0.5 ? os[at(first + j, lane)] : right;
    }
    double lead = Double.POSITIVE_INFINITY;
    for (int j = 0; j < units; j++) {
      if (!(ts[at(first + j, lane)] > 0.5)) {
        lead = Math.min(lead, precision.subtract(right, os[at(first + j, lane)]));
      }
    }
    return lead;
  }

  @Override
  public void addProducts(Plane a, Plane b, Plane sum) {
    double[] as = values(a);
    double[] sums = values(sum);
    for (int i = 0; i < as.length; i++) {
      int lane = i % lanes;
      sums[lane] = precision.fma(as[i], values(b)[i], sums[lane]);
    }
  }

  @Override
  public void largestChange(Plane a, Plane b, Plane change) {
    double[] as = values(a);
    double[] changes = values(change);
    for (int i = 0; i < as.length; i++) {
      int lane = i % lanes;
      changes[lane] = Math.max(changes[lane], Math.abs(precision.subtract(as[i], values(b)[i])));
    }
  }

  @Override
  public void gather(float[] table, int[] index, Plane z, int rows, int columns) {
    double[] zs = values(z);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        for (int lane = 0; lane < lanes; lane++) {
          int row = index[at(r, lane)];
          zs[at(r * columns + c, lane)] = table[row * columns + c];
        }
      }
    }
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    double[] xs = values(plane);
    double[] sums = values(sum);
    for (int i = 0; i < xs.length; i++) {
      int lane = i % lanes;
      sums[lane] = precision.add(sums[lane], precision.subtract(xs[i], xs[i]));
    }
  }

  private int at(int cell, int lane) {
    return cell * lanes + lane;
  }

  private static double[] values(Plane plane) {
    return ((ScalarPlane) plane).values();
  }
}
