package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.energy.EnergyReplay;
import org.basin.energy.EnergySettings;
import org.basin.energy.Scheme;
import org.basin.kernel.Kernels;
import org.basin.sweep.DataSource;
import org.basin.sweep.Labels;

/**
 * Group A: the notebook "Energy-Based Learning Schemes". Whole trainings compare weights, biases,
 * states, cost and error after every epoch; unit cases compare single calls.
 */
final class EnergyCases {

  /** The slider trials leave out what they have in common. */
  private static final List<Integer> SLIDER_SIZES = List.of(2, 2, 1, 2);

  private static final double[] SLIDER_STEP_SIZES = {0.1, 0.1, 0.01};
  private static final double SLIDER_NUDGING = 0.1;

  /** The notebook never sets an energy function, so it reports this. */
  private static final double NOTEBOOK_ENERGY = 0;

  /** Errors are fractions that the reference rounded to float32. */
  private static final double ERROR_TOLERANCE = 1e-6;

  private static final double RETURN_TOLERANCE = 1e-4;

  private EnergyCases() {}

  /** Why this build can't recompute a case; empty when it can. */
  static Optional<String> missing(JsonNode item) {
    String named = item.path("scheme").asText(item.path("phase").asText("ep"));
    return scheme(named).isPresent()
        ? Optional.empty()
        : Optional.of(
            "this build has the schemes " + Labels.of(Scheme.values()) + ", not " + named);
  }

  /** The scheme of a reference's name for a scheme or one of its phases. */
  private static Optional<Scheme> scheme(String named) {
    return Optional.ofNullable(
        switch (named) {
          case "ep", "ep_neg", "ep_pos" -> Scheme.EP;
          case "chl", "chl_neg", "chl_pos" -> Scheme.CHL;
          case "pcnudge", "pcnudge_neg", "pcnudge_pos" -> Scheme.PC_NUDGE;
          case "first_step", "first_step_pos" -> Scheme.FIRST_STEP;
          default -> null;
        });
  }

  /** How much a small relative change of the inputs grows; stated, or derived for a unit case. */
  static double amplification(JsonNode item) {
    if (item.path("kind").asText().equals("normalize")) {
      return steepestNormalisation(item);
    }
    return GoldenJson.number(item, "amplification", 1);
  }

  /** normalize divides by range + 1e-5. */
  private static double steepestNormalisation(JsonNode item) {
    double[] x = GoldenJson.tensor(GoldenJson.at(item, "x"));
    int columns = GoldenJson.integers(item.get("x").get("shape"))[1];
    double steepest = 1;
    for (int j = 0; j < columns; j++) {
      double least = Double.POSITIVE_INFINITY;
      double greatest = Double.NEGATIVE_INFINITY;
      for (int i = j; i < x.length; i += columns) {
        least = Math.min(least, x[i]);
        greatest = Math.max(greatest, x[i]);
      }
      steepest = Math.max(steepest, 1 / (greatest - least + 1e-5));
    }
    return steepest;
  }

  static void compare(JsonNode item, Arithmetic arithmetic, double tolerance, Deviations into) {
    try (Kernels kernels = arithmetic.open()) {
      switch (item.path("kind").asText("training")) {
        case "training" -> training(item, kernels, arithmetic, tolerance, into);
        case "normalize" -> normalize(item, kernels, into);
        case "measure" -> measure(item, kernels, into);
        case "relax" -> relax(item, kernels, into);
        case "neg_phase" -> firstPhase(item, kernels, into);
        case "pos_phase" -> secondPhase(item, kernels, into);
        case "forward_backward" -> forwardBackward(item, kernels, into);
        default -> throw new GoldenException("kind is not of group A, got " + item.get("kind"));
      }
    }
  }

