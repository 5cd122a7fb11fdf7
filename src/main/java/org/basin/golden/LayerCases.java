package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.basin.kernel.Kernels;
import org.basin.layers.LayerBench;
import org.basin.layers.LowPass;

/**
 * Group C: nets of layers and the notebook's bench. Losses are compared by their square roots, all
 * numbers by {@code |a - b| <= tol max(1, |b|)}.
 */
final class LayerCases {

  /** From here on the sum of squares may leave single precision. */
  private static final double LARGE = 1e38;

  /** A relative change of start values for {@link #amplification}, far above double rounding. */
  private static final double NUDGE = 1e-9;

  private final double tolerance;

  /** What start values are multiplied by. */
  private double factor = 1;

  private final boolean single;
  private final Kernels kernels;
  private final LayerFacts facts;
  private final Deviations into;

  LayerCases(
      Arithmetic arithmetic, double tolerance, Kernels kernels, LayerFacts facts, Deviations into) {
    single = arithmetic.single();
    this.tolerance = tolerance;
    this.kernels = kernels;
    this.facts = facts;
    this.into = into;
  }

  /**
   * By how much a small relative change of the start values grows, measured in double precision.
   */
  static double amplification(JsonNode item, LayerFacts facts) {
    if (!item.path("kind").asText().equals("learn")) {
      return 1;
    }
    Deviations growth = new Deviations(NUDGE);
    try (Kernels kernels = Arithmetic.DOUBLE.open()) {
      LayerCases cases = new LayerCases(Arithmetic.DOUBLE, NUDGE, kernels, facts, growth);
      cases.factor = 1 + NUDGE;
      cases.learn(item);
    }
    return growth.share();
  }

  /** Why a case can't be recomputed; empty when it can. */
  static Optional<String> missing(JsonNode item) {
    if (!item.has("cell")) {
      return Optional.empty();
    }
    return switch (item.get("cell").asText()) {
      case "8-10", "11-12", "24-25", "26,29,32", "70" -> Optional.empty();
      case "69" -> Optional.of("draws of numpy");
      default -> Optional.of("not reproducible: " + item.path("note").asText());
    };
  }

  void compare(JsonNode item) {
    if (item.has("cell")) {
      cell(item);
      return;
    }
    switch (GoldenJson.text(item, "kind")) {
      case "learn" -> learn(item);
      case "raises" -> raises(item);
      case "leaky_formula" -> leaky(item);
      case "alpha_slider" -> {
        double[] x = GoldenJson.numbers(GoldenJson.at(item, "x"));
        double[] alpha = GoldenJson.numbers(GoldenJson.at(item, "alpha"));
        for (int i = 0; i < x.length; i++) {
          compare("alpha[" + i + "]", LayerBench.sliderAlpha(x[i]), alpha[i]);
        }
      }
      case "low_pass" ->
          compare("y", LowPass.of(GoldenJson.tensor(GoldenJson.at(item, "x"))), tensor(item, "y"));
      case "parameter_image" ->
          compare("image", net(item, "transpose").image().values(), tensor(item, "image"));
      default -> throw new GoldenException("kind is not of group C, got " + item.get("kind"));
    }
  }

  private void learn(JsonNode item) {
    LayerBench net = net(item, GoldenJson.text(item, "rule"));
    net.setAlpha(GoldenJson.number(item, "alpha"));
    LayerFacts.Lessons lessons = facts.of(item);
    double[] losses = net.learn(lessons.x(), lessons.y());
    double[] expected = GoldenJson.numbers(GoldenJson.at(item, "losses"));
    int reliable = GoldenJson.integer(item, "reliable_losses");
    for (int i = 0; i < reliable; i++) {
      loss("loss " + i, losses[i], expected[i]);
    }
    if (reliable == expected.length) {
      potential("learning potential", losses[reliable - 1], item.get("learning_potential"));
    }
    if (GoldenJson.at(item, "final_reliable").asBoolean()) {
      for (int k = 0; k < item.get("final").size(); k++) {
        compare("M " + k, net.matrix(k), tensor(item.get("final").get(k), "M"));
        compare("b " + k, net.bias(k), tensor(item.get("final").get(k), "b"));
      }
    }
  }

  /** The rule as-is must be refused where the notebook raises. */
  private void raises(JsonNode item) {
    try {
      net(item, GoldenJson.text(item, "rule"));
    } catch (IllegalArgumentException refused) {
      return;
    }
    into.compare("raised", 0, 1);
  }

