package org.basin.data;

import java.util.List;

/** The data sets that a sweep file may name. */
public final class Datasets {

  private static final Dataset XOR =
      new Dataset("xor", 2, 2, new double[] {0, 0, 0, 1, 1, 0, 1, 1}, new int[] {0, 1, 1, 0});

  private Datasets() {}

  /** Names of the built-in data sets. */
  public static List<String> names() {
    return List.of("xor");
  }

  /**
   * The data set of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Dataset of(String name) {
    return switch (name) {
      case "xor" -> XOR;
      default ->
          throw new IllegalArgumentException("data must be one of " + names() + ", got " + name);
    };
  }
}
