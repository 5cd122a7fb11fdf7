package org.basin.sweep;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.text.Numeral;
import org.basin.sweep.text.Quote;

/**
 * What a sweep file says of one hyperparameter: one fixed value, or an axis.
 *
 * <p>Values have the Java type that {@link Hyperparameter.Type} names. An axis computes its values;
 * a range of a million costs no more than its three numbers. {@code toString} gives the setting as
 * it is written in a sweep file.
 */
public sealed interface Setting extends Serializable {

  /** The same value in every trial. */
  record Fixed(Object value) implements Setting {
    public Fixed {
      value = sound(value);
    }

    @Override
    public String toString() {
      return yaml(value);
    }
  }

  /**
   * A column of a file of points that is there only where a condition holds.
   *
   * @param when where its cells have values; elsewhere they are empty
   */
  record Column(Condition when) implements Setting {
    @Override
    public String toString() {
      return "{when: " + Quote.yaml(when.toString()) + "}";
    }
  }

  /** A hyperparameter that varies: over finitely many values, or as a {@link Distribution} says. */
  sealed interface Axis extends Setting
      permits Values,
          Numbers,
          Steps,
          WholeSteps,
          Linear,
          Geometric,
          AlphaKnob,
          Distribution,
          Weighted,
          Conditional {

    /** How many values, at least 1. */
    int size();

    /**
     * The value at a place. Values at different places differ.
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

    /** {@link #number} made ready for an axis that is read often. */
    default IntToDoubleFunction reader() {
      return this::number;
    }
  }

  /** Listed values, distinct and of one type, in the order given. */
  record Values(List<Object> values) implements Axis {
    public Values {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("an axis must have at least one value, got []");
      }
      values = values.stream().map(Setting::sound).toList();
      Map<Object, Integer> places = new HashMap<>();
      for (Object value : values) {
        Integer before = places.putIfAbsent(value, places.size());
        if (before != null) {
          throw new IllegalArgumentException(
              "values must be distinct, got " + yaml(value) + " twice");
        }
        if (value.getClass() != values.get(0).getClass()
            && !(value instanceof List && values.get(0) instanceof List)) {
          throw new IllegalArgumentException(
              "values must be of one type, got " + yaml(values.get(0)) + " and " + yaml(value));
        }
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

    @Override
    public String toString() {
      return values.stream()
          .map(Setting::yaml)
          .collect(Collectors.joining(", ", "{values: [", "]}"));
    }
  }

  /**
   * The canonical text of a value, the same on every machine: the shortest decimal that reads back
   * as the number, {@code [2, 1]} for sizes, a text as it is.
   */
  static String text(Object value) {
    return value instanceof Double number ? Numeral.text(number) : value.toString();
  }

  private static String yaml(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Setting::yaml).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text ? Quote.yaml(text) : text(value);
  }

  private static Object sound(Object value) {
    if (value instanceof Double number && Double.isFinite(number)) {
      return number + 0.0; // so that -0 and 0 are one value
    }
    if (value instanceof List<?> list
        && (list.stream().allMatch(Long.class::isInstance)
            || list.stream().allMatch(Setting::listed))) {
      return List.copyOf(list);
    }
    if (value instanceof Long || value instanceof String || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(
        "a value must be a finite Double, a Long, a String, a Boolean or a List of Long or of"
            + " plain texts, got "
            + value);
  }

  private static boolean listed(Object value) {
    return value instanceof String text && Listed.fits(text);
  }
}
