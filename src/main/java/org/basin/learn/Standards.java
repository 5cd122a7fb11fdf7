package org.basin.learn;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.basin.sweep.Hyperparameter;

/**
 * Hyperparameters as a sweep sets them, or at the standard that their declaration states. The
 * parser has checked types and ranges.
 */
public final class Standards {

  private final List<Hyperparameter> declared;

  /**
   * @param declared all hyperparameters of a family
   */
  public Standards(List<Hyperparameter> declared) {
    this.declared = List.copyOf(declared);
  }

  /** A whole number of a structure. */
  public int integer(Map<String, Object> structure, String name) {
    return Math.toIntExact(whole(structure, name));
  }

  /** A whole number of a structure. */
  public long whole(Map<String, Object> structure, String name) {
    return (Long) value(structure, name);
  }

  /** A choice of a structure. */
  public String choice(Map<String, Object> structure, String name) {
    return (String) value(structure, name);
  }

  /** A choice of a structure, as enums spell it. */
  public String constant(Map<String, Object> structure, String name) {
    return choice(structure, name).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** A switch of a structure. */
  public boolean flag(Map<String, Object> structure, String name) {
    return (Boolean) value(structure, name);
  }

  /** The sizes of a structure. */
  public List<Integer> sizes(Map<String, Object> structure, String name) {
    return ((List<?>) value(structure, name))
        .stream().map(size -> Math.toIntExact((Long) size)).toList();
  }

  /** The texts of a structure. */
  public List<String> texts(Map<String, Object> structure, String name) {
    return ((List<?>) value(structure, name)).stream().map(String.class::cast).toList();
  }

  /** The standard of a lane hyperparameter, which must have one of its own. */
  public double number(String name) {
    return (Double) standard(name, Map.of());
  }

  private Object value(Map<String, Object> structure, String name) {
    Object given = structure.get(name);
    return given == null ? standard(name, structure) : given;
  }

  private Object standard(String name, Map<String, Object> structure) {
    return declared.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .flatMap(one -> one.standard().in(structure))
        .orElseThrow(
            () -> new IllegalArgumentException("must have a standard of its own, got " + name));
  }
}
