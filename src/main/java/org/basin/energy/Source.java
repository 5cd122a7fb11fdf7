package org.basin.energy;

import org.basin.kernel.Activation;

/** Where schemes come from, and the standards that hold there. */
enum Source {
  /** The notebook "Energy-Based Learning Schemes", see {@link Notebook}. */
  NOTEBOOK(1, 1, Activation.SIGMOID),
  /** Basin itself. */
  BASIN(1, 1, Activation.SIGMOID),
  /** The comparative study, see {@link Study}. */
  STUDY(60, 15, Activation.HARD_SIGMOID);

  /** Sweeps of the first phase when a sweep file does not say. */
  final int freeSteps;

  /** Sweeps of the second phase when a sweep file does not say. */
  final int nudgedSteps;

  /** Function of hidden units when a sweep file does not say. */
  final Activation activation;

  Source(int freeSteps, int nudgedSteps, Activation activation) {
    this.freeSteps = freeSteps;
    this.nudgedSteps = nudgedSteps;
    this.activation = activation;
  }
}
