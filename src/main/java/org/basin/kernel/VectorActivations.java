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
 * <p>Infinite and NaN inputs give NaN through {@code 0 x} or {@code x - x}; the clamp compares
 * magnitudes as ints, because Java's float min and max take several instructions each.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorActivations() {}

  private static final int LIMIT_BITS = Float.floatToRawIntBits(LIMIT);

  /**
   * Changes the first numbers of {@code zs}; {@code until} is a multiple of a vector's length. The
   * sigmoid stands here and not in a method of its own, which C2 would take into its callers' code
   * until nodes run out and vectors become objects: together with the switch it is too long for
   * that (docs/decisions/0003).
   */
  static void apply(Activation f, float[] zs, int until) {
    switch (f) {
      case TANH -> tanh(zs, until);
      case RELU -> relu(zs, until);
      case HARD_SIGMOID -> hardSigmoid(zs, until);
      case IDENTITY -> {}
      case SIGMOID -> {
        // Approximations.sigmoid, its exponential written out
        FloatVector one = FloatVector.broadcast(SPECIES, 1f);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < until; i += STEP) {
          FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
          IntVector bits = x.reinterpretAsInts();
          IntVector sign = bits.not().and(0x80000000);
          FloatVector c = bits.and(0x7FFFFFFF).min(LIMIT_BITS).or(sign).reinterpretAsFloats();
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
          one.div(e.add(x.fma(zero, one))).intoArray(zs, i);
        }
      }
    }
  }

  /** {@link Approximations#tanh}, its exponential written out. */
  private static void tanh(float[] zs, int until) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < until; i += STEP) {
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

  private static void relu(float[] zs, int until) {
    for (int i = 0; i < until; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).intoArray(zs, i);
    }
  }

  private static void hardSigmoid(float[] zs, int until) {
    for (int i = 0; i < until; i += STEP) {
      FloatVector.fromArray(SPECIES, zs, i).max(0f).min(1f).intoArray(zs, i);
    }
  }
}
