package org.basin.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a hyperparameter is when a sweep does not set it. Values have the Java type that {@link
 * Hyperparameter.Type} names.
 */
public sealed interface Standard extends Serializable {

  /** A hyperparameter that is drawn, or takes the value of another one. */
  Standard NONE = new None();

  /**
   * The value in a structure; empty when there is none of its own.
   *
   * @param structure the structural hyperparameters that a sweep sets
   */
  Optional<Object> in(Map<String, Object> structure);

  /** As a person reads it; "" when there is none. */
  String text();

  /** No value of its own. */
  record None() implements Standard {
    @Override
    public Optional<Object> in(Map<String, Object> structure) {
      return Optional.empty();
    }

    @Override
    public String text() {
      return "";
    }
  }

  /** One value, whatever else is set. */
  record Always(Object value) implements Standard {
    public Always {
      value = new Setting.Fixed(value).value();
    }

    @Override
    public Optional<Object> in(Map<String, Object> structure) {
      return Optional.of(value);
    }

    @Override
    public String text() {
      return Setting.text(value);
    }
  }

  /**
   * A value for each choice of another hyperparameter.
   *
   * @param other its name
   * @param usual the choice where a sweep makes none
   * @param values by choice
   * @param text what it says of them
   */
  record ByChoice(String other, String usual, Map<String, Object> values, String text)
      implements Standard {
    public ByChoice {
      values = Map.copyOf(values);
    }

    @Override
    public Optional<Object> in(Map<String, Object> structure) {
      return Optional.of(of((String) structure.getOrDefault(other, usual)));
    }

    /** The value where the other hyperparameter is a choice. */
    public Object of(String choice) {
      return values.get(choice);
    }
  }

  /** A number. */
  static Standard of(double value) {
    return new Always(value);
  }

  /** A whole number. */
  static Standard of(long value) {
    return new Always(value);
  }

  /** A choice. */
  static Standard of(String value) {
    return new Always(value);
  }

  /** Yes or no. */
  static Standard of(boolean value) {
    return new Always(value);
  }

  /** Whole numbers or texts. */
  static Standard of(List<?> values) {
    return new Always(values);
  }
}
