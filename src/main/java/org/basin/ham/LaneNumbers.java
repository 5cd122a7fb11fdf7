package org.basin.ham;

import java.util.List;
import java.util.Map;

/**
 * The lane hyperparameters of a trial by name: the same in every trial, varied by an axis, or
 * neither.
 */
final class LaneNumbers {

  private final Map<String, Double> fixed;
  private final List<String> axes;
  private double[] values = {};

  LaneNumbers(Map<String, Double> fixed, List<String> axes) {
    this.fixed = Map.copyOf(fixed);
    this.axes = List.copyOf(axes);
  }

  /** The trial whose numbers are asked for from now on. */
  void of(double[] trial) {
    values = trial;
  }

  double number(String name, double standard) {
    int axis = axes.indexOf(name);
    return axis >= 0 ? values[axis] : fixed.getOrDefault(name, standard);
  }

  /** {@code name_layer} if the sweep sets it, else {@code name} if it does, else the standard. */
  double ofLayer(String name, int layer, double standard) {
    return number(name + "_" + layer, number(name, standard));
  }
}
