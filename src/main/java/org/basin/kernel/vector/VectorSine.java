package org.basin.kernel.vector;

import static org.basin.kernel.Approximations.C1;
import static org.basin.kernel.Approximations.C2;
import static org.basin.kernel.Approximations.C3;
import static org.basin.kernel.Approximations.C4;
import static org.basin.kernel.Approximations.ONE_OVER_PI;
import static org.basin.kernel.Approximations.PI_HIGH;
import static org.basin.kernel.Approximations.PI_LOW;
import static org.basin.kernel.Approximations.ROUND;
import static org.basin.kernel.Approximations.S1;
import static org.basin.kernel.Approximations.S2;
import static org.basin.kernel.Approximations.S3;
import static org.basin.kernel.Approximations.S4;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A layer of the usual grid in one pass: {@link VectorStencil#three}, then sine and cosine while
 * the sums are in registers. Twice as fast as the two passes (docs/decisions/0018).
 */
final class VectorSine {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorSine() {}

  /** {@code y = sin z}, {@code slope = cos z}; the arguments are those of the stencil. */
  static void layer(
      float[] w,
      int wi,
      float[] b,
      int bi,
      float[] x,
      int xi,
      float[] y,
      int yi,
      float[] slope,
      int si,
      int rows,
      int stride,
      int span) {
    FloatVector high = FloatVector.broadcast(SPECIES, -PI_HIGH);
    FloatVector low = FloatVector.broadcast(SPECIES, -PI_LOW);
    FloatVector round = FloatVector.broadcast(SPECIES, ROUND);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    for (int i = 0; i < span; i += STEP) {
      FloatVector before = FloatVector.fromArray(SPECIES, w, wi + i - 1);
      FloatVector here = FloatVector.fromArray(SPECIES, w, wi + i);
      FloatVector after = FloatVector.fromArray(SPECIES, w, wi + i + 1);
      FloatVector bias = FloatVector.fromArray(SPECIES, b, bi + i);
      int at = i;
      for (int row = 0; row < rows; row++) {
        FloatVector z = before.fma(FloatVector.fromArray(SPECIES, x, xi + at - 1), bias);
        z = here.fma(FloatVector.fromArray(SPECIES, x, xi + at), z);
        z = after.fma(FloatVector.fromArray(SPECIES, x, xi + at + 1), z);
        FloatVector t = z.fma(FloatVector.broadcast(SPECIES, ONE_OVER_PI), round);
        FloatVector n = t.sub(round);
        FloatVector r = n.fma(high, z);
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
            .intoArray(y, yi + at);
        FloatVector q = s.fma(C4, C3);
        q = q.fma(s, FloatVector.broadcast(SPECIES, C2));
        q = q.fma(s, FloatVector.broadcast(SPECIES, C1));
        q = q.fma(s, one);
        q.reinterpretAsInts()
            .lanewise(VectorOperators.XOR, sign)
            .reinterpretAsFloats()
            .intoArray(slope, si + at);
        at += stride;
      }
    }
  }
}
