package org.basin.space;

import java.io.Serializable;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;

/**
 * One varied hyperparameter: a column of the table.
 *
 * @param name as in the sweep file, for example {@code weight_0_0_1}
 * @param hyperparameter what it is; its name may carry indices
 * @param values what it takes
 */
public record Axis(String name, Hyperparameter hyperparameter, Setting.Axis values)
    implements Serializable {

  /** Whether trials that differ here can share a plane. */
  public boolean lane() {
    return hyperparameter.kind() == Hyperparameter.Kind.LANE;
  }

  /** Whether values are numbers, whole or real. */
  public boolean numeric() {
    return hyperparameter.numeric();
  }

  /** The value at a place of a {@link #numeric} axis. */
  public double number(int place) {
    return values.number(place);
  }

  /** The value at a place as text: a choice itself, {@code true}, {@code [2, 1]}, a number. */
  public String text(int place) {
    return Setting.text(values.value(place));
  }
}
