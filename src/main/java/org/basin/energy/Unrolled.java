package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * Truncated backpropagation (tbp): from the free state {@code nudged_steps} more iterations, and
 * the gradient of the cost at their end, differentiated through them; the free state counts as
 * constant. Keeps the states of every iteration.
 */
final class Unrolled implements Study {

  private final EnergyNet net;
  private final Relaxation relaxation;
  private final Descent descent;
  private final Adjoint adjoint;

  /** States before iteration t, and of the last one after it. */
  private final Plane[][] path;

  Unrolled(EnergyNet net) {
    this.net = net;
    relaxation = new Relaxation(net);
    descent = new Descent(net);
    adjoint = new Adjoint(net, relaxation, descent);
    path = new Plane[net.settings.nudgedSteps() + 1][];
    path[0] = new Plane[net.settings.matrices() + 1];
    for (int t = 1; t < path.length; t++) {
      path[t] = net.states();
    }
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
    int steps = net.settings.nudgedSteps();
    System.arraycopy(batch.layers(), 0, path[0], 0, last + 1);
    relaxation.hear(batch.layers()[0], rows);
    for (int t = 1; t <= steps; t++) {
      path[t][0] = batch.layers()[0];
      iterate(path[t - 1], path[t], rows);
    }
    descent.clear();
    adjoint.start(path[steps][last], batch.target());
    for (int t = steps; t > 0; t--) {
      if (relaxation.synchronous()) {
        throughGroup(path[t - 1], 1, 1, rows);
        adjoint.backEverywhere(rows);
      } else {
        // When the output moves first, nothing of the last iteration's second group reaches it.
        if (t < steps || last % 2 == 0) {
          throughGroup(path[t], 2, 2, rows);
          backGroup(1, rows);
        }
        throughGroup(path[t - 1], 1, 2, rows);
        backGroup(2, rows);
      }
    }
    descent.step();
    for (int k = 1; k <= last && steps > 0; k++) {
      Relaxation.swap(batch.layers(), path[steps], k);
    }
  }

  private void iterate(Plane[] before, Plane[] after, int rows) {
    if (relaxation.synchronous()) {
      settleGroup(before, after, 1, 1, rows);
    } else {
      settleGroup(before, after, 1, 2, rows);
      settleGroup(after, after, 2, 2, rows);
    }
  }

  private void settleGroup(Plane[] from, Plane[] into, int first, int stride, int rows) {
    for (int k = first; k < into.length; k += stride) {
      relaxation.settle(from, k, into[k], rows);
    }
  }

  /** A group that settled between these states. */
  private void throughGroup(Plane[] states, int first, int stride, int rows) {
    for (int k = first; k < states.length; k += stride) {
      adjoint.bend(states, k, rows);
      adjoint.through(states, k, rows);
    }
  }

  /** Its own layers keep a derivative of zero, so those of the other group are theirs alone. */
  private void backGroup(int first, int rows) {
    for (int k = first; k <= net.settings.matrices(); k += 2) {
      adjoint.back(k, rows);
    }
  }
}
