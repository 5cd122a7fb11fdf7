package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;

/**
 * {@link Kernels#feedBetween} and {@link Kernels#feedBack} for one trial: neighbouring units side
 * by side, the states below broadcast. A tile of sums, (rows, width), is loaded, goes on over
 * {@code depth} inputs and is stored, so a sum may be interrupted anywhere without another
 * rounding.
 *
 * <p>A layer's units are cut into panels of four vectors, fed from the weights where they stand;
 * the weights of what is left, and those to the layer above, are copied to memory of this object.
 * Lanes without a unit hold what nobody reads. Rows beyond the last are the last one again: it is
 * computed twice and stored twice, which changes nothing and spares kernels for what is left over.
 */
final class WideFeed {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();

  private static final int PANEL = 4 * STEP;

  /** Inputs that are added before the next units: 128 rows of a panel stay in a near cache. */
  private static final int DEPTH = 128;

  /** Weights of the units at hand, (DEPTH, width). */
  private final float[] panel = new float[DEPTH * PANEL];

  /** Sums of the last units, (rows, STEP). */
  private float[] tile = {};

  /** {@link Kernels#feedBetween}. */
  void between(
      float[] x,
      float[] w,
      float[] y,
      float[] v,
      float[] b,
      float[] z,
      int rows,
      int in,
      int units,
      int above) {
    feed(x, w, b, z, rows, in, units);
    back(z, y, v, z, rows, units, above);
  }

  private void feed(float[] x, float[] w, float[] b, float[] z, int rows, int in, int units) {
    int whole = units - units % PANEL;
    Matrix.copy(b, 0, 0, z, 0, units, rows, units);
    for (int i = 0; i < in; i += DEPTH) {
      int depth = Math.min(DEPTH, in - i);
      for (int j = 0; j < whole; j += PANEL) {
        addPanel(x, i, in, w, i * units + j, units, depth, z, j, units, rows);
      }
    }
    tile = Matrix.atLeast(rows * STEP, tile);
    for (int j = whole; j < units; j += STEP) {
      int columns = Math.min(STEP, units - j);
      Matrix.copy(b, j, 0, tile, 0, STEP, rows, columns);
      for (int i = 0; i < in; i += DEPTH) {
        int depth = Math.min(DEPTH, in - i);
        Matrix.copy(w, i * units + j, units, panel, 0, STEP, depth, columns);
        addStrip(x, i, in, rows, depth);
      }
      Matrix.copy(tile, 0, STEP, z, j, units, rows, columns);
    }
  }

  /** {@link Kernels#feedBack}; here z may be d. */
  void back(float[] d, float[] y, float[] v, float[] z, int rows, int units, int above) {
    int whole = units - units % PANEL;
    System.arraycopy(d, 0, z, 0, rows * units);
    for (int j = 0; j < whole; j += PANEL) {
      for (int m = 0; m < above; m += DEPTH) {
        int depth = Math.min(DEPTH, above - m);
        Matrix.transpose(v, j * above + m, above, PANEL, depth, panel, 0, PANEL);
        addPanel(y, m, above, panel, 0, PANEL, depth, z, j, units, rows);
      }
    }
    tile = Matrix.atLeast(rows * STEP, tile);
    for (int j = whole; j < units; j += STEP) {
      int columns = Math.min(STEP, units - j);
      Matrix.copy(d, j, units, tile, 0, STEP, rows, columns);
      for (int m = 0; m < above; m += DEPTH) {
        int depth = Math.min(DEPTH, above - m);
        Matrix.transpose(v, j * above + m, above, columns, depth, panel, 0, STEP);
        addStrip(y, m, above, rows, depth);
      }
      Matrix.copy(tile, 0, STEP, z, j, units, rows, columns);
    }
  }

  private static void addPanel(
      float[] x,
      int xi,
      int row,
      float[] w,
      int wi,
      int stride,
      int depth,
      float[] z,
      int j,
      int units,
      int rows) {
    for (int r = 0; r < rows; r += 4) {
      fourRows(x, xi, row, w, wi, stride, depth, z, j, units, r, rows - 1);
    }
  }

