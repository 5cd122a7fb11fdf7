package org.basin.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Functions of a neural grid's neurons, each with its slope. */
public enum GridActivation {
  /** sin x, the grid's own. */
  SIN,
  /** Hyperbolic tangent. */
  TANH,
  /** x Φ(x) with the normal distribution Φ, by erf and not by its tanh approximation. */
  GELU,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** x. */
  IDENTITY;

  /** The name in a sweep file. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of all of them. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(GridActivation::label).toList();
  }
}
