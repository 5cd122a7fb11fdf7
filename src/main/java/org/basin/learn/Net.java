package org.basin.learn;

import java.util.List;
import org.basin.kernel.Kernels;

/**
 * Models of equal structure, one to a lane, as a family gives them: how they start, one step of
 * their training, and what is measured between steps. {@link NetLearner} makes a learner of it.
 */
public interface Net {

  /** What computes. */
  Kernels kernels();

  /** All parameters, in an order that never changes. */
  List<Weights> parameters();

  /**
   * Gives a lane its trial: initial parameters drawn from the seed, then the values of the lane
   * axes.
   */
  void start(int lane, long seed, double[] values);

  /** All lanes go back to their start parameters. */
  default void restart() {}

  /** How often the training goes over its data. */
  int epochs();

  /** Steps of an epoch. */
  default int steps() {
    return 1;
  }

  /** An epoch begins. */
  default void begin(int epoch) {}

  /** One step: a minibatch is learned. */
  void step(int epoch, int step);

  /** Measures what histories are read of, after an epoch that is not the last. */
  default void look() {}

  /** Measures what the last step left behind, once it is made. */
  default void finish() {}

  /** Steps of {@link #measure} that histories can be taken along. */
  default int measuringSteps() {
    return 0;
  }

  /**
   * Measures by parameters, seed and data alone.
   *
   * @param watch takes histories along {@link #measuringSteps}
   */
  void measure(Watch watch);

  /**
   * States of the trained model in a lane that the sweep asks to keep, which are no parameters:
   * arrays of its checkpoint, named {@code state_K}.
   */
  default List<Parameter> states(int lane) {
    return List.of();
  }

  /** Whether something else than a parameter left the finite numbers. */
  boolean diverged(int lane);
}
