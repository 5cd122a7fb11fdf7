package org.basin.energy;

import org.basin.kernel.Plane;

/**
 * One minibatch and the states of its samples.
 *
 * @param layers states of layers 0 to L, each (rows, units); layer 0 is the input
 * @param target one-hot labels, (rows, units of layer L)
 * @param rows how many samples
 */
record Batch(Plane[] layers, Plane target, int rows) {

  /** State of layer L. */
  Plane output() {
    return layers[layers.length - 1];
  }
}
