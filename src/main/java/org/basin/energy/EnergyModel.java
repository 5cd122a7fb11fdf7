package org.basin.energy;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.learn.Learner;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Setting;

/** The energy family as the registry sees it: hyperparameters, metrics, laws, learners. */
public final class EnergyModel {

  private static final double LARGEST = 1e6;

  /** Planes of one learner take no more than this, so that a few fit beside Spark in a JVM. */
  private static final long MOST_BYTES = 512L << 20;

  private static final Pattern STEP_SIZE = Pattern.compile("alpha_(\\d+)");
  private static final Pattern WEIGHT = Pattern.compile("weight_(\\d+)_(\\d+)_(\\d+)");
  private static final Pattern BIAS = Pattern.compile("bias_(\\d+)_(\\d+)");

  private EnergyModel() {}

  /** What a sweep may set. */
  public static List<Hyperparameter> hyperparameters() {
    return List.of(
        Hyperparameter.sizes("hidden", "[2, 1]", 1, 4096, "units of the hidden layers"),
        Hyperparameter.choice(
            "activation",
            "sigmoid; hard-sigmoid for the study's nine",
            Activation.labels(),
            "function of hidden units, and of output units unless the scheme is of the study"),
        Hyperparameter.choice(
            "scheme", "ep", Scheme.labels(), "how phases become parameter changes"),
        Hyperparameter.integer("epochs", "20", 1, 1_000_000, "passes over the data"),
        Hyperparameter.integer(
            "batch_size",
            "4",
            1,
            1_000_000,
            "samples a minibatch; an incomplete last one is dropped"),
        Hyperparameter.integer(
            "free_steps", "1; 60 for the study's nine", 1, 10_000, "sweeps of the first phase"),
        Hyperparameter.integer(
            "nudged_steps",
            "1; 15 for the study's nine",
            0,
            10_000,
            "sweeps of each phase after the first; iterations of tbp, terms of rbp"),
        Hyperparameter.choice(
            "mode",
            "asynchronous",
            Arrays.stream(EnergySettings.Mode.values()).map(EnergySettings.Mode::label).toList(),
            "layers 1, 3, … and then 2, 4, …, or all at once; of the study's nine"),
        Hyperparameter.integer(
            "settle_steps", "50", 1, 10_000, "sweeps without a label, for the settled metrics"),
        Hyperparameter.onOff(
            "shuffle",
            false,
            "each trial takes the samples in an order of its own, epoch by epoch"),
        Hyperparameter.choice(
            "states",
            "persistent; zero for the study's nine",
            List.of("persistent", "carried", "zero"),
            "where states of a minibatch start: where its samples left them, where the minibatch"
                + " before left them, at zero"),
        Hyperparameter.choice(
            "init",
            "xavier",
            List.of("xavier", "uniform", "normal", "zeros"),
            "start weights: uniform in ±sqrt(6/(a+b)), uniform in ±1, standard normal, zero"),
        lane("init_scale", "1", 0, "multiplies the drawn start weights"),
        lane("beta", "0.1", -LARGEST, "nudging: how far the output is pulled towards the label"),
        lane("alpha", "0.1", 0, "step size of all weights and biases"),
        lane("alpha_K", "", 0, "step size of weight matrix K and the bias above it"),
        Hyperparameter.real(
            "momentum", Kind.LANE, "0", 0, 1, "share of a step that is repeated; of the nine"),
        lane("weight_decay", "0", 0, "pulls weights and biases towards 0; of the nine"),
        lane("weight_K_I_J", "", -LARGEST, "start value of W[K][I][J] in place of the drawn one"),
        lane("bias_K_J", "0", -LARGEST, "start value of bias J of layer K, from 1"));
  }

