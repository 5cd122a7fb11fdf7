package org.basin.ham;

import java.util.List;

/** What joins layers: the shape of its weights and of the layers that it fits. */
public sealed interface Synapse permits Dense, Convolution {

  /** Units of each layer that it joins, in the order of its places. */
  List<Integer> places();

  /** Sizes of the axes of its weights. */
  List<Integer> shape();

  /** How many weights there are. */
  default int weights() {
    return shape().stream().reduce(1, Math::multiplyExact);
  }
}
