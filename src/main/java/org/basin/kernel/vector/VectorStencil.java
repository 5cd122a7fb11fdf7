package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums of {@link VectorGrid}: a vector holds neighbouring neurons of one sample, and what the
 * samples share, weights and gradients, stays in registers while the samples go by. The three
 * neighbours of the usual kernel are written out; others are looped over.
 */
final class VectorStencil {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private VectorStencil() {}

  /** {@code z = b + Σ w x} for neighbours -1, 0 and 1 of the numbers from an index on. */
  static void three(
      float[] w,
      int wi,
      float[] b,
      int bi,
      float[] x,
      int xi,
      float[] z,
      int zi,
      int rows,
      int stride,
      int span) {
    for (int i = 0; i < span; i += STEP) {
      FloatVector before = FloatVector.fromArray(SPECIES, w, wi + i - 1);
      FloatVector here = FloatVector.fromArray(SPECIES, w, wi + i);
      FloatVector after = FloatVector.fromArray(SPECIES, w, wi + i + 1);
      FloatVector bias = FloatVector.fromArray(SPECIES, b, bi + i);
      int from = xi + i;
      int to = zi + i;
      for (int r = 0; r < rows; r++) {
        FloatVector sum = before.fma(FloatVector.fromArray(SPECIES, x, from - 1), bias);
        sum = here.fma(FloatVector.fromArray(SPECIES, x, from), sum);
        sum = after.fma(FloatVector.fromArray(SPECIES, x, from + 1), sum);
        sum.intoArray(z, to);
        from += stride;
        to += stride;
      }
    }
  }

  /** As {@link #three}, for any neighbours. */
  static void any(
      float[] w,
      int wi,
      float[] b,
      int bi,
      float[] x,
      int xi,
      float[] z,
      int zi,
      int rows,
      int stride,
      int span,
      int[] neighbours) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < span; i += STEP) {
        FloatVector sum = FloatVector.fromArray(SPECIES, b, bi + i);
        int from = xi + r * stride + i;
        for (int neighbour : neighbours) {
          sum =
              FloatVector.fromArray(SPECIES, w, wi + i + neighbour)
                  .fma(FloatVector.fromArray(SPECIES, x, from + neighbour), sum);
        }
        sum.intoArray(z, zi + r * stride + i);
      }
    }
  }

  /** {@code g = g h'}, and {@code db += Σ g}. */
  static void slopes(
      float[] g,
      int gi,
      float[] slope,
      int si,
      float[] db,
      int bi,
      int rows,
      int stride,
      int span) {
    for (int i = 0; i < span; i += STEP) {
      FloatVector sum = FloatVector.fromArray(SPECIES, db, bi + i);
      int at = i;
      for (int r = 0; r < rows; r++) {
        FloatVector product =
            FloatVector.fromArray(SPECIES, g, gi + at)
                .mul(FloatVector.fromArray(SPECIES, slope, si + at));
        product.intoArray(g, gi + at);
        sum = sum.add(product);
        at += stride;
      }
      sum.intoArray(db, bi + i);
    }
  }

  /**
   * One pass over a layer and the activation before it: {@code s = Σ d} over neighbours -1, 0 and
   * 1, {@code dw += s x}, {@code to = w s h'}, {@code db += to}.
   */
  static void threeBack(
      float[] d,
      int di,
      float[] x,
      int xi,
      float[] w,
      int wi,
      float[] dw,
      int dwi,
      float[] slope,
      int si,
      float[] db,
      int bi,
      float[] to,
      int ti,
      int rows,
      int stride,
      int span) {
    for (int i = 0; i < span; i += STEP) {
      FloatVector weight = FloatVector.fromArray(SPECIES, w, wi + i);
      FloatVector weights = FloatVector.fromArray(SPECIES, dw, dwi + i);
      FloatVector biases = FloatVector.fromArray(SPECIES, db, bi + i);
      int at = i;
      for (int r = 0; r < rows; r++) {
        FloatVector sum =
            FloatVector.fromArray(SPECIES, d, di + at - 1)
                .add(FloatVector.fromArray(SPECIES, d, di + at))
                .add(FloatVector.fromArray(SPECIES, d, di + at + 1));
        weights = sum.fma(FloatVector.fromArray(SPECIES, x, xi + at), weights);
        FloatVector product = sum.mul(weight).mul(FloatVector.fromArray(SPECIES, slope, si + at));
        biases = biases.add(product);
        product.intoArray(to, ti + at);
        at += stride;
      }
      weights.intoArray(dw, dwi + i);
      biases.intoArray(db, bi + i);
    }
  }

  /** {@code s = Σ d} over any neighbours, {@code dw += s x}, {@code g = w s}. */
  static void anyBack(
      float[] d,
      int di,
      float[] x,
      int xi,
      float[] w,
      int wi,
      float[] dw,
      int dwi,
      float[] g,
      int gi,
      int rows,
      int stride,
      int span,
      int[] neighbours) {
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < span; i += STEP) {
        int at = r * stride + i;
        FloatVector sum = FloatVector.fromArray(SPECIES, d, di + at + neighbours[0]);
        for (int n = 1; n < neighbours.length; n++) {
          sum = sum.add(FloatVector.fromArray(SPECIES, d, di + at + neighbours[n]));
        }
        sum.fma(
                FloatVector.fromArray(SPECIES, x, xi + at),
                FloatVector.fromArray(SPECIES, dw, dwi + i))
            .intoArray(dw, dwi + i);
        sum.mul(FloatVector.fromArray(SPECIES, w, wi + i)).intoArray(g, gi + at);
      }
    }
  }
}
