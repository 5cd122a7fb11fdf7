package org.basin.sweep;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.basin.sweep.condition.ConditionException;
import org.basin.sweep.condition.Named;

/**
 * One hyperparameter of a model: its name, what values it takes and whether it changes the code
 * path or only numbers.
 *
 * <p>A name may carry indices, written as single capitals from I to L: {@code weight_K_I_J} stands
 * for {@code weight_0_0_0}, {@code weight_0_0_1} and so on.
 *
 * @param name as users write it
 * @param type what its values are
 * @param kind structural or lane
 * @param standard the value when a sweep does not set it
 * @param min the least value of a number (inclusive); the least size of {@link Type#SIZES}
 * @param max the greatest value of a number (inclusive)
 * @param choices the texts that a {@link Type#CHOICE} admits, else empty
 * @param formulas which texts are formulas; a choice may be one instead
 * @param text one line that says what it does
 */
public record Hyperparameter(
    String name,
    Type type,
    Kind kind,
    Standard standard,
    double min,
    double max,
    List<String> choices,
    Formulas formulas,
    String text)
    implements Named, Serializable {

  /** What values a hyperparameter takes, with the Java type of one value. */
  public enum Type {
    /** {@link Double}, finite. */
    REAL,
    /** {@link Long}. */
    INTEGER,
    /** {@link String}, one of the choices. */
    CHOICE,
    /** {@link Boolean}. */
    SWITCH,
    /** A {@link List} of {@link Long}, such as hidden layer sizes. */
    SIZES,
    /** A {@link List} of {@link String}, such as the layers of a net, one text to a layer. */
    TEXTS
  }

  /** Whether a hyperparameter changes the code path. */
  public enum Kind {
    /** Shapes, loop counts, schemes: trials that differ here cannot share a plane. */
    STRUCTURAL,
    /** Numbers only: trials that differ here are trained together, one to a lane. */
    LANE
  }

  public Hyperparameter {
    Objects.requireNonNull(name);
    choices = List.copyOf(choices);
    if (kind == Kind.LANE && type != Type.REAL) {
      throw new IllegalArgumentException(
          "a lane hyperparameter must be real, got name=" + name + ", type=" + type);
    }
  }

  /** The same with texts that are formulas. */
  public Hyperparameter with(Formulas formulas) {
    return new Hyperparameter(name, type, kind, standard, min, max, choices, formulas, text);
  }

  @Override
  public boolean takes(String given) {
    try {
      return Named.super.takes(given)
          || formulas.means(given) && formulas.canonical(given).equals(given);
    } catch (ConditionException e) {
      return false;
    }
  }

  @Override
  public boolean numeric() {
    return type == Type.REAL || type == Type.INTEGER;
  }

  /**
   * Whether a name in a sweep file means this hyperparameter: the name itself or, when it carries
   * indices, the name with a whole number, written without leading zeros, for each of them.
   */
  public boolean matches(String given) {
    return NamePattern.of(name).matches(given);
  }

  /** Whether the name carries indices. */
  public boolean indexed() {
    return !matches(name);
  }

  /**
   * A regular expression, of Java and of JavaScript, for the names that this {@linkplain #matches
   * matches}.
   */
  public String regex() {
    return NamePattern.of(name).regex();
  }

  /**
   * The indices in a name that {@linkplain #matches matches}: 0, 2 and 10 for {@code
   * weight_0_2_10}; none when this carries no indices.
   */
  public List<Integer> indices(String given) {
    return NamePattern.of(name).indices(given);
  }

  /** A real number in {@code [min, max]}. */
  public static Hyperparameter real(
      String name, Kind kind, Standard standard, double min, double max, String text) {
    return new Hyperparameter(
        name, Type.REAL, kind, standard, min, max, List.of(), Formulas.NONE, text);
  }

  /** A whole number in {@code [min, max]}, structural. */
  public static Hyperparameter integer(
      String name, long standard, long min, long max, String text) {
    return integer(name, Standard.of(standard), min, max, text);
  }

  /** A whole number in {@code [min, max]}, structural. */
  public static Hyperparameter integer(
      String name, Standard standard, long min, long max, String text) {
    return new Hyperparameter(
        name, Type.INTEGER, Kind.STRUCTURAL, standard, min, max, List.of(), Formulas.NONE, text);
  }

  /** One of some texts, structural. */
  public static Hyperparameter choice(
      String name, String standard, List<String> choices, String text) {
    return choice(name, Standard.of(standard), choices, text);
  }

  /** One of some texts, structural. */
  public static Hyperparameter choice(
      String name, Standard standard, List<String> choices, String text) {
    return new Hyperparameter(
        name, Type.CHOICE, Kind.STRUCTURAL, standard, 0, 0, choices, Formulas.NONE, text);
  }

  /** Yes or no, structural. */
  public static Hyperparameter onOff(String name, boolean standard, String text) {
    return new Hyperparameter(
        name,
        Type.SWITCH,
        Kind.STRUCTURAL,
        Standard.of(standard),
        0,
        1,
        List.of("true", "false"),
        Formulas.NONE,
        text);
  }

  /** A list of whole numbers, each in {@code [min, max]}, structural; may be empty. */
  public static Hyperparameter sizes(
      String name, List<Long> standard, long min, long max, String text) {
    return new Hyperparameter(
        name,
        Type.SIZES,
        Kind.STRUCTURAL,
        Standard.of(standard),
        min,
        max,
        List.of(),
        Formulas.NONE,
        text);
  }

  /** A list of texts, structural; may be empty. {@link Listed} says what a text may be. */
  public static Hyperparameter texts(String name, List<String> standard, String text) {
    return new Hyperparameter(
        name,
        Type.TEXTS,
        Kind.STRUCTURAL,
        Standard.of(standard),
        0,
        0,
        List.of(),
        Formulas.NONE,
        text);
  }
}