  private static void training(
      JsonNode item, Kernels kernels, Arithmetic arithmetic, double tolerance, Deviations into) {
    boolean sliders = item.has("sliders");
    List<Integer> sizes = sliders ? SLIDER_SIZES : sizes(item);
    Dataset data =
        sliders ? Datasets.of(DataSource.of("xor")) : world(GoldenJson.at(item, "world"), sizes);
    EnergySettings settings =
        settings(
            sizes,
            item.path("activation").asText("sigmoid"),
            scheme(item.path("scheme").asText("ep")).orElseThrow(),
            item.path("batch_size").asInt(4),
            item.path("n_it_neg").asInt(1),
            item.path("n_it_pos").asInt(1),
            data);
    EnergyReplay net = new EnergyReplay(settings, data, kernels);
    if (!sliders) {
      net.setStates(0, GoldenJson.tensor(GoldenJson.at(item.get("world"), "x")));
    }
    JsonNode init = GoldenJson.at(item, "init");
    setParameters(net, init, sizes);
    for (int k = 1; k < sizes.size() && init.has("persistent"); k++) {
      net.setStates(k, GoldenJson.tensor(init.get("persistent").get(k - 1)));
    }
    double[] stepSizes =
        sliders ? SLIDER_STEP_SIZES : GoldenJson.numbers(GoldenJson.at(item, "alphas"));
    for (int k = 0; k < settings.matrices(); k++) {
      net.setStepSize(k, stepSizes[k]);
    }
    net.setNudging(GoldenJson.number(item, "beta", SLIDER_NUDGING));

    boolean decided = arithmetic.decides(GoldenJson.number(item, "err_margin", 1), tolerance);
    JsonNode epochs = GoldenJson.at(item, "epochs");
    double[] errors = new double[epochs.size()];
    for (int epoch = 0; epoch < epochs.size(); epoch++) {
      net.epoch();
      String place = "epoch " + (epoch + 1) + " ";
      compareParameters(net, epochs.get(epoch), place, sizes, into);
      for (int k = 1; k < sizes.size(); k++) {
        JsonNode states = GoldenJson.at(epochs.get(epoch), "persistent").get(k - 1);
        into.compare(place + "states " + k, net.states(k), GoldenJson.tensor(states));
      }
      into.compare(place + "cost", net.cost(), GoldenJson.number(epochs.get(epoch), "C"));
      into.compare(place + "energy", NOTEBOOK_ENERGY, GoldenJson.number(epochs.get(epoch), "E"));
      errors[epoch] = net.error();
      if (decided) {
        double expected = GoldenJson.number(epochs.get(epoch), "err");
        into.compare(place + "error", errors[epoch], expected, ERROR_TOLERANCE);
      }
    }
    if (decided) {
      double[] last = Arrays.copyOfRange(errors, Math.max(0, errors.length - 4), errors.length);
      double mean = Arrays.stream(last).map(e -> 100 * e).average().orElseThrow();
      into.compare("return", mean, GoldenJson.number(item, "train_return"), RETURN_TOLERANCE);
    }
    if (sliders) {
      into.compare(
          "printed outputs",
          net.states(sizes.size() - 1),
          GoldenJson.tensor(GoldenJson.at(item, "printed_outputs")));
    }
  }

  private static void normalize(JsonNode item, Kernels kernels, Deviations into) {
    double[] x = GoldenJson.tensor(GoldenJson.at(item, "x"));
    int[] shape = GoldenJson.integers(item.get("x").get("shape"));
    var plane = kernels.plane(x.length);
    for (int i = 0; i < x.length; i++) {
      plane.setAll(i, x[i]);
    }
    kernels.normalize(plane, shape[0], shape[1]);
    double[] y = new double[x.length];
    Arrays.setAll(y, i -> plane.get(i, 0));
    into.compare("y", y, GoldenJson.tensor(GoldenJson.at(item, "y")));
  }

