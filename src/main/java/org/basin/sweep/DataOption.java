package org.basin.sweep;

import java.util.List;

/**
 * One option of a kind of data, such as {@code noise} of {@code moons}.
 *
 * @param name as users write it
 * @param type what its value is
 * @param standard the value when a sweep does not give it, as text; "" when it has none
 * @param need whether a sweep may leave it out
 * @param min the least value of a number (inclusive)
 * @param max the greatest value of a number (inclusive)
 * @param choices the words that a {@link Type#CHOICE} admits, else empty
 * @param text one line that says what it does
 */
public record DataOption(
    String name,
    Type type,
    String standard,
    Need need,
    double min,
    double max,
    List<String> choices,
    String text) {

  /** What the value of an option is, with its Java type. */
  public enum Type {
    /** {@link Double}, finite. */
    REAL,
    /** {@link Long}. */
    INTEGER,
    /** {@link String}, one of the choices. */
    CHOICE,
    /** {@link String}. */
    TEXT,
    /** {@link String}, a path or a URI; a relative one starts at the sweep file's folder. */
    PATH,
    /** A {@link List} of {@link String}, at least one, all distinct. */
    TEXTS
  }

  /** Whether an option may be left out. */
  public enum Need {
    OPTIONAL,
    REQUIRED
  }

  public DataOption {
    choices = List.copyOf(choices);
  }

  /** A number in {@code [min, max]}. */
  public static DataOption real(String name, String standard, double min, double max, String text) {
    return new DataOption(name, Type.REAL, standard, Need.OPTIONAL, min, max, List.of(), text);
  }

  /** A whole number in {@code [min, max]}. */
  public static DataOption integer(String name, String standard, long min, long max, String text) {
    return new DataOption(name, Type.INTEGER, standard, Need.OPTIONAL, min, max, List.of(), text);
  }

  /** One of some words. */
  public static DataOption choice(String name, String standard, List<String> choices, String text) {
    return new DataOption(name, Type.CHOICE, standard, Need.OPTIONAL, 0, 0, choices, text);
  }

  /** A text. */
  public static DataOption text(String name, String text) {
    return bare(name, Type.TEXT, text);
  }

  /** A file or a folder. */
  public static DataOption path(String name, String text) {
    return bare(name, Type.PATH, text);
  }

  /** A list of texts. */
  public static DataOption texts(String name, String text) {
    return bare(name, Type.TEXTS, text);
  }

  private static DataOption bare(String name, Type type, String text) {
    return new DataOption(name, type, "", Need.OPTIONAL, 0, 0, List.of(), text);
  }

  /** The same option, which now must be given. */
  public DataOption required() {
    return new DataOption(name, type, standard, Need.REQUIRED, min, max, choices, text);
  }
}
