package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.basin.data.Dataset;
import org.basin.grid.GridReplay;
import org.basin.grid.GridSettings;
import org.basin.grid.StackReplay;
import org.basin.kernel.GridActivation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Stencil;

/**
 * Group B: neural grids. The grid alone with its gradients; nets with dense layers, of the newer
 * version, and with layers of the image's size; ten steps of an optimizer; and the double loop of
 * the text, which is shifted, against the band matrix.
 */
final class GridCases {

  /** What a parameter of a file is called here; lists have one entry for each layer. */
  private static final Map<String, String> NAMES =
      Map.of(
          "linear_in_w", "dense_in_w",
          "linear_in_b", "dense_in_b",
          "linear_out_w", "dense_out_w",
          "linear_out_b", "dense_out_b",
          "dense_w", "dense_out_w",
          "dense_b", "dense_out_b");

  private GridCases() {}

  static void compare(JsonNode item, Kernels kernels, Deviations into) {
    switch (GoldenJson.text(item, "kind")) {
      case "grid2d" -> grid(item, kernels, into);
      case "naive_vs_band" -> naive(item, kernels, into);
      case "train2d" -> train(item, kernels, into);
      case "net2d", "net2d_gelu_layernorm", "net3d" -> net(item, kernels, into);
      default -> throw new GoldenException("kind is not of group B, got " + item.get("kind"));
    }
  }

  private static StackReplay stack(JsonNode item, int height, int samples, Kernels kernels) {
    int kernel = item.has("kernel") ? GoldenJson.integer(item, "kernel") : 3;
    JsonNode weights = GoldenJson.at(item, "weights");
    GridActivation activation = GridActivation.valueOf(upper(GoldenJson.text(item, "activation")));
    Stencil stencil = new Stencil(1, height, kernel);
    StackReplay stack = new StackReplay(stencil, weights.size(), activation, samples, kernels);
    stack.set(layers(weights), layers(GoldenJson.at(item, "biases")));
    stack.setInputs(GoldenJson.tensor(GoldenJson.at(item, "x")));
    return stack;
  }

  private static void grid(JsonNode item, Kernels kernels, Deviations into) {
    int samples = GoldenJson.integer(item, "batch");
    StackReplay stack = stack(item, GoldenJson.integer(item, "H"), samples, kernels);
    int depth = GoldenJson.at(item, "weights").size();
    double[] target = GoldenJson.tensor(GoldenJson.at(item, "target"));
    stack.forward();
    double[] output = stack.states(depth);
    into.compare("output", output, GoldenJson.tensor(GoldenJson.at(item, "output")));
    double loss = 0;
    double[] gradient = new double[output.length];
    for (int i = 0; i < output.length; i++) {
      double error = output[i] - target[i];
      loss += error * error / 2 / samples;
      gradient[i] = error / samples;
    }
    into.compare("loss", loss, GoldenJson.number(item, "loss"));
    stack.run(gradient);
    into.compare(
        "grad_weights", stack.weightGradient(), layers(GoldenJson.at(item, "grad_weights")));
    into.compare("grad_biases", stack.biasGradient(), layers(GoldenJson.at(item, "grad_biases")));
    into.compare("grad_x", stack.inputGradient(), GoldenJson.tensor(GoldenJson.at(item, "grad_x")));
    for (int k = 0; k < item.path("layer_outputs").size(); k++) {
      double[] expected = GoldenJson.tensor(item.get("layer_outputs").get(k));
      into.compare("layer " + (k + 1), stack.states(k + 1), expected);
    }
    if (item.has("band_matrix_layer0")) {
      band(item, into);
    }
  }

