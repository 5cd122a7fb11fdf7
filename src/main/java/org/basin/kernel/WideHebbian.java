package org.basin.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#hebbian} for one trial: neighbouring units side by side. Weights stay in
 * registers while all rows change them, group of four by group of four.
 *
 * <p>Rows come in fours: those beyond the last have x = 0 and d = -0, whose product -0 added to any
 * sum is that sum, to the sign of a zero. Inputs beyond the last are the last one again.
 */
final class WideHebbian {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private WideHebbian() {}

  /**
   * Weights of two inputs in a panel four vectors wide.
   *
   * @param x inputs, transposed: rows of an input side by side
   * @param x0 place of the first input's rows in x
   * @param x1 place of the second input's rows in x
   * @param d changes of the units, (4 groups, width)
   * @param w weights
   * @param w0 place of the first input's weights in w
   * @param w1 place of the second input's weights in w
   */
  static void twoInputs(
      float[] x, int x0, int x1, float[] d, int groups, float stepSize, float[] w, int w0, int w1) {
    FloatVector step = FloatVector.broadcast(SPECIES, stepSize);
    FloatVector w00 = FloatVector.fromArray(SPECIES, w, w0);
    FloatVector w01 = FloatVector.fromArray(SPECIES, w, w0 + STEP);
    FloatVector w02 = FloatVector.fromArray(SPECIES, w, w0 + 2 * STEP);
    FloatVector w03 = FloatVector.fromArray(SPECIES, w, w0 + 3 * STEP);
    FloatVector w10 = FloatVector.fromArray(SPECIES, w, w1);
    FloatVector w11 = FloatVector.fromArray(SPECIES, w, w1 + STEP);
    FloatVector w12 = FloatVector.fromArray(SPECIES, w, w1 + 2 * STEP);
    FloatVector w13 = FloatVector.fromArray(SPECIES, w, w1 + 3 * STEP);
    for (int g = 0; g < groups; g++) {
      FloatVector x00 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g]);
      FloatVector x01 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 1]);
      FloatVector x02 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 2]);
      FloatVector x03 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 3]);
      FloatVector x10 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g]);
      FloatVector x11 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 1]);
      FloatVector x12 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 2]);
      FloatVector x13 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 3]);
      FloatVector d00 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g);
      FloatVector d10 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 4 * STEP);
      FloatVector d20 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 8 * STEP);
      FloatVector d30 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 12 * STEP);
      FloatVector sum00 = x00.mul(d00);
      sum00 = x01.fma(d10, sum00);
      sum00 = x02.fma(d20, sum00);
      sum00 = x03.fma(d30, sum00);
      w00 = step.fma(sum00, w00);
      FloatVector sum10 = x10.mul(d00);
      sum10 = x11.fma(d10, sum10);
      sum10 = x12.fma(d20, sum10);
      sum10 = x13.fma(d30, sum10);
      w10 = step.fma(sum10, w10);
      FloatVector d01 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + STEP);
      FloatVector d11 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 5 * STEP);
      FloatVector d21 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 9 * STEP);
      FloatVector d31 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 13 * STEP);
      FloatVector sum01 = x00.mul(d01);
      sum01 = x01.fma(d11, sum01);
      sum01 = x02.fma(d21, sum01);
      sum01 = x03.fma(d31, sum01);
      w01 = step.fma(sum01, w01);
      FloatVector sum11 = x10.mul(d01);
      sum11 = x11.fma(d11, sum11);
      sum11 = x12.fma(d21, sum11);
      sum11 = x13.fma(d31, sum11);
      w11 = step.fma(sum11, w11);
      FloatVector d02 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 2 * STEP);
      FloatVector d12 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 6 * STEP);
      FloatVector d22 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 10 * STEP);
      FloatVector d32 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 14 * STEP);
      FloatVector sum02 = x00.mul(d02);
      sum02 = x01.fma(d12, sum02);
      sum02 = x02.fma(d22, sum02);
      sum02 = x03.fma(d32, sum02);
      w02 = step.fma(sum02, w02);
      FloatVector sum12 = x10.mul(d02);
      sum12 = x11.fma(d12, sum12);
      sum12 = x12.fma(d22, sum12);
      sum12 = x13.fma(d32, sum12);
      w12 = step.fma(sum12, w12);
      FloatVector d03 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 3 * STEP);
      FloatVector d13 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 7 * STEP);
      FloatVector d23 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 11 * STEP);
      FloatVector d33 = FloatVector.fromArray(SPECIES, d, 16 * STEP * g + 15 * STEP);
      FloatVector sum03 = x00.mul(d03);
      sum03 = x01.fma(d13, sum03);
      sum03 = x02.fma(d23, sum03);
      sum03 = x03.fma(d33, sum03);
      w03 = step.fma(sum03, w03);
      FloatVector sum13 = x10.mul(d03);
      sum13 = x11.fma(d13, sum13);
      sum13 = x12.fma(d23, sum13);
      sum13 = x13.fma(d33, sum13);
      w13 = step.fma(sum13, w13);
    }
    w00.intoArray(w, w0);
    w01.intoArray(w, w0 + STEP);
    w02.intoArray(w, w0 + 2 * STEP);
    w03.intoArray(w, w0 + 3 * STEP);
    w10.intoArray(w, w1);
    w11.intoArray(w, w1 + STEP);
    w12.intoArray(w, w1 + 2 * STEP);
    w13.intoArray(w, w1 + 3 * STEP);
  }

  /** Weights of four inputs in a panel one vector wide; see {@link #twoInputs}. */
  static void fourInputs(
      float[] x, int x0, int x1, int x2, int x3, float[] d, int groups, float stepSize, float[] w,
      int w0, int w1, int w2, int w3) {
    FloatVector step = FloatVector.broadcast(SPECIES, stepSize);
    FloatVector s0 = FloatVector.fromArray(SPECIES, w, w0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, w, w1);
    FloatVector s2 = FloatVector.fromArray(SPECIES, w, w2);
    FloatVector s3 = FloatVector.fromArray(SPECIES, w, w3);
    for (int g = 0; g < groups; g++) {
      FloatVector d0 = FloatVector.fromArray(SPECIES, d, 4 * STEP * g);
      FloatVector d1 = FloatVector.fromArray(SPECIES, d, 4 * STEP * g + STEP);
      FloatVector d2 = FloatVector.fromArray(SPECIES, d, 4 * STEP * g + 2 * STEP);
      FloatVector d3 = FloatVector.fromArray(SPECIES, d, 4 * STEP * g + 3 * STEP);
      FloatVector sum0 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g]).mul(d0);
      sum0 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 1]).fma(d1, sum0);
      sum0 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 2]).fma(d2, sum0);
      sum0 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 3]).fma(d3, sum0);
      s0 = step.fma(sum0, s0);
      FloatVector sum1 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g]).mul(d0);
      sum1 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 1]).fma(d1, sum1);
      sum1 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 2]).fma(d2, sum1);
      sum1 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 3]).fma(d3, sum1);
      s1 = step.fma(sum1, s1);
      FloatVector sum2 = FloatVector.broadcast(SPECIES, x[x2 + 4 * g]).mul(d0);
      sum2 = FloatVector.broadcast(SPECIES, x[x2 + 4 * g + 1]).fma(d1, sum2);
      sum2 = FloatVector.broadcast(SPECIES, x[x2 + 4 * g + 2]).fma(d2, sum2);
      sum2 = FloatVector.broadcast(SPECIES, x[x2 + 4 * g + 3]).fma(d3, sum2);
      s2 = step.fma(sum2, s2);
      FloatVector sum3 = FloatVector.broadcast(SPECIES, x[x3 + 4 * g]).mul(d0);
      sum3 = FloatVector.broadcast(SPECIES, x[x3 + 4 * g + 1]).fma(d1, sum3);
      sum3 = FloatVector.broadcast(SPECIES, x[x3 + 4 * g + 2]).fma(d2, sum3);
      sum3 = FloatVector.broadcast(SPECIES, x[x3 + 4 * g + 3]).fma(d3, sum3);
      s3 = step.fma(sum3, s3);
    }
    s0.intoArray(w, w0);
    s1.intoArray(w, w1);
    s2.intoArray(w, w2);
    s3.intoArray(w, w3);
  }
}
