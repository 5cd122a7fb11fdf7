package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The facts of group C: listed in a case, or the inputs that numpy drew, with their ideal. */
final class LayerFacts {

  private final List<JsonNode> inputs = new ArrayList<>();

  /**
   * @param root of the file {@code C_facts}
   */
  LayerFacts(JsonNode root) {
    GoldenJson.at(root, "inputs").forEach(inputs::add);
  }

  /** Inputs and targets, lesson by lesson. */
  record Lessons(double[][] x, double[][] y) {}

  /** The lessons of a case. */
  Lessons of(JsonNode item) {
    if (!item.hasNonNull("facts")) {
      return of(
          GoldenJson.integer(item, "facts_seed"),
          GoldenJson.integer(item, "n_facts"),
          GoldenJson.text(item, "ideal"));
    }
    Lessons once = listed(item.get("facts"));
    int count = once.x.length;
    int all = count * GoldenJson.integer(item, "epochs");
    double[][] x = new double[all][];
    double[][] y = new double[all][];
    for (int i = 0; i < all; i++) {
      x[i] = once.x[i % count];
      y[i] = once.y[i % count];
    }
    return new Lessons(x, y);
  }

  /** Facts as they are listed. */
  static Lessons listed(JsonNode facts) {
    double[][] x = new double[facts.size()][];
    double[][] y = new double[facts.size()][];
    for (int i = 0; i < x.length; i++) {
      x[i] = numbers(GoldenJson.at(facts.get(i), "x"));
      y[i] = numbers(GoldenJson.at(facts.get(i), "y"));
    }
    return new Lessons(x, y);
  }

  private static double[] numbers(JsonNode node) {
    return node.isArray() ? GoldenJson.numbers(node) : GoldenJson.tensor(node);
  }

  /** So many facts of a seed. */
  Lessons of(int seed, int count, String ideal) {
    double[] all =
        inputs.stream()
            .filter(one -> GoldenJson.text(one, "name").equals("seed_" + seed))
            .findFirst()
            .map(one -> GoldenJson.tensor(GoldenJson.at(one, "x")))
            .orElseThrow(() -> new GoldenException("C_facts must have seed_" + seed));
    double[][] x = new double[count][];
    double[][] y = new double[count][];
    for (int i = 0; i < count; i++) {
      double v0 = all[2 * i];
      double v1 = all[2 * i + 1];
      x[i] = new double[] {v0, v1};
      y[i] =
          switch (ideal) {
            case "identity" -> x[i];
            case "swap" -> new double[] {v1, v0};
            case "twice" -> new double[] {2 * v0, 2 * v1};
            case "diff_squared_and_zero" -> new double[] {(v0 - v1) * (v0 - v1), 0};
            case "ones" -> new double[] {1, 1};
            default -> throw new GoldenException("ideal is not of group C, got " + ideal);
          };
    }
    return new Lessons(x, y);
  }
}
