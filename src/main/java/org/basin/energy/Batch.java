package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * One minibatch and the states of its samples, which persist from epoch to epoch.
 *
 * @param layers states of layers 0 to L, each (rows, units); layer 0 is the input
 * @param target one-hot labels, (rows, units of layer L)
 * @param labels one per row
 */
record Batch(Plane[] layers, Plane target, int[] labels) {

  int rows() {
    return labels.length;
  }
}
