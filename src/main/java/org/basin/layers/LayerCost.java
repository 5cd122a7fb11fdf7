package org.basin.layers;

import java.util.List;
import org.basin.data.Dataset;

/** What one trial costs. */
final class LayerCost {

  private LayerCost() {}

  /** About how many additions and multiplications it takes, with the test for metrics. */
  static double operations(LayerSettings settings, Dataset data, List<Metric> wanted) {
    double units = settings.units().stream().mapToDouble(Integer::doubleValue).sum();
    double fact = 6.0 * settings.weights() + 15 * units;
    double tested = wanted.stream().anyMatch(Metric::tests) ? tested(settings, data) : 0;
    return settings.lessons() * (settings.rows() * fact + 10)
        + tested * (2.0 * settings.weights() + 5 * units);
  }

  private static int tested(LayerSettings settings, Dataset data) {
    return settings.source() == FactSource.DATA ? data.test().size() : 0;
  }

  /** How many numbers it keeps: parameters, states and changes of a pass, facts. */
  static long cells(LayerSettings settings, Dataset data) {
    long units = settings.units().stream().mapToLong(Integer::longValue).sum();
    long parameters = 3 * (settings.weights() + units);
    long fact = settings.inputs() + settings.outputs();
    int tests = Lessons.together(settings, tested(settings, data));
    return parameters
        + 3L * Lessons.rows(settings) * units
        + Math.min(settings.factCount() * fact, Lessons.KEPT_NUMBERS)
        + 2L * tests * (3 * units + fact);
  }

  /** How many numbers all trials side by side share: facts that lie nowhere else. */
  static long shared(LayerSettings settings, Dataset data) {
    int numbers =
        switch (settings.source()) {
          case XOR -> 0;
          case DATA -> settings.targets() > 0 ? 0 : settings.outputs();
          default -> settings.inputs() + settings.outputs();
        };
    return ((long) settings.factCount() + tested(settings, data)) * numbers;
  }
}
