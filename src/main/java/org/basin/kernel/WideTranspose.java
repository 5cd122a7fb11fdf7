package org.basin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes part of a matrix, square by square: in stage k, rows whose numbers differ in bit k
 * exchange the halves of every 2k columns (Eklundh, 1972).
 */
final class WideTranspose {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int STAGES = Integer.numberOfTrailingZeros(STEP);

  /** {@code DOWN[s]} takes column c from c - 2^s, {@code UP[s]} from c + 2^s. */
  private static final VectorShuffle<Float>[] DOWN = shuffles(-1);

  private static final VectorShuffle<Float>[] UP = shuffles(1);

  /** Columns whose bit s is set. */
  private static final VectorMask<Float>[] ODD = masks();

  private WideTranspose() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static VectorShuffle<Float>[] shuffles(int sign) {
    VectorShuffle<Float>[] all = new VectorShuffle[STAGES];
    for (int s = 0; s < STAGES; s++) {
      int by = sign << s;
      all[s] = VectorShuffle.fromOp(SPECIES, c -> (c + by) & (STEP - 1));
    }
    return all;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static VectorMask<Float>[] masks() {
    VectorMask<Float>[] all = new VectorMask[STAGES];
    for (int s = 0; s < STAGES; s++) {
      boolean[] odd = new boolean[STEP];
      for (int c = 0; c < STEP; c++) {
        odd[c] = (c >> s & 1) != 0;
      }
      all[s] = VectorMask.fromArray(SPECIES, odd, 0);
    }
    return all;
  }

  /**
   * {@code to[ti + c * toRow + r] = from[fi + r * fromRow + c]} for {@code r < rows} and {@code c <
   * columns}.
   *
   * @param square scratch, {@code STEP²} numbers
   */
  static void matrix(
      float[] from, int fi, int fromRow, int rows, int columns, float[] to, int ti, int toRow,
      float[] square) {
    int r = 0;
    for (; r + STEP <= rows; r += STEP) {
      int c = 0;
      for (; c + STEP <= columns; c += STEP) {
        square(from, fi + r * fromRow + c, fromRow, to, ti + c * toRow + r, toRow, square);
      }
      rest(from, fi + r * fromRow + c, fromRow, STEP, columns - c, to, ti + c * toRow + r, toRow);
    }
    rest(from, fi + r * fromRow, fromRow, rows - r, columns, to, ti + r, toRow);
  }

  private static void square(
      float[] from, int fi, int fromRow, float[] to, int ti, int toRow, float[] square) {
    for (int s = 0; s < STAGES; s++) {
      boolean first = s == 0;
      boolean last = s == STAGES - 1;
      stage(
          first ? from : square,
          first ? fi : 0,
          first ? fromRow : STEP,
          last ? to : square,
          last ? ti : 0,
          last ? toRow : STEP,
          s);
    }
  }

  private static void stage(
      float[] from, int fi, int fromRow, float[] to, int ti, int toRow, int s) {
    VectorShuffle<Float> down = DOWN[s];
    VectorShuffle<Float> up = UP[s];
    VectorMask<Float> odd = ODD[s];
    int k = 1 << s;
    for (int pair = 0; pair < STEP / 2; pair++) {
      int a = pair + (pair & -k);
      int b = a + k;
      FloatVector upper = FloatVector.fromArray(SPECIES, from, fi + a * fromRow);
      FloatVector lower = FloatVector.fromArray(SPECIES, from, fi + b * fromRow);
      upper.blend(lower.rearrange(down), odd).intoArray(to, ti + a * toRow);
      upper.rearrange(up).blend(lower, odd).intoArray(to, ti + b * toRow);
    }
  }

  private static void rest(
      float[] from, int fi, int fromRow, int rows, int columns, float[] to, int ti, int toRow) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        to[ti + c * toRow + r] = from[fi + r * fromRow + c];
      }
    }
  }
}
