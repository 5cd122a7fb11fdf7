package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Algebra;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;

/**
 * Contractions of {@link Algebra} across lanes: four rows of an output at a time where they share
 * their weights, each in four vectors, as in {@link VectorFeed}.
 */
final class VectorContraction {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorContraction() {}

  /**
   * Four rows of one output: {@code out[r] += Σ_k t[k] g[r][k]}.
   *
   * @param ti where the first weight stands
   * @param stride from a weight to the next
   * @param gi where the first number of the first row stands
   * @param states from a row of g to the next
   * @param at where the output of the first row stands
   * @param row from a row of the output to the next
   */
  static void fourRows(
      float[] t,
      int ti,
      int stride,
      float[] g,
      int gi,
      int states,
      float[] out,
      int at,
      int row,
      int inner) {
    FloatVector s00 = FloatVector.fromArray(SPECIES, out, at);
    FloatVector s01 = FloatVector.fromArray(SPECIES, out, at + STEP);
    FloatVector s02 = FloatVector.fromArray(SPECIES, out, at + 2 * STEP);
    FloatVector s03 = FloatVector.fromArray(SPECIES, out, at + 3 * STEP);
    FloatVector s10 = FloatVector.fromArray(SPECIES, out, at + row);
    FloatVector s11 = FloatVector.fromArray(SPECIES, out, at + row + STEP);
    FloatVector s12 = FloatVector.fromArray(SPECIES, out, at + row + 2 * STEP);
    FloatVector s13 = FloatVector.fromArray(SPECIES, out, at + row + 3 * STEP);
    FloatVector s20 = FloatVector.fromArray(SPECIES, out, at + 2 * row);
    FloatVector s21 = FloatVector.fromArray(SPECIES, out, at + 2 * row + STEP);
    FloatVector s22 = FloatVector.fromArray(SPECIES, out, at + 2 * row + 2 * STEP);
    FloatVector s23 = FloatVector.fromArray(SPECIES, out, at + 2 * row + 3 * STEP);
    FloatVector s30 = FloatVector.fromArray(SPECIES, out, at + 3 * row);
    FloatVector s31 = FloatVector.fromArray(SPECIES, out, at + 3 * row + STEP);
    FloatVector s32 = FloatVector.fromArray(SPECIES, out, at + 3 * row + 2 * STEP);
    FloatVector s33 = FloatVector.fromArray(SPECIES, out, at + 3 * row + 3 * STEP);
    for (int k = 0; k < inner; k++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, t, ti);
      FloatVector w1 = FloatVector.fromArray(SPECIES, t, ti + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, t, ti + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, t, ti + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, g, gi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, g, gi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, g, gi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, g, gi + 3 * STEP).fma(w3, s03);
      s10 = FloatVector.fromArray(SPECIES, g, gi + states).fma(w0, s10);
      s11 = FloatVector.fromArray(SPECIES, g, gi + states + STEP).fma(w1, s11);
      s12 = FloatVector.fromArray(SPECIES, g, gi + states + 2 * STEP).fma(w2, s12);
      s13 = FloatVector.fromArray(SPECIES, g, gi + states + 3 * STEP).fma(w3, s13);
      s20 = FloatVector.fromArray(SPECIES, g, gi + 2 * states).fma(w0, s20);
      s21 = FloatVector.fromArray(SPECIES, g, gi + 2 * states + STEP).fma(w1, s21);
      s22 = FloatVector.fromArray(SPECIES, g, gi + 2 * states + 2 * STEP).fma(w2, s22);
      s23 = FloatVector.fromArray(SPECIES, g, gi + 2 * states + 3 * STEP).fma(w3, s23);
      s30 = FloatVector.fromArray(SPECIES, g, gi + 3 * states).fma(w0, s30);
      s31 = FloatVector.fromArray(SPECIES, g, gi + 3 * states + STEP).fma(w1, s31);
      s32 = FloatVector.fromArray(SPECIES, g, gi + 3 * states + 2 * STEP).fma(w2, s32);
      s33 = FloatVector.fromArray(SPECIES, g, gi + 3 * states + 3 * STEP).fma(w3, s33);
      ti += stride;
      gi += LANES;
    }
    s00.intoArray(out, at);
    s01.intoArray(out, at + STEP);
    s02.intoArray(out, at + 2 * STEP);
    s03.intoArray(out, at + 3 * STEP);
    s10.intoArray(out, at + row);
    s11.intoArray(out, at + row + STEP);
    s12.intoArray(out, at + row + 2 * STEP);
    s13.intoArray(out, at + row + 3 * STEP);
    s20.intoArray(out, at + 2 * row);
    s21.intoArray(out, at + 2 * row + STEP);
    s22.intoArray(out, at + 2 * row + 2 * STEP);
    s23.intoArray(out, at + 2 * row + 3 * STEP);
    s30.intoArray(out, at + 3 * row);
    s31.intoArray(out, at + 3 * row + STEP);
    s32.intoArray(out, at + 3 * row + 2 * STEP);
    s33.intoArray(out, at + 3 * row + 3 * STEP);
  }

  /** One row of one output: {@code out += Σ_k t[k] g[k]}. */
  static void row(
      float[] t, int ti, int stride, float[] g, int gi, int step, float[] out, int at, int inner) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, out, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, out, at + STEP);
    FloatVector s2 = FloatVector.fromArray(SPECIES, out, at + 2 * STEP);
    FloatVector s3 = FloatVector.fromArray(SPECIES, out, at + 3 * STEP);
    for (int k = 0; k < inner; k++) {
      s0 = FloatVector.fromArray(SPECIES, g, gi).fma(FloatVector.fromArray(SPECIES, t, ti), s0);
      s1 =
          FloatVector.fromArray(SPECIES, g, gi + STEP)
              .fma(FloatVector.fromArray(SPECIES, t, ti + STEP), s1);
      s2 =
          FloatVector.fromArray(SPECIES, g, gi + 2 * STEP)
              .fma(FloatVector.fromArray(SPECIES, t, ti + 2 * STEP), s2);
      s3 =
          FloatVector.fromArray(SPECIES, g, gi + 3 * STEP)
              .fma(FloatVector.fromArray(SPECIES, t, ti + 3 * STEP), s3);
      ti += stride;
      gi += step;
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + STEP);
    s2.intoArray(out, at + 2 * STEP);
    s3.intoArray(out, at + 3 * STEP);
  }

  /** One output of a sparse map: the links from {@code from} to {@code until}. */
  static void linked(
      float[] w,
      float[] x,
      int xi,
      float[] out,
      int at,
      Links links,
      int from,
      int until,
      int lane) {
    int[] weight = links.weight();
    int[] input = links.input();
    FloatVector s0 = FloatVector.fromArray(SPECIES, out, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, out, at + STEP);
    FloatVector s2 = FloatVector.fromArray(SPECIES, out, at + 2 * STEP);
    FloatVector s3 = FloatVector.fromArray(SPECIES, out, at + 3 * STEP);
    for (int e = from; e < until; e++) {
      int wi = weight[e] * LANES + lane;
      int i = xi + input[e] * LANES;
      s0 = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, w, wi), s0);
      s1 =
          FloatVector.fromArray(SPECIES, x, i + STEP)
              .fma(FloatVector.fromArray(SPECIES, w, wi + STEP), s1);
      s2 =
          FloatVector.fromArray(SPECIES, x, i + 2 * STEP)
              .fma(FloatVector.fromArray(SPECIES, w, wi + 2 * STEP), s2);
      s3 =
          FloatVector.fromArray(SPECIES, x, i + 3 * STEP)
              .fma(FloatVector.fromArray(SPECIES, w, wi + 3 * STEP), s3);
    }
    s0.intoArray(out, at);
    s1.intoArray(out, at + STEP);
    s2.intoArray(out, at + 2 * STEP);
    s3.intoArray(out, at + 3 * STEP);
  }
}