  private void addStrip(float[] x, int xi, int row, int rows, int depth) {
    for (int r = 0; r < rows; r += 8) {
      eightRows(x, xi, row, panel, 0, STEP, depth, tile, r, rows - 1);
    }
  }

  /**
   * Rows r to r + 3 of a tile four vectors wide.
   *
   * @param xi where the tile's row 0 finds its first input
   * @param row from one row of x to the next
   * @param wi the first weight
   * @param stride from one input's weights to the next
   * @param last row of the tile
   */
  private static void fourRows(
      float[] x,
      int xi,
      int row,
      float[] w,
      int wi,
      int stride,
      int depth,
      float[] t,
      int ti,
      int units,
      int r,
      int last) {
    int x0 = xi + r * row;
    int x1 = xi + Math.min(r + 1, last) * row;
    int x2 = xi + Math.min(r + 2, last) * row;
    int x3 = xi + Math.min(r + 3, last) * row;
    int t0 = ti + r * units;
    int t1 = ti + Math.min(r + 1, last) * units;
    int t2 = ti + Math.min(r + 2, last) * units;
    int t3 = ti + Math.min(r + 3, last) * units;
    FloatVector s00 = FloatVector.fromArray(SPECIES, t, t0);
    FloatVector s01 = FloatVector.fromArray(SPECIES, t, t0 + STEP);
    FloatVector s02 = FloatVector.fromArray(SPECIES, t, t0 + 2 * STEP);
    FloatVector s03 = FloatVector.fromArray(SPECIES, t, t0 + 3 * STEP);
    FloatVector s10 = FloatVector.fromArray(SPECIES, t, t1);
    FloatVector s11 = FloatVector.fromArray(SPECIES, t, t1 + STEP);
    FloatVector s12 = FloatVector.fromArray(SPECIES, t, t1 + 2 * STEP);
    FloatVector s13 = FloatVector.fromArray(SPECIES, t, t1 + 3 * STEP);
    FloatVector s20 = FloatVector.fromArray(SPECIES, t, t2);
    FloatVector s21 = FloatVector.fromArray(SPECIES, t, t2 + STEP);
    FloatVector s22 = FloatVector.fromArray(SPECIES, t, t2 + 2 * STEP);
    FloatVector s23 = FloatVector.fromArray(SPECIES, t, t2 + 3 * STEP);
    FloatVector s30 = FloatVector.fromArray(SPECIES, t, t3);
    FloatVector s31 = FloatVector.fromArray(SPECIES, t, t3 + STEP);
    FloatVector s32 = FloatVector.fromArray(SPECIES, t, t3 + 2 * STEP);
    FloatVector s33 = FloatVector.fromArray(SPECIES, t, t3 + 3 * STEP);
    for (int i = 0; i < depth; i++) {
      int at = wi + i * stride;
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, at);
      FloatVector w1 = FloatVector.fromArray(SPECIES, w, at + STEP);
      FloatVector w2 = FloatVector.fromArray(SPECIES, w, at + 2 * STEP);
      FloatVector w3 = FloatVector.fromArray(SPECIES, w, at + 3 * STEP);
      FloatVector v0 = FloatVector.broadcast(SPECIES, x[x0 + i]);
      s00 = v0.fma(w0, s00);
      s01 = v0.fma(w1, s01);
      s02 = v0.fma(w2, s02);
      s03 = v0.fma(w3, s03);
      FloatVector v1 = FloatVector.broadcast(SPECIES, x[x1 + i]);
      s10 = v1.fma(w0, s10);
      s11 = v1.fma(w1, s11);
      s12 = v1.fma(w2, s12);
      s13 = v1.fma(w3, s13);
      FloatVector v2 = FloatVector.broadcast(SPECIES, x[x2 + i]);
      s20 = v2.fma(w0, s20);
      s21 = v2.fma(w1, s21);
      s22 = v2.fma(w2, s22);
      s23 = v2.fma(w3, s23);
      FloatVector v3 = FloatVector.broadcast(SPECIES, x[x3 + i]);
      s30 = v3.fma(w0, s30);
      s31 = v3.fma(w1, s31);
      s32 = v3.fma(w2, s32);
      s33 = v3.fma(w3, s33);
    }
    s00.intoArray(t, t0);
    s01.intoArray(t, t0 + STEP);
    s02.intoArray(t, t0 + 2 * STEP);
    s03.intoArray(t, t0 + 3 * STEP);
    s10.intoArray(t, t1);
    s11.intoArray(t, t1 + STEP);
    s12.intoArray(t, t1 + 2 * STEP);
    s13.intoArray(t, t1 + 3 * STEP);
    s20.intoArray(t, t2);
    s21.intoArray(t, t2 + STEP);
    s22.intoArray(t, t2 + 2 * STEP);
    s23.intoArray(t, t2 + 3 * STEP);
    s30.intoArray(t, t3);
    s31.intoArray(t, t3 + STEP);
    s32.intoArray(t, t3 + 2 * STEP);
    s33.intoArray(t, t3 + 3 * STEP);
  }

  /** Rows r to r + 7 of a tile one vector wide; see {@link #fourRows}. */
  private static void eightRows(
      float[] x,
      int xi,
      int row,
      float[] w,
      int wi,
      int stride,
      int depth,
      float[] t,
      int r,
      int last) {
    FloatVector s0 = FloatVector.fromArray(SPECIES, t, Math.min(r, last) * STEP);
    FloatVector s1 = FloatVector.fromArray(SPECIES, t, Math.min(r + 1, last) * STEP);
    FloatVector s2 = FloatVector.fromArray(SPECIES, t, Math.min(r + 2, last) * STEP);
    FloatVector s3 = FloatVector.fromArray(SPECIES, t, Math.min(r + 3, last) * STEP);
    FloatVector s4 = FloatVector.fromArray(SPECIES, t, Math.min(r + 4, last) * STEP);
    FloatVector s5 = FloatVector.fromArray(SPECIES, t, Math.min(r + 5, last) * STEP);
    FloatVector s6 = FloatVector.fromArray(SPECIES, t, Math.min(r + 6, last) * STEP);
    FloatVector s7 = FloatVector.fromArray(SPECIES, t, Math.min(r + 7, last) * STEP);
    int x0 = xi + Math.min(r, last) * row;
    int x1 = xi + Math.min(r + 1, last) * row;
    int x2 = xi + Math.min(r + 2, last) * row;
    int x3 = xi + Math.min(r + 3, last) * row;
    int x4 = xi + Math.min(r + 4, last) * row;
    int x5 = xi + Math.min(r + 5, last) * row;
    int x6 = xi + Math.min(r + 6, last) * row;
    int x7 = xi + Math.min(r + 7, last) * row;
    for (int i = 0; i < depth; i++) {
      FloatVector w0 = FloatVector.fromArray(SPECIES, w, wi + i * stride);
      s0 = FloatVector.broadcast(SPECIES, x[x0 + i]).fma(w0, s0);
      s1 = FloatVector.broadcast(SPECIES, x[x1 + i]).fma(w0, s1);
      s2 = FloatVector.broadcast(SPECIES, x[x2 + i]).fma(w0, s2);
      s3 = FloatVector.broadcast(SPECIES, x[x3 + i]).fma(w0, s3);
      s4 = FloatVector.broadcast(SPECIES, x[x4 + i]).fma(w0, s4);
      s5 = FloatVector.broadcast(SPECIES, x[x5 + i]).fma(w0, s5);
      s6 = FloatVector.broadcast(SPECIES, x[x6 + i]).fma(w0, s6);
      s7 = FloatVector.broadcast(SPECIES, x[x7 + i]).fma(w0, s7);
    }
    s0.intoArray(t, Math.min(r, last) * STEP);
    s1.intoArray(t, Math.min(r + 1, last) * STEP);
    s2.intoArray(t, Math.min(r + 2, last) * STEP);
    s3.intoArray(t, Math.min(r + 3, last) * STEP);
    s4.intoArray(t, Math.min(r + 4, last) * STEP);
    s5.intoArray(t, Math.min(r + 5, last) * STEP);
    s6.intoArray(t, Math.min(r + 6, last) * STEP);
    s7.intoArray(t, Math.min(r + 7, last) * STEP);
  }
}
