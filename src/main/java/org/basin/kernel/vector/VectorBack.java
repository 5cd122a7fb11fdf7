package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;

/**
 * {@link Kernels#through} and {@link Kernels#hingeBack} across lanes. All but the first numbers,
 * {@code until} of them, which is a multiple of a vector's length, are left as they are.
 */
final class VectorBack {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorBack() {}

  static void through(Activation f, float[] ys, float[] ds, int until) {
    switch (f) {
      case SIGMOID -> sigmoid(ys, ds, until);
      case TANH -> tanh(ys, ds, until);
      case RELU -> hinge(ys, ds, 0f, 1f, until);
      case IDENTITY -> {}
      case HARD_SIGMOID -> throw f.valueHidesSlope();
    }
  }

  /** d times {@link Precision#sigmoidSlope}. */
  private static void sigmoid(float[] ys, float[] ds, int until) {
    for (int i = 0; i < until; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      FloatVector.fromArray(SPECIES, ds, i).mul(y.neg().fma(y, y)).intoArray(ds, i);
    }
  }

  /** d times {@link Precision#tanhSlope}. */
  private static void tanh(float[] ys, float[] ds, int until) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < until; i += STEP) {
      FloatVector y = FloatVector.fromArray(SPECIES, ys, i);
      FloatVector.fromArray(SPECIES, ds, i).mul(y.neg().fma(y, one)).intoArray(ds, i);
    }
  }

  static void hinge(float[] xs, float[] ds, float left, float right, int until) {
    FloatVector low = FloatVector.broadcast(SPECIES, left);
    FloatVector high = FloatVector.broadcast(SPECIES, right);
    for (int i = 0; i < until; i += STEP) {
      FloatVector x = FloatVector.fromArray(SPECIES, xs, i);
      low.blend(high, x.compare(VectorOperators.GT, 0f))
          .mul(FloatVector.fromArray(SPECIES, ds, i))
          .intoArray(ds, i);
    }
  }
}
