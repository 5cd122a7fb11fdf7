package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * Equilibrium propagation as in the notebook "Energy-Based Learning Schemes" (ep_neg, ep_pos),
 * after Scellier and Bengio (2017). The first phase is nudged towards the label by β after every
 * sweep; the second relaxes towards the label clamped, and the difference of the two is learned. So
 * the output that the notebook measures already leans towards the label by β; {@code free_error}
 * and {@code free_cost} do not.
 */
record NotebookEp(EnergyNet net) implements Rule {

  @Override
  public void settle(Batch batch) {
    Plane output = batch.layers()[net.settings.matrices()];
    for (int sweep = 0; sweep < net.settings.freeSteps(); sweep++) {
      net.settleHidden(batch);
      net.predict(batch, output);
      net.kernels.nudge(output, batch.target(), net.nudging);
    }
  }

  @Override
  public void learn(Batch batch) {
    net.learnFrom(batch, net.relaxForward(batch, net.settings.nudgedSteps()));
  }
}