  private static void measure(JsonNode item, Kernels kernels, Deviations into) {
    JsonNode output = GoldenJson.at(item, "output");
    int[] shape = GoldenJson.integers(output.get("shape"));
    Dataset data =
        Dataset.of(
            "measure",
            1,
            shape[1],
            new double[shape[0]],
            GoldenJson.integers(GoldenJson.at(item, "y")));
    EnergySettings settings =
        settings(List.of(1, shape[1]), "identity", Scheme.EP, shape[0], 1, 1, data);
    EnergyReplay net = new EnergyReplay(settings, data, kernels);
    net.setStates(1, GoldenJson.tensor(output));
    into.compare("energy", NOTEBOOK_ENERGY, GoldenJson.number(item, "E"));
    into.compare("cost", net.cost(), GoldenJson.number(item, "C"));
    into.compare("error", net.error(), GoldenJson.number(item, "err"), ERROR_TOLERANCE);
  }

  private static void relax(JsonNode item, Kernels kernels, Deviations into) {
    EnergyReplay net = unit(item, kernels, 1);
    int steps = GoldenJson.integer(item, "steps");
    double[][] relaxed =
        item.path("reverse").asBoolean()
            ? net.relaxReverse(net.target(), steps)
            : net.relaxForward(steps);
    for (int k = 1; k < relaxed.length; k++) {
      into.compare(
          "layer " + k, relaxed[k], GoldenJson.tensor(GoldenJson.at(item, "result").get(k)));
    }
  }

  private static void firstPhase(JsonNode item, Kernels kernels, Deviations into) {
    EnergyReplay net = unit(item, kernels, GoldenJson.integer(item, "steps"));
    net.settle(0);
    for (int k = 1; k < sizes(item).size(); k++) {
      into.compare(
          "layer " + k, net.states(k), GoldenJson.tensor(GoldenJson.at(item, "result").get(k)));
    }
  }

  /**
   * A case that {@code raises} is one where the notebook stops halfway, with some parameters
   * changed already; here the net is refused before there is any.
   */
  private static void secondPhase(JsonNode item, Kernels kernels, Deviations into) {
    if (item.path("raises").asBoolean()) {
      Scheme scheme = scheme(GoldenJson.text(item, "phase")).orElseThrow();
      into.compare("refused", scheme.refusal(sizes(item)).isPresent() ? 1 : 0, 1);
      return;
    }
    EnergyReplay net = unit(item, kernels, GoldenJson.integer(item, "steps"));
    double[] stepSizes = GoldenJson.numbers(GoldenJson.at(item, "alphas"));
    List<Integer> sizes = sizes(item);
    for (int k = 0; k + 1 < sizes.size(); k++) {
      net.setStepSize(k, stepSizes[k]);
    }
    net.learn(0);
    for (int k = 0; k + 1 < sizes.size(); k++) {
      JsonNode weights = GoldenJson.at(item, "weights_after").get(k);
      into.compare("weights " + k, net.weights(k), GoldenJson.tensor(weights));
      JsonNode biases = GoldenJson.at(item, "biases_after").get(k + 1);
      into.compare("biases " + (k + 1), net.biases(k + 1), GoldenJson.tensor(biases));
    }
  }

  private static void forwardBackward(JsonNode item, Kernels kernels, Deviations into) {
    EnergyReplay net = unit(item, kernels, GoldenJson.integer(item, "forward_iters"));
    net.settle(0);
    JsonNode measured = GoldenJson.at(item, "forward_measure");
    into.compare("energy", NOTEBOOK_ENERGY, GoldenJson.number(measured, "E"));
    into.compare("cost", net.cost(), GoldenJson.number(measured, "C"));
    into.compare("error", net.error(), GoldenJson.number(measured, "err"), ERROR_TOLERANCE);
    for (int k = 1; k < sizes(item).size(); k++) {
      JsonNode states = GoldenJson.at(item, "persistent_after_forward").get(k - 1);
      into.compare("states " + k, net.states(k), GoldenJson.tensor(states));
    }
    int last = sizes(item).size() - 1;
    int steps = GoldenJson.integer(item, "backward_iters");
    double[] output = GoldenJson.tensor(GoldenJson.at(item, "backward_output"));
    double[][] relaxed;
    if (item.path("relax_runs_in_reverse").asBoolean()) {
      double[][] backward = net.relaxBackward(output);
      JsonNode returned = GoldenJson.at(item, "backward_returns");
      into.compare("implied input, held", backward[0], GoldenJson.tensor(returned));
      for (int k = 1; k <= last; k++) {
        JsonNode states = GoldenJson.at(item, "persistent_after_backward").get(k - 1);
        into.compare("backward states " + k, backward[k], GoldenJson.tensor(states));
      }
      relaxed = net.relaxReverse(output, steps);
    } else {
      net.setStates(last, output);
      relaxed = net.relaxForward(steps);
    }
    for (int k = 1; k <= last; k++) {
      JsonNode states = GoldenJson.at(item, "persistent_after_backward").get(k - 1);
      into.compare("relaxed states " + k, relaxed[k], GoldenJson.tensor(states));
    }
  }

