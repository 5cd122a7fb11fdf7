package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * The notebook's second phases: from the settled states of a minibatch, which stay as they are, its
 * hidden layers relax once more while the label stands at the output.
 */
final class LabelRelaxation {

  private final EnergyNet net;
  private final int last;

  /** Relaxed states of layers 1..L; that of L is not a plane of its own. */
  private final Plane[] relaxed;

  LabelRelaxation(EnergyNet net) {
    this.net = net;
    last = net.settings.matrices();
    relaxed = net.states();
  }

  /**
   * Relaxes bottom up. The first sweep still sees the net's own output above the last hidden layer;
   * at the end of every sweep the output is the target.
   *
   * @return states of layers 1..L after the last sweep, those of the batch when there is no sweep
   */
  Plane[] forward(Batch batch, int sweeps) {
    Plane[] from = batch.layers();
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int k = 1; k < last; k++) {
        Plane below = k == 1 ? batch.layers()[0] : relaxed[k - 1];
        net.settle(k, below, from[k + 1], relaxed[k], batch.rows());
      }
      relaxed[last] = batch.target();
      from = relaxed;
    }
    return from;
  }

  /**
   * Relaxes top down with the output held: each layer sees the relaxed state above it and the
   * settled one below it. So a second sweep would repeat the first.
   *
   * @param output held state of layer L, (rows, units)
   * @return states of layers 1..L, those of the batch below the output when there is no sweep
   */
  Plane[] reverse(Batch batch, Plane output, int sweeps) {
    relaxed[last] = output;
    for (int k = last - 1; k > 0; k--) {
      if (sweeps > 0) {
        net.settle(k, batch.layers()[k - 1], relaxed[k + 1], relaxed[k], batch.rows());
      } else {
        net.kernels.copy(batch.layers()[k], relaxed[k]);
      }
    }
    return relaxed;
  }
}
