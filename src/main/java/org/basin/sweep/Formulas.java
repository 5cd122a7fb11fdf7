package org.basin.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.sweep.condition.AnyNumber;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.ConditionParser;
import org.basin.sweep.condition.Named;
import org.basin.sweep.text.Nearest;

/**
 * Which texts of a hyperparameter are formulas. A formula is kept in its canonical text, so that
 * {@code map x+1} and {@code map x + 1} are one value.
 *
 * @param word what such a text begins with, as {@code map} in {@code map x + 1}; "" if the text is
 *     the formula itself
 * @param several whether a text holds several formulas with commas between them
 * @param variables what formulas may read; a name that ends in a capital I stands for one with any
 *     whole number: {@code vI} for v0, v1, …; none if no text is a formula
 */
public record Formulas(String word, boolean several, List<String> variables)
    implements Serializable {

  /** No text is a formula. */
  public static final Formulas NONE = new Formulas("", false, List.of());

  public Formulas {
    variables = List.copyOf(variables);
  }

  /** One formula behind a word. */
  public static Formulas after(String word, String... variables) {
    return new Formulas(word, false, List.of(variables));
  }

  /** A list of formulas behind a word. */
  public static Formulas listedAfter(String word, String... variables) {
    return new Formulas(word, true, List.of(variables));
  }

  /** The text itself. */
  public static Formulas alone(String... variables) {
    return new Formulas("", false, List.of(variables));
  }

  /** Whether any text is a formula. */
  public boolean any() {
    return !variables.isEmpty();
  }

  /** Whether a text, which is not one of the choices, is to be read as a formula. */
  public boolean means(String text) {
    return any() && (word.isEmpty() || text.startsWith(word + " "));
  }

  /** How it is written, for a person: {@code map FORMULA of x}. */
  public String form() {
    String list = several ? "FORMULA, …" : "FORMULA";
    String names =
        variables.stream()
            .map(
                name ->
                    name.endsWith("I") ? indexed(name, 0) + ", " + indexed(name, 1) + ", …" : name)
            .collect(Collectors.joining(", "));
    return (word.isEmpty() ? list : word + " " + list) + " of " + names;
  }

  private static String indexed(String name, int index) {
    return name.substring(0, name.length() - 1) + index;
  }

  /**
   * The canonical text of a text that {@linkplain #means means} formulas.
   *
   * @throws ConditionException at the first mistake, with its column in the text
   */
  public String canonical(String text) throws ConditionException {
    if (!several) {
      return prefix() + one(text.substring(prefix().length()), prefix().length());
    }
    List<String> parts = new ArrayList<>();
    int from = prefix().length();
    for (String part : Listed.split(text.substring(from))) {
      parts.add(one(part, from));
      from += part.length() + 1;
    }
    return written(parts);
  }

  private String one(String text, int before) throws ConditionException {
    try {
      return formula(text);
    } catch (ConditionException e) {
      throw e.right(before);
    }
  }

  /**
   * The canonical text of one formula, without a word.
   *
   * @throws ConditionException at the first mistake
   */
  public String formula(String text) throws ConditionException {
    return ConditionParser.number(text, this::variable).toString();
  }

  /** The text that holds some formulas, which are canonical. */
  public String written(List<String> formulas) {
    return prefix() + String.join(", ", formulas);
  }

  private String prefix() {
    return word.isEmpty() ? "" : word + " ";
  }

  /** The formulas of a value; none if it is not a formula but a choice. */
  public List<String> of(String value) {
    if (!means(value)) {
      return List.of();
    }
    String text = value.substring(prefix().length());
    return several ? Listed.split(text).stream().map(String::strip).toList() : List.of(text);
  }

  private Named variable(String name) {
    for (String known : variables) {
      boolean indexed = known.endsWith("I");
      String stem = indexed ? known.substring(0, known.length() - 1) : known;
      if (indexed ? name.matches(stem + "(0|[1-9][0-9]{0,8})") : name.equals(known)) {
        return new AnyNumber();
      }
    }
    List<String> names =
        variables.stream()
            .flatMap(
                each ->
                    each.endsWith("I")
                        ? Stream.of(indexed(each, 0), indexed(each, 1))
                        : Stream.of(each))
            .toList();
    throw new IllegalArgumentException("must name a variable, " + Nearest.of(name, names));
  }
}
