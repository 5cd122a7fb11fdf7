package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * The gradient from two nudged states, which both start from the free one (equations 5 to 10 of the
 * study):
 *
 * <pre>∂C/∂θ ≈ (∂E/∂θ(second) - ∂E/∂θ(first)) / (β_second - β_first),
 * ∂E/∂W_l = -s_lᵀ s_{l+1},   ∂E/∂b_l = -s_l</pre>
 *
 * as means over the minibatch. Contrastive learning, equilibrium propagation and coupled learning
 * differ in their two nudgings and in how the output feels them. A phase without a pull runs all
 * the same, since free inference need not have converged.
 */
final class Contrast implements Study {

  /** How the output feels a nudging β. */
  enum Output {
    /** It is pulled towards the label in every iteration: equilibrium propagation. */
    NUDGED,
    /** It is set to {@code s_L - β (s_L - y)} and held: contrastive and coupled learning. */
    HELD
  }

  private final EnergyNet net;
  private final Relaxation relaxation;
  private final Descent descent;
  private final Output output;
  private final Phase first;
  private final Phase second;

  /** States of the first phase. */
  final Plane[] states;

  /** A nudging, as it is in each lane. */
  private static final class Phase {
    final Pull pull;

    /** The phase's nudging, one cell. */
    final Plane nudging;

    /** What a product of its states counts in the gradient, one cell. */
    final Plane factor;

    Phase(Pull pull, Kernels kernels) {
      this.pull = pull;
      nudging = kernels.plane(1);
      factor = kernels.plane(1);
    }
  }

  Contrast(EnergyNet net, Pull first, Pull second, Output output) {
    this.net = net;
    this.output = output;
    this.first = new Phase(first, net.kernels);
    this.second = new Phase(second, net.kernels);
    relaxation = new Relaxation(net);
    descent = new Descent(net);
    states = net.states();
  }

  @Override
  public Descent descent() {
    return descent;
  }

  @Override
  public Relaxation relaxation() {
    return relaxation;
  }

  @Override
  public void restart() {
    descent.restart();
    for (int lane = 0; lane < net.kernels.lanes(); lane++) {
      double beta = net.nudging.get(0, lane);
      double from = first.pull.of(beta);
      double to = second.pull.of(beta);
      first.nudging.set(0, lane, from);
      second.nudging.set(0, lane, to);
      first.factor.set(0, lane, 1 / (to - from));
      second.factor.set(0, lane, -1 / (to - from));
    }
  }

  @Override
  public void learn(Batch batch) {
    Plane[] free = batch.layers();
    states[0] = free[0];
    for (int k = 1; k < free.length; k++) {
      net.kernels.copy(free[k], states[k]);
    }
    descent.clear();
    phase(first, states, batch);
    phase(second, free, batch);
    descent.step();
  }

  private void phase(Phase phase, Plane[] layers, Batch batch) {
    int rows = batch.rows();
    int steps = net.settings.nudgedSteps();
    if (output == Output.HELD) {
      if (phase.pull != Pull.NONE) {
        net.kernels.nudge(layers[layers.length - 1], batch.target(), phase.nudging);
      }
      relaxation.relaxHidden(layers, rows, steps);
    } else if (phase.pull == Pull.NONE) {
      relaxation.relax(layers, rows, steps);
    } else {
      relaxation.relaxNudged(layers, batch.target(), phase.nudging, rows, steps);
    }
    for (int k = 1; k < layers.length; k++) {
      descent.addFromBelow(k, layers[k - 1], layers[k], phase.factor, rows);
    }
  }
}
