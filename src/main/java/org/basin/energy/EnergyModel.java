package org.basin.energy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.basin.data.Dataset;
import org.basin.kernel.Activation;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Family;
import org.basin.learn.Learner;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.learn.Standards;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Standard;

/** The energy family as the registry sees it: hyperparameters, metrics, laws, learners. */
public final class EnergyModel implements Family {

  private static final double LARGEST = 1e6;

  private static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          Hyperparameter.sizes("hidden", List.of(2L, 1L), 1, 4096, "units of the hidden layers"),
          Hyperparameter.choice(
              "activation",
              bySource(source -> source.activation.label()),
              Activation.labels(),
              "function of hidden units, and of output units unless the scheme is of the study"),
          Hyperparameter.choice(
              "scheme", Scheme.EP.label(), Scheme.labels(), "how phases become parameter changes"),
          Hyperparameter.integer("epochs", 20, 1, 1_000_000, "passes over the data"),
          Hyperparameter.integer(
              "batch_size",
              4,
              1,
              1_000_000,
              "samples a minibatch; an incomplete last one is dropped"),
          Hyperparameter.integer(
              "free_steps",
              bySource(source -> source.freeSteps),
              1,
              10_000,
              "sweeps of the first phase"),
          Hyperparameter.integer(
              "nudged_steps",
              bySource(source -> source.nudgedSteps),
              0,
              10_000,
              "sweeps of each phase after the first; iterations of tbp, terms of rbp"),
          Hyperparameter.choice(
              "mode",
              "asynchronous",
              Arrays.stream(EnergySettings.Mode.values()).map(EnergySettings.Mode::label).toList(),
              "layers 1, 3, … and then 2, 4, …, or all at once; of the study's nine"),
          Hyperparameter.integer(
              "settle_steps", 50, 1, 10_000, "sweeps without a label, for the settled metrics"),
          Hyperparameter.onOff(
              "shuffle",
              false,
              "each trial takes the samples in an order of its own, epoch by epoch"),
          Hyperparameter.choice(
              "states",
              bySource(source -> source.states.label()),
              List.of("persistent", "carried", "zero"),
              "where states of a minibatch start: where its samples left them, where the minibatch"
                  + " before left them, at zero"),
          Hyperparameter.choice(
              "init",
              "xavier",
              List.of("xavier", "uniform", "normal", "zeros"),
              "start weights: uniform in ±sqrt(6/(a+b)), uniform in ±1, standard normal, zero"),
          lane("init_scale", Standard.of(1.0), 0, "multiplies the drawn start weights"),
          lane(
              "beta",
              Standard.of(0.1),
              -LARGEST,
              "nudging: how far the output is pulled towards the label"),
          lane("alpha", Standard.of(0.1), 0, "step size of all weights and biases"),
          lane("alpha_K", Standard.NONE, 0, "step size of weight matrix K and the bias above it"),
          lane("bias_alpha", Standard.NONE, 0, "step size of all biases in place of the weights'"),
          lane(
              "bias_alpha_K",
              Standard.NONE,
              0,
              "step size of the bias above weight matrix K, of layer K + 1"),
          Hyperparameter.real(
              "momentum",
              Kind.LANE,
              Standard.of(0.0),
              0,
              1,
              "share of a step that is repeated; of the nine"),
          lane(
              "weight_decay",
              Standard.of(0.0),
              0,
              "pulls weights and biases towards 0; of the nine"),
          lane(
              "weight_K_I_J",
              Standard.NONE,
              -LARGEST,
              "start value of W[K][I][J] in place of the drawn one"),
          lane("bias_K_J", Standard.of(0.0), -LARGEST, "start value of bias J of layer K, from 1"));

  /** The standards of them all. */
  static final Standards STANDARDS = new Standards(HYPERPARAMETERS);

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  /** A standard that depends on where the scheme comes from. */
  private static Standard bySource(Function<Source, Object> standard) {
    Map<String, Object> values = new HashMap<>();
    for (Scheme scheme : Scheme.values()) {
      values.put(scheme.label(), standard.apply(scheme.source()));
    }
    return new Standard.ByChoice(
        "scheme",
        Scheme.EP.label(),
        values,
        "%s; %s for the study's nine"
            .formatted(standard.apply(Source.NOTEBOOK), standard.apply(Source.STUDY)));
  }

  private static Hyperparameter lane(String name, Standard standard, double min, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, LARGEST, text);
  }

  @Override
  public List<Score> scores() {
    return Arrays.stream(Metric.values()).map(Metric::score).toList();
  }

  @Override
  public void check(Proposal proposal, BiConsumer<String, String> mistake) {
    EnergyLaws.check(proposal, mistake);
  }

  @Override
  public Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics) {
    return new EnergyLearner(
        EnergySettings.of(structure, data), data, kernels, fixed, axes, Metric.of(metrics));
  }

  @Override
  public double operations(Map<String, Object> structure, Dataset data, List<String> metrics) {
    return new EnergyCost(EnergySettings.of(structure, data), data).operations(Metric.of(metrics));
  }

  /** Whole minibatches, two at least when the data has them. */
  @Override
  public Dataset shortened(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations) {
    int batch = EnergySettings.of(structure, data).batchSize();
    double share = operations / operations(structure, data, metrics);
    double fit = share * data.train().size() / batch;
    return data.shortened(
        (int) Math.min(data.train().size(), batch * Math.max(2, Math.floor(fit))));
  }

  @Override
  public int lanes(Map<String, Object> structure, Dataset data, Engine engine) {
    EnergySettings settings = EnergySettings.of(structure, data);
    return engine.lanes(settings.weights(), new EnergyCost(settings, data).cells());
  }

  /** Units of the widest hidden layer. */
  @Override
  public int width(Map<String, Object> structure) {
    return STANDARDS.sizes(structure, "hidden").stream().mapToInt(size -> size).max().orElse(0);
  }
}
