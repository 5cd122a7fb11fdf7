package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * The first steps of inference after the output is pulled. A forward pass predicts {@code p_k =
 * f(a_k)}, {@code a_k = p_{k-1} W_{k-1} + b_k}; then, top down, {@code δ_L = f(a_L - β (p_L - t)) -
 * p_L} and {@code δ_k = f(a_k + δ_{k+1} W_kᵀ) - p_k}, and {@code W_k} changes by {@code α p_kᵀ
 * δ_{k+1}}. As β shrinks, {@code -δ_k/β} becomes the derivative of {@code ½|p_L - t|²} by {@code
 * a_k}, with an error of order β; so this is gradient descent with step size αβ.
 *
 * <p>That the first movements of hidden units, when the output is driven away from a stationary
 * point, carry the errors of back-propagation is shown by Y. Bengio and A. Fischer (2015), "Early
 * inference in energy-based models approximates back-propagation", arXiv 1510.02777, and for the
 * nudged phase by B. Scellier and Y. Bengio (2017), "Equilibrium propagation", Frontiers in
 * Computational Neuroscience 11:24. Both look at a net with feedback in continuous time. A first
 * phase without feedback, and one finite step a layer in place of a derivative by time, are ours.
 */
final class EarlyInference implements Rule {

  private final EnergyNet net;

  /** States of layers 1..L after their step. */
  private final Plane[] moved;

  /** δ of layers 2..L. */
  private final Plane[] changes;

  EarlyInference(EnergyNet net) {
    this.net = net;
    moved = net.states();
    changes = net.states();
  }

  /** The forward pass, of which one is enough. */
  @Override
  public void settle(Batch batch) {
    sweep(batch);
  }

  @Override
  public void sweep(Batch batch) {
    Plane[] layers = batch.layers();
    for (int k = 1; k < layers.length; k++) {
      net.predict(k, layers[k - 1], layers[k], batch.rows());
    }
  }

  @Override
  public void learn(Batch batch) {
    net.learnFrom(batch, move(batch));
  }

  /**
   * The steps downwards from a forward pass.
   *
   * @return moved states of layers 1..L
   */
  Plane[] move(Batch batch) {
    Plane[] layers = batch.layers();
    int last = net.settings.matrices();
    net.feed(last, layers[last - 1], moved[last], batch.rows());
    net.kernels.nudge(moved[last], layers[last], batch.target(), net.nudging);
    net.kernels.activate(net.settings.activation(), moved[last]);
    for (int k = last - 1; k > 0; k--) {
      net.kernels.subtract(moved[k + 1], layers[k + 1], changes[k + 1]);
      net.feedBetween(k, layers[k - 1], changes[k + 1], moved[k], batch.rows());
      net.kernels.activate(net.settings.activation(), moved[k]);
    }
    return moved;
  }
}
