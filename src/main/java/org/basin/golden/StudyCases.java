package org.basin.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.energy.EnergyReplay;
import org.basin.energy.EnergySettings;
import org.basin.kernel.Kernels;

/**
 * Group E: the nine algorithms of the comparative study. {@code gradients} compares the free state,
 * the nudged states and the gradients of all nine; {@code train} compares costs, parameters and
 * states over training steps. Costs carry the study's factor ½.
 */
final class StudyCases {

  private StudyCases() {}

  static void compare(JsonNode item, Kernels kernels, Deviations into) {
    switch (GoldenJson.text(item, "kind")) {
      case "gradients" -> {
        inference(item, kernels, into);
        for (JsonNode algorithm : GoldenJson.at(item, "algorithms")) {
          gradient(item, algorithm, kernels, into);
        }
      }
      case "train" -> train(item, kernels, into);
      default -> throw new GoldenException("kind is not of group E, got " + item.get("kind"));
    }
  }

  /** The first iterations from zero, one by one, then energy, cost and error of the free state. */
  private static void inference(JsonNode item, Kernels kernels, Deviations into) {
    EnergyReplay net = net(item, "CEP", 1, List.of(item), kernels);
    for (int i = 1; i <= GoldenJson.integer(item, "inference_iterations"); i++) {
      net.settle(0);
      JsonNode expected = GoldenJson.at(item, "states_after_iterations").path("" + i);
      if (!expected.isMissingNode()) {
        states(net, expected, "iteration " + i + " ", into);
      }
    }
    states(net, GoldenJson.at(item, "free_state"), "free state ", into);
    into.compare(
        "energy", StudyEnergy.of(item, net), GoldenJson.tensor(GoldenJson.at(item, "energy")));
    double mean =
        Arrays.stream(GoldenJson.tensor(GoldenJson.at(item, "energy"))).average().orElseThrow();
    into.compare("mean energy", net.energy(0), mean);
    double[] costs = GoldenJson.tensor(GoldenJson.at(item, "cost"));
    into.compare("cost", net.cost(0) / 2, Arrays.stream(costs).average().orElseThrow());
    int wrong = 0;
    for (JsonNode error : GoldenJson.at(item, "error")) {
      wrong += error.asBoolean() ? 1 : 0;
    }
    into.compare("errors", net.error(0, 0) * costs.length, wrong);
  }

  private static void gradient(
      JsonNode item, JsonNode algorithm, Kernels kernels, Deviations into) {
    String name = GoldenJson.text(algorithm, "algorithm");
    int inference = GoldenJson.integer(item, "inference_iterations");
    EnergyReplay net = net(item, name, inference, List.of(item), kernels);
    net.settle(0);
    net.learn(0);
    if (algorithm.has("state_first")) {
      JsonNode first = algorithm.get("state_first");
      for (int k = 1; k <= first.size(); k++) {
        double[] expected = GoldenJson.tensor(first.get(k - 1));
        into.compare(name + " first states " + k, net.firstStates(k), expected);
      }
      states(net, GoldenJson.at(algorithm, "state_second"), name + " second ", into);
    }
    JsonNode gradient = GoldenJson.at(algorithm, "gradient");
    for (int k = 0; k < gradient.get("weights").size(); k++) {
      String place = name + " gradient of ";
      double[] weights = GoldenJson.tensor(gradient.get("weights").get(k));
      into.compare(place + "weights " + k, net.weightGradient(k), weights);
      double[] biases = GoldenJson.tensor(gradient.get("biases").get(k));
      into.compare(place + "biases " + (k + 1), net.biasGradient(k + 1), biases);
    }
    states(net, GoldenJson.at(algorithm, "state_after"), name + " after ", into);
  }

