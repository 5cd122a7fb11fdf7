package org.basin.grid;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Sheet;
import org.basin.kernel.Stencil;
import org.basin.space.Seeds;

/**
 * Dropout after every grid layer: in training a number becomes 0 with some probability, else it is
 * divided by what is left (N. Srivastava et al., 2014). The draws are a function of the trial's
 * seed, the epoch, the sample's place in it, and the neuron.
 */
final class Dropout {

  static final Sheet[] NONE = {};

  /** Draws from here on meet neither those of start weights nor those of the order of samples. */
  private static final long FIRST_DRAW = 1L << 56;

  private final Stencil stencil;
  private final int depth;
  private final int most;
  private final Plane plane;
  private final Sheet[] masks;

  Dropout(GridStack stack, Stencil stencil, Kernels kernels) {
    this.stencil = stencil;
    depth = stack.depth;
    most = stack.rows;
    plane = kernels.plane(depth * most * stencil.stride());
    masks = stack.grid.sheets(plane, most);
  }

  /**
   * Draws masks for some samples.
   *
   * @param number of the first of these samples among all that the trial meets
   */
  Sheet[] masks(double share, long seed, long number, int rows) {
    double kept = 1 / (1 - share);
    for (int r = 0; r < rows; r++) {
      long own = Seeds.bits(seed, FIRST_DRAW + number + r);
      for (int k = 0; k < depth; k++) {
        for (int c = 0; c < stencil.cells(); c++) {
          boolean stays = Seeds.uniform(own, (long) k * stencil.cells() + c) >= share;
          int row = (k * most + r) * stencil.stride();
          plane.set(row + stencil.at(c), 0, stays ? kept : 0);
        }
      }
    }
    return masks;
  }
}