  /** The band matrix holds weight j in the rows of all who see input j. */
  private static void band(JsonNode item, Deviations into) {
    double[] band = GoldenJson.tensor(item.get("band_matrix_layer0"));
    double[] weights = GoldenJson.tensor(item.get("weights").get(0));
    int margin = (GoldenJson.integer(item, "kernel") - 1) / 2;
    double[] made = new double[band.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        made[i * weights.length + j] = Math.abs(i - j) <= margin ? weights[j] : 0;
      }
    }
    into.compare("band matrix", made, band);
  }

  private static void naive(JsonNode item, Kernels kernels, Deviations into) {
    StackReplay stack = stack(item, GoldenJson.integer(item, "H"), 1, kernels);
    stack.forward();
    double[] output = stack.states(GoldenJson.at(item, "weights").size());
    into.compare("band", output, GoldenJson.tensor(GoldenJson.at(item, "band_output")));
    double[] shifted = GoldenJson.tensor(GoldenJson.at(item, "naive_loop_output"));
    double greatest = 0;
    for (int i = 0; i < output.length; i++) {
      greatest = Math.max(greatest, Math.abs(output[i] - shifted[i]));
    }
    into.compare(
        "distance to the double loop", greatest, GoldenJson.number(item, "max_difference"));
  }

  private static void net(JsonNode item, Kernels kernels, Deviations into) {
    int samples = GoldenJson.integer(item, "batch");
    GridReplay net = new GridReplay(settings(item), samples, kernels);
    parameters(net, GoldenJson.at(item, "params"));
    set(net, item, classes(item));
    double loss = net.run();
    into.compare("output", net.outputs(), GoldenJson.tensor(GoldenJson.at(item, "output")));
    into.compare("loss", loss, GoldenJson.number(item, "loss"));
    if (item.has("grid_output")) {
      int depth = item.get("params").get("grid_w").size();
      into.compare("grid output", net.states(depth), GoldenJson.tensor(item.get("grid_output")));
    }
    named(GoldenJson.at(item, "grads"))
        .forEach((name, expected) -> into.compare("grad " + name, net.gradient(name), expected));
  }

  private static void train(JsonNode item, Kernels kernels, Deviations into) {
    GridReplay net = new GridReplay(settings(item), GoldenJson.integer(item, "batch"), kernels);
    parameters(net, GoldenJson.at(item, "params"));
    net.restart(GoldenJson.number(item, "momentum"));
    double rate = GoldenJson.number(item, "lr");
    JsonNode batches = GoldenJson.at(item, "batches");
    for (int step = 0; step < GoldenJson.integer(item, "steps"); step++) {
      set(net, batches.get(step % batches.size()), classes(item));
      double loss = net.run();
      into.compare("loss " + step, loss, GoldenJson.number(item.get("losses").get(step)));
      net.step(rate);
      if (step == 0) {
        after(net, item, "params_after_step1", into);
      }
    }
    after(net, item, "params_final", into);
  }

  private static void after(GridReplay net, JsonNode item, String field, Deviations into) {
    named(GoldenJson.at(item, field))
        .forEach((name, expected) -> into.compare(field + " " + name, net.get(name), expected));
  }

  /** Samples with targets, which are labels or vectors. */
  private static void set(GridReplay net, JsonNode item, int classes) {
    JsonNode target = GoldenJson.at(item, "target");
    double[] targets;
    if (target.isArray()) {
      int[] labels = GoldenJson.integers(target);
      targets = new double[labels.length * classes];
      for (int s = 0; s < labels.length; s++) {
        targets[s * classes + labels[s]] = 1;
      }
    } else {
      targets = GoldenJson.tensor(target);
    }
    net.setSamples(GoldenJson.tensor(GoldenJson.at(item, "x")), targets);
  }

  private static int classes(JsonNode item) {
    return GoldenJson.integer(item, "n_out");
  }

  private static GridSettings settings(JsonNode item) {
    boolean newer = item.get("kind").asText().equals("net2d_gelu_layernorm");
    boolean cube = item.get("kind").asText().equals("net3d");
    int height = GoldenJson.integer(item, "H");
    int width = GoldenJson.integer(item, "W");
    Map<String, Object> structure = new LinkedHashMap<>();
    structure.put("kernel", GoldenJson.at(item, "kernel").longValue());
    structure.put("activation", newer ? "gelu" : GoldenJson.text(item, "activation"));
    structure.put("layer_norm", newer);
    structure.put("dimensions", cube ? 3L : 2L);
    structure.put("depth", (long) (cube ? GoldenJson.integer(item, "layers") : width));
    if (!cube) {
      structure.put("height", (long) height);
    }
    structure.put("dense_activation", dense(item.path("variant").asText("linear")));
    boolean squared = GoldenJson.text(item, "loss_kind").equals("half_sse_batch_mean");
    structure.put("loss", squared ? "mse" : "cross-entropy");
    structure.put("optimizer", item.path("optimizer").asText("adam"));
    int inputs = cube ? height * width : GoldenJson.integer(item, "n_in");
    return GridSettings.of(structure, data(cube ? height : 1, inputs, classes(item)));
  }

  private static String dense(String variant) {
    return switch (variant) {
      case "linear" -> "none";
      case "h_in_only" -> "in";
      case "h_everywhere" -> "both";
      default -> throw new GoldenException("variant is not of group B, got " + variant);
    };
  }

  /** One sample, which says how large an image is. */
  private static Dataset data(int height, int inputs, int classes) {
    Dataset flat = Dataset.of("reference", inputs, classes, new double[inputs], new int[1]);
    return new Dataset(
        flat.name(), height, inputs / height, flat.classNames(), flat.train(), flat.test());
  }

  private static void parameters(GridReplay net, JsonNode params) {
    named(params).forEach(net::set);
  }

  private static Map<String, double[]> named(JsonNode params) {
    Map<String, double[]> found = new LinkedHashMap<>();
    params
        .fields()
        .forEachRemaining(
            field ->
                found.put(
                    NAMES.getOrDefault(field.getKey(), field.getKey()), layers(field.getValue())));
    return found;
  }

  /** A tensor, or a list of one for each layer, one after the other. */
  private static double[] layers(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false)
            .flatMapToDouble(layer -> DoubleStream.of(GoldenJson.tensor(layer)))
            .toArray()
        : GoldenJson.tensor(node);
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
