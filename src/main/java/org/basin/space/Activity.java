package org.basin.space;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.Condition;

/**
 * Which axes are there at a point: those without a condition, and those whose condition holds. An
 * axis that is not there has no value, as null in SQL; what names it neither holds nor fails.
 */
final class Activity implements Serializable {

  private static final long serialVersionUID = 1;

  private final Condition[] when;
  private final HashMap<String, Object> fixed;

  /** Axes that conditions of others name, however far on. */
  private final boolean[] read;

  private final boolean[] conditional;
  private final boolean any;

  /**
   * @param fixed structural hyperparameters that the sweep sets but does not vary
   */
  Activity(List<Axis> axes, Map<String, Object> fixed) {
    this.when = axes.stream().map(Axis::when).toArray(Condition[]::new);
    this.fixed = new HashMap<>(fixed);
    List<String> names = axes.stream().map(Axis::name).toList();
    read = new boolean[when.length];
    conditional = new boolean[when.length];
    boolean some = false;
    for (int axis = 0; axis < when.length; axis++) {
      conditional[axis] = axes.get(axis).conditional();
      some |= conditional[axis];
      for (String name : when[axis].axes()) {
        if (names.contains(name)) {
          read[names.indexOf(name)] = true;
        }
      }
    }
    any = some;
  }

  /** Whether any axis has a condition. */
  boolean any() {
    return any;
  }

  /** Whether an axis has a condition. */
  boolean conditional(int axis) {
    return conditional[axis];
  }

  /** Whether the condition of an axis names this one. */
  boolean read(int axis) {
    return read[axis];
  }

  /** Whether an axis is there. */
  boolean active(int axis, Condition.Valuation point) {
    return when[axis].test(point);
  }

  /** Whether a name has a value at every point: it is fixed, or the replicate. */
  boolean fixes(String name) {
    return fixed.containsKey(name) || name.equals(Space.REPLICATE);
  }

  /** The number that the sweep fixes a hyperparameter to. */
  double number(String name) {
    return ((Number) fixed(name)).doubleValue();
  }

  /** The text that the sweep fixes a hyperparameter to. */
  String text(String name) {
    return Setting.text(fixed(name));
  }

  private Object fixed(String name) {
    Object value = fixed.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "a condition must name parameters of its sweep, got " + name);
    }
    return value;
  }

  /** Names whose values decide whether the named axes are there, themselves among them. */
  Set<String> behind(Set<String> names, List<Axis> axes) {
    Set<String> behind = new HashSet<>();
    names.forEach(name -> follow(name, axes, behind));
    return behind;
  }

  private void follow(String name, List<Axis> axes, Set<String> behind) {
    if (!fixed.containsKey(name) && behind.add(name)) {
      axes.stream()
          .filter(axis -> axis.name().equals(name))
          .forEach(axis -> axis.when().axes().forEach(other -> follow(other, axes, behind)));
    }
  }
}
