package org.basin.kernel.vector;

import static org.basin.kernel.Approximations.A1;
import static org.basin.kernel.Approximations.A2;
import static org.basin.kernel.Approximations.B1;
import static org.basin.kernel.Approximations.B2;
import static org.basin.kernel.Approximations.C1;
import static org.basin.kernel.Approximations.C2;
import static org.basin.kernel.Approximations.C3;
import static org.basin.kernel.Approximations.C4;
import static org.basin.kernel.Approximations.DENSITY;
import static org.basin.kernel.Approximations.E0;
import static org.basin.kernel.Approximations.E1;
import static org.basin.kernel.Approximations.E2;
import static org.basin.kernel.Approximations.E3;
import static org.basin.kernel.Approximations.E4;
import static org.basin.kernel.Approximations.E5;
import static org.basin.kernel.Approximations.E6;
import static org.basin.kernel.Approximations.HALF_LN2;
import static org.basin.kernel.Approximations.LIMIT_BITS;
import static org.basin.kernel.Approximations.LN2_HIGH;
import static org.basin.kernel.Approximations.LN2_LOW;
import static org.basin.kernel.Approximations.LOG2_E;
import static org.basin.kernel.Approximations.N1;
import static org.basin.kernel.Approximations.N2;
import static org.basin.kernel.Approximations.N3;
import static org.basin.kernel.Approximations.N4;
import static org.basin.kernel.Approximations.N5;
import static org.basin.kernel.Approximations.N6;
import static org.basin.kernel.Approximations.NORMAL_SCALE;
import static org.basin.kernel.Approximations.ONE_OVER_PI;
import static org.basin.kernel.Approximations.PI_HIGH;
import static org.basin.kernel.Approximations.PI_LOW;
import static org.basin.kernel.Approximations.ROUND;
import static org.basin.kernel.Approximations.S1;
import static org.basin.kernel.Approximations.S2;
import static org.basin.kernel.Approximations.S3;
import static org.basin.kernel.Approximations.S4;
import static org.basin.kernel.Approximations.SIGN;
import static org.basin.kernel.Approximations.TANH_LIMIT_BITS;
import static org.basin.kernel.Approximations.TWO_LOG2_E;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Approximations;
import org.basin.kernel.GridActivation;

/**
 * The functions of a grid across neurons, each with its slope: {@link Approximations}, the same
 * operations in the same order, written out (docs/decisions/0003).
 */
final class VectorGridActivations {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorGridActivations() {}

