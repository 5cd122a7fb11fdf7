package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * Recurrent backpropagation (rbp), after Almeida (1987) and Pineda (1987): one synchronous step F
 * from the free state s*, as if it were a fixed point, and the series
 *
 * <pre>g_0 = ∂C/∂s,   gradient += g_tᵀ ∂F/∂θ,   g_{t+1} = g_tᵀ ∂F/∂s</pre>
 *
 * of {@code nudged_steps} terms, all at s*. The step is synchronous in either mode: it
 * differentiates the fixed point, which does not depend on the order of updates.
 */
final class Recurrent implements Study {

  private final EnergyNet net;
  private final Relaxation relaxation;
  private final Descent descent;
  private final Adjoint adjoint;

  /** The states after the step. */
  private final Plane[] stepped;

  Recurrent(EnergyNet net) {
    this.net = net;
    relaxation = new Relaxation(net);
    descent = new Descent(net);
    adjoint = new Adjoint(net, relaxation, descent);
    stepped = net.states();
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
  public void learn(Batch batch) {
    int rows = batch.rows();
    int last = net.settings.matrices();
    Plane[] free = batch.layers();
    relaxation.hear(free[0], rows);
    for (int k = 1; k <= last; k++) {
      relaxation.settle(free, k, stepped[k], rows);
      adjoint.bend(free, k, rows);
    }
    descent.clear();
    adjoint.start(stepped[last], batch.target());
    for (int t = 0; t < net.settings.nudgedSteps(); t++) {
      for (int k = 1; k <= last; k++) {
        adjoint.through(free, k, rows);
      }
      adjoint.backEverywhere(rows);
    }
    descent.step();
    for (int k = 1; k <= last; k++) {
      Relaxation.swap(free, stepped, k);
    }
  }
}
