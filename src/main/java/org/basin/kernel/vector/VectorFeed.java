package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * {@link Kernels#feedBetween} across lanes: four rows of a unit at a time, each in four vectors, so
 * that a weight is loaded once for four fma and a loop over few units costs little. The sums stay
 * in registers; written out, because C2 keeps neither an array of vectors nor what a method of ours
 * returns there (docs/decisions/0003).
 */
final class VectorFeed {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorFeed() {}

  /** Rows r to r + 3 of unit j in lanes {@code lane} to {@code lane + 4 STEP}. */
  static void fourRows(
      float[] x,
      float[] w,
      float[] y,
      float[] v,
      float[] b,
      float[] z,
      int r,
      int j,
      int in,
      int units,
      int above,
      int lane) {
    int at = j * LANES + lane;
    FloatVector s00 = FloatVector.fromArray(SPECIES, b, at);
    FloatVector s10 = s00;
    FloatVector s20 = s00;
    FloatVector s30 = s00;
    FloatVector s01 = FloatVector.fromArray(SPECIES, b, at + STEP);
    FloatVector s11 = s01;
    FloatVector s21 = s01;
    FloatVector s31 = s01;
    FloatVector s02 = FloatVector.fromArray(SPECIES, b, at + 2 * STEP);
    FloatVector s12 = s02;
    FloatVector s22 = s02;
    FloatVector s32 = s02;
    FloatVector s03 = FloatVector.fromArray(SPECIES, b, at + 3 * STEP);
    FloatVector s13 = s03;
    FloatVector s23 = s03;
    FloatVector s33 = s03;
    int row = in * LANES;
    int xi = r * row + lane;
    int wi = at;
    for (int i = 0; i < in; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, x, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, x, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).fma(w3, s03);
      s10 = FloatVector.fromArray(SPECIES, x, xi + row).fma(w0, s10);
      s11 = FloatVector.fromArray(SPECIES, x, xi + row + STEP).fma(w1, s11);
      s12 = FloatVector.fromArray(SPECIES, x, xi + row + 2 * STEP).fma(w2, s12);
      s13 = FloatVector.fromArray(SPECIES, x, xi + row + 3 * STEP).fma(w3, s13);
      s20 = FloatVector.fromArray(SPECIES, x, xi + 2 * row).fma(w0, s20);
      s21 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + STEP).fma(w1, s21);
      s22 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + 2 * STEP).fma(w2, s22);
      s23 = FloatVector.fromArray(SPECIES, x, xi + 2 * row + 3 * STEP).fma(w3, s23);
      s30 = FloatVector.fromArray(SPECIES, x, xi + 3 * row).fma(w0, s30);
      s31 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + STEP).fma(w1, s31);
      s32 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + 2 * STEP).fma(w2, s32);
      s33 = FloatVector.fromArray(SPECIES, x, xi + 3 * row + 3 * STEP).fma(w3, s33);
      xi += LANES;
      wi += units * LANES;
    }
    row = above * LANES;
    xi = r * row + lane;
    wi = j * above * LANES + lane;
    for (int i = 0; i < above; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, v, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, v, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, v, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, v, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, y, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, y, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, y, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, y, xi + 3 * STEP).fma(w3, s03);
      s10 = FloatVector.fromArray(SPECIES, y, xi + row).fma(w0, s10);
      s11 = FloatVector.fromArray(SPECIES, y, xi + row + STEP).fma(w1, s11);
      s12 = FloatVector.fromArray(SPECIES, y, xi + row + 2 * STEP).fma(w2, s12);
      s13 = FloatVector.fromArray(SPECIES, y, xi + row + 3 * STEP).fma(w3, s13);
      s20 = FloatVector.fromArray(SPECIES, y, xi + 2 * row).fma(w0, s20);
      s21 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + STEP).fma(w1, s21);
      s22 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + 2 * STEP).fma(w2, s22);
      s23 = FloatVector.fromArray(SPECIES, y, xi + 2 * row + 3 * STEP).fma(w3, s23);
      s30 = FloatVector.fromArray(SPECIES, y, xi + 3 * row).fma(w0, s30);
      s31 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + STEP).fma(w1, s31);
      s32 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + 2 * STEP).fma(w2, s32);
      s33 = FloatVector.fromArray(SPECIES, y, xi + 3 * row + 3 * STEP).fma(w3, s33);
      xi += LANES;
      wi += LANES;
    }
    row = units * LANES;
    at += r * row;
    s00.intoArray(z, at);
    s01.intoArray(z, at + STEP);
    s02.intoArray(z, at + 2 * STEP);
    s03.intoArray(z, at + 3 * STEP);
    s10.intoArray(z, at + row);
    s11.intoArray(z, at + row + STEP);
    s12.intoArray(z, at + row + 2 * STEP);
    s13.intoArray(z, at + row + 3 * STEP);
    s20.intoArray(z, at + 2 * row);
    s21.intoArray(z, at + 2 * row + STEP);
    s22.intoArray(z, at + 2 * row + 2 * STEP);
    s23.intoArray(z, at + 2 * row + 3 * STEP);
    s30.intoArray(z, at + 3 * row);
    s31.intoArray(z, at + 3 * row + STEP);
    s32.intoArray(z, at + 3 * row + 2 * STEP);
    s33.intoArray(z, at + 3 * row + 3 * STEP);
  }

  /** Row r of unit j in lanes {@code lane} to {@code lane + 4 STEP}. */
  static void row(
      float[] x,
      float[] w,
      float[] y,
      float[] v,
      float[] b,
      float[] z,
      int r,
      int j,
      int in,
      int units,
      int above,
      int lane) {
    int at = j * LANES + lane;
    FloatVector s00 = FloatVector.fromArray(SPECIES, b, at);
    FloatVector s01 = FloatVector.fromArray(SPECIES, b, at + STEP);
    FloatVector s02 = FloatVector.fromArray(SPECIES, b, at + 2 * STEP);
    FloatVector s03 = FloatVector.fromArray(SPECIES, b, at + 3 * STEP);
    int row = in * LANES;
    int xi = r * row + lane;
    int wi = at;
    for (int i = 0; i < in; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, x, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, x, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).fma(w3, s03);
      xi += LANES;
      wi += units * LANES;
    }
    row = above * LANES;
    xi = r * row + lane;
    wi = j * above * LANES + lane;
    for (int i = 0; i < above; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, v, wi);
      FloatVector w1 = FloatVector.fromArray(SPECIES, v, wi + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, v, wi + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, v, wi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, y, xi).fma(w0, s00);
      s01 = FloatVector.fromArray(SPECIES, y, xi + STEP).fma(w1, s01);
      s02 = FloatVector.fromArray(SPECIES, y, xi + 2 * STEP).fma(w2, s02);
      s03 = FloatVector.fromArray(SPECIES, y, xi + 3 * STEP).fma(w3, s03);
      xi += LANES;
      wi += LANES;
    }
    row = units * LANES;
    at += r * row;
    s00.intoArray(z, at);
    s01.intoArray(z, at + STEP);
    s02.intoArray(z, at + 2 * STEP);
    s03.intoArray(z, at + 3 * STEP);
  }
}
