package org.basin.kernel;

import static org.basin.kernel.Approximations.E0;
import static org.basin.kernel.Approximations.E1;
import static org.basin.kernel.Approximations.E2;
import static org.basin.kernel.Approximations.E3;
import static org.basin.kernel.Approximations.E4;
import static org.basin.kernel.Approximations.E5;
import static org.basin.kernel.Approximations.E6;
import static org.basin.kernel.Approximations.LIMIT;
import static org.basin.kernel.Approximations.LN2_HIGH;
import static org.basin.kernel.Approximations.LN2_LOW;
import static org.basin.kernel.Approximations.LOG2_E;
import static org.basin.kernel.Approximations.ROUND;
import static org.basin.kernel.Approximations.T0;
import static org.basin.kernel.Approximations.T1;
import static org.basin.kernel.Approximations.T2;
import static org.basin.kernel.Approximations.T3;
import static org.basin.kernel.Approximations.T4;
import static org.basin.kernel.Approximations.TANH_SMALL;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarKernels} across lanes with the JDK's Vector API, in single precision. The outermost
 * loop cuts the sixteen logical lanes into vectors of the hardware's size; with 512 bits it runs
 * once. Sums are kept per lane, so no operation reduces over a vector.
 */
public final class VectorKernels implements Kernels {

