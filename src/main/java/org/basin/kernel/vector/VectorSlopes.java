package org.basin.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;

/**
 * {@link Kernels#slope} across lanes, in place: the smooth functions from their value, those with
 * corners from their input.
 */
final class VectorSlopes {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorSlopes() {}

  /**
   * Replaces the first numbers of {@code zs} by slopes; {@code until} is a multiple of a vector's
   * length.
   */
  static void apply(Activation f, float[] zs, int until) {
    switch (f) {
      case SIGMOID -> {
        VectorActivations.apply(f, zs, until);
        sigmoid(zs, until);
      }
      case TANH -> {
        VectorActivations.apply(f, zs, until);
        tanh(zs, until);
      }
      case RELU -> relu(zs, until);
      case HARD_SIGMOID -> hardSigmoid(zs, until);
      case IDENTITY -> Arrays.fill(zs, 0, until, 1f);
    }
  }

  /** {@link Precision#sigmoidSlope}. */
  private static void sigmoid(float[] ys, int until) {
    for (int i = 0; i < until; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      y.neg().fma(y, y).intoArray(ys, i);
    }
  }

  /** {@link Precision#tanhSlope}. */
  private static void tanh(float[] ys, int until) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < until; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      y.neg().fma(y, one).intoArray(ys, i);
    }
  }

  /** 1 above 0, else 0. */
  private static void relu(float[] zs, int until) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < until; i += STEP) {
      FloatVector z = FloatVector.fromArray(SPECIES, zs, i);
      zero.blend(one, z.compare(VectorOperators.GT, 0f)).intoArray(zs, i);
    }
  }

  /** 1 from 0 to 1, both included, else 0. */
  private static void hardSigmoid(float[] zs, int until) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < until; i += STEP) {
      FloatVector z = FloatVector.fromArray(SPECIES, zs, i);
      zero.blend(one, z.compare(VectorOperators.GE, 0f).and(z.compare(VectorOperators.LE, 1f)))
          .intoArray(zs, i);
    }
  }
}
