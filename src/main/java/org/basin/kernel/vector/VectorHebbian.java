package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * {@link Kernels#hebbian} across lanes. The changes of four rows of a unit are kept in registers
 * while all its weights are changed; written out for the reason given in {@link VectorFeed}.
 */
final class VectorHebbian {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorHebbian() {}

  /** Rows r to r + 3, the weights into unit j and its bias. */
  static void fourRows(
      float[] w,
      float[] b,
      float[] x,
      float[] from,
      float[] to,
      float[] stepSize,
      float[] biasStepSize,
      float share,
      int r,
      int in,
      int j,
      int out,
      int lane) {
    int row = out * LANES;
    int at = j * LANES + lane;
    int k = r * row + at;
    FloatVector d00 =
        FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k));
    FloatVector d01 =
        FloatVector.fromArray(SPECIES, to, k + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + STEP));
    FloatVector d02 =
        FloatVector.fromArray(SPECIES, to, k + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * STEP));
    FloatVector d03 =
        FloatVector.fromArray(SPECIES, to, k + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * STEP));
    FloatVector d10 =
        FloatVector.fromArray(SPECIES, to, k + row)
            .sub(FloatVector.fromArray(SPECIES, from, k + row));
    FloatVector d11 =
        FloatVector.fromArray(SPECIES, to, k + row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + STEP));
    FloatVector d12 =
        FloatVector.fromArray(SPECIES, to, k + row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + 2 * STEP));
    FloatVector d13 =
        FloatVector.fromArray(SPECIES, to, k + row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + row + 3 * STEP));
    FloatVector d20 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row));
    FloatVector d21 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + STEP));
    FloatVector d22 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + 2 * STEP));
    FloatVector d23 =
        FloatVector.fromArray(SPECIES, to, k + 2 * row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 2 * row + 3 * STEP));
    FloatVector d30 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row));
    FloatVector d31 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + STEP));
    FloatVector d32 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + 2 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + 2 * STEP));
    FloatVector d33 =
        FloatVector.fromArray(SPECIES, to, k + 3 * row + 3 * STEP)
            .sub(FloatVector.fromArray(SPECIES, from, k + 3 * row + 3 * STEP));
    FloatVector step0 = FloatVector.fromArray(SPECIES, biasStepSize, lane).mul(share);
    FloatVector step1 = FloatVector.fromArray(SPECIES, biasStepSize, lane + STEP).mul(share);
    FloatVector step2 = FloatVector.fromArray(SPECIES, biasStepSize, lane + 2 * STEP).mul(share);
    FloatVector step3 = FloatVector.fromArray(SPECIES, biasStepSize, lane + 3 * STEP).mul(share);
    step0
        .fma(d00.add(d10).add(d20).add(d30), FloatVector.fromArray(SPECIES, b, at))
        .intoArray(b, at);
    step1
        .fma(d01.add(d11).add(d21).add(d31), FloatVector.fromArray(SPECIES, b, at + STEP))
        .intoArray(b, at + STEP);
    step2
        .fma(d02.add(d12).add(d22).add(d32), FloatVector.fromArray(SPECIES, b, at + 2 * STEP))
        .intoArray(b, at + 2 * STEP);
    step3
        .fma(d03.add(d13).add(d23).add(d33), FloatVector.fromArray(SPECIES, b, at + 3 * STEP))
        .intoArray(b, at + 3 * STEP);
    step0 = FloatVector.fromArray(SPECIES, stepSize, lane).mul(share);
    step1 = FloatVector.fromArray(SPECIES, stepSize, lane + STEP).mul(share);
    step2 = FloatVector.fromArray(SPECIES, stepSize, lane + 2 * STEP).mul(share);
    step3 = FloatVector.fromArray(SPECIES, stepSize, lane + 3 * STEP).mul(share);
    int xRow = in * LANES;
    int xi = r * xRow + lane;
    for (int i = 0; i < in; i++) {
      FloatVector sum0 = FloatVector.fromArray(SPECIES, x, xi).mul(d00);
      FloatVector sum1 = FloatVector.fromArray(SPECIES, x, xi + STEP).mul(d01);
      FloatVector sum2 = FloatVector.fromArray(SPECIES, x, xi + 2 * STEP).mul(d02);
      FloatVector sum3 = FloatVector.fromArray(SPECIES, x, xi + 3 * STEP).mul(d03);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + xRow).fma(d10, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + xRow + STEP).fma(d11, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + xRow + 2 * STEP).fma(d12, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + xRow + 3 * STEP).fma(d13, sum3);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow).fma(d20, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + STEP).fma(d21, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + 2 * STEP).fma(d22, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + 2 * xRow + 3 * STEP).fma(d23, sum3);
      sum0 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow).fma(d30, sum0);
      sum1 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + STEP).fma(d31, sum1);
      sum2 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + 2 * STEP).fma(d32, sum2);
      sum3 = FloatVector.fromArray(SPECIES, x, xi + 3 * xRow + 3 * STEP).fma(d33, sum3);
      step0.fma(sum0, FloatVector.fromArray(SPECIES, w, at)).intoArray(w, at);
      step1.fma(sum1, FloatVector.fromArray(SPECIES, w, at + STEP)).intoArray(w, at + STEP);
      step2.fma(sum2, FloatVector.fromArray(SPECIES, w, at + 2 * STEP)).intoArray(w, at + 2 * STEP);
      step3.fma(sum3, FloatVector.fromArray(SPECIES, w, at + 3 * STEP)).intoArray(w, at + 3 * STEP);
      xi += LANES;
      at += row;
    }
  }

  /** Rows {@code first} to {@code rows - 1}, three at the most. */
  static void rest(
      float[] w,
      float[] b,
      float[] x,
      float[] from,
      float[] to,
      float[] stepSize,
      float[] biasStepSize,
      float share,
      int first,
      int rows,
      int in,
      int j,
      int out,
      int lane) {
    for (int v = lane; v < lane + 4 * STEP; v += STEP) {
      FloatVector step = FloatVector.fromArray(SPECIES, biasStepSize, v).mul(share);
      int at = j * LANES + v;
      int k = first * out * LANES + at;
      FloatVector sum =
          FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k));
      for (int r = first + 1; r < rows; r++) {
        k += out * LANES;
        sum =
            sum.add(
                FloatVector.fromArray(SPECIES, to, k).sub(FloatVector.fromArray(SPECIES, from, k)));
      }
      step.fma(sum, FloatVector.fromArray(SPECIES, b, at)).intoArray(b, at);
      step = FloatVector.fromArray(SPECIES, stepSize, v).mul(share);
      for (int i = 0; i < in; i++) {
        k = (first * out + j) * LANES + v;
        int xi = (first * in + i) * LANES + v;
        sum =
            FloatVector.fromArray(SPECIES, to, k)
                .sub(FloatVector.fromArray(SPECIES, from, k))
                .mul(FloatVector.fromArray(SPECIES, x, xi));
        for (int r = first + 1; r < rows; r++) {
          k += out * LANES;
          xi += in * LANES;
          sum =
              FloatVector.fromArray(SPECIES, to, k)
                  .sub(FloatVector.fromArray(SPECIES, from, k))
                  .fma(FloatVector.fromArray(SPECIES, x, xi), sum);
        }
        step.fma(sum, FloatVector.fromArray(SPECIES, w, at)).intoArray(w, at);
        at += out * LANES;
      }
    }
  }
}