  private static void train(JsonNode item, Kernels kernels, Deviations into) {
    List<JsonNode> batches = new ArrayList<>();
    GoldenJson.at(item, "batches").forEach(batches::add);
    int inference = GoldenJson.integer(item, "inference_iterations");
    String algorithm = GoldenJson.text(item, "algorithm");
    EnergyReplay net = net(item, algorithm, inference, batches, kernels);
    double[] rates = GoldenJson.numbers(GoldenJson.at(item, "learning_rates"));
    int last = rates.length / 2;
    for (int k = 0; k < last; k++) {
      net.setStepSize(k, rates[last + k]);
      net.setBiasStepSize(k, rates[k]);
    }
    net.setMomentum(GoldenJson.number(item, "momentum"));
    net.setWeightDecay(GoldenJson.number(item, "weight_decay"));
    net.begin();
    boolean reset = GoldenJson.at(item, "reset_state_each_step").asBoolean();
    int rows = GoldenJson.integer(item, "batch");
    for (int step = 0; step < GoldenJson.integer(item, "steps"); step++) {
      int batch = step % batches.size();
      if (step > 0) {
        carry(net, reset ? -1 : (step - 1) % batches.size(), batch, rows, last);
      }
      net.settle(batch);
      String place = "step " + (step + 1) + " ";
      into.compare(place + "cost", net.cost(batch) / 2, item.get("cost").get(step).asDouble());
      into.compare(
          place + "errors",
          net.error(batch, 0) * rows,
          GoldenJson.at(item, "errors").get(step).asDouble());
      net.learn(batch);
      parameters(net, GoldenJson.at(item, "params_after").get(step), place, into);
    }
    JsonNode after = GoldenJson.at(item, "state_after_last_step");
    int from = (GoldenJson.integer(item, "steps") - 1) % batches.size();
    for (int k = 1; k <= last; k++) {
      double[] expected = GoldenJson.tensor(after.get(k - 1));
      double[] all = net.states(k);
      int cells = expected.length;
      double[] actual = Arrays.copyOfRange(all, from * cells, (from + 1) * cells);
      into.compare("states " + k, actual, expected);
    }
  }

  /** Starts a minibatch from the states of another, or from zero when there is none. */
  private static void carry(EnergyReplay net, int from, int to, int rows, int last) {
    for (int k = 1; k <= last; k++) {
      double[] states = net.states(k);
      int cells = net.biases(k).length * rows;
      double[] source = from < 0 ? new double[cells] : states.clone();
      System.arraycopy(source, Math.max(from, 0) * cells, states, to * cells, cells);
      net.setStates(k, states);
    }
  }

  /** A net with the case's parameters and states of zero, over minibatches of a case. */
  private static EnergyReplay net(
      JsonNode item, String algorithm, int inference, List<JsonNode> batches, Kernels kernels) {
    List<Integer> sizes =
        Arrays.stream(GoldenJson.integers(GoldenJson.at(item, "sizes"))).boxed().toList();
    double[] x =
        batches.stream()
            .flatMapToDouble(b -> Arrays.stream(GoldenJson.tensor(GoldenJson.at(b, "x"))))
            .toArray();
    int[] labels =
        batches.stream()
            .flatMapToInt(b -> IntStream.of(GoldenJson.integers(GoldenJson.at(b, "labels"))))
            .toArray();
    Dataset data = Dataset.of("reference", sizes.get(0), sizes.get(sizes.size() - 1), x, labels);
    EnergySettings settings =
        EnergySettings.of(
            Map.of(
                "states",
                "persistent",
                "hidden",
                sizes.subList(1, sizes.size() - 1).stream().map(Integer::longValue).toList(),
                "scheme",
                algorithm.toLowerCase(Locale.ROOT),
                "batch_size",
                GoldenJson.at(item, "batch").longValue(),
                "free_steps",
                (long) inference,
                "nudged_steps",
                GoldenJson.at(item, "iterations").longValue()),
            data);
    EnergyReplay net = new EnergyReplay(settings, data, kernels);
    net.setStates(0, x);
    JsonNode params = GoldenJson.at(item, "params");
    for (int k = 0; k + 1 < sizes.size(); k++) {
      net.setWeights(k, GoldenJson.tensor(params.get("weights").get(k)));
      net.setBiases(k + 1, GoldenJson.tensor(params.get("biases").get(k)));
    }
    net.setNudging(GoldenJson.number(item, "nudging"));
    net.begin();
    return net;
  }

  private static void states(EnergyReplay net, JsonNode expected, String place, Deviations into) {
    for (int k = 1; k <= expected.size(); k++) {
      into.compare(place + "states " + k, net.states(k), GoldenJson.tensor(expected.get(k - 1)));
    }
  }

  private static void parameters(
      EnergyReplay net, JsonNode expected, String place, Deviations into) {
    for (int k = 0; k < GoldenJson.at(expected, "weights").size(); k++) {
      double[] weights = GoldenJson.tensor(expected.get("weights").get(k));
      into.compare(place + "weights " + k, net.weights(k), weights);
      double[] biases = GoldenJson.tensor(GoldenJson.at(expected, "biases").get(k));
      into.compare(place + "biases " + (k + 1), net.biases(k + 1), biases);
    }
  }
}
