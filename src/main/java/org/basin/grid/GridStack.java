package org.basin.grid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
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
  final int rows;

  private final GridActivation activation;
  private final boolean residual;
  private final boolean layerNorm;
  final int depth;
  final GridKernels grid;

  private final Kernels kernels;

  /** What the sheets of states are cut from. */
  private final List<Plane> planes = new ArrayList<>();

  /** States, {@code [depth + 1]}. */
  final Sheet[] states;

  private final Sheet[] slopes;

  /** The gradient of the last states goes into the first of these; see {@link #arrived}. */
  final Sheet[] gradient;

  /** What goes round a residual layer. */
  private final Sheet around;

  /** The gradient of the states that {@link #backward} has come to, and a sheet for the next. */
  Sheet arrived;

  private Sheet free;

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
      int rows,
      Kernels kernels,
      GridParameters parameters) {
    this.rows = rows;
    this.depth = depth;
    this.activation = activation;
    this.layerNorm = layerNorm;
    this.residual = residual;
    this.kernels = kernels;
    grid = kernels.grid(stencil, rows);
    // one large plane: what a large array holds is where Stencil wants it in cache lines
    Sheet[] all = sheets(2 * depth + 4, stencil);
    states = Arrays.copyOf(all, depth + 1);
    slopes = Arrays.copyOfRange(all, depth + 1, 2 * depth + 1);
    gradient = Arrays.copyOfRange(all, 2 * depth + 1, 2 * depth + 4);
    around = gradient[2];
    arrived = gradient[0];
    free = gradient[1];
    GridParameter w = parameters.layers("grid_w", depth, stencil);
    GridParameter b = parameters.layers("grid_b", depth, stencil);
    weights = grid.sheets(w.values(), 1);
    weightGradients = grid.sheets(w.gradient(), 1);
    biases = grid.sheets(b.values(), 1);
    biasGradients = grid.sheets(b.gradient(), 1);
    if (layerNorm) {
      norms = norms("ln", depth, stencil, parameters);
    }
  }

  private Sheet[] sheets(int count, Stencil stencil) {
    Plane plane = kernels.plane(count * rows * stencil.stride());
    planes.add(plane);
    return grid.sheets(plane, rows);
  }

  /** Layer norms over a column of neurons each. */
  Norm[] norms(String name, int count, Stencil stencil, GridParameters parameters) {
    GridParameter gain = parameters.layers(name + "_gamma", count, stencil);
    GridParameter shift = parameters.layers(name + "_beta", count, stencil);
    Sheet[] gains = grid.sheets(gain.values(), 1);
    Sheet[] shifts = grid.sheets(shift.values(), 1);
    Sheet[] gainGradients = grid.sheets(gain.gradient(), 1);
    Sheet[] shiftGradients = grid.sheets(shift.gradient(), 1);
    Sheet[] hats = sheets(count, stencil);
    Sheet[] scales = sheets(count, stencil);
    Norm[] made = new Norm[count];
    for (int k = 0; k < count; k++) {
      made[k] =
          new Norm(gains[k], shifts[k], gainGradients[k], shiftGradients[k], hats[k], scales[k]);
    }
    return made;
  }

  /**
   * Forgets all states. Samples write cells alone, so that a NaN which a diverged trial has left in
   * the padding would come to the next one.
   */
  void clear() {
    for (Plane plane : planes) {
      kernels.fill(plane, 0);
    }
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

  /**
   * From the gradient of the last states, in {@code gradient[0]}, to that of the first, which comes
   * to {@link #arrived}.
   */
  void backward(int rows) {
    arrived = gradient[0];
    free = gradient[1];
    if (layerNorm || dropping || residual) {
      for (int k = depth - 1; k >= 0; k--) {
        branch(k, rows);
      }
      return;
    }
    int last = depth - 1;
    grid.slopes(arrived, slopes[last], biasGradients[last], rows);
    for (int k = last; k > 0; k--) {
      grid.through(
          weights[k],
          states[k],
          arrived,
          free,
          weightGradients[k],
          slopes[k - 1],
          biasGradients[k - 1],
          rows);
      swap();
    }
    grid.weigh(weights[0], states[0], arrived, free, weightGradients[0], rows);
    swap();
  }

  /** Back through one layer of a grid whose layers are more than stencil and activation. */
  private void branch(int k, int rows) {
    if (residual) {
      grid.copy(arrived, around, rows);
    }
    if (dropping) {
      grid.multiply(masks[k], arrived, rows);
    }
    if (layerNorm) {
      normalizeBack(norms[k], rows);
    }
    grid.slopes(arrived, slopes[k], biasGradients[k], rows);
    grid.weigh(weights[k], states[k], arrived, free, weightGradients[k], rows);
    swap();
    if (residual) {
      grid.add(around, arrived, rows);
    }
  }

  private void swap() {
    Sheet left = arrived;
    arrived = free;
    free = left;
  }

  void normalize(Norm norm, Sheet x, int rows) {
    grid.normalize(x, norm.gain, norm.shift, norm.hat, norm.scale, rows);
  }

  void normalizeBack(Norm norm, int rows) {
    grid.normalizeBack(
        arrived, norm.gain, norm.hat, norm.scale, norm.gainGradient, norm.shiftGradient, rows);
  }
}
