package org.basin.kernel.vector;

import java.util.Arrays;
import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;

/**
 * {@link VectorGrid} whose layers are products with a sparse matrix in compressed rows, as the
 * first item of the author's list of things to do has it (KaiFabi, "Neural Grids", 2021): {@code z
 * = A x + b}, {@code ∂L/∂x = Aᵀ g}, {@code ∂L/∂A_ij = Σ g_i x_j} over the samples, and that of a
 * weight the sum over its column. All else is that of {@link VectorGrid}.
 *
 * <p>Sums of a layer have the order of {@link GridKernels}; gradients have another. Holds working
 * memory; not safe for use by several threads.
 */
final class SparseGrid implements GridKernels {

  private final VectorGrid fused;
  private final Stencil stencil;
  private final BandMatrix matrix;

  /** Of the matrix, and their gradients. */
  private final float[] numbers;

  private final float[] gradients;

  /** One row of cells without padding: what goes in, and what comes out. */
  private final float[] in;

  private final float[] out;

  SparseGrid(Stencil stencil) {
    this.stencil = stencil;
    fused = new VectorGrid(stencil);
    matrix = new BandMatrix(stencil);
    numbers = new float[matrix.size()];
    gradients = new float[matrix.size()];
    in = new float[stencil.cells()];
    out = new float[stencil.cells()];
  }

  @Override
  public void forward(GridActivation h, Sheet w, Sheet b, Sheet x, Sheet y, Sheet slope, int rows) {
    fill(w);
    for (int r = 0; r < rows; r++) {
      take(x, r, in);
      take(b, 0, out);
      matrix.multiply(numbers, in, out);
      put(out, slope, r);
      // the sums become slopes in their place
      fused.apply(h, slope, y, r);
    }
    fused.clear(y, rows);
    fused.clear(slope, rows);
  }

  @Override
  public void weigh(Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, int rows) {
    fill(w);
    Arrays.fill(gradients, 0);
    for (int r = 0; r < rows; r++) {
      take(g, r, out);
      take(x, r, in);
      matrix.differentiate(out, in, gradients);
      Arrays.fill(in, 0);
      matrix.multiplyTransposed(numbers, out, in);
      put(in, to, r);
    }
    take(dw, 0, out);
    for (int n = 0; n < gradients.length; n++) {
      out[matrix.columns[n]] += gradients[n];
    }
    put(out, dw, 0);
    fused.clear(to, rows);
  }

  /** The matrix of some weights. */
  private void fill(Sheet w) {
    take(w, 0, in);
    for (int n = 0; n < numbers.length; n++) {
      numbers[n] = in[matrix.columns[n]];
    }
  }

  private void take(Sheet sheet, int row, float[] to) {
    move(sheet, row, to, true);
  }

  private void put(float[] from, Sheet sheet, int row) {
    move(sheet, row, from, false);
  }

  private void move(Sheet sheet, int row, float[] cells, boolean out) {
    float[] values = ((VectorSheet) sheet).values();
    int at = ((VectorSheet) sheet).at() + row * stencil.stride();
    for (int line = 0; line < stencil.lines(); line++) {
      int there = at + stencil.at(line * stencil.columns());
      int here = line * stencil.columns();
      if (out) {
        System.arraycopy(values, there, cells, here, stencil.columns());
      } else {
        System.arraycopy(cells, here, values, there, stencil.columns());
      }
    }
  }

  @Override
  public Sheet[] sheets(Plane plane, int rows) {
    return fused.sheets(plane, rows);
  }

  @Override
  public void spread(Plane flat, int row, Sheet sheet, int rows) {
    fused.spread(flat, row, sheet, rows);
  }

  @Override
  public void collect(Sheet sheet, Plane flat, int row, int rows) {
    fused.collect(sheet, flat, row, rows);
  }

  @Override
  public void slopes(Sheet g, Sheet slope, Sheet db, int rows) {
    fused.slopes(g, slope, db, rows);
  }

  @Override
  public void add(Sheet from, Sheet to, int rows) {
    fused.add(from, to, rows);
  }

  @Override
  public void multiply(Sheet factor, Sheet to, int rows) {
    fused.multiply(factor, to, rows);
  }

  @Override
  public void copy(Sheet from, Sheet to, int rows) {
    fused.copy(from, to, rows);
  }

  @Override
  public void normalize(Sheet x, Sheet gain, Sheet shift, Sheet hat, Sheet scale, int rows) {
    fused.normalize(x, gain, shift, hat, scale, rows);
  }

  @Override
  public void normalizeBack(
      Sheet g,
      Sheet gain,
      Sheet hat,
      Sheet scale,
      Sheet gainGradient,
      Sheet shiftGradient,
      int rows) {
    fused.normalizeBack(g, gain, hat, scale, gainGradient, shiftGradient, rows);
  }

  @Override
  public void activate(GridActivation h, Plane z, Plane slope) {
    fused.activate(h, z, slope);
  }

  @Override
  public void adam(Plane p, Plane m, Plane v, Plane g, double step, double scale) {
    fused.adam(p, m, v, g, step, scale);
  }
}
