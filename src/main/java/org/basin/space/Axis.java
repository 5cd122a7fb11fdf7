package org.basin.space;

import java.io.Serializable;
import org.basin.sweep.Conditional;
import org.basin.sweep.Distribution;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.Condition;

/**
 * One varied hyperparameter: a column of the table.
 *
 * @param name as in the sweep file, for example {@code weight_0_0_1}
 * @param hyperparameter what it is; its name may carry indices
 * @param values what it takes
 * @param when where it is there; {@link Condition#ALL} for everywhere
 */
public record Axis(String name, Hyperparameter hyperparameter, Setting.Axis values, Condition when)
    implements Serializable {

  /** One that is there everywhere. */
  public Axis(String name, Hyperparameter hyperparameter, Setting.Axis values) {
    this(name, hyperparameter, values, Condition.ALL);
  }

  /** As a sweep says it. */
  static Axis of(String name, Hyperparameter hyperparameter, Setting.Axis setting) {
    Condition when =
        setting instanceof Conditional conditional ? conditional.when() : Condition.ALL;
    return new Axis(name, hyperparameter, Conditional.plain(setting), when);
  }

  /** Whether there are points at which it is not there. */
  public boolean conditional() {
    return !when.equals(Condition.ALL);
  }

  /** Whether its values are drawn from a distribution, so that they stand in no list. */
  public boolean continuous() {
    return values instanceof Distribution;
  }

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
