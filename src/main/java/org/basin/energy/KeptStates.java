package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** States of a minibatch for a measure that waits until the parameters have changed. */
final class KeptStates {

  private final Kernels kernels;

  /** Where those go that learning moves; null where it moves none. */
  private final Plane[] copies;

  private Plane[] states;
  private int rows;

  KeptStates(EnergyNet net) {
    kernels = net.kernels;
    boolean moves = net.settings.scheme().source() == Source.STUDY;
    copies = moves ? net.states() : null;
  }

  void keep(Batch batch) {
    rows = batch.rows();
    states = batch.layers();
    if (copies != null) {
      states = copies;
      states[0] = batch.layers()[0];
      for (int k = 1; k < states.length; k++) {
        kernels.copy(batch.layers()[k], states[k]);
      }
    }
  }

  /** State of layer k, (rows, units). */
  Plane layer(int k) {
    return states[k];
  }

  /** Samples. */
  int rows() {
    return rows;
  }
}
