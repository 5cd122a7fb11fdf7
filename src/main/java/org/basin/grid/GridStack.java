package org.basin.grid;

import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;

/**
 * The grid: layers of neurons, each of which sees its neighbours in the layer before.
 *
 * <p>{@code x_(l+1) = h(z_l)}, {@code z_li = b_li + Σ_j w_lj x_lj} over the neighbours j of i
 * (KaiFabi, "Neural Grids", 2021, as its band matrix has it: a weight belongs to its input). With
 * layer norm N and dropout D of the newer version, {@code x_(l+1) = D(N(h(z_l)))}; a residual layer
 * adds x_l.
 *
 * <p>Forwards and backwards a few samples at a time, whose states of all layers stay in a second
 * cache.
 */
final class GridStack {

  /** Samples that go through together. */
  static final int ROWS = 8;

  private final GridActivation activation;
  private final boolean residual;
  private final boolean layerNorm;
  final int depth;
  final GridKernels grid;

  /** States, {@code [depth + 1]}. */
  final Sheet[] states;

  private final Sheet[] slopes;

  /** The gradient of the states at hand, and what goes round a layer. */
  final Sheet[] gradient;

  private final Sheet[] weights;
  private final Sheet[] weightGradients;
  private final Sheet[] biases;
  private final Sheet[] biasGradients;

  /** Layer norms; empty without. */
  private Norm[] norms = {};

  /** What the states of each layer are multiplied by while {@link #dropping}. */
  private Sheet[] masks = {};

  private boolean dropping;

  /** One layer norm, its parameters and what it leaves for the way back. */
  record Norm(
      Sheet gain, Sheet shift, Sheet gainGradient, Sheet shiftGradient, Sheet hat, Sheet scale) {}

  GridStack(
      Stencil stencil,
      int depth,
      GridActivation activation,
      boolean layerNorm,
      boolean residual,
      Kernels kernels,
      GridParameters parameters) {
    this.depth = depth;
    this.activation = activation;
    this.layerNorm = layerNorm;
    this.residual = residual;
    grid = GridKernels.of(kernels, stencil, ROWS);
    int sheet = ROWS * stencil.stride();
    states = grid.sheets(kernels.plane((depth + 1) * sheet), ROWS);
    slopes = grid.sheets(kernels.plane(depth * sheet), ROWS);
    gradient = grid.sheets(kernels.plane(2 * sheet), ROWS);
    GridParameter w = parameters.layers("grid_w", depth, stencil);
    GridParameter b = parameters.layers("grid_b", depth, stencil);
    weights = grid.sheets(w.values(), 1);
    weightGradients = grid.sheets(w.gradient(), 1);
    biases = grid.sheets(b.values(), 1);
    biasGradients = grid.sheets(b.gradient(), 1);
    if (layerNorm) {
      norms = norms("ln", depth, stencil, kernels, parameters);
    }
  }

  /** Layer norms over a column of neurons each. */
  Norm[] norms(
      String name, int count, Stencil stencil, Kernels kernels, GridParameters parameters) {
    GridParameter gain = parameters.layers(name + "_gamma", count, stencil);
    GridParameter shift = parameters.layers(name + "_beta", count, stencil);
    Sheet[] gains = grid.sheets(gain.values(), 1);
    Sheet[] shifts = grid.sheets(shift.values(), 1);
    Sheet[] gainGradients = grid.sheets(gain.gradient(), 1);
    Sheet[] shiftGradients = grid.sheets(shift.gradient(), 1);
    int sheet = ROWS * stencil.stride();
    Sheet[] hats = grid.sheets(kernels.plane(count * sheet), ROWS);
    Sheet[] scales = grid.sheets(kernels.plane(count * sheet), ROWS);
    Norm[] made = new Norm[count];
    for (int k = 0; k < count; k++) {
      made[k] =
          new Norm(gains[k], shifts[k], gainGradients[k], shiftGradients[k], hats[k], scales[k]);
    }
    return made;
  }

  /** Lets numbers of the states drop out from now on, as masks say, or none when they are empty. */
  void drop(Sheet[] masks) {
    this.masks = masks;
    dropping = masks.length > 0;
  }

  /** From the first states to the last. */
  void forward(int rows) {
    for (int k = 0; k < depth; k++) {
      Sheet to = states[k + 1];
      grid.forward(activation, weights[k], biases[k], states[k], to, slopes[k], rows);
      if (layerNorm) {
        normalize(norms[k], to, rows);
      }
      if (dropping) {
        grid.multiply(masks[k], to, rows);
      }
      if (residual) {
        grid.add(states[k], to, rows);
      }
    }
  }

  /** From the gradient of the last states to that of the first. */
  void backward(int rows) {
    Sheet g = gradient[0];
    for (int k = depth - 1; k >= 0; k--) {
      if (residual) {
        grid.copy(g, gradient[1], rows);
      }
      if (dropping) {
        grid.multiply(masks[k], g, rows);
      }
      if (layerNorm) {
        normalizeBack(norms[k], rows);
      }
      grid.backward(
          weights[k], states[k], slopes[k], g, weightGradients[k], biasGradients[k], rows);
      if (residual) {
        grid.add(gradient[1], g, rows);
      }
    }
  }

  void normalize(Norm norm, Sheet x, int rows) {
    grid.normalize(x, norm.gain, norm.shift, norm.hat, norm.scale, rows);
  }

  void normalizeBack(Norm norm, int rows) {
    grid.normalizeBack(
        gradient[0], norm.gain, norm.hat, norm.scale, norm.gainGradient, norm.shiftGradient, rows);
  }
}
