package org.basin.layers;

/** One layer of a net, as a sweep names it: {@code affine 3}, {@code tanh}, {@code leaky 0.1}. */
sealed interface Layer permits Affine, Elementwise {

  /** Units of its output when its input has so many. */
  int units(int below);
}
