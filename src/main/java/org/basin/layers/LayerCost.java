package org.basin.layers;

/** What one trial costs. */
final class LayerCost {

  private LayerCost() {}

  /** About how many additions and multiplications it takes. */
  static double operations(LayerSettings settings) {
    double units = settings.units().stream().mapToDouble(Integer::doubleValue).sum();
    double fact = 6.0 * settings.weights() + 15 * units;
    return settings.lessons() * (settings.rows() * fact + 10);
  }

  /** How many numbers it keeps: parameters, states and changes of a pass, facts. */
  static long cells(LayerSettings settings) {
    long units = settings.units().stream().mapToLong(Integer::longValue).sum();
    long parameters = 3 * (settings.weights() + units);
    long facts = (long) settings.factCount() * (settings.inputs() + settings.outputs());
    return parameters + 3L * Lessons.rows(settings) * units + Math.min(facts, Lessons.KEPT_NUMBERS);
  }

  /** How many numbers all trials side by side share: facts that lie nowhere else. */
  static long shared(LayerSettings settings) {
    int numbers =
        switch (settings.source()) {
          case XOR -> 0;
          case DATA -> settings.targets() > 0 ? 0 : settings.outputs();
          default -> settings.inputs() + settings.outputs();
        };
    return (long) settings.factCount() * numbers;
  }
}
