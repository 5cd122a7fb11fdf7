package org.basin.layers;

import java.util.List;
import java.util.Map;

/** Where the lane hyperparameters of trials come from. */
final class LaneValues {

  private final Map<String, Double> fixed;
  private final List<String> axes;

  /**
   * @param fixed those that are the same in every trial
   * @param axes those that vary, in the order of a trial's values
   */
  LaneValues(Map<String, Double> fixed, List<String> axes) {
    this.fixed = Map.copyOf(fixed);
    this.axes = List.copyOf(axes);
  }

  /** Whether the sweep says anything of a hyperparameter. */
  boolean has(String name) {
    return fixed.containsKey(name) || axes.contains(name);
  }

  /** Whether the sweep says anything of a hyperparameter whose name begins so. */
  boolean hasAny(String prefix) {
    return fixed.keySet().stream().anyMatch(name -> name.startsWith(prefix))
        || axes.stream().anyMatch(name -> name.startsWith(prefix));
  }

  /** A hyperparameter. */
  Value of(String name, double standard) {
    return new Value(axes.indexOf(name), fixed.getOrDefault(name, standard));
  }

  /** {@code name_k} if the sweep says anything of it, else {@code name}. */
  Value of(String name, int k, double standard) {
    return has(name + "_" + k) ? of(name + "_" + k, standard) : of(name, standard);
  }

  /**
   * One hyperparameter.
   *
   * @param axis which of a trial's values it is; negative when it is the same in every trial
   * @param fixed its value then
   */
  record Value(int axis, double fixed) {

    double in(double[] trial) {
      return axis < 0 ? fixed : trial[axis];
    }
  }
}
