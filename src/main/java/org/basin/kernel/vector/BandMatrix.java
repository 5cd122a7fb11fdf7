package org.basin.kernel.vector;

import java.util.Arrays;
import org.basin.kernel.Stencil;

/**
 * The matrix A of a grid layer, {@code z = A x + b}, in compressed rows: of each row the numbers
 * that are not zero, with their columns, row by row. Column j holds weight {@code w_j} in the rows
 * of the neurons that see input j: a band for a layer of one line, bands of bands for an image.
 *
 * <p>Knows only places; the numbers change with every step of training, so {@link SparseGrid}
 * gathers them.
 */
final class BandMatrix {

  /** Where each row's numbers begin, and where the last one's end; {@code [rows + 1]}. */
  final int[] starts;

  /** Columns of the numbers, in rising order in each row. */
  final int[] columns;

  /**
   * A matrix of {@link Stencil#cells} rows and columns; a neuron sees the {@link Stencil#kernel}
   * square around it, as far as there are cells.
   */
  BandMatrix(Stencil stencil) {
    int margin = (stencil.kernel() - 1) / 2;
    int cells = stencil.cells();
    int[] found = new int[cells * stencil.seen()];
    starts = new int[cells + 1];
    int n = 0;
    for (int i = 0; i < cells; i++) {
      int line = i / stencil.columns();
      int column = i % stencil.columns();
      for (int l = Math.max(0, line - margin);
          l <= Math.min(stencil.lines() - 1, line + margin);
          l++) {
        int last = Math.min(stencil.columns() - 1, column + margin);
        for (int c = Math.max(0, column - margin); c <= last; c++) {
          found[n++] = l * stencil.columns() + c;
        }
      }
      starts[i + 1] = n;
    }
    columns = Arrays.copyOf(found, n);
  }

  int rows() {
    return starts.length - 1;
  }

  /** How many numbers it has that are not zero. */
  int size() {
    return columns.length;
  }

  /** {@code z += A x}. */
  void multiply(float[] values, float[] x, float[] z) {
    for (int i = 0; i < rows(); i++) {
      float sum = z[i];
      for (int n = starts[i]; n < starts[i + 1]; n++) {
        sum = Math.fma(values[n], x[columns[n]], sum);
      }
      z[i] = sum;
    }
  }

  /** {@code to += Aᵀ g}, without a matrix of its own for that. */
  void multiplyTransposed(float[] values, float[] g, float[] to) {
    for (int i = 0; i < rows(); i++) {
      for (int n = starts[i]; n < starts[i + 1]; n++) {
        int j = columns[n];
        to[j] = Math.fma(values[n], g[i], to[j]);
      }
    }
  }

  /** Adds what the numbers have for a gradient, {@code dA_ij += g_i x_j}. */
  void differentiate(float[] g, float[] x, float[] gradients) {
    for (int i = 0; i < rows(); i++) {
      for (int n = starts[i]; n < starts[i + 1]; n++) {
        gradients[n] = Math.fma(g[i], x[columns[n]], gradients[n]);
      }
    }
  }
}
