package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.ham.Connection;
import org.basin.ham.Dense;
import org.basin.ham.HamReplay;
import org.basin.ham.Hypergraph;
import org.basin.ham.Lagrangian;
import org.basin.ham.NeuronLayer;
import org.basin.ham.Synapse;
import org.basin.kernel.Kernels;

/**
 * Group D: hierarchical associative memories. Hypergraph cases compare activations, energies by
 * component, gradients and fifty steps; the others a Lagrangian with its gradient, or a layer with
 * a bias. Deviations are relative to {@code max(1, |expected|)}.
 */
final class HamCases {

  private static final List<String> PARAMETERS = List.of("beta", "n", "gamma", "delta");

  /** The one ε that the layers have. */
  private static final double EPSILON = 1e-5;

  private HamCases() {}

  static double tolerance(JsonNode item, Arithmetic arithmetic) {
    return arithmetic.tolerance(
        GoldenJson.number(item, "tol"), GoldenJson.number(item, "amplification", 1));
  }

  static void compare(
      JsonNode item, Kernels kernels, Arithmetic arithmetic, double tolerance, Deviations into) {
    Comparison comparison = new Comparison(arithmetic, tolerance, into);
    if (item.has("lagrangian")) {
      lagrangian(item, kernels, comparison);
    } else if (item.has("bias")) {
      layerBias(item, kernels, comparison);
    } else {
      hypergraph(item, kernels, comparison);
    }
  }

  /** Compares relative to the expected number, as far as the arithmetic can hold it. */
  private record Comparison(Arithmetic arithmetic, double tolerance, Deviations into) {

    void of(String what, double[] actual, JsonNode expected) {
      double[] numbers =
          expected.isObject()
              ? GoldenJson.tensor(expected)
              : new double[] {GoldenJson.number(expected)};
      if (actual.length != numbers.length) {
        into.compare(what, actual, numbers);
        return;
      }
      for (int i = 0; i < actual.length; i++) {
        double number = arithmetic.single() ? single(numbers[i]) : numbers[i];
        String where = actual.length == 1 ? what : what + "[" + i + "]";
        into.compare(where, actual[i], number, tolerance * Math.max(1, Math.abs(number)));
      }
    }

    /** A number beyond single precision is infinite there. */
    private static double single(double number) {
      return Double.isInfinite((float) number) ? (float) number : number;
    }
  }

