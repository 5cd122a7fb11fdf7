package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * The derivatives of the cost with respect to the layers, carried backwards through {@link
 * Relaxation} steps: through a layer's activation, into the gradient of its parameters, and on to
 * its neighbours. Not divided by the rows; the gradient is.
 */
final class Adjoint {

  private final EnergyNet net;
  private final Kernels kernels;
  private final Relaxation relaxation;
  private final Descent descent;
  private final int last;

  /** ∂C/∂s_k; after {@link #through} the derivative by the input of the activation. */
  private final Plane[] changes;

  /** Where changes are computed that somebody still reads. */
  private final Plane[] spare;

  /** f′ of the input of layer k. */
  private final Plane[] slopes;

  /** Biases of zero. */
  private final Plane[] nothing;

  private final Plane one;
  private final Plane minusOne;

  Adjoint(EnergyNet net, Relaxation relaxation, Descent descent) {
    this.net = net;
    this.relaxation = relaxation;
    this.descent = descent;
    kernels = net.kernels;
    last = net.settings.matrices();
    changes = net.states();
    spare = net.states();
    slopes = net.states();
    nothing = new Plane[last + 1];
    for (int k = 1; k <= last; k++) {
      nothing[k] = kernels.plane(net.settings.units(k));
    }
    one = kernels.plane(1);
    minusOne = kernels.plane(1);
    kernels.fill(one, 1);
    kernels.fill(minusOne, -1);
  }

  /** Begins with the derivative of ½|s_L - y|². */
  void start(Plane output, Plane target) {
    for (int k = 1; k <= last; k++) {
      kernels.fill(changes[k], 0);
    }
    kernels.nudge(changes[last], output, target, minusOne);
  }

  /** Computes the slope of layer k as it settles between these states; the output's is 1. */
  void bend(Plane[] states, int k, int rows) {
    if (k < last) {
      relaxation.feed(states, k, slopes[k], rows);
      kernels.slope(net.settings.activation(), slopes[k]);
    }
  }

  /** Back through the activation of layer k, and into the gradient of what feeds it. */
  void through(Plane[] states, int k, int rows) {
    if (k < last) {
      kernels.multiply(changes[k], slopes[k]);
      descent.addFromAbove(k, changes[k], states[k + 1], one, rows);
    }
    descent.addFromBelow(k, states[k - 1], changes[k], one, rows);
  }

  /** Back into layer k from the layers that it feeds, in place. */
  void back(int k, int rows) {
    back(k, changes[k], rows);
  }

  /** Back into all layers at once. */
  void backEverywhere(int rows) {
    for (int k = 1; k <= last; k++) {
      back(k, spare[k], rows);
    }
    for (int k = 1; k <= last; k++) {
      Relaxation.swap(changes, spare, k);
    }
  }

  /**
   * Layers feed one another by W upwards and Wᵀ downwards, so their derivatives go the same way.
   */
  private void back(int k, Plane into, int rows) {
    EnergySettings settings = net.settings;
    int below = k > 1 ? k - 1 : k;
    int above = k < last ? k + 1 : k;
    kernels.feedBetween(
        changes[below],
        net.weights[k - 1],
        changes[above],
        net.weights[Math.min(k, last - 1)],
        nothing[k],
        into,
        rows,
        k > 1 ? settings.units(below) : 0,
        settings.units(k),
        k < last ? settings.units(above) : 0);
  }
}
