package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * How the layers of a deep Hopfield net settle. A layer moves to where the energy is least while
 * its neighbours stand still, clipped by the activation:
 *
 * <pre>s_l = f(b_l + s_{l-1} W_{l-1} + s_{l+1} W_lᵀ),   s_L = b_L + s_{L-1} W_{L-1}</pre>
 *
 * An asynchronous iteration moves layers 1, 3, … and then layers 2, 4, …. Layers that move together
 * are not neighbours, so each is overwritten in place. A synchronous iteration moves all at once.
 */
final class Relaxation {

  private final EnergyNet net;
  private final Kernels kernels;
  private final int last;

  /** Where layers are computed that somebody still reads. */
  private final Plane[] spare;

  /** b_1 + x W_0, (rows, units of layer 1): states relax, this stands still. */
  private final Plane drive;

  Relaxation(EnergyNet net) {
    this.net = net;
    kernels = net.kernels;
    last = net.settings.matrices();
    spare = net.states();
    drive = net.kernels.plane(spare[1].cells());
  }

  /**
   * Takes in what the hidden layer above the input gets from below, for all that follows until the
   * samples or the weights change.
   */
  void hear(Plane x, int rows) {
    if (last > 1) {
      net.feed(1, x, drive, rows);
    }
  }

  EnergySettings settings() {
    return net.settings;
  }

  /** Iterations over all layers above the input. */
  void relax(Plane[] states, int rows, int steps) {
    relax(states, rows, steps, last);
  }

  /** Iterations over the hidden layers; the output is held. */
  void relaxHidden(Plane[] states, int rows, int steps) {
    relax(states, rows, steps, last - 1);
  }

  private void relax(Plane[] states, int rows, int steps, int free) {
    hear(states[0], rows);
    for (int step = 0; step < steps; step++) {
      if (synchronous()) {
        for (int k = 1; k <= free; k++) {
          settle(states, k, spare[k], rows);
        }
        swap(states, free);
      } else {
        for (int first = 1; first <= 2; first++) {
          for (int k = first; k <= free; k += 2) {
            settle(states, k, states[k], rows);
          }
        }
      }
    }
  }

  /**
   * Iterations over all layers above the input, the output pulled towards the target:
   *
   * <pre>s_L = b_L + s_{L-1} W_{L-1} - β (s_L - y)</pre>
   *
   * with the old output on the right.
   */
  void relaxNudged(Plane[] states, Plane target, Plane nudging, int rows, int steps) {
    hear(states[0], rows);
    for (int step = 0; step < steps; step++) {
      if (synchronous()) {
        for (int k = 1; k <= last; k++) {
          settle(states, k, spare[k], rows);
        }
        kernels.nudge(spare[last], states[last], target, nudging);
        swap(states, last);
      } else {
        for (int first = 1; first <= 2; first++) {
          for (int k = first; k < last; k += 2) {
            settle(states, k, states[k], rows);
          }
          if ((last - first) % 2 == 0) {
            settle(states, last, spare[last], rows);
            kernels.nudge(spare[last], states[last], target, nudging);
            swap(states, spare, last);
          }
        }
      }
    }
  }

  boolean synchronous() {
    return net.settings.mode() == EnergySettings.Mode.SYNCHRONOUS;
  }

  private void swap(Plane[] states, int free) {
    for (int k = 1; k <= free; k++) {
      swap(states, spare, k);
    }
  }

  /** Exchanges layer k of two sets of states. */
  static void swap(Plane[] a, Plane[] b, int k) {
    Plane plane = a[k];
    a[k] = b[k];
    b[k] = plane;
  }

  /** Layer k from its neighbours; what it {@linkplain #hear hears} of the input is known. */
  void settle(Plane[] states, int k, Plane into, int rows) {
    feed(states, k, into, rows);
    if (k < last) {
      kernels.activate(net.settings.activation(), into);
    }
  }

  /** What the activation of layer k receives from its neighbours. */
  void feed(Plane[] states, int k, Plane into, int rows) {
    if (k == last) {
      net.feed(k, states[k - 1], into, rows);
    } else if (k == 1) {
      int units = net.settings.units(1);
      int above = net.settings.units(2);
      kernels.feedBack(drive, states[2], net.weights[1], into, rows, units, above);
    } else {
      net.feedBetween(k, states[k - 1], states[k + 1], into, rows);
    }
  }
}
