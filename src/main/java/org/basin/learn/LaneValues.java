package org.basin.learn;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where the lane hyperparameters of trials come from: fixed, varied by an axis, or standard. */
public final class LaneValues {

  /** In the place of an axis that is not there: its hyperparameter is not set. */
  public static final String ABSENT = "";

  private final Map<String, Double> fixed;
  private final List<String> axes;

  /**
   * @param fixed those that are the same in every trial
   * @param axes those that vary, in the order of a trial's values
   */
  public LaneValues(Map<String, Double> fixed, List<String> axes) {
    this.fixed = Map.copyOf(fixed);
    this.axes = List.copyOf(axes);
  }

  /**
   * One hyperparameter.
   *
   * @param axis which of a trial's values it is; negative when it is the same in every trial
   * @param fixed its value then
   */
  public record Value(int axis, double fixed) {

    /** Its value in a trial. */
    public double in(double[] trial) {
      return axis < 0 ? fixed : trial[axis];
    }
  }

  /** Whether the sweep sets a hyperparameter. */
  public boolean sets(Dial dial, int... indices) {
    return sets(dial.name(indices));
  }

  private boolean sets(String name) {
    return fixed.containsKey(name) || axes.contains(name);
  }

  /** Whether the sweep sets a hyperparameter with any indices. */
  public boolean setsAny(Dial dial) {
    return Stream.concat(fixed.keySet().stream(), axes.stream())
        .anyMatch(dial.declaration()::matches);
  }

  /**
   * A hyperparameter: as the sweep sets it, else the one that stands in for it, else its standard;
   * NaN where it has none.
   *
   * @param indices for K, I and J of its name
   */
  public Value of(Dial dial, int... indices) {
    String name = dial.name(indices);
    if (!sets(name) && dial.instead().isPresent()) {
      return of(dial.instead().get(), indices);
    }
    return new Value(axes.indexOf(name), fixed.getOrDefault(name, dial.standard()));
  }
}
