package org.basin.energy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.energy.EnergySettings.Mode;
import org.basin.energy.EnergySettings.States;
import org.basin.kernel.Activation;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.Gauge;
import org.basin.learn.Init;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;
import org.basin.sweep.Standard;

/** The energy family: hyperparameters, metrics, laws, models. */
public final class EnergyFamily implements Family {

  private static final double LARGEST = 1e6;

  static final Knob<List<Integer>> HIDDEN =
      Knob.sizes("hidden", List.of(2L, 1L), 1, 4096, "units of the hidden layers");

  static final Knob<Activation> ACTIVATION =
      Knob.standing(
          "activation",
          bySource(source -> source.activation.label()),
          List.of(Activation.values()),
          Activation::label,
          "function of hidden units, and of output units unless the scheme is of the study");

  static final Knob<Scheme> SCHEME =
      Knob.choice(
          "scheme", Scheme.EP, List.of(Scheme.values()), "how phases become parameter changes");

  static final Knob<Integer> EPOCHS =
      Knob.integer("epochs", 20, 1, 1_000_000, "passes over the data");

  static final Knob<Integer> BATCH_SIZE =
      Knob.integer(
          "batch_size", 4, 1, 1_000_000, "samples a minibatch; an incomplete last one is dropped");

  static final Knob<Integer> FREE_STEPS =
      Knob.integer(
          "free_steps",
          bySource(source -> source.freeSteps),
          1,
          10_000,
          "sweeps of the first phase");

  static final Knob<Integer> NUDGED_STEPS =
      Knob.integer(
          "nudged_steps",
          bySource(source -> source.nudgedSteps),
          0,
          10_000,
          "sweeps of each phase after the first; iterations of tbp, terms of rbp");

  static final Knob<Mode> MODE =
      Knob.choice(
          "mode",
          Mode.ASYNCHRONOUS,
          List.of(Mode.values()),
          "layers 1, 3, … and then 2, 4, …, or all at once; of the study's nine");

  static final Knob<Integer> SETTLE_STEPS =
      Knob.integer(
          "settle_steps", 50, 1, 10_000, "sweeps without a label, for the settled metrics");

  static final Knob<Boolean> SHUFFLE =
      Knob.flag(
          "shuffle", false, "each trial takes the samples in an order of its own, epoch by epoch");

  static final Knob<States> STATES =
      Knob.standing(
          "states",
          bySource(source -> Labels.of(source.states)),
          List.of(States.values()),
          Labels::of,
          "where states of a minibatch start: where its samples left them, where the minibatch"
              + " before left them, at zero");

  static final Knob<Init> INIT =
      Knob.choice(
          "init",
          Init.XAVIER,
          List.of(Init.values()),
          "start weights: uniform in ±sqrt(6/(a+b)), uniform in ±1, standard normal, zero");

  static final Dial INIT_SCALE =
      Dial.of("init_scale", 1, 0, LARGEST, "multiplies the drawn start weights");

  static final Dial BETA =
      Dial.of(
          "beta",
          0.1,
          -LARGEST,
          LARGEST,
          "nudging: how far the output is pulled towards the label");

  static final Dial ALPHA =
      Dial.of("alpha", 0.1, 0, LARGEST, "step size of all weights and biases");

  static final Dial ALPHA_K =
      Dial.like(ALPHA, "alpha_K", 0, LARGEST, "step size of weight matrix K and the bias above it");

  static final Dial BIAS_ALPHA =
      Dial.like(
          ALPHA_K, "bias_alpha", 0, LARGEST, "step size of all biases in place of the weights'");

  static final Dial BIAS_ALPHA_K =
      Dial.like(
          BIAS_ALPHA,
          "bias_alpha_K",
          0,
          LARGEST,
          "step size of the bias above weight matrix K, of layer K + 1");

  static final Dial MOMENTUM =
      Dial.of("momentum", 0, 0, 1, "share of a step that is repeated; of the nine");

  static final Dial WEIGHT_DECAY =
      Dial.of("weight_decay", 0, 0, LARGEST, "pulls weights and biases towards 0; of the nine");

  static final Dial WEIGHT =
      Dial.optional(
          "weight_K_I_J", -LARGEST, LARGEST, "start value of W[K][I][J] in place of the drawn one");

  static final Dial BIAS =
      Dial.of("bias_K_J", 0, -LARGEST, LARGEST, "start value of bias J of layer K, from 1");

  private static final List<Hyperparameter> HYPERPARAMETERS =
      Stream.concat(
              Stream.of(
                      HIDDEN,
                      ACTIVATION,
                      SCHEME,
                      EPOCHS,
                      BATCH_SIZE,
                      FREE_STEPS,
                      NUDGED_STEPS,
                      MODE,
                      SETTLE_STEPS,
                      SHUFFLE,
                      STATES,
                      INIT)
                  .map(Knob::declaration),
              Stream.of(
                      INIT_SCALE,
                      BETA,
                      ALPHA,
                      ALPHA_K,
                      BIAS_ALPHA,
                      BIAS_ALPHA_K,
                      MOMENTUM,
                      WEIGHT_DECAY,
                      WEIGHT,
                      BIAS)
                  .map(Dial::declaration))
          .toList();

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

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  @Override
  public List<Score> scores() {
    return EnergyGauges.ALL.stream().map(Gauge::score).toList();
  }

  @Override
  public void check(Laws laws) {
    EnergyLaws.check(laws);
  }

  /** Units of the widest hidden layer. */
  @Override
  public int width(Map<String, Object> structure) {
    return HIDDEN.in(structure).stream().mapToInt(size -> size).max().orElse(0);
  }

  @Override
  public Model model(Map<String, Object> structure, Dataset data) {
    return new EnergyModel(EnergySettings.of(structure, data), data);
  }
}
