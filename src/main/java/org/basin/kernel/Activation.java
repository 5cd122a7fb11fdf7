package org.basin.kernel;

import java.util.Arrays;
import java.util.List;

/** Elementwise functions that the kernels offer, under the names that sweep files use. */
public enum Activation {
  /** 1 / (1 + e^-x). */
  SIGMOID("sigmoid"),
  /** Hyperbolic tangent. */
  TANH("tanh"),
  /** max(0, x). */
  RELU("relu"),
  /** min(1, max(0, x)), the clip of the comparative study. */
  HARD_SIGMOID("hard-sigmoid"),
  /** x. */
  IDENTITY("identity");

  private final String label;

  Activation(String label) {
    this.label = label;
  }

  /** The name in a sweep file. */
  public String label() {
    return label;
  }

  /** Why {@link Kernels#through} refuses it. */
  public IllegalArgumentException valueHidesSlope() {
    return new IllegalArgumentException(
        "the value of an activation must tell its slope, got " + label);
  }

  /** Names of all activations. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Activation::label).toList();
  }

  /**
   * The activation of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Activation of(String label) {
    return Arrays.stream(values())
        .filter(a -> a.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "an activation is one of " + labels() + ", got " + label));
  }
}
