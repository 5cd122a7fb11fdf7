package org.basin.energy;

/**
 * Equilibrium propagation (ep_neg, ep_pos), after Scellier and Bengio (2017). The second phase
 * relaxes towards the label clamped, and the difference of the two phases is learned.
 */
record NotebookEp(EnergyNet net, LabelRelaxation relaxation) implements Notebook {

  NotebookEp(EnergyNet net) {
    this(net, new LabelRelaxation(net));
  }

  @Override
  public void learn(Batch batch) {
    net.learnFrom(batch, relaxation.forward(batch, net.settings.nudgedSteps()));
  }
}
