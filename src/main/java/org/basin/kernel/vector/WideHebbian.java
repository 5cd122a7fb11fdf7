package org.basin.kernel.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;

/**
 * {@link Kernels#hebbian} for one trial: neighbouring units side by side. Weights stay in registers
 * while all rows change them, group of four by group of four.
 *
 * <p>Rows come in fours: those beyond the last have x = 0 and d = -0, whose product -0 added to any
 * sum is that sum, to the sign of a zero. Inputs beyond the last are the last one again.
 */
final class WideHebbian {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private static final int PAIR = 2 * STEP;

  /** States below, transposed, and an input that is always 1: (in + 1, filled rows). */
  private float[] inputs = {};

  /** Changes of the states, (filled rows, PAIR) for each pair of vectors of units. */
  private float[] changes = {};

  /** Weights of the last units, (in + 1, PAIR), the biases last. */
  private float[] narrow = {};

  /** {@link Kernels#hebbian}. */
  void learn(
      float[] w,
      float[] b,
      float[] x,
      float[] from,
      float[] to,
      float stepSize,
      float biasStepSize,
      int rows,
      int in,
      int out) {
    float step = stepSize * (1f / rows);
    float biasStep = biasStepSize * (1f / rows);
    int groups = (rows + 3) / 4;
    int filled = 4 * groups;
    transpose(x, rows, in, filled);
    change(from, to, rows, filled, out);
    int whole = out - out % PAIR;
    int one = in * filled;
    for (int j = 0; j < whole; j += PAIR) {
      learn(w, j, out, in, j * filled, groups, step);
      twoInputs(inputs, one, one, changes, j * filled, groups, biasStep, b, j, j);
    }
    if (whole < out) {
      int columns = out - whole;
      narrow = Matrix.atLeast((in + 1) * PAIR, narrow);
      Matrix.copy(w, whole, out, narrow, 0, PAIR, in, columns);
      Matrix.copy(b, whole, 0, narrow, in * PAIR, 0, 1, columns);
      learn(narrow, 0, PAIR, in, whole * filled, groups, step);
      int bias = in * PAIR;
      twoInputs(inputs, one, one, changes, whole * filled, groups, biasStep, narrow, bias, bias);
      Matrix.copy(narrow, 0, PAIR, w, whole, out, in, columns);
      Matrix.copy(narrow, in * PAIR, 0, b, whole, 0, 1, columns);
    }
  }

  /**
   * Transposes the states below, fills them up to whole groups of rows, and adds an input that is
   * always 1, whose weights are the biases: a product with 1 is exact, so the sums are the same.
   */
  private void transpose(float[] x, int rows, int in, int filled) {
    inputs = Matrix.atLeast((in + 1) * filled, inputs);
    Matrix.transpose(x, 0, in, rows, in, inputs, 0, filled);
    Arrays.fill(inputs, in * filled, in * filled + rows, 1f);
    for (int i = 0; rows < filled && i <= in; i++) {
      Arrays.fill(inputs, i * filled + rows, (i + 1) * filled, 0f);
    }
  }

  /** Changes of the states, (filled, PAIR) for each pair of vectors of units. */
  private void change(float[] from, float[] to, int rows, int filled, int out) {
    changes = Matrix.atLeast(filled * (out + PAIR), changes);
    for (int j = 0; j < out; j += PAIR) {
      int columns = Math.min(PAIR, out - j);
      int at = j * filled;
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          changes[at + r * PAIR + c] = to[r * out + j + c] - from[r * out + j + c];
        }
      }
      Arrays.fill(changes, at + rows * PAIR, at + filled * PAIR, -0f);
    }
  }

  /** Changes the weights from all inputs to the pair of vectors at column j. */
  private void learn(float[] w, int j, int row, int in, int di, int groups, float step) {
    int filled = 4 * groups;
    for (int i = 0; i < in; i += 2) {
      int next = Math.min(i + 1, in - 1);
      int wi = i * row + j;
      int wn = next * row + j;
      twoInputs(inputs, i * filled, next * filled, changes, di, groups, step, w, wi, wn);
    }
  }

  /**
   * Weights from two inputs to a pair of vectors of units.
   *
   * @param x inputs, transposed: the rows of an input side by side
   * @param x0 where the rows of the first input stand in x
   * @param x1 where the rows of the second input stand in x
   * @param d changes of the units from {@code di} on, (4 groups, 2 STEP)
   * @param w weights
   * @param w0 where the weights of the first input stand in w
   * @param w1 where the weights of the second input stand in w
   */
  private static void twoInputs(
      float[] x,
      int x0,
      int x1,
      float[] d,
      int di,
      int groups,
      float stepSize,
      float[] w,
      int w0,
      int w1) {
    FloatVector step = FloatVector.broadcast(SPECIES, stepSize);
    FloatVector w00 = FloatVector.fromArray(SPECIES, w, w0);
    FloatVector w01 = FloatVector.fromArray(SPECIES, w, w0 + STEP);
    FloatVector w10 = FloatVector.fromArray(SPECIES, w, w1);
    FloatVector w11 = FloatVector.fromArray(SPECIES, w, w1 + STEP);
    for (int g = 0; g < groups; g++) {
      int at = di + 8 * STEP * g;
      FloatVector d00 = FloatVector.fromArray(SPECIES, d, at);
      FloatVector d01 = FloatVector.fromArray(SPECIES, d, at + STEP);
      FloatVector d10 = FloatVector.fromArray(SPECIES, d, at + 2 * STEP);
      FloatVector d11 = FloatVector.fromArray(SPECIES, d, at + 3 * STEP);
      FloatVector d20 = FloatVector.fromArray(SPECIES, d, at + 4 * STEP);
      FloatVector d21 = FloatVector.fromArray(SPECIES, d, at + 5 * STEP);
      FloatVector d30 = FloatVector.fromArray(SPECIES, d, at + 6 * STEP);
      FloatVector d31 = FloatVector.fromArray(SPECIES, d, at + 7 * STEP);
      FloatVector s00 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g]);
      FloatVector s01 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 1]);
      FloatVector s02 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 2]);
      FloatVector s03 = FloatVector.broadcast(SPECIES, x[x0 + 4 * g + 3]);
      FloatVector s10 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g]);
      FloatVector s11 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 1]);
      FloatVector s12 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 2]);
      FloatVector s13 = FloatVector.broadcast(SPECIES, x[x1 + 4 * g + 3]);
      FloatVector sum00 = s00.mul(d00);
      sum00 = s01.fma(d10, sum00);
      sum00 = s02.fma(d20, sum00);
      sum00 = s03.fma(d30, sum00);
      w00 = step.fma(sum00, w00);
      FloatVector sum01 = s00.mul(d01);
      sum01 = s01.fma(d11, sum01);
      sum01 = s02.fma(d21, sum01);
      sum01 = s03.fma(d31, sum01);
      w01 = step.fma(sum01, w01);
      FloatVector sum10 = s10.mul(d00);
      sum10 = s11.fma(d10, sum10);
      sum10 = s12.fma(d20, sum10);
      sum10 = s13.fma(d30, sum10);
      w10 = step.fma(sum10, w10);
      FloatVector sum11 = s10.mul(d01);
      sum11 = s11.fma(d11, sum11);
      sum11 = s12.fma(d21, sum11);
      sum11 = s13.fma(d31, sum11);
      w11 = step.fma(sum11, w11);
    }
    w00.intoArray(w, w0);
    w01.intoArray(w, w0 + STEP);
    w10.intoArray(w, w1);
    w11.intoArray(w, w1 + STEP);
  }
}
