package org.basin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#slope} across lanes, in place: the smooth functions from their value, those with
 * corners from their input.
 */
final class VectorSlopes {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorSlopes() {}

  /** y (1 - y) of the value y. */
  static void sigmoid(float[] ys) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < ys.length; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      y.mul(one.sub(y)).intoArray(ys, i);
    }
  }

  /** 1 - y² of the value y. */
  static void tanh(float[] ys) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < ys.length; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      y.neg().fma(y, one).intoArray(ys, i);
    }
  }

  /** 1 above 0, else 0. */
  static void relu(float[] zs) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector z = FloatVector.fromArray(SPECIES, zs, i);
      zero.blend(one, z.compare(VectorOperators.GT, 0f)).intoArray(zs, i);
    }
  }

  /** 1 from 0 to 1, both included, else 0. */
  static void hardSigmoid(float[] zs) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < zs.length; i += STEP) {
      FloatVector z = FloatVector.fromArray(SPECIES, zs, i);
      zero.blend(one, z.compare(VectorOperators.GE, 0f).and(z.compare(VectorOperators.LE, 1f)))
          .intoArray(zs, i);
    }
  }
}
