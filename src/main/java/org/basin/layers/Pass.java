package org.basin.layers;

import java.util.List;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Some facts of a lesson: forward through a net, and back. With {@code e = y - t} at the output,
 * {@code d = e}; back through a map {@code d = f′(x) d}, through an affine layer {@code Mᵀ d}; then
 * {@code M -= α d xᵀ} and {@code b -= α d}, the mean over the facts of the lesson. All is taken
 * from the M before the lesson.
 *
 * <p>The notebook multiplies d by α once, at the output; that is the same, since d goes back
 * linearly, and lets each affine layer have an α of its own.
 */
final class Pass {

  private final LayerNet net;
  private final Kernels kernels;
  private final int rows;
  private final double share;
  private final List<Integer> units;

  /** Input of layer i, and the output at the end, (rows, units). */
  private final Plane[] states;

  /** Derivative of the loss by state i; a map changes it in place. */
  private final Plane[] changes;

  /** Zeros of the shape of state i. */
  private final Plane[] nothing;

  /** α of layer i times the share of this pass in the lesson, one cell. */
  private final Plane[] stepSizes;

  /** Biases of zero for the way back. */
  private final Plane[] zeroBiases;

  /**
   * @param rows facts of this pass
   * @param all facts of the lesson
   */
  Pass(LayerNet net, int rows, int all) {
    this.net = net;
    this.rows = rows;
    share = (double) rows / all;
    kernels = net.kernels;
    units = net.settings.units();
    int layers = net.weights.length;
    states = new Plane[layers + 1];
    changes = new Plane[layers + 1];
    nothing = new Plane[layers + 1];
    stepSizes = new Plane[layers];
    zeroBiases = new Plane[layers];
    if (layers == 0) {
      changes[0] = kernels.plane(rows * units.get(0));
    }
    for (int i = layers; i > 0; i--) {
      states[i] = kernels.plane(rows * units.get(i));
      changes[i] = map(i) ? changes[i + 1] : kernels.plane(rows * units.get(i));
      if (!map(i - 1)) {
        nothing[i] = kernels.plane(rows * units.get(i));
        stepSizes[i - 1] = kernels.plane(1);
        zeroBiases[i - 1] = kernels.plane(units.get(i - 1));
      }
    }
  }

  private boolean map(int i) {
    return i < net.weights.length && net.weights[i] == null;
  }

  /** Takes the step sizes of the net, of every lane. */
  void restart() {
    for (int i = 0; i < stepSizes.length; i++) {
      for (int lane = 0; stepSizes[i] != null && lane < kernels.lanes(); lane++) {
        stepSizes[i].set(0, lane, share * net.stepSizes[i].get(0, lane));
      }
    }
  }

  /** The output for some inputs, (rows, units). */
  Plane forward(Plane x) {
    states[0] = x;
    for (int i = 0; i < net.weights.length; i++) {
      if (net.settings.layers().get(i) instanceof Elementwise map) {
        map.apply(kernels, states[i], states[i + 1]);
      } else {
        kernels.feed(
            states[i],
            net.weights[i],
            net.biases[i],
            states[i + 1],
            rows,
            units.get(i),
            units.get(i + 1));
      }
    }
    return states[net.weights.length];
  }

  /**
   * Adds the sum of the squared errors to one cell, and learns nothing.
   *
   * @return the output, (rows, units)
   */
  Plane measure(Plane x, Plane target, Plane squares) {
    Plane output = forward(x);
    Plane error = changes[net.weights.length];
    kernels.subtract(output, target, error);
    kernels.addProducts(error, error, squares);
    return output;
  }

  /**
   * Adds this pass's changes to the net's next parameters.
   *
   * @param squares one cell, raised by the sum of the squared errors before the changes
   */
  void learn(Plane x, Plane target, Plane squares) {
    Plane output = forward(x);
    Plane error = changes[net.weights.length];
    kernels.subtract(output, target, error);
    kernels.addProducts(error, error, squares);
    for (int i = net.weights.length - 1; i >= net.lowest; i--) {
      if (net.settings.layers().get(i) instanceof Elementwise map) {
        map.back(kernels, states[i], states[i + 1], changes[i + 1]);
      } else {
        if (i > net.lowest) {
          backThrough(i);
        }
        kernels.hebbian(
            net.nextWeights[i],
            net.nextBiases[i],
            states[i],
            changes[i + 1],
            nothing[i + 1],
            stepSizes[i],
            stepSizes[i],
            rows,
            units.get(i),
            units.get(i + 1));
      }
    }
  }

  /** The derivative by the input of an affine layer, or what the notebook takes for it. */
  private void backThrough(int i) {
    int in = units.get(i);
    int out = units.get(i + 1);
    Plane above = changes[i + 1];
    Plane zero = zeroBiases[i];
    Plane below = changes[i];
    Plane w = net.weights[i];
    switch (net.settings.rule()) {
      case TRANSPOSE -> kernels.feedBetween(above, w, above, w, zero, below, rows, 0, in, out);
      case AS_IS -> kernels.feed(above, w, zero, below, rows, out, in);
    }
  }
}
