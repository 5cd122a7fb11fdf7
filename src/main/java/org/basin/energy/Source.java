package org.basin.energy;

import org.basin.energy.EnergySettings.States;
import org.basin.kernel.Activation;

/** Where schemes come from, and the standards that hold there. */
enum Source {
  /** The notebook "Energy-Based Learning Schemes", see {@link Notebook}. */
  NOTEBOOK(1, 1, Activation.SIGMOID, States.PERSISTENT),
  /** Basin itself. */
  BASIN(1, 1, Activation.SIGMOID, States.PERSISTENT),
  /**
   * The comparative study, see {@link Study}. Its code carries states over; here they start at
   * zero, because a net whose states felt a label may be right by what they remember.
   */
  STUDY(60, 15, Activation.HARD_SIGMOID, States.ZERO);

  /** Sweeps of the first phase when a sweep file does not say. */
  final long freeSteps;

  /** Sweeps of the second phase when a sweep file does not say. */
  final long nudgedSteps;

  /** Function of hidden units when a sweep file does not say. */
  final Activation activation;

  /** Where states start when a sweep file does not say. */
  final States states;

  Source(long freeSteps, long nudgedSteps, Activation activation, States states) {
    this.freeSteps = freeSteps;
    this.nudgedSteps = nudgedSteps;
    this.activation = activation;
    this.states = states;
  }
}
