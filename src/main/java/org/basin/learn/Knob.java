package org.basin.learn;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;
import org.basin.sweep.Standard;

/**
 * A structural hyperparameter: name, law, standard and meaning in one expression, and its typed
 * value in a structure.
 *
 * @param declaration what sweeps may set
 * @param reading makes a value as {@link Hyperparameter.Type} has it what the family works with
 * @param <T> what the family works with
 */
public record Knob<T>(Hyperparameter declaration, Function<Object, T> reading) {

  /** A whole number that an int holds. */
  public static Knob<Integer> integer(String name, long standard, long min, int max, String text) {
    return integer(name, Standard.of(standard), min, max, text);
  }

  /** A whole number that an int holds. */
  public static Knob<Integer> integer(
      String name, Standard standard, long min, int max, String text) {
    return new Knob<>(
        Hyperparameter.integer(name, standard, min, max, text),
        value -> Math.toIntExact((Long) value));
  }

  /** Yes or no. */
  public static Knob<Boolean> flag(String name, boolean standard, String text) {
    return new Knob<>(Hyperparameter.onOff(name, standard, text), value -> (Boolean) value);
  }

  /** A list of whole numbers, each in {@code [min, max]}; may be empty. */
  public static Knob<List<Integer>> sizes(
      String name, List<Long> standard, long min, int max, String text) {
    return new Knob<>(
        Hyperparameter.sizes(name, standard, min, max, text),
        value -> ((List<?>) value).stream().map(size -> Math.toIntExact((Long) size)).toList());
  }

  /** A list of texts; may be empty. */
  public static Knob<List<String>> texts(String name, List<String> standard, String text) {
    return new Knob<>(
        Hyperparameter.texts(name, standard, text),
        value -> ((List<?>) value).stream().map(String.class::cast).toList());
  }

  /** One of some constants, by their {@link Labels}. */
  public static <E extends Enum<E>> Knob<E> choice(
      String name, E standard, List<E> choices, String text) {
    return choice(name, standard, choices, Labels::of, text);
  }

  /** One of some things by their names. */
  public static <E> Knob<E> choice(
      String name, E standard, List<E> choices, Function<E, String> label, String text) {
    return standing(name, Standard.of(label.apply(standard)), choices, label, text);
  }

  /** The same with a standard that depends on another choice. */
  public static <E> Knob<E> standing(
      String name, Standard standard, List<E> choices, Function<E, String> label, String text) {
    List<String> labels = choices.stream().map(label).toList();
    return new Knob<>(
        Hyperparameter.choice(name, standard, labels, text),
        value -> choices.get(labels.indexOf(value)));
  }

  /** The name in sweep files. */
  public String name() {
    return declaration.name();
  }

  /**
   * The value in a structure, the standard when the structure does not set it.
   *
   * @param structure values that the parser has checked, by name
   */
  public T in(Map<String, Object> structure) {
    Object given = structure.get(name());
    return reading.apply(
        given == null ? declaration.standard().in(structure).orElseThrow() : given);
  }
}
