package org.basin.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.basin.sweep.Formulas;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Labels;
import org.basin.sweep.Standard;

/**
 * The hyperparameters of a family, declared one by one: name, law, standard and meaning in one
 * expression, which gives what the family reads it by.
 */
public final class Declarations {

  private final List<Hyperparameter> all = new ArrayList<>();

  /** All that were declared, in their order. */
  public List<Hyperparameter> all() {
    return List.copyOf(all);
  }

  /** A whole number that an int holds. */
  public Knob<Integer> integer(String name, long standard, long min, int max, String text) {
    return integer(name, Standard.of(standard), min, max, text);
  }

  /** A whole number that an int holds. */
  public Knob<Integer> integer(String name, Standard standard, long min, int max, String text) {
    return knob(
        Hyperparameter.integer(name, standard, min, max, text),
        value -> Math.toIntExact((Long) value));
  }

  /** Yes or no. */
  public Knob<Boolean> flag(String name, boolean standard, String text) {
    return knob(Hyperparameter.onOff(name, standard, text), value -> (Boolean) value);
  }

  /** A list of whole numbers, each in {@code [min, max]}; may be empty. */
  public Knob<List<Integer>> sizes(
      String name, List<Long> standard, long min, int max, String text) {
    return knob(
        Hyperparameter.sizes(name, standard, min, max, text),
        value -> ((List<?>) value).stream().map(size -> Math.toIntExact((Long) size)).toList());
  }

  /** A list of texts; may be empty. */
  public Knob<List<String>> texts(String name, List<String> standard, String text) {
    return knob(
        Hyperparameter.texts(name, standard, text),
        value -> ((List<?>) value).stream().map(String.class::cast).toList());
  }

  /**
   * A list of texts; may be empty.
   *
   * @param formulas which of the texts are formulas
   */
  public Knob<List<String>> texts(
      String name, List<String> standard, Formulas formulas, String text) {
    return knob(
        Hyperparameter.texts(name, standard, text).with(formulas),
        value -> ((List<?>) value).stream().map(String.class::cast).toList());
  }

  /**
   * One of the constants of an enum but one, or formulas, which are that one.
   *
   * @param written the constant that formulas are read as
   */
  public <E extends Enum<E>> Knob<E> choice(
      String name, E standard, E written, Formulas formulas, String text) {
    List<E> named =
        Stream.of(standard.getDeclaringClass().getEnumConstants())
            .filter(constant -> constant != written)
            .toList();
    List<String> labels = named.stream().map(Labels::of).toList();
    Standard label = Standard.of(Labels.of(standard));
    return knob(
        Hyperparameter.choice(name, label, labels, text).with(formulas),
        value -> labels.contains(value) ? named.get(labels.indexOf(value)) : written);
  }

  /** The formulas of a choice; none where it is no formula. */
  public static Knob<List<String>> formulas(Knob<?> choice) {
    Hyperparameter declaration = choice.declaration();
    return new Knob<>(
        declaration,
        value ->
            declaration.choices().contains(value)
                ? List.of()
                : declaration.formulas().of((String) value));
  }

  /** One of all constants of an enum, by their {@link Labels}. */
  public <E extends Enum<E>> Knob<E> choice(String name, E standard, String text) {
    return choice(name, standard, Labels::of, text);
  }

  /** One of some constants of an enum, by their {@link Labels}. */
  public <E extends Enum<E>> Knob<E> choice(String name, E standard, List<E> choices, String text) {
    return choice(name, Standard.of(Labels.of(standard)), choices, Labels::of, text);
  }

  /** One of all constants of an enum, by names of their own. */
  public <E extends Enum<E>> Knob<E> choice(
      String name, E standard, Function<E, String> label, String text) {
    List<E> all = List.of(standard.getDeclaringClass().getEnumConstants());
    return choice(name, Standard.of(label.apply(standard)), all, label, text);
  }

  /** One of some constants, with a standard that may depend on another choice. */
  public <E extends Enum<E>> Knob<E> choice(
      String name, Standard standard, List<E> choices, Function<E, String> label, String text) {
    List<String> labels = choices.stream().map(label).toList();
    return knob(
        Hyperparameter.choice(name, standard, labels, text),
        value -> choices.get(labels.indexOf(value)));
  }

  /** A lane hyperparameter with a standard of its own. */
  public Dial dial(String name, double standard, double min, double max, String text) {
    return dial(name, Standard.of(standard), Optional.empty(), min, max, text);
  }

  /** One that has no value unless a sweep sets it: then something else decides. */
  public Dial optional(String name, double min, double max, String text) {
    return dial(name, Standard.NONE, Optional.empty(), min, max, text);
  }

  /** One that has the value of another when a sweep does not set it. */
  public Dial like(Dial instead, String name, double min, double max, String text) {
    return dial(name, Standard.NONE, Optional.of(instead), min, max, text);
  }

  private <T> Knob<T> knob(Hyperparameter declaration, Function<Object, T> reading) {
    all.add(declaration);
    return new Knob<>(declaration, reading);
  }

  private Dial dial(
      String name, Standard standard, Optional<Dial> instead, double min, double max, String text) {
    Hyperparameter declaration = Hyperparameter.real(name, Kind.LANE, standard, min, max, text);
    all.add(declaration);
    return new Dial(declaration, instead);
  }
}
