package org.basin.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What a sweep file says of one hyperparameter: one fixed value, or an axis.
 *
 * <p>Values have the Java type that {@link Hyperparameter.Type} names. An axis computes its values;
 * a range of a million costs no more than its three numbers.
 */
public sealed interface Setting extends Serializable {

  /** The same value in every trial. */
  record Fixed(Object value) implements Setting {}

  /** A hyperparameter that varies over finitely many values. */
  sealed interface Axis extends Setting {

    /** How many values, at least 1. */
    int size();

    /**
     * The value at a place.
     *
     * @param k from 0 to {@code size() - 1}
     */
    Object value(int k);

    /**
     * The value at a place of an axis of numbers, unboxed.
     *
     * @param k from 0 to {@code size() - 1}
     */
    default double number(int k) {
      return ((Number) value(k)).doubleValue();
    }
  }

  /** Distinct real numbers as a file of points lists them: unboxed, for there may be millions. */
  record Numbers(double... numbers) implements Axis {
    public Numbers {
      if (numbers.length == 0) {
        throw new IllegalArgumentException("an axis must have at least one value, got none");
      }
    }

    @Override
    public int size() {
      return numbers.length;
    }

    @Override
    public Object value(int k) {
      return numbers[k];
    }

    @Override
    public double number(int k) {
      return numbers[k];
    }
  }

  /** Listed values, distinct, in the order given. */
  record Values(List<Object> values) implements Axis {
    public Values {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an axis must have at least one value, got none");
      }
    }

    @Override
    public int size() {
      return values.size();
    }

    @Override
    public Object value(int k) {
      return values.get(k);
    }
  }
}
