package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.formula.Formula;
import org.basin.kernel.Activation;

/** Reads the layers of a net from the texts of a sweep. */
final class Layers {

  /** What a text may be. */
  static final String KNOWN =
      "affine N, identity, tanh, sigmoid, relu, leaky L, leaky-as-is L, half-square, double or"
          + " map FORMULA of x";

  /** What the formula of a map reads. */
  static final String VARIABLE = "x";

  /** The notebook's leak when a text gives none. */
  private static final double LEAK = 0.01;

  private static final int MOST_UNITS = 4096;

  private static final Pattern TEXT = Pattern.compile("(\\S+)(?: (\\S+))?");

  private Layers() {}

  /**
   * The layers of a net, bottom up. An identity is none.
   *
   * @throws IllegalArgumentException with the law, when a text is no layer
   */
  static List<Layer> of(List<?> texts) {
    List<Layer> layers = new ArrayList<>();
    for (Object text : texts) {
      if (!text.equals("identity")) {
        layers.add(layer((String) text));
      }
    }
    return List.copyOf(layers);
  }

  private static Layer layer(String text) {
    if (text.startsWith("map ")) {
      return new Elementwise.Written(
          Formula.of(text.substring("map ".length()), List.of(VARIABLE)));
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("a layer must be " + KNOWN + ", got " + text);
    }
    Optional<String> number = Optional.ofNullable(parts.group(2));
    return switch (parts.group(1)) {
      case "affine" -> affine(number, text);
      case "leaky" -> {
        double leak = leak(number, text);
        yield new Elementwise.Hinge(text, leak, 1, leak);
      }
      case "leaky-as-is-in-numpy" -> new Elementwise.CastHinge(leak(number, text));
      case "leaky-as-is" -> {
        double leak = leak(number, text);
        yield new Elementwise.Hinge(text, leak / 2, 1, leak);
      }
      default -> plain(text);
    };
  }

  private static Layer plain(String text) {
    return switch (text) {
      case "tanh" -> new Elementwise.Smooth(Activation.TANH);
      case "sigmoid" -> new Elementwise.Smooth(Activation.SIGMOID);
      case "relu" -> new Elementwise.Smooth(Activation.RELU);
      case "half-square" -> new Elementwise.HalfSquare();
      case "double" -> new Elementwise.Hinge(text, 2, 2, 2);
      default -> throw new IllegalArgumentException("a layer must be " + KNOWN + ", got " + text);
    };
  }

  private static Layer affine(Optional<String> number, String text) {
    try {
      int units = Integer.parseInt(number.orElse(""));
      if (units >= 1 && units <= MOST_UNITS) {
        return new Affine(units);
      }
    } catch (NumberFormatException e) {
      // refused below with what is too large or too small
    }
    throw new IllegalArgumentException(
        "affine N needs its units, a whole number from 1 to " + MOST_UNITS + ", got " + text);
  }

  private static double leak(Optional<String> number, String text) {
    if (number.isEmpty()) {
      return LEAK;
    }
    try {
      double leak = Double.parseDouble(number.get());
      if (leak >= 0 && leak <= 1) {
        return leak;
      }
    } catch (NumberFormatException e) {
      // refused below with what is out of range
    }
    throw new IllegalArgumentException("the leak must be a number from 0 to 1, got " + text);
  }
}