  private static Hyperparameter lane(String name, String standard, double min, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, LARGEST, text);
  }

  /** The metric columns. */
  public static List<Score> scores() {
    return Arrays.stream(Metric.values()).map(Metric::score).toList();
  }

  /**
   * A learner for one structure.
   *
   * @param fixed lane hyperparameters that are the same in every trial
   * @param axes lane hyperparameters that vary, in the order of the learner's lane values
   * @param metrics names of the {@link #scores} to measure, in the order of the learner's scores
   */
  public static Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics) {
    return new EnergyLearner(
        EnergySettings.of(structure, data), data, kernels, fixed, axes, Metric.of(metrics));
  }

  /**
   * About how many additions and multiplications one trial takes.
   *
   * @param metrics names of the {@link #scores} that are measured
   */
  public static double operations(
      Map<String, Object> structure, Dataset data, List<String> metrics) {
    return new EnergyCost(EnergySettings.of(structure, data), data).operations(Metric.of(metrics));
  }

  /**
   * How many training samples make a trial of about so many additions and multiplications: whole
   * minibatches, two at least when the data has them, all samples at the most.
   *
   * @param metrics names of the {@link #scores} that are measured
   */
  public static int samples(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations) {
    int batch = EnergySettings.of(structure, data).batchSize();
    double share = operations / operations(structure, data, metrics);
    double fit = share * data.train().size() / batch;
    return (int) Math.min(data.train().size(), batch * Math.max(2, Math.floor(fit)));
  }

  /** How many weights one trial has. */
  public static long weights(Map<String, Object> structure, Dataset data) {
    return EnergySettings.of(structure, data).weights();
  }

  /** Units of the widest hidden layer: what a choice of engine goes by. */
  public static int width(Map<String, Object> structure) {
    List<?> hidden = (List<?>) structure.getOrDefault("hidden", List.of(2L, 1L));
    return hidden.stream().mapToInt(size -> ((Long) size).intValue()).max().orElse(0);
  }

  /** How many numbers one trial keeps: weights, states, samples. */
  public static long cells(Map<String, Object> structure, Dataset data) {
    return new EnergyCost(EnergySettings.of(structure, data), data).cells();
  }

  /**
   * Checks the laws that tie hyperparameters together.
   *
   * @param lanes trials that are trained side by side
   * @param laneNames lane hyperparameters that the sweep sets
   * @param mistake receives the name of a hyperparameter and the law with the values
   */
  public static void check(
      Map<String, Object> structure,
      Dataset data,
      int lanes,
      Collection<String> laneNames,
      BiConsumer<String, String> mistake) {
    EnergySettings settings = EnergySettings.of(structure, data);
    if (settings.batchSize() > data.train().size()) {
      mistake.accept(
          "batch_size",
          "batch_size must be at most the "
              + data.train().size()
              + " samples of "
              + data.name()
              + ", got "
              + settings.batchSize());
    }
    if (settings.shuffle() && settings.states() == EnergySettings.States.PERSISTENT) {
      mistake.accept(
          "shuffle",
          "shuffle needs states carried or zero, because persistent states belong to the samples"
              + " of one minibatch, got states persistent");
    }
    settings.scheme().refusal(settings.sizes()).ifPresent(law -> mistake.accept("scheme", law));
    long bytes = cells(structure, data) * lanes * Float.BYTES;
    if (bytes > MOST_BYTES) {
      mistake.accept(
          "hidden",
          "weights and states of %s must fit in %d MiB, got layers %s with %d MiB"
              .formatted(
                  lanes == 1 ? "a trial" : lanes + " trials trained side by side",
                  MOST_BYTES >> 20,
                  settings.sizes(),
                  bytes >> 20));
    }
    for (String name : laneNames) {
      checkIndices(settings, name, mistake);
    }
  }

  /**
   * Checks that the metrics can be measured on the data.
   *
   * @param metrics names of those of the {@link #scores} that the sweep asks for
   * @param mistake receives the law with the values
   */
  public static void checkMetrics(Dataset data, List<String> metrics, Consumer<String> mistake) {
    List<String> tests =
        Metric.of(metrics).stream().filter(Metric::tests).map(Metric::label).toList();
    if (!tests.isEmpty() && data.test().size() == 0) {
      mistake.accept(
          "%s needs data with a test part, got %s with none"
              .formatted(String.join(" and ", tests), data.name()));
    }
  }

  /**
   * Checks the laws that tie lane hyperparameters to all the schemes of a sweep.
   *
   * @param structures all that the sweep trains
   * @param lanes what the sweep says of lane hyperparameters
   * @param mistake receives the name of a hyperparameter and the law with the values
   */
  public static void checkSchemes(
      List<Map<String, Object>> structures,
      Map<String, Setting> lanes,
      BiConsumer<String, String> mistake) {
    List<Scheme> schemes =
        structures.stream()
            .map(values -> Scheme.of((String) values.getOrDefault("scheme", "ep")))
            .distinct()
            .toList();
    Set<String> structural =
        structures.stream().flatMap(values -> values.keySet().stream()).collect(Collectors.toSet());
    new SchemeLaws(schemes, mistake).check(structural, lanes);
  }

  private static void checkIndices(
      EnergySettings settings, String name, BiConsumer<String, String> mistake) {
    int last = settings.matrices();
    Matcher step = STEP_SIZE.matcher(name);
    if (step.matches() && index(step, 1) >= last) {
      mistake.accept(name, inLayers("K must be from 0 to " + (last - 1), settings, step, "K"));
    }
    Matcher weight = WEIGHT.matcher(name);
    if (weight.matches()) {
      int k = index(weight, 1);
      if (k >= last) {
        mistake.accept(
            name, inLayers("K must be from 0 to " + (last - 1), settings, weight, "KIJ"));
      } else if (index(weight, 2) >= settings.units(k)
          || index(weight, 3) >= settings.units(k + 1)) {
        String law = "I must be below %d and J below %d";
        law = law.formatted(settings.units(k), settings.units(k + 1));
        mistake.accept(name, inLayers(law, settings, weight, "KIJ"));
      }
    }
    Matcher bias = BIAS.matcher(name);
    if (bias.matches()) {
      int k = index(bias, 1);
      if (k < 1 || k > last) {
        mistake.accept(name, inLayers("K must be from 1 to " + last, settings, bias, "KJ"));
      } else if (index(bias, 2) >= settings.units(k)) {
        mistake.accept(
            name, inLayers("J must be below " + settings.units(k), settings, bias, "KJ"));
      }
    }
  }

  private static int index(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The law, the layers it follows from, and the indices given. */
  private static String inLayers(
      String law, EnergySettings settings, Matcher given, String indices) {
    StringBuilder text = new StringBuilder(law);
    text.append(" in layers ").append(settings.sizes()).append(", got ");
    for (int i = 0; i < indices.length(); i++) {
      text.append(i == 0 ? "" : ", ").append(indices.charAt(i)).append('=');
      text.append(given.group(i + 1));
    }
    return text.toString();
  }
}
