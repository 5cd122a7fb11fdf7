package org.basin.energy;

/**
 * Contrastive Hebbian learning (chl_neg, chl_pos), after Movellan (1991). The first phase never
 * hears the label, so its error is honest. The second holds the output at the label and relaxes
 * downwards from the settled states, which takes one sweep: more would repeat it.
 */
record NotebookChl(EnergyNet net, LabelRelaxation relaxation) implements Notebook {

  NotebookChl(EnergyNet net) {
    this(net, new LabelRelaxation(net));
  }

  @Override
  public void sweep(Batch batch) {
    net.settleHidden(batch);
    net.predict(batch, batch.output());
  }

  @Override
  public void learn(Batch batch) {
    net.learnFrom(batch, relaxation.reverse(batch, batch.target(), net.settings.nudgedSteps()));
  }
}
