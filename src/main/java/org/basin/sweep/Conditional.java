package org.basin.sweep;

import java.util.function.IntToDoubleFunction;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Quote;

/**
 * An axis that is there only where a condition on other hyperparameters holds.
 *
 * @param axis what it varies over where it is active; no condition itself
 * @param when where it is active
 */
public record Conditional(Setting.Axis axis, Condition when) implements Setting.Axis {

  public Conditional {
    if (axis instanceof Conditional) {
      throw new IllegalArgumentException("an axis must have one condition, got " + axis);
    }
  }

  /** The axis itself, whatever it depends on. */
  public static Setting.Axis plain(Setting.Axis axis) {
    return axis instanceof Conditional conditional ? conditional.axis : axis;
  }

  @Override
  public int size() {
    return axis.size();
  }

  @Override
  public Object value(int k) {
    return axis.value(k);
  }

  @Override
  public double number(int k) {
    return axis.number(k);
  }

  @Override
  public IntToDoubleFunction reader() {
    return axis.reader();
  }

  @Override
  public String toString() {
    String plain = axis.toString();
    return plain.substring(0, plain.length() - 1) + ", when: " + Quote.yaml(when.toString()) + "}";
  }
}
