package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * Nudged predictive coding (pcnudge_neg, pcnudge_pos). The first phase adds to each prediction p
 * the whole error of the state, {@code p + (state - p)}, which is the state: the hidden layers are
 * only normalised again, and from zero they never move, so that nothing but {@code W[0]} and the
 * biases is learned.
 */
final class NotebookPcNudge implements Notebook {

  private final EnergyNet net;
  private final LabelRelaxation relaxation;

  /** What the layer below predicts of each layer. */
  private final Plane[] predictions;

  /** The share of the error that is added: 1, one cell. */
  private final Plane whole;

  NotebookPcNudge(EnergyNet net) {
    this.net = net;
    relaxation = new LabelRelaxation(net);
    predictions = net.states();
    whole = net.kernels.plane(1);
    whole.setAll(0, 1);
  }

  @Override
  public EnergyNet net() {
    return net;
  }

  @Override
  public void sweep(Batch batch) {
    Plane[] layers = batch.layers();
    for (int k = 1; k < net.settings.matrices(); k++) {
      net.predict(k, layers[k - 1], predictions[k], batch.rows());
      net.kernels.nudge(predictions[k], layers[k], whole);
      net.kernels.copy(predictions[k], layers[k]);
      net.kernels.normalize(layers[k], batch.rows(), net.settings.units(k));
    }
    net.predictPulled(batch);
  }

  @Override
  public void learn(Batch batch) {
    net.learnFrom(batch, relaxation.forward(batch, net.settings.nudgedSteps()));
  }
}
