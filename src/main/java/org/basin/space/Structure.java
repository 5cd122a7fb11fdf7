package org.basin.space;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One value for every structural hyperparameter that the sweep sets, fixed or varied: all that
 * decides a code path. Hyperparameters that the sweep leaves out are absent and take their standard
 * value in the model.
 *
 * @param values by name; the Java types of {@link org.basin.sweep.Hyperparameter.Type}
 * @param absent lane axes that are not there: their hyperparameters take their standard
 */
public record Structure(Map<String, Object> values, Set<String> absent) implements Serializable {

  /** One at which all lane axes are there. */
  public Structure(Map<String, Object> values) {
    this(values, Set.of());
  }

  /** That of the trial at hand. */
  static Structure at(Cursor cursor, List<Axis> axes, Map<String, Object> fixed) {
    Map<String, Object> values = new LinkedHashMap<>(fixed);
    Set<String> absent = new LinkedHashSet<>();
    for (int a = 0; a < axes.size(); a++) {
      Axis axis = axes.get(a);
      boolean there = cursor.place(a) >= 0;
      if (!axis.lane() && there) {
        values.put(axis.name(), axis.values().value(cursor.place(a)));
      } else if (axis.lane() && !there) {
        absent.add(axis.name());
      }
    }
    return new Structure(values, absent);
  }
}
