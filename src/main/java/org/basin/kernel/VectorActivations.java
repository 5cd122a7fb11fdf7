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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The activations across lanes: {@link Approximations}, the same operations in the same order.
 *
 * <p>Infinite and NaN inputs give NaN through {@code x - x}; the clamp compares magnitudes as ints,
 * because Java's float min and max take several instructions each.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorActivations() {}

  private static final int LIMIT_BITS = Float.floatToRawIntBits(LIMIT);

  static void sigmoid(float[] zs) {
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
  static void tanh(float[] zs) {
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

  static void relu(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).intoArray(zs, i);
    }
  }

  static void hardSigmoid(float[] zs) {
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).min(1f).intoArray(zs, i);
    }
  }
}
