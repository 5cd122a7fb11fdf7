package org.basin.learn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.kernel.Kernels;
import org.basin.sweep.Part;

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

  /**
   * Whether the sweep says the start value of a number by its name, so that no checkpoint does.
   *
   * @param parameter place among {@link #parameters}
   * @param index of the number, row by row
   */
  default boolean named(int parameter, int index) {
    return false;
  }

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

  /** Finds what the models say of a part of the data; empty where it has no samples for them. */
  default Optional<Readout> readout(Part part) {
    return Optional.empty();
  }

  /**
   * Finds what the models say of given samples.
   *
   * @param inputs one after the other, as many numbers each as the models have inputs
   */
  default Optional<Readout> readout(float[] inputs) {
    return Optional.empty();
  }

  /**
   * Finds the inputs that the labels of a part of the data imply; empty where a family does not go
   * backward or the part has no samples.
   *
   * @param held layers below the output that stand where the models settle on a sample
   * @throws IllegalArgumentException with the law, when there is no such layer
   */
  default Optional<Readout> implied(Part part, Set<Integer> held) {
    return Optional.empty();
  }

  /**
   * Finds the inputs that given outputs imply; empty where a family does not go backward.
   *
   * @param outputs one after the other, as many numbers each as the models have outputs
   */
  default Optional<Readout> implied(float[] outputs) {
    return Optional.empty();
  }

  /**
   * States of the trained model in a lane that are kept, which are no parameters: arrays of its
   * checkpoint, named {@code state_K}.
   */
  default List<Parameter> states(int lane) {
    return List.of();
  }

  /** Whether something else than a parameter left the finite numbers. */
  boolean diverged(int lane);
}