  /**
   * {@code y = h(z)} and {@code slope = h'(z)}; z may be either of them. Sigmoid and tanh stand
   * here, so that the method is too long for C2 to take into its callers, as in {@link
   * VectorActivations}.
   *
   * @param zi the first number in z, and so on
   * @param span how many numbers, a multiple of a vector's length
   */
  static void apply(
      GridActivation h, float[] z, int zi, float[] y, int yi, float[] slope, int si, int span) {
    switch (h) {
      case SIN -> sin(z, zi, y, yi, slope, si, span);
      case GELU -> gelu(z, zi, y, yi, slope, si, span);
      case IDENTITY -> identity(z, zi, y, yi, slope, si, span);
      case TANH -> {
        // Approximations.tanh and its slope
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector minusOne = FloatVector.broadcast(SPECIES, -1f);
        FloatVector step = FloatVector.broadcast(SPECIES, -HALF_LN2);
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        IntVector oneBits = one.reinterpretAsInts();
        for (int i = 0; i < span; i += STEP) {
          FloatVector x = FloatVector.fromArray(SPECIES, z, zi + i);
          IntVector clamped =
              x.reinterpretAsInts()
                  .min(TANH_LIMIT_BITS)
                  .lanewise(VectorOperators.XOR, SIGN)
                  .min(TANH_LIMIT_BITS);
          FloatVector c = clamped.reinterpretAsFloats();
          FloatVector t = c.fma(TWO_LOG2_E, ROUND);
          FloatVector n = t.sub(ROUND);
          FloatVector w = n.fma(step, c);
          FloatVector s = w.mul(w);
          FloatVector b = s.fma(B2, B1).fma(s, x.fma(zero, minusOne));
          FloatVector k =
              oneBits
                  .sub(t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                  .reinterpretAsFloats();
          FloatVector less = k.sub(1f);
          FloatVector more = k.add(1f);
          FloatVector out = b.fma(less, w.mul(more)).div(b.fma(more, w.mul(less)));
          out.intoArray(y, yi + i);
          out.neg().fma(out, one).intoArray(slope, si + i);
        }
      }
      case SIGMOID -> {
        // Approximations.sigmoid and its slope
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
        FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
        for (int i = 0; i < span; i += STEP) {
          FloatVector x = FloatVector.fromArray(SPECIES, z, zi + i);
          IntVector clamped =
              x.reinterpretAsInts()
                  .min(LIMIT_BITS)
                  .lanewise(VectorOperators.XOR, SIGN)
                  .min(LIMIT_BITS);
          FloatVector c = clamped.reinterpretAsFloats();
          FloatVector t = c.fma(LOG2_E, ROUND);
          FloatVector n = t.sub(ROUND);
          FloatVector r = n.fma(high, c);
          r = n.fma(low, r);
          FloatVector s = r.mul(r);
          FloatVector a = s.fma(A2, A1).fma(s, x.fma(zero, two));
          FloatVector q = a.sub(r);
          FloatVector p =
              a.add(r)
                  .reinterpretAsInts()
                  .add(t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                  .reinterpretAsFloats();
          FloatVector out = q.div(q.add(p));
          out.intoArray(y, yi + i);
          out.neg().fma(out, out).intoArray(slope, si + i);
        }
      }
    }
  }

  /** {@link Approximations#sin} and {@link Approximations#cos}, one reduction for both. */
  private static void sin(float[] z, int zi, float[] y, int yi, float[] slope, int si, int span) {
    FloatVector high = FloatVector.broadcast(SPECIES, -PI_HIGH);
    FloatVector low = FloatVector.broadcast(SPECIES, -PI_LOW);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < span; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, z, zi + i);
      FloatVector t = x.fma(ONE_OVER_PI, ROUND);
      FloatVector n = t.sub(ROUND);
      FloatVector r = n.fma(high, x);
      r = n.fma(low, r);
      FloatVector s = r.mul(r);
      IntVector sign = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
      FloatVector p = s.fma(S4, S3);
      p = p.fma(s, FloatVector.broadcast(SPECIES, S2));
      p = p.fma(s, FloatVector.broadcast(SPECIES, S1));
      p = p.mul(s).fma(r, r);
      p.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(y, yi + i);
      FloatVector q = s.fma(C4, C3);
      q = q.fma(s, FloatVector.broadcast(SPECIES, C2));
      q = q.fma(s, FloatVector.broadcast(SPECIES, C1));
      q = q.fma(s, one);
      q.reinterpretAsInts()
          .lanewise(VectorOperators.XOR, sign)
          .reinterpretAsFloats()
          .intoArray(slope, si + i);
    }
  }

  /** {@link Approximations#gelu} and its slope. */
  private static void gelu(float[] z, int zi, float[] y, int yi, float[] slope, int si, int span) {
    FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
    FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < span; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, z, zi + i);
      IntVector bits = x.mul(-0.5f).mul(x).reinterpretAsInts();
      FloatVector c = bits.and(0x7FFFFFFF).min(LIMIT_BITS).or(0x80000000).reinterpretAsFloats();
      FloatVector t = c.fma(LOG2_E, ROUND);
      FloatVector n = t.sub(ROUND);
      FloatVector r = n.fma(high, c);
      r = n.fma(low, r);
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
      FloatVector u = one.div(x.abs().fma(NORMAL_SCALE, 1f));
      FloatVector q = u.fma(N6, N5);
      q = q.fma(u, FloatVector.broadcast(SPECIES, N4));
      q = q.fma(u, FloatVector.broadcast(SPECIES, N3));
      q = q.fma(u, FloatVector.broadcast(SPECIES, N2));
      q = q.fma(u, FloatVector.broadcast(SPECIES, N1));
      FloatVector tail = q.mul(u).mul(e);
      FloatVector normal = tail.blend(one.sub(tail), x.compare(VectorOperators.GT, 0f));
      FloatVector zero = x.sub(x);
      x.mul(normal).add(zero).intoArray(y, yi + i);
      x.mul(e)
          .fma(FloatVector.broadcast(SPECIES, DENSITY), normal)
          .add(zero)
          .intoArray(slope, si + i);
    }
  }

  /** x and 1. */
  private static void identity(
      float[] z, int zi, float[] y, int yi, float[] slope, int si, int span) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < span; i += STEP) {
      FloatVector.fromArray(SPECIES, z, zi + i).intoArray(y, yi + i);
      one.intoArray(slope, si + i);
    }
  }
}
