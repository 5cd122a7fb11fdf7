package org.basin.kernel.vector;

import static org.basin.kernel.Approximations.E0;
import static org.basin.kernel.Approximations.E1;
import static org.basin.kernel.Approximations.E2;
import static org.basin.kernel.Approximations.E3;
import static org.basin.kernel.Approximations.E4;
import static org.basin.kernel.Approximations.E5;
import static org.basin.kernel.Approximations.E6;
import static org.basin.kernel.Approximations.HALF_ROOT;
import static org.basin.kernel.Approximations.L1;
import static org.basin.kernel.Approximations.L2;
import static org.basin.kernel.Approximations.L3;
import static org.basin.kernel.Approximations.L4;
import static org.basin.kernel.Approximations.LIMIT;
import static org.basin.kernel.Approximations.LIMIT_BITS;
import static org.basin.kernel.Approximations.LN2_HIGH;
import static org.basin.kernel.Approximations.LN2_LOW;
import static org.basin.kernel.Approximations.LOG2_E;
import static org.basin.kernel.Approximations.LOG_LN2_HIGH;
import static org.basin.kernel.Approximations.LOG_LN2_LOW;
import static org.basin.kernel.Approximations.MANTISSA;
import static org.basin.kernel.Approximations.ONE;
import static org.basin.kernel.Approximations.ROUND;
import static org.basin.kernel.Approximations.ROUND_BITS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Approximations;
import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/**
 * {@link Elementary} functions and powers across lanes: {@link Approximations}, the same operations
 * in the same order. Exponential and logarithm are written out in each (docs/decisions/0003).
 */
final class VectorElementary {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorElementary() {}

  /** {@link Approximations#openExp}. */
  static void exp(float[] zs) {
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
      IntVector bits = x.reinterpretAsInts();
      FloatVector c =
          bits.and(0x7FFFFFFF).min(LIMIT_BITS).or(bits.and(0x80000000)).reinterpretAsFloats();
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
      e.add(x.sub(x)).blend(infinity, x.compare(VectorOperators.GT, LIMIT)).intoArray(zs, i);
    }
  }

  /** {@link Approximations#log}. */
  static void log(float[] zs) {
    FloatVector nan = FloatVector.broadcast(SPECIES, Float.NaN);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
      IntVector shifted = x.reinterpretAsInts().add(ONE - HALF_ROOT);
      FloatVector k =
          shifted
              .lanewise(VectorOperators.ASHR, 23)
              .add(ROUND_BITS - 127)
              .reinterpretAsFloats()
              .sub(ROUND);
      FloatVector f = shifted.and(MANTISSA).add(HALF_ROOT).reinterpretAsFloats().sub(1f);
      FloatVector s = f.div(f.add(2f));
      FloatVector z = s.mul(s);
      FloatVector w = z.mul(z);
      FloatVector odd = w.fma(L4, L2).mul(w);
      FloatVector even = w.fma(L3, L1).mul(z);
      FloatVector half = f.mul(0.5f).mul(f);
      FloatVector ln = s.fma(half.add(even.add(odd)), k.mul(LOG_LN2_LOW)).sub(half).add(f);
      ln = k.fma(FloatVector.broadcast(SPECIES, LOG_LN2_HIGH), ln);
      ln.add(x.sub(x)).blend(nan, x.compare(VectorOperators.LT, Float.MIN_NORMAL)).intoArray(zs, i);
    }
  }

  /** {@link Approximations#softplus}. */
  static void softplus(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
      FloatVector c =
          x.reinterpretAsInts()
              .and(0x7FFFFFFF)
              .min(LIMIT_BITS)
              .or(0x80000000)
              .reinterpretAsFloats();
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
      FloatVector y = e.add(1f);
      IntVector shifted = y.reinterpretAsInts().add(ONE - HALF_ROOT);
      FloatVector k =
          shifted
              .lanewise(VectorOperators.ASHR, 23)
              .add(ROUND_BITS - 127)
              .reinterpretAsFloats()
              .sub(ROUND);
      FloatVector f = shifted.and(MANTISSA).add(HALF_ROOT).reinterpretAsFloats().sub(1f);
      FloatVector s = f.div(f.add(2f));
      FloatVector z = s.mul(s);
      FloatVector w = z.mul(z);
      FloatVector odd = w.fma(L4, L2).mul(w);
      FloatVector even = w.fma(L3, L1).mul(z);
      FloatVector half = f.mul(0.5f).mul(f);
      FloatVector ln = s.fma(half.add(even.add(odd)), k.mul(LOG_LN2_LOW)).sub(half).add(f);
      ln = k.fma(FloatVector.broadcast(SPECIES, LOG_LN2_HIGH), ln);
      ln = ln.add(y.sub(y));
      x.max(0f).add(ln).add(x.sub(x)).intoArray(zs, i);
    }
  }

  /** {@link Approximations#power}; the exponents are those of one cell, with a term added. */
  static void power(float[] zs, float[] exponents, float offset) {
    FloatVector infinity = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int lane = 0; lane < LANES; lane += STEP) {
      FloatVector exponent = FloatVector.fromArray(SPECIES, exponents, lane).add(offset);
      for (int i = lane; i < zs.length; i += LANES) {
        FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
        IntVector shifted = x.reinterpretAsInts().add(ONE - HALF_ROOT);
        FloatVector k =
            shifted
                .lanewise(VectorOperators.ASHR, 23)
                .add(ROUND_BITS - 127)
                .reinterpretAsFloats()
                .sub(ROUND);
        FloatVector f = shifted.and(MANTISSA).add(HALF_ROOT).reinterpretAsFloats().sub(1f);
        FloatVector s = f.div(f.add(2f));
        FloatVector z = s.mul(s);
        FloatVector w = z.mul(z);
        FloatVector odd = w.fma(L4, L2).mul(w);
        FloatVector even = w.fma(L3, L1).mul(z);
        FloatVector half = f.mul(0.5f).mul(f);
        FloatVector ln = s.fma(half.add(even.add(odd)), k.mul(LOG_LN2_LOW)).sub(half).add(f);
        ln = k.fma(FloatVector.broadcast(SPECIES, LOG_LN2_HIGH), ln);
        FloatVector y = exponent.mul(ln.add(x.sub(x)));
        IntVector bits = y.reinterpretAsInts();
        FloatVector c =
            bits.and(0x7FFFFFFF).min(LIMIT_BITS).or(bits.and(0x80000000)).reinterpretAsFloats();
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
        e.add(y.sub(y))
            .blend(infinity, y.compare(VectorOperators.GT, LIMIT))
            .blend(zero, x.compare(VectorOperators.LT, Float.MIN_NORMAL))
            .intoArray(zs, i);
      }
    }
  }

  /** Square root. */
  static void root(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).sqrt().intoArray(zs, i);
    }
  }
}
