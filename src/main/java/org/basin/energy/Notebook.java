package org.basin.energy;

/**
 * The schemes of the notebook "Energy-Based Learning Schemes". The first phase of most is nudged:
 * after every sweep the output is pulled towards the label by β, so the output that is measured
 * leans towards the label; {@code free_error} and {@code free_cost} do not.
 */
sealed interface Notebook extends Rule
    permits NotebookEp, NotebookChl, NotebookPcNudge, NotebookFirstStep {

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
}
