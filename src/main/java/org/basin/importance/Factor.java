package org.basin.importance;

import java.util.List;
import java.util.stream.Collectors;
import org.basin.space.Axis;

/**
 * What varies on its own: an axis, or axes that are walked together.
 *
 * @param axes at least one; the value of each names the values of the others
 */
public record Factor(List<Axis> axes) {

  public Factor {
    axes = List.copyOf(axes);
  }

  /** The axis that stands for it. */
  public Axis axis() {
    return axes.get(0);
  }

  /** The name of its axis; {@code alpha_0 with alpha_1} for axes that are walked together. */
  public String name() {
    return axes.stream().map(Axis::name).collect(Collectors.joining(" with "));
  }

  /** Whether an axis is one of it. */
  public boolean holds(String axis) {
    return axes.stream().anyMatch(each -> each.name().equals(axis));
  }

  /** How many values it may have. */
  public int size() {
    return axis().values().size();
  }
}