  private void leaky(JsonNode item) {
    String leak = " " + GoldenJson.number(item, "leak");
    double[] x = tensor(item, "x");
    double[] reversed = tensor(item, "x_reversed");
    compare("fun", behindIdentity("leaky-as-is" + leak, x), tensor(item, "fun"));
    compare("dfun", slopes("leaky-as-is" + leak, x), tensor(item, "dfun"));
    String cast = "leaky-as-is-in-numpy" + leak;
    compare("cast", slopes(cast, x), tensor(item, "dfun_as_is_first_negative"));
    compare("cast", slopes(cast, reversed), tensor(item, "dfun_as_is_first_positive_order"));
  }

  private double[] behindIdentity(String map, double[] x) {
    return identity(map, x.length).output(x);
  }

  /** From one step of b: with target y - 1 it goes down by α times the slope. */
  private double[] slopes(String map, double[] x) {
    LayerBench net = identity(map, x.length);
    double[] y = net.output(x);
    for (int i = 0; i < y.length; i++) {
      y[i] -= 1;
    }
    net.setAlpha(1);
    net.learn(new double[][] {x}, new double[][] {y});
    double[] slopes = net.bias(0);
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = -slopes[i];
    }
    return slopes;
  }

  private LayerBench identity(String map, int units) {
    LayerBench net = new LayerBench(List.of("affine " + units, map), units, "transpose", kernels);
    double[] matrix = new double[units * units];
    for (int i = 0; i < units; i++) {
      matrix[i * units + i] = 1;
    }
    net.setAffine(0, matrix, new double[units]);
    return net;
  }

  private void cell(JsonNode item) {
    JsonNode outputs = GoldenJson.at(item, "outputs");
    switch (GoldenJson.text(item, "cell")) {
      case "8-10" -> {
        compare("net([0, 1, 2])", outputs("identity", 0, 1, 2), numbers(outputs, 0));
        lastLoss("identity", item, outputs.get(1).asDouble());
        compare("net([2, 3])", outputs("identity", 2, 3), numbers(outputs, 2));
      }
      case "11-12" -> {
        String map = "map x + 1";
        lastLoss(map, item, outputs.get(0).asDouble());
        compare("net(0..4)", outputs(map, 0, 1, 2, 3, 4), numbers(outputs, 1));
        compare("net([2, 3])", outputs(map, 2, 3), numbers(outputs, 2));
      }
      case "24-25" -> {
        LayerBench net = identity("double", 2);
        net.setAffine(0, tensor(item, "M"), tensor(item, "b"));
        compare("net([3, 5])", net.output(new double[] {3, 5}), GoldenJson.numbers(outputs.get(0)));
      }
      case "26,29,32" -> {
        LayerBench net = identity("double", 2);
        compare("net([3, 5])", net.output(new double[] {3, 5}), GoldenJson.numbers(outputs.get(0)));
        compare(
            "net([7, 11])", net.output(new double[] {7, 11}), GoldenJson.numbers(outputs.get(1)));
      }
      default -> {
        LayerBench net = identity("half-square", 2);
        // cell 69
        net.setAffine(
            0,
            new double[] {
              -0.32158469309218346, 0.15113037165299167, -0.018627715556959044, 0.48352878740830696
            },
            new double[] {0.7689651576916865, 1.3662428435589185});
        LayerFacts.Lessons lessons = facts.of(3, 100, "diff_squared_and_zero");
        double potential = net.learningPotential(lessons.x(), lessons.y());
        into.compare("learning potential", potential, Double.NaN);
      }
    }
  }

  /** What a net of one map, which learns nothing, makes of an input. */
  private double[] outputs(String map, double... x) {
    return new LayerBench(List.of(map), x.length, "transpose", kernels).output(x);
  }

  private void lastLoss(String map, JsonNode item, double expected) {
    LayerBench net = new LayerBench(List.of(map), 2, "transpose", kernels);
    LayerFacts.Lessons lessons = LayerFacts.listed(GoldenJson.at(item, "facts"));
    double[] losses = net.learn(lessons.x(), lessons.y());
    loss("last loss", losses[losses.length - 1], expected);
  }

  private static double[] numbers(JsonNode outputs, int i) {
    return GoldenJson.numbers(outputs.get(i));
  }

  /** A net with the start of a case. */
  private LayerBench net(JsonNode item, String rule) {
    List<String> layers = new ArrayList<>();
    int inputs = 0;
    for (JsonNode layer : GoldenJson.at(item, "layers")) {
      layers.add(layer(layer));
      if (inputs == 0 && layer.has("M")) {
        inputs = layer.get("M").get("shape").get(1).intValue();
      }
    }
    LayerBench net = new LayerBench(layers, inputs, rule.replace('_', '-'), kernels);
    int k = 0;
    for (JsonNode layer : item.get("layers")) {
      if (layer.has("M")) {
        double[] matrix = tensor(layer, "M");
        for (int i = 0; i < matrix.length; i++) {
          matrix[i] *= factor;
        }
        net.setAffine(k++, matrix, tensor(layer, "b"));
      }
    }
    return net;
  }

  private static String layer(JsonNode layer) {
    if (layer.has("M")) {
      return "affine " + layer.get("M").get("shape").get(0).intValue();
    }
    boolean cast = layer.path("cast").asText().equals("numpy_first_element");
    String leak = String.format(Locale.ROOT, " %s", layer.path("leak").asDouble());
    return switch (GoldenJson.text(layer, "fun")) {
      case "square_half" -> "half-square";
      case "leaky" -> (cast ? "leaky-as-is-in-numpy" : "leaky-as-is") + leak;
      case "leaky_fixed" -> "leaky" + leak;
      default -> GoldenJson.text(layer, "fun");
    };
  }

  /** The bench's calls, one after the other, on one net. */
  void bench(JsonNode root) {
    LayerBench net = new LayerBench(List.of("affine 2"), 2, "transpose", kernels);
    net.setAffine(0, tensor(root, "M"), tensor(root, "b"));
    net.checkpoint();
    int seed = 3;
    for (JsonNode call : GoldenJson.at(root, "calls")) {
      String text = GoldenJson.text(call, "call");
      if (text.startsWith("seed=4")) {
        seed = 4;
      }
      if (text.contains("learning_potential")) {
        boolean own = text.contains("n=50");
        LayerFacts.Lessons lessons = facts.of(seed, own ? 50 : 100, "identity");
        // the notebook keeps its copy before it sets alpha, which is forgotten
        net.checkpoint();
        net.setAlpha(own ? 0.3 : net.alpha());
        double[] losses = net.learn(lessons.x(), lessons.y());
        potential(text, losses[losses.length - 1], call.get("value"));
        if (call.has("original_M")) {
          compare(text + " trained", net.matrix(0), tensor(call, "original_M"));
        }
        net.rollback();
      } else if (text.startsWith("learn(5)")) {
        LayerFacts.Lessons lessons = facts.of(seed, 5, "identity");
        double[] losses = net.learn(lessons.x(), lessons.y());
        double[] expected = GoldenJson.numbers(call.get("value"));
        for (int i = 0; i < losses.length; i++) {
          loss(text + " loss " + i, losses[i], expected[i]);
        }
      } else if (text.startsWith("rollback")) {
        net.rollback();
      } else {
        throw new GoldenException("a call must be of the bench, got " + text);
      }
      compare(text + " M", net.matrix(0), tensor(call, "bench_M"));
      compare(text + " alpha", net.alpha(), GoldenJson.number(call, "bench_alpha"));
    }
  }

  private void loss(String what, double actual, double expected) {
    if (single && expected > LARGE) {
      into.compare(what + " is not below 1e38", actual < LARGE ? 1 : 0, 0);
      return;
    }
    compare("root of " + what, Math.sqrt(actual), Math.sqrt(expected));
  }

  /** {@code -ln L} as far as the root of L is known: its error is twice the relative one. */
  private void potential(String what, double loss, JsonNode expected) {
    double potential = GoldenJson.number(expected);
    double root = Math.exp(-potential / 2);
    double allowed = tolerance * (Math.max(1, Math.abs(potential)) + 2 * Math.max(1, root) / root);
    if (root > 0) {
      into.compare(what, -Math.log(loss), potential, allowed);
    }
  }

  private void compare(String what, double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      into.compare(what, actual, expected); // refuses
    }
    for (int i = 0; i < actual.length; i++) {
      compare(what + "[" + i + "]", actual[i], expected[i]);
    }
  }

  private void compare(String what, double actual, double expected) {
    into.compare(what, actual, expected, tolerance * Math.max(1, Math.abs(expected)));
  }

  private static double[] tensor(JsonNode node, String field) {
    return GoldenJson.tensor(GoldenJson.at(node, field));
  }
}
