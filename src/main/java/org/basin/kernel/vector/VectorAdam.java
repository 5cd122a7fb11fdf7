package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.GridKernels;

/** {@link GridKernels#adam} in one pass over parameters, means, mean squares and gradients. */
final class VectorAdam {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private static final float MEAN = (float) GridKernels.MEAN;
  private static final float FRESH = (float) (1 - GridKernels.MEAN);
  private static final float SQUARE = (float) GridKernels.SQUARE;
  private static final float FRESH_SQUARE = (float) (1 - GridKernels.SQUARE);
  private static final float EPSILON = (float) GridKernels.EPSILON;

  private VectorAdam() {}

  static void step(float[] p, float[] m, float[] v, float[] g, float step, float scale) {
    int whole = p.length - p.length % STEP;
    vectors(p, m, v, g, -step, scale, whole);
    for (int i = whole; i < p.length; i++) {
      m[i] = Math.fma(MEAN, m[i], FRESH * g[i]);
      v[i] = Math.fma(SQUARE, v[i], FRESH_SQUARE * g[i] * g[i]);
      float root = Math.fma((float) Math.sqrt(v[i]), scale, EPSILON);
      p[i] = Math.fma(-step, m[i] / root, p[i]);
      g[i] = 0;
    }
  }

  private static void vectors(
      float[] p, float[] m, float[] v, float[] g, float minusStep, float scale, int until) {
    FloatVector mean = FloatVector.broadcast(SPECIES, MEAN);
    FloatVector fresh = FloatVector.broadcast(SPECIES, FRESH);
    FloatVector square = FloatVector.broadcast(SPECIES, SQUARE);
    FloatVector freshSquare = FloatVector.broadcast(SPECIES, FRESH_SQUARE);
    FloatVector epsilon = FloatVector.broadcast(SPECIES, EPSILON);
    FloatVector by = FloatVector.broadcast(SPECIES, scale);
    FloatVector step = FloatVector.broadcast(SPECIES, minusStep);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int i = 0; i < until; i += STEP) {
      FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
      FloatVector moving = FloatVector.fromArray(SPECIES, m, i).fma(mean, gradient.mul(fresh));
      FloatVector squares =
          FloatVector.fromArray(SPECIES, v, i).fma(square, gradient.mul(freshSquare).mul(gradient));
      moving.intoArray(m, i);
      squares.intoArray(v, i);
      FloatVector root = squares.lanewise(VectorOperators.SQRT).fma(by, epsilon);
      moving.div(root).fma(step, FloatVector.fromArray(SPECIES, p, i)).intoArray(p, i);
      zero.intoArray(g, i);
    }
  }
}
