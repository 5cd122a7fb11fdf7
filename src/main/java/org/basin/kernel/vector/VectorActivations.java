package org.basin.kernel.vector;

import static org.basin.kernel.Approximations.A1;
import static org.basin.kernel.Approximations.A2;
import static org.basin.kernel.Approximations.B1;
import static org.basin.kernel.Approximations.B2;
import static org.basin.kernel.Approximations.HALF_LN2;
import static org.basin.kernel.Approximations.LIMIT_BITS;
import static org.basin.kernel.Approximations.LN2_HIGH;
import static org.basin.kernel.Approximations.LN2_LOW;
import static org.basin.kernel.Approximations.LOG2_E;
import static org.basin.kernel.Approximations.ROUND;
import static org.basin.kernel.Approximations.SIGN;
import static org.basin.kernel.Approximations.TANH_LIMIT_BITS;
import static org.basin.kernel.Approximations.TWO_LOG2_E;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Activation;
import org.basin.kernel.Approximations;

/**
 * The activations across lanes: {@link Approximations}, the same operations in the same order.
 *
 * <p>Infinite and NaN inputs give NaN through {@code 0 x}; the clamp compares ints, because Java's
 * float min and max take several instructions each.
 */
final class VectorActivations {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorActivations() {}

  /**
   * Changes the first numbers of {@code zs}; {@code until} is a multiple of a vector's length. The
   * sigmoid and tanh stand here and not in methods of their own, which C2 would take into its
   * callers' code until nodes run out and vectors become objects: together they are too long for
   * that, more than 325 bytecodes (docs/decisions/0003).
   */
  static void apply(Activation f, float[] zs, int until) {
    switch (f) {
      case RELU -> relu(zs, until);
      case HARD_SIGMOID -> hardSigmoid(zs, until);
      case IDENTITY -> {}
      case TANH -> {
        // Approximations.tanh
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector minusOne = FloatVector.broadcast(SPECIES, -1f);
        FloatVector step = FloatVector.broadcast(SPECIES, -HALF_LN2);
        IntVector one = FloatVector.broadcast(SPECIES, 1f).reinterpretAsInts();
        for (int i = 0; i < until; i += STEP) {
          FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
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
              one.sub(t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                  .reinterpretAsFloats();
          FloatVector less = k.sub(1f);
          FloatVector more = k.add(1f);
          b.fma(less, w.mul(more)).div(b.fma(more, w.mul(less))).intoArray(zs, i);
        }
      }
      case SIGMOID -> {
        // Approximations.sigmoid
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector two = FloatVector.broadcast(SPECIES, 2f);
        FloatVector high = FloatVector.broadcast(SPECIES, -LN2_HIGH);
        FloatVector low = FloatVector.broadcast(SPECIES, -LN2_LOW);
        for (int i = 0; i < until; i += STEP) {
          FloatVector x = FloatVector.fromArray(SPECIES, zs, i);
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
          q.div(q.add(p)).intoArray(zs, i);
        }
      }
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
