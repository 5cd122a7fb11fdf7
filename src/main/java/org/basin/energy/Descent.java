package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * The estimated gradient of a net and the step that it leads to, stochastic gradient descent with
 * momentum and weight decay: {@code d = gradient + λ p}, {@code v = m v + d}, {@code p -= α v}. The
 * decay applies to biases too, whose α may be another, as in the study's code.
 */
final class Descent {

  /** Of {@code net.weights[k]}. */
  final Plane[] weights;

  /** Of {@code net.biases[k]}, from 1. */
  final Plane[] biases;

  private final EnergyNet net;
  private final Plane[] weightVelocities;
  private final Plane[] biasVelocities;

  /** Zeros of the shape of a state of layer k. */
  private final Plane[] nothing;

  /** Biases that an outer product would change along with weights, and that nobody reads. */
  private final Plane[] ignored;

  Descent(EnergyNet net) {
    this.net = net;
    int last = net.settings.matrices();
    weights = new Plane[last];
    weightVelocities = new Plane[last];
    biases = new Plane[last + 1];
    biasVelocities = new Plane[last + 1];
    nothing = net.states();
    ignored = new Plane[last + 1];
    for (int k = 0; k < last; k++) {
      weights[k] = net.kernels.plane(net.weights[k].cells());
      weightVelocities[k] = net.kernels.plane(net.weights[k].cells());
      biases[k + 1] = net.kernels.plane(net.biases[k + 1].cells());
      biasVelocities[k + 1] = net.kernels.plane(net.biases[k + 1].cells());
      ignored[k + 1] = net.kernels.plane(net.biases[k + 1].cells());
    }
  }

  void restart() {
    for (int k = 0; k < weights.length; k++) {
      net.kernels.fill(weightVelocities[k], 0);
      net.kernels.fill(biasVelocities[k + 1], 0);
    }
  }

  /** Sets the estimate to zero. */
  void clear() {
    for (int k = 0; k < weights.length; k++) {
      net.kernels.fill(weights[k], 0);
      net.kernels.fill(biases[k + 1], 0);
    }
  }

  /**
   * Adds {@code f/rows Σ_r below[r]ᵀ change[r]} to the gradient of the weights below layer k, and
   * {@code f/rows Σ_r change[r]} to that of its bias.
   *
   * @param factor f, one cell
   */
  void addFromBelow(int k, Plane below, Plane change, Plane factor, int rows) {
    outer(k - 1, biases[k], below, change, factor, rows);
  }

  /** Adds {@code f/rows Σ_r change[r]ᵀ above[r]} to the gradient of the weights above layer k. */
  void addFromAbove(int k, Plane change, Plane above, Plane factor, int rows) {
    outer(k, ignored[k + 1], change, above, factor, rows);
  }

  private void outer(int k, Plane bias, Plane x, Plane y, Plane factor, int rows) {
    int in = net.settings.units(k);
    int out = net.settings.units(k + 1);
    net.kernels.hebbian(weights[k], bias, x, nothing[k + 1], y, factor, factor, rows, in, out);
  }

  /** Changes the net's parameters. */
  void step() {
    Kernels kernels = net.kernels;
    for (int k = 0; k < weights.length; k++) {
      kernels.descend(
          net.weights[k],
          weightVelocities[k],
          weights[k],
          net.stepSizes[k],
          net.momentum,
          net.weightDecay);
      kernels.descend(
          net.biases[k + 1],
          biasVelocities[k + 1],
          biases[k + 1],
          net.biasStepSizes[k],
          net.momentum,
          net.weightDecay);
    }
  }
}
