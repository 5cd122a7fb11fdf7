package org.basin.energy;

/**
 * The schemes of the notebook "Energy-Based Learning Schemes". The first phase of most is nudged:
 * after every sweep the output is pulled towards the label by β, so the output that is measured
 * leans towards the label; {@code free_error} and {@code free_cost} do not.
 */
sealed interface Notebook extends Rule
    permits Notebook.Ep, Notebook.Chl, NotebookPcNudge, NotebookFirstStep {

  /** What the scheme works on. */
  EnergyNet net();

  /** A sweep of ep_neg. */
  @Override
  default void sweep(Batch batch) {
    net().settleHidden(batch);
    net().predictPulled(batch);
  }

  @Override
  default void settle(Batch batch) {
    for (int sweep = 0; sweep < net().settings.freeSteps(); sweep++) {
      sweep(batch);
    }
  }

  /**
   * Equilibrium propagation (ep_neg, ep_pos), after Scellier and Bengio (2017). The second phase
   * relaxes towards the label clamped, and the difference of the two phases is learned.
   */
  record Ep(EnergyNet net, LabelRelaxation relaxation) implements Notebook {

    Ep(EnergyNet net) {
      this(net, new LabelRelaxation(net));
    }

    @Override
    public void learn(Batch batch) {
      net.learnFrom(batch, relaxation.forward(batch, net.settings.nudgedSteps()));
    }
  }

  /**
   * Contrastive Hebbian learning (chl_neg, chl_pos), after Movellan (1991). The first phase never
   * hears the label, so its error is honest. The second holds the output at the label and relaxes
   * downwards from the settled states, which takes one sweep: more would repeat it.
   */
  record Chl(EnergyNet net, LabelRelaxation relaxation) implements Notebook {

    Chl(EnergyNet net) {
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
}