  static final VectorSpecies<Float> SPECIES =
      FloatVector.SPECIES_PREFERRED.length() > Plane.LANES
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  private static final int LIMIT_BITS = Float.floatToRawIntBits(LIMIT);

  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  @Override
  public Plane plane(int cells) {
    return new Plane.Floats(new float[cells * LANES]);
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
          feedFourRows(
              values(x), values(w), values(y), values(v), values(b), values(z), r, j, in, units,
              above, lane);
        }
        for (; r < rows; r++) {
          feedRow(
              values(x), values(w), values(y), values(v), values(b), values(z), r, j, in, units,
              above, lane);
        }
      }
    }
  }

  private static void feedFourRows(
      float[] x,
      float[] w,
      float[] y,
      float[] v,
      float[] b,
      float[] z,
      int r,
      int j,
      int in,
      int units,
      int above,
      int lane) {
    int at = j * LANES + lane;
    FloatVector s00 = FloatVector.fromArray(SPECIES, b, at);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    FloatVector s01 = FloatVector.fromArray(SPECIES, b, at + STEP);
    FloatVector s11 = s01;
    FloatVector s21 = s01;
    FloatVector s31 = s01;
    FloatVector s02 = FloatVector.fromArray(SPECIES, b, at + 2 * STEP);
    FloatVector s12 = s02;
    FloatVector s22 = s02;
    FloatVector s32 = s02;
    FloatVector s03 = FloatVector.fromArray(SPECIES, b, at + 3 * STEP);
    FloatVector s13 = s03;
    FloatVector s23 = s03;
    FloatVector s33 = s03;
    int row = in * LANES;
    int xi = r * row + lane;
    int wi = at;
    for (int i = 0; i < in; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, x, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, x, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).fma(w3, s03);
      s10 = FloatVector.fromArray(SPECIES, x, xi + row).fma(w0, s10);
      s11 = FloatVector.fromArray(SPECIES, x, xi + row + STEP).fma(w1, s11);
      s12 = FloatVector.fromArray(SPECIES, x, xi + row + 2 * STEP).fma(w2, s12);
      s13 = FloatVector.fromArray(SPECIES, x, xi + row + 3 * STEP).fma(w3, s13);
      s20 = FloatVector.fromArray(SPECIES, x, xi + 2 * row).fma(w0, s20);
      s21 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + STEP).fma(w1, s21);
      s22 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + 2 * STEP).fma(w2, s22);
      s23 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + 3 * STEP).fma(w3, s23);
      s30 = FloatVector.fromArray(SPECIES, x, xi + 3 * row).fma(w0, s30);
      s31 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + STEP).fma(w1, s31);
      s32 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + 2 * STEP).fma(w2, s32);
      s33 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + 3 * STEP).fma(w3, s33);
      xi += LANES;
      wi += units * LANES;
    }
    row = above * LANES;
    xi = r * row + lane;
    wi = j * above * LANES + lane;
    for (int i = 0; i < above; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, v, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, v, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, v, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, v, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, y, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, y, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, y, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, y, xi + 3 * STEP).fma(w3, s03);
      s10 = FloatVector.fromArray(SPECIES, y, xi + row).fma(w0, s10);
      s11 = FloatVector.fromArray(SPECIES, y, xi + row + STEP).fma(w1, s11);
      s12 = FloatVector.fromArray(SPECIES, y, xi + row + 2 * STEP).fma(w2, s12);
      s13 = FloatVector.fromArray(SPECIES, y, xi + row + 3 * STEP).fma(w3, s13);
      s20 = FloatVector.fromArray(SPECIES, y, xi + 2 * row).fma(w0, s20);
      s21 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + STEP).fma(w1, s21);
      s22 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + 2 * STEP).fma(w2, s22);
      s23 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + 3 * STEP).fma(w3, s23);
      s30 = FloatVector.fromArray(SPECIES, y, xi + 3 * row).fma(w0, s30);
      s31 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + STEP).fma(w1, s31);
      s32 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + 2 * STEP).fma(w2, s32);
      s33 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + 3 * STEP).fma(w3, s33);
      xi += LANES;
      wi += LANES;
    }
    row = units * LANES;
    at += r * row;
    s00.intoArray(z, at);
    s01.intoArray(z, at + STEP);
    s02.intoArray(z, at + 2 * STEP);
    s03.intoArray(z, at + 3 * STEP);
    s10.intoArray(z, at + row);
    s11.intoArray(z, at + row + STEP);
    s12.intoArray(z, at + row + 2 * STEP);
    s13.intoArray(z, at + row + 3 * STEP);
    s20.intoArray(z, at + 2 * row);
    s21.intoArray(z, at + 2 * row + STEP);
    s22.intoArray(z, at + 2 * row + 2 * STEP);
    s23.intoArray(z, at + 2 * row + 3 * STEP);
    s30.intoArray(z, at + 3 * row);
    s31.intoArray(z, at + 3 * row + STEP);
    s32.intoArray(z, at + 3 * row + 2 * STEP);
    s33.intoArray(z, at + 3 * row + 3 * STEP);
  }

  private static void feedRow(
      float[] x,
      float[] w,
      float[] y,
      float[] v,
      float[] b,
      float[] z,
      int r,
      int j,
      int in,
      int units,
      int above,
      int lane) {
    int at = j * LANES + lane;
    FloatVector s00 = FloatVector.fromArray(SPECIES, b, at);
    FloatVector s01 = FloatVector.fromArray(SPECIES, b, at + STEP);
    FloatVector s02 = FloatVector.fromArray(SPECIES, b, at + 2 * STEP);
    FloatVector s03 = FloatVector.fromArray(SPECIES, b, at + 3 * STEP);
    int row = in * LANES;
    int xi = r * row + lane;
    int wi = at;
    for (int i = 0; i < in; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, x, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, x, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).fma(w3, s03);
      xi += LANES;
      wi += units * LANES;
    }
    row = above * LANES;
    xi = r * row + lane;
    wi = j * above * LANES + lane;
    for (int i = 0; i < above; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, v, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, v, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, v, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, v, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, y, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, y, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, y, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, y, xi + 3 * STEP).fma(w3, s03);
      xi += LANES;
      wi += LANES;
    }
    row = units * LANES;
    at += r * row;
    s00.intoArray(z, at);
    s01.intoArray(z, at + STEP);
    s02.intoArray(z, at + 2 * STEP);
    s03.intoArray(z, at + 3 * STEP);
  }

  @Override
  public void activate(Activation f, Plane z) {
    float[] zs = values(z);
    switch (f) {
      case SIGMOID -> sigmoid(zs);
      case TANH -> tanh(zs);
      case RELU -> relu(zs);
      case HARD_SIGMOID -> hardSigmoid(zs);
      case IDENTITY -> {}
    }
  }

  private static void sigmoid(float[] zs) {
    int cells = zs.length / LANES;
    for (int cell = 0; cell < cells; cell += 2) {
      int beside = cell + 1 < cells ? LANES : 0;
      for (int i = cell * LANES; i < (cell + 1) * LANES; i += STEP) {
        sigmoid(zs, i, i + beside);
      }
    }
  }

  /** {@link Approximations#sigmoid} of two cells that share their divisions, written out. */
  private static void sigmoid(float[] zs, int i, int j) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
    IntVector bits0 = x.reinterpretAsInts();
    FloatVector c0 =
        bits0.and(0x7FFFFFFF).min(LIMIT_BITS).or(bits0.not().and(0x80000000)).reinterpretAsFloats();
    FloatVector t0 = c0.fma(LOG2_E, ROUND);
    FloatVector n0 = t0.sub(ROUND);
    FloatVector r0 =
        n0.fma(
            FloatVector.broadcast(SPECIES, -LN2_LOW),
            n0.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), c0));
    FloatVector p0 = r0.fma(E6, E5);
    p0 = p0.fma(r0, FloatVector.broadcast(SPECIES, E4));
    p0 = p0.fma(r0, FloatVector.broadcast(SPECIES, E3));
    p0 = p0.fma(r0, FloatVector.broadcast(SPECIES, E2));
    p0 = p0.fma(r0, FloatVector.broadcast(SPECIES, E1));
    p0 = p0.fma(r0, FloatVector.broadcast(SPECIES, E0));
    FloatVector d0 =
        p0.reinterpretAsInts()
            .add(t0.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
            .reinterpretAsFloats()
            .add(one);
    FloatVector y = FloatVector.fromArray(SPECIES, zs, j);
    IntVector bits1 = y.reinterpretAsInts();
    FloatVector c1 =
        bits1.and(0x7FFFFFFF).min(LIMIT_BITS).or(bits1.not().and(0x80000000)).reinterpretAsFloats();
    FloatVector t1 = c1.fma(LOG2_E, ROUND);
    FloatVector n1 = t1.sub(ROUND);
    FloatVector r1 =
        n1.fma(
            FloatVector.broadcast(SPECIES, -LN2_LOW),
            n1.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), c1));
    FloatVector p1 = r1.fma(E6, E5);
    p1 = p1.fma(r1, FloatVector.broadcast(SPECIES, E4));
    p1 = p1.fma(r1, FloatVector.broadcast(SPECIES, E3));
    p1 = p1.fma(r1, FloatVector.broadcast(SPECIES, E2));
    p1 = p1.fma(r1, FloatVector.broadcast(SPECIES, E1));
    p1 = p1.fma(r1, FloatVector.broadcast(SPECIES, E0));
    FloatVector d1 =
        p1.reinterpretAsInts()
            .add(t1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
            .reinterpretAsFloats()
            .add(one);
    FloatVector quotient = one.div(d0.mul(d1));
    FloatVector s0 = quotient.mul(d1);
    FloatVector s1 = quotient.mul(d0);
    d0.neg().fma(s0, one).fma(s0, s0).add(x.sub(x)).intoArray(zs, i);
    d1.neg().fma(s1, one).fma(s1, s1).add(y.sub(y)).intoArray(zs, j);
  }

  /** {@link Approximations#tanh}, its exponential written out. */
  private static void tanh(float[] zs) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
      FloatVector a = x.abs();
      FloatVector c = a.add(a).reinterpretAsInts().min(LIMIT_BITS).reinterpretAsFloats();
      FloatVector t = c.fma(LOG2_E, ROUND);
      FloatVector n = t.sub(ROUND);
      FloatVector r =
          n.fma(
              FloatVector.broadcast(SPECIES, -LN2_LOW),
              n.fma(FloatVector.broadcast(SPECIES, -LN2_HIGH), c));
      FloatVector p = r.fma(E6, E5);
      p = p.fma(r, FloatVector.broadcast(SPECIES, E4));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E3));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E2));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E1));
      p = p.fma(r, FloatVector.broadcast(SPECIES, E0));
      FloatVector e =
          p.reinterpretAsInts()
              .add(t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
              .reinterpretAsFloats();
      FloatVector far = one.sub(FloatVector.broadcast(SPECIES, 2f).div(e.add(one)));
      far =
          far.reinterpretAsInts()
              .or(x.reinterpretAsInts().and(0x80000000))
              .reinterpretAsFloats()
              .add(x.sub(x));
      FloatVector s = x.mul(x);
      FloatVector q = s.fma(T4, T3);
      q = q.fma(s, FloatVector.broadcast(SPECIES, T2));
      q = q.fma(s, FloatVector.broadcast(SPECIES, T1));
      q = q.fma(s, FloatVector.broadcast(SPECIES, T0));
      FloatVector near = q.mul(s).fma(x, x);
      far.blend(near, a.compare(VectorOperators.LT, TANH_SMALL)).intoArray(zs, i);
    }
  }

  private static void relu(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).intoArray(zs, i);
    }
  }

  private static void hardSigmoid(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).min(1f).intoArray(zs, i);
    }
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    float[] hs = values(h);
    int row = units * LANES;
    for (int lane = 0; lane < LANES; lane += STEP) {
      for (int j = 0; j < units; j++) {
        normalizeUnit(hs, j * LANES + lane, rows, row);
      }
    }
  }

  /**
   * Compares floats by their bits as ints in the same order (negative numbers with the magnitude
   * flipped), because Java's float min and max take several instructions and these take one.
   */
  private static void normalizeUnit(float[] hs, int first, int rows, int row) {
    FloatVector sum = FloatVector.fromArray(SPECIES, hs, first);
    IntVector bits = sum.reinterpretAsInts();
    IntVector least =
        bits.lanewise(VectorOperators.ASHR, 31).and(0x7FFFFFFF).lanewise(VectorOperators.XOR, bits);
    IntVector greatest = least;
    for (int r = 1, i = first + row; r < rows; r++, i += row) {
      FloatVector x = FloatVector.fromArray(SPECIES, hs, i);
      bits = x.reinterpretAsInts();
      IntVector key =
          bits.lanewise(VectorOperators.ASHR, 31)
              .and(0x7FFFFFFF)
              .lanewise(VectorOperators.XOR, bits);
      least = least.min(key);
      greatest = greatest.max(key);
      sum = sum.add(x);
    }
    FloatVector low =
        least
            .lanewise(VectorOperators.ASHR, 31)
            .and(0x7FFFFFFF)
            .lanewise(VectorOperators.XOR, least)
            .reinterpretAsFloats();
    FloatVector high =
        greatest
            .lanewise(VectorOperators.ASHR, 31)
            .and(0x7FFFFFFF)
            .lanewise(VectorOperators.XOR, greatest)
            .reinterpretAsFloats();
    FloatVector scale = FloatVector.broadcast(SPECIES, 1f).div(high.sub(low).add(1e-5f));
    FloatVector shift = sum.mul(-1f / rows);
    for (int r = 0, i = first; r < rows; r++, i += row) {
      FloatVector.fromArray(SPECIES, hs, i).sub(low).fma(scale, shift).intoArray(hs, i);
    }
  }

  @Override
  public void nudge(Plane output, Plane target, Plane nudging) {
    float[] os = values(output);
    float[] ts = values(target);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector minusBeta = FloatVector.fromArray(SPECIES, values(nudging), lane).neg();
      for (int i = lane; i < os.length; i += LANES) {
        FloatVector o = FloatVector.fromArray(SPECIES, os, i);
        minusBeta.fma(o.sub(FloatVector.fromArray(SPECIES, ts, i)), o).intoArray(os, i);
      }
    }
  }

  @Override
  public void hebbian(
      Plane w, Plane b, Plane x, Plane from, Plane to, Plane stepSize, int rows, int in, int out) {
    float share = 1f / rows;
    for (int lane = 0; lane < LANES; lane += 4 * STEP) {
      for (int j = 0; j < out; j++) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
          hebbianFourRows(
              values(w),
              values(b),
              values(x),
              values(from),
              values(to),
              values(stepSize),
              share,
              r,
              in,
              j,
              out,
              lane);
        }
        if (r < rows) {
          hebbianRest(
              values(w),
              values(b),
              values(x),
              values(from),
              values(to),
              values(stepSize),
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

  private static void hebbianFourRows(
      float[] w,
      float[] b,
      float[] x,
      float[] from,
      float[] to,
      float[] stepSize,
      float share,
      int r,
      int in,
      int j,
      int out,
      int lane) {
    int row = out * LANES;
    int at = j * LANES + lane;
    int k = r * row + at;
    FloatVector d00 =
        FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k));
    FloatVector d01 =
        FloatVector.fromArray(SPECIES, to, k + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + STEP));
    FloatVector d02 =
        FloatVector.fromArray(SPECIES, to, k + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * STEP));
    FloatVector d03 =
        FloatVector.fromArray(SPECIES, to, k + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * STEP));
    FloatVector d10 =
        FloatVector.fromArray(SPECIES, to, k + row)
            .sub(FloatVector.fromArray(SPECIES, from, k + row));
    FloatVector d11 =
        FloatVector.fromArray(SPECIES, to, k + row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + STEP));
    FloatVector d12 =
        FloatVector.fromArray(SPECIES, to, k + row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + 2 * STEP));
    FloatVector d13 =
        FloatVector.fromArray(SPECIES, to, k + row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + 3 * STEP));
    FloatVector d20 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row));
    FloatVector d21 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + STEP));
    FloatVector d22 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + 2 * STEP));
    FloatVector d23 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + 3 * STEP));
    FloatVector d30 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row));
    FloatVector d31 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + STEP));
    FloatVector d32 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + 2 * STEP));
    FloatVector d33 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + 3 * STEP));
    FloatVector step0 = FloatVector.fromArray(SPECIES, stepSize, lane).mul(share);
    FloatVector step1 = FloatVector.fromArray(SPECIES, stepSize, lane + STEP).mul(share);
    FloatVector step2 = FloatVector.fromArray(SPECIES, stepSize, lane + 2 * STEP).mul(share);
    FloatVector step3 = FloatVector.fromArray(SPECIES, stepSize, lane + 3 * STEP).mul(share);
    step0
        .fma(d00.add(d10).add(d20).add(d30), FloatVector.fromArray(SPECIES, b, at))
        .intoArray(b, at);
    step1
        .fma(d01.add(d11).add(d21).add(d31), FloatVector.fromArray(SPECIES, b, at + STEP))
        .intoArray(b, at + STEP);
    step2
        .fma(d02.add(d12).add(d22).add(d32), FloatVector.fromArray(SPECIES, b, at + 2 * STEP))
        .intoArray(b, at + 2 * STEP);
    step3
        .fma(d03.add(d13).add(d23).add(d33), FloatVector.fromArray(SPECIES, b, at + 3 * STEP))
        .intoArray(b, at + 3 * STEP);
    int xRow = in * LANES;
    int xi = r * xRow + lane;
    for (int i = 0; i < in; i++) {
      FloatVector sum0 = FloatVector.fromArray(SPECIES, x, xi).mul(d00);
      FloatVector sum1 = FloatVector.fromArray(SPECIES, x, xi + STEP).mul(d01);
      FloatVector sum2 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).mul(d02);
      FloatVector sum3 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).mul(d03);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + xRow).fma(d10, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + xRow + STEP).fma(d11, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + xRow + 2 * STEP).fma(d12, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + xRow + 3 * STEP).fma(d13, sum3);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow).fma(d20, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + STEP).fma(d21, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + 2 * STEP).fma(d22, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + 3 * STEP).fma(d23, sum3);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow).fma(d30, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + STEP).fma(d31, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + 2 * STEP).fma(d32, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + 3 * STEP).fma(d33, sum3);
      step0.fma(sum0, FloatVector.fromArray(SPECIES, w, at)).intoArray(w, at);
      step1.fma(sum1, FloatVector.fromArray(SPECIES, w, at + STEP)).intoArray(w, at + STEP);
      step2.fma(sum2, FloatVector.fromArray(SPECIES, w, at + 2 * STEP)).intoArray(w, at + 2 * STEP);
      step3.fma(sum3, FloatVector.fromArray(SPECIES, w, at + 3 * STEP)).intoArray(w, at + 3 * STEP);
      xi += LANES;
      at += row;
    }
  }

  private static void hebbianRest(
      float[] w,
      float[] b,
      float[] x,
      float[] from,
      float[] to,
      float[] stepSize,
      float share,
      int first,
      int rows,
      int in,
      int j,
      int out,
      int lane) {
    for (int v = lane; v < lane + 4 * STEP; v += STEP) {
      FloatVector step = FloatVector.fromArray(SPECIES, stepSize, v).mul(share);
      int at = j * LANES + v;
      int k = first * out * LANES + at;
      FloatVector sum =
          FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k));
      for (int r = first + 1; r < rows; r++) {
        k += out * LANES;
        sum =
            sum.add(
                FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k)));
      }
      step.fma(sum, FloatVector.fromArray(SPECIES, b, at)).intoArray(b, at);
      for (int i = 0; i < in; i++) {
        k = (first * out + j) * LANES + v;
        int xi = (first * in + i) * LANES + v;
        sum =
            FloatVector.fromArray(SPECIES, to, k)
                .sub(FloatVector.fromArray(SPECIES, from, k))
                .mul(FloatVector.fromArray(SPECIES, x, xi));
        for (int r = first + 1; r < rows; r++) {
          k += out * LANES;
          xi += in * LANES;
          sum =
              FloatVector.fromArray(SPECIES, to, k)
                  .sub(FloatVector.fromArray(SPECIES, from, k))
                  .fma(FloatVector.fromArray(SPECIES, x, xi), sum);
        }
        step.fma(sum, FloatVector.fromArray(SPECIES, w, at)).intoArray(w, at);
        at += out * LANES;
      }
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = values(output);
    float[] ts = values(target);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = lane; i < os.length; i += LANES) {
        FloatVector d =
            FloatVector.fromArray(SPECIES, os, i).sub(FloatVector.fromArray(SPECIES, ts, i));
        sum = d.fma(d, sum);
      }
      sum.div(rows).intoArray(values(c), lane);
    }
  }

  @Override
  public void errors(Plane output, int[] labels, double margin, Plane fraction, int units) {
    float[] os = values(output);
    float[] fractions = values(fraction);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    fill(fraction, 0);
    for (int r = 0; r < labels.length; r++) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        int row = r * units * LANES + lane;
        FloatVector right = FloatVector.fromArray(SPECIES, os, row + labels[r] * LANES);
        int other = labels[r] == 0 ? 1 : 0;
        FloatVector lead = right.sub(FloatVector.fromArray(SPECIES, os, row + other * LANES));
        for (int j = other + 1; j < units; j++) {
          if (j != labels[r]) {
            lead = lead.min(right.sub(FloatVector.fromArray(SPECIES, os, row + j * LANES)));
          }
        }
        FloatVector.fromArray(SPECIES, fractions, lane)
            .add(one.blend(zero, lead.compare(VectorOperators.GT, (float) margin)))
            .intoArray(fractions, lane);
      }
    }
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector.fromArray(SPECIES, fractions, lane).div(labels.length).intoArray(fractions, lane);
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

  private static float[] values(Plane plane) {
    return ((Plane.Floats) plane).values();
  }
}
