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

  /** A hyperparameter whose declaration states a standard. */
  double number(String name) {
    int axis = axes.indexOf(name);
    if (axis >= 0) {
      return values[axis];
    }
    Double set = fixed.get(name);
    return set == null ? HamModel.STANDARDS.number(name) : set;
  }

  /** {@code name_layer} if the sweep sets it, else {@code name}. */
  double ofLayer(String name, int layer) {
    String own = name + "_" + layer;
    return axes.contains(own) || fixed.containsKey(own) ? number(own) : number(name);
  }
}