  /** A net of one minibatch with parameters and states as a unit case gives them. */
  private static EnergyReplay unit(JsonNode item, Kernels kernels, int steps) {
    List<Integer> sizes = sizes(item);
    Dataset data = world(item, sizes);
    EnergySettings settings =
        settings(
            sizes,
            GoldenJson.text(item, "activation"),
            scheme(item.path("phase").asText("ep")).orElseThrow(),
            GoldenJson.integer(item, "batch_size"),
            steps,
            steps,
            data);
    EnergyReplay net = new EnergyReplay(settings, data, kernels);
    net.setStates(0, GoldenJson.tensor(GoldenJson.at(item, "x")));
    setParameters(net, item, sizes);
    net.setNudging(GoldenJson.number(item, "beta"));
    boolean layers = item.has("layers");
    for (int k = 1; k < sizes.size(); k++) {
      JsonNode states = layers ? item.get("layers").get(k) : item.get("persistent").get(k - 1);
      net.setStates(k, GoldenJson.tensor(states));
    }
    return net;
  }

  private static EnergySettings settings(
      List<Integer> sizes,
      String activation,
      Scheme scheme,
      int rows,
      int freeSteps,
      int nudgedSteps,
      Dataset data) {
    List<Long> hidden =
        sizes.subList(1, sizes.size() - 1).stream().map(Integer::longValue).toList();
    return EnergySettings.of(
        Map.of(
            "hidden",
            hidden,
            "activation",
            activation,
            "scheme",
            scheme.label(),
            "batch_size",
            (long) rows,
            "free_steps",
            (long) freeSteps,
            "nudged_steps",
            (long) nudgedSteps),
        data);
  }

  private static List<Integer> sizes(JsonNode item) {
    List<Integer> sizes = new ArrayList<>();
    GoldenJson.at(item, "sizes").forEach(size -> sizes.add(size.intValue()));
    return sizes;
  }

  private static Dataset world(JsonNode node, List<Integer> sizes) {
    return Dataset.of(
        "reference",
        sizes.get(0),
        sizes.get(sizes.size() - 1),
        GoldenJson.tensor(GoldenJson.at(node, "x")),
        GoldenJson.integers(GoldenJson.at(node, "y")));
  }

  /** Sets weights and, where given, biases of layers 1 to L; layer 0 has one that nothing reads. */
  private static void setParameters(EnergyReplay net, JsonNode from, List<Integer> sizes) {
    for (int k = 0; k + 1 < sizes.size(); k++) {
      net.setWeights(k, GoldenJson.tensor(GoldenJson.at(from, "weights").get(k)));
      if (from.has("biases")) {
        net.setBiases(k + 1, GoldenJson.tensor(from.get("biases").get(k + 1)));
      }
    }
  }

  private static void compareParameters(
      EnergyReplay net, JsonNode expected, String place, List<Integer> sizes, Deviations into) {
    for (int k = 0; k + 1 < sizes.size(); k++) {
      JsonNode weights = GoldenJson.at(expected, "weights").get(k);
      into.compare(place + "weights " + k, net.weights(k), GoldenJson.tensor(weights));
      JsonNode biases = GoldenJson.at(expected, "biases").get(k + 1);
      into.compare(place + "biases " + (k + 1), net.biases(k + 1), GoldenJson.tensor(biases));
    }
  }
}