  private static void hypergraph(JsonNode item, Kernels kernels, Comparison into) {
    int samples = item.hasNonNull("batch") ? GoldenJson.integer(item, "batch") : 1;
    HamReplay ham = replay(item, samples, kernels);
    int layers = item.get("layers").size();
    double dt = GoldenJson.number(item, "dt");
    for (int k = 0; k < layers; k++) {
      ham.setRate(k, dt / GoldenJson.number(item.get("layers").get(k), "tau"));
      ham.setStates(k, GoldenJson.tensor(GoldenJson.at(item, "x0").get(k)));
      if (item.hasNonNull("masks")) {
        ham.setMask(k, GoldenJson.tensor(item.get("masks").get(k)));
      }
    }
    for (int s = 0; s < item.get("synapses").size(); s++) {
      ham.setWeights(s, GoldenJson.tensor(GoldenJson.at(item.get("synapses").get(s), "W")));
    }
    ham.look();
    components(item, ham, into);
    JsonNode trajectory = GoldenJson.at(item, "trajectory");
    int steps = GoldenJson.integer(item, "steps");
    double[] layerEnergies = new double[(steps + 1) * samples];
    double[] synapseEnergies = new double[(steps + 1) * samples];
    double[] energies = new double[(steps + 1) * samples];
    List<double[]> states = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      ham.look();
      put(layerEnergies, step, layerEnergy(ham, layers));
      put(synapseEnergies, step, synapseEnergy(ham, item.get("connections").size()));
      put(energies, step, ham.energies());
      for (int k = 0; k < layers; k++) {
        double[] now = ham.states(k);
        if (step == 0) {
          states.add(new double[(steps + 1) * now.length]);
        }
        put(states.get(k), step, now);
      }
      ham.step();
    }
    into.of("trajectory of the layers' energy", layerEnergies, trajectory.get("layer_energy"));
    into.of(
        "trajectory of the synapses' energy", synapseEnergies, trajectory.get("synapse_energy"));
    into.of("trajectory of the energy", energies, trajectory.get("energy"));
    for (int k = 0; k < layers; k++) {
      into.of(
          "trajectory of layer " + k, states.get(k), GoldenJson.at(trajectory, "states").get(k));
    }
  }

  /** What stands at the start. */
  private static void components(JsonNode item, HamReplay ham, Comparison into) {
    int layers = item.get("layers").size();
    for (int k = 0; k < layers; k++) {
      into.of("activations " + k, ham.activations(k), GoldenJson.at(item, "activations").get(k));
      into.of("updates " + k, ham.updates(k), GoldenJson.at(item, "updates").get(k));
      into.of("dEdg " + k, ham.gradients(k), GoldenJson.at(item, "dEdg").get(k));
      into.of(
          "energy of layer " + k,
          ham.layerEnergies(k),
          GoldenJson.at(item, "layer_energies").get(k));
    }
    int connections = item.get("connections").size();
    for (int c = 0; c < connections; c++) {
      JsonNode expected = GoldenJson.at(item, "connection_energies").get(c);
      into.of("energy of connection " + c, ham.connectionEnergies(c), expected);
    }
    into.of("energy of the layers", layerEnergy(ham, layers), GoldenJson.at(item, "layer_energy"));
    into.of(
        "energy of the synapses",
        synapseEnergy(ham, connections),
        GoldenJson.at(item, "synapse_energy"));
    into.of("energy", ham.energies(), GoldenJson.at(item, "energy"));
  }

  private static double[] layerEnergy(HamReplay ham, int layers) {
    return IntStream.range(0, layers)
        .mapToObj(ham::layerEnergies)
        .reduce(HamCases::sum)
        .orElseThrow();
  }

  private static double[] synapseEnergy(HamReplay ham, int connections) {
    return IntStream.range(0, connections)
        .mapToObj(ham::connectionEnergies)
        .reduce(HamCases::sum)
        .orElseThrow();
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = new double[a.length];
    Arrays.setAll(sum, i -> a[i] + b[i]);
    return sum;
  }

  private static double[] negative(double[] a) {
    return Arrays.stream(a).map(value -> -value).toArray();
  }

  private static void put(double[] into, int step, double[] values) {
    System.arraycopy(values, 0, into, step * values.length, values.length);
  }

  private static void lagrangian(JsonNode item, Kernels kernels, Comparison into) {
    NeuronLayer layer =
        new NeuronLayer(
            "x",
            Lagrangian.of(GoldenJson.text(item, "lagrangian")),
            boxed(GoldenJson.at(item.get("x"), "shape")));
    HamReplay ham = new HamReplay(new Hypergraph(List.of(layer), List.of(), List.of()), 1, kernels);
    ham.setParameters(0, parameters(GoldenJson.at(item, "params")));
    ham.setStates(0, GoldenJson.tensor(GoldenJson.at(item, "x")));
    ham.look();
    String value = item.has("stable_value") ? "stable_value" : "value";
    into.of(value, ham.lagrangians(0), GoldenJson.at(item, value));
    into.of("gradient", ham.activations(0), GoldenJson.at(item, "gradient"));
    if (item.has("layer_energy")) {
      into.of("layer energy", ham.layerEnergies(0), item.get("layer_energy"));
    }
  }

  /**
   * A layer whose activation and energy take x − b in place of x is one without b in the coordinate
   * x − b; its gradient is the consistent one.
   */
  private static void layerBias(JsonNode item, Kernels kernels, Comparison into) {
    List<NeuronLayer> layers = layers(item);
    List<Integer> sizes = layers.stream().map(NeuronLayer::units).toList();
    Hypergraph graph =
        new Hypergraph(
            layers, List.of(new Dense(sizes)), List.of(new Connection(0, List.of(0, 1))));
    HamReplay ham = new HamReplay(graph, 1, kernels);
    ham.setWeights(0, GoldenJson.tensor(GoldenJson.at(item, "W")));
    for (int k = 0; k < sizes.size(); k++) {
      ham.setParameters(k, parameters(item.get("layers").get(k)));
      double[] states = GoldenJson.tensor(GoldenJson.at(item, "x0").get(k));
      JsonNode bias = item.get("bias").get(k);
      ham.setStates(k, bias.isNull() ? states : sum(states, negative(GoldenJson.tensor(bias))));
    }
    ham.look();
    into.of("energy", ham.energies(), GoldenJson.at(item, "energy"));
    for (int k = 0; k < sizes.size(); k++) {
      into.of("activations " + k, ham.activations(k), GoldenJson.at(item, "activations").get(k));
      JsonNode expected = GoldenJson.at(item, "dEdg_consistent").get(k);
      into.of("dEdg " + k, ham.gradients(k), expected);
    }
  }

  private static HamReplay replay(JsonNode item, int samples, Kernels kernels) {
    List<Synapse> synapses = new ArrayList<>();
    for (JsonNode synapse : GoldenJson.at(item, "synapses")) {
      synapses.add(new Dense(boxed(GoldenJson.at(GoldenJson.at(synapse, "W"), "shape"))));
    }
    List<Connection> connections = new ArrayList<>();
    for (JsonNode connection : GoldenJson.at(item, "connections")) {
      connections.add(
          new Connection(
              GoldenJson.integer(connection, "synapse"),
              boxed(GoldenJson.at(connection, "layers"))));
    }
    Hypergraph graph = new Hypergraph(layers(item), synapses, connections);
    HamReplay ham = new HamReplay(graph, samples, kernels);
    for (int k = 0; k < graph.layers().size(); k++) {
      ham.setParameters(k, parameters(item.get("layers").get(k)));
    }
    return ham;
  }

  private static List<NeuronLayer> layers(JsonNode item) {
    List<NeuronLayer> layers = new ArrayList<>();
    for (JsonNode layer : GoldenJson.at(item, "layers")) {
      layers.add(
          new NeuronLayer(
              "layer " + layers.size(),
              Lagrangian.of(GoldenJson.text(layer, "lagrangian")),
              boxed(GoldenJson.at(layer, "shape"))));
    }
    return layers;
  }

  private static Map<String, Double> parameters(JsonNode from) {
    double epsilon = GoldenJson.number(from, "eps", EPSILON);
    if (epsilon != EPSILON) {
      throw new GoldenException("eps must be " + EPSILON + " in this build, got " + epsilon);
    }
    Map<String, Double> parameters = new LinkedHashMap<>();
    for (String name : PARAMETERS) {
      if (from.hasNonNull(name)) {
        parameters.put(name, GoldenJson.number(from, name));
      }
    }
    return parameters;
  }

  private static List<Integer> boxed(JsonNode list) {
    return Arrays.stream(GoldenJson.integers(list)).boxed().toList();
  }
}
