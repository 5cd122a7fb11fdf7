package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** {@link Kernels#feedBack} across lanes, in the way of {@link VectorFeed}. */
final class VectorFeedBack {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorFeedBack() {}

  /** Rows r to r + 3 of unit j in lanes {@code lane} to {@code lane + 4 STEP}. */
  static void fourRows(
      float[] d, float[] y, float[] v, float[] z, int r, int j, int units, int above, int lane) {
    int row = units * LANES;
    int at = r * row + j * LANES + lane;
    FloatVector s00 = FloatVector.fromArray(SPECIES, d, at);
    FloatVector s01 = FloatVector.fromArray(SPECIES, d, at + STEP);
    FloatVector s02 = FloatVector.fromArray(SPECIES, d, at + 2 * STEP);
    FloatVector s03 = FloatVector.fromArray(SPECIES, d, at + 3 * STEP);
    FloatVector s10 = FloatVector.fromArray(SPECIES, d, at + row);
    FloatVector s11 = FloatVector.fromArray(SPECIES, d, at + row + STEP);
    FloatVector s12 = FloatVector.fromArray(SPECIES, d, at + row + 2 * STEP);
    FloatVector s13 = FloatVector.fromArray(SPECIES, d, at + row + 3 * STEP);
    FloatVector s20 = FloatVector.fromArray(SPECIES, d, at + 2 * row);
    FloatVector s21 = FloatVector.fromArray(SPECIES, d, at + 2 * row + STEP);
    FloatVector s22 = FloatVector.fromArray(SPECIES, d, at + 2 * row + 2 * STEP);
    FloatVector s23 = FloatVector.fromArray(SPECIES, d, at + 2 * row + 3 * STEP);
    FloatVector s30 = FloatVector.fromArray(SPECIES, d, at + 3 * row);
    FloatVector s31 = FloatVector.fromArray(SPECIES, d, at + 3 * row + STEP);
    FloatVector s32 = FloatVector.fromArray(SPECIES, d, at + 3 * row + 2 * STEP);
    FloatVector s33 = FloatVector.fromArray(SPECIES, d, at + 3 * row + 3 * STEP);
    row = above * LANES;
    int yi = r * row + lane;
    int vi = j * row + lane;
    for (int m = 0; m < above; m++) {
      FloatVector v0 = FloatVector.fromArray(SPECIES, v, vi);
      FloatVector v1 = FloatVector.fromArray(SPECIES, v, vi + STEP);
      FloatVector v2 = FloatVector.fromArray(SPECIES, v, vi + 2 * STEP);
      FloatVector v3 = FloatVector.fromArray(SPECIES, v, vi + 3 * STEP);
      s00 = FloatVector.fromArray(SPECIES, y, yi).fma(v0, s00);
      s01 = FloatVector.fromArray(SPECIES, y, yi + STEP).fma(v1, s01);
      s02 = FloatVector.fromArray(SPECIES, y, yi + 2 * STEP).fma(v2, s02);
      s03 = FloatVector.fromArray(SPECIES, y, yi + 3 * STEP).fma(v3, s03);
      s10 = FloatVector.fromArray(SPECIES, y, yi + row).fma(v0, s10);
      s11 = FloatVector.fromArray(SPECIES, y, yi + row + STEP).fma(v1, s11);
      s12 = FloatVector.fromArray(SPECIES, y, yi + row + 2 * STEP).fma(v2, s12);
      s13 = FloatVector.fromArray(SPECIES, y, yi + row + 3 * STEP).fma(v3, s13);
      s20 = FloatVector.fromArray(SPECIES, y, yi + 2 * row).fma(v0, s20);
      s21 = FloatVector.fromArray(SPECIES, y, yi + 2 * row + STEP).fma(v1, s21);
      s22 = FloatVector.fromArray(SPECIES, y, yi + 2 * row + 2 * STEP).fma(v2, s22);
      s23 = FloatVector.fromArray(SPECIES, y, yi + 2 * row + 3 * STEP).fma(v3, s23);
      s30 = FloatVector.fromArray(SPECIES, y, yi + 3 * row).fma(v0, s30);
      s31 = FloatVector.fromArray(SPECIES, y, yi + 3 * row + STEP).fma(v1, s31);
      s32 = FloatVector.fromArray(SPECIES, y, yi + 3 * row + 2 * STEP).fma(v2, s32);
      s33 = FloatVector.fromArray(SPECIES, y, yi + 3 * row + 3 * STEP).fma(v3, s33);
      yi += LANES;
      vi += LANES;
    }
    row = units * LANES;
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
      float[] d, float[] y, float[] v, float[] z, int r, int j, int units, int above, int lane) {
    int at = (r * units + j) * LANES + lane;
    FloatVector s0 = FloatVector.fromArray(SPECIES, d, at);
    FloatVector s1 = FloatVector.fromArray(SPECIES, d, at + STEP);
    FloatVector s2 = FloatVector.fromArray(SPECIES, d, at + 2 * STEP);
    FloatVector s3 = FloatVector.fromArray(SPECIES, d, at + 3 * STEP);
    int yi = r * above * LANES + lane;
    int vi = j * above * LANES + lane;
    for (int m = 0; m < above; m++) {
      s0 = FloatVector.fromArray(SPECIES, y, yi).fma(FloatVector.fromArray(SPECIES, v, vi), s0);
      s1 =
          FloatVector.fromArray(SPECIES, y, yi + STEP)
              .fma(FloatVector.fromArray(SPECIES, v, vi + STEP), s1);
      s2 =
          FloatVector.fromArray(SPECIES, y, yi + 2 * STEP)
              .fma(FloatVector.fromArray(SPECIES, v, vi + 2 * STEP), s2);
      s3 =
          FloatVector.fromArray(SPECIES, y, yi + 3 * STEP)
              .fma(FloatVector.fromArray(SPECIES, v, vi + 3 * STEP), s3);
      yi += LANES;
      vi += LANES;
    }
    s0.intoArray(z, at);
    s1.intoArray(z, at + STEP);
    s2.intoArray(z, at + 2 * STEP);
    s3.intoArray(z, at + 3 * STEP);
  }
}
