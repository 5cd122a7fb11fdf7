package org.basin.energy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.basin.data.Dataset;
import org.basin.energy.EnergySettings.Mode;
import org.basin.energy.EnergySettings.States;
import org.basin.kernel.Activation;
import org.basin.learn.Declarations;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.History;
import org.basin.learn.Init;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Learned;
import org.basin.learn.Model;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.sweep.Formulas;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;
import org.basin.sweep.Standard;

/** The energy family: hyperparameters, metrics, laws, models. */
public final class EnergyFamily implements Family {

  /** All that a sweep may set. */
  private static final Declarations SET = new Declarations();

  private static final double LARGEST = 1e6;

  static final Knob<List<Integer>> HIDDEN =
      SET.sizes("hidden", List.of(2L, 1L), 1, 4096, "units of the hidden layers");

  static final Knob<Activation> ACTIVATION =
      SET.choice(
          "activation",
          bySource(source -> source.activation.label()),
          List.of(Activation.values()),
          Activation::label,
          "function of hidden units, and of output units unless the scheme is of the study");

  static final Knob<Scheme> SCHEME =
      SET.choice("scheme", Scheme.EP, "how phases become parameter changes");

  static final Knob<Integer> EPOCHS =
      SET.integer("epochs", 20, 1, 1_000_000, "passes over the data");

  static final Knob<Integer> BATCH_SIZE =
      SET.integer(
          "batch_size", 4, 1, 1_000_000, "samples a minibatch; an incomplete last one is dropped");

  static final Knob<Integer> FREE_STEPS =
      SET.integer(
          "free_steps",
          bySource(source -> source.freeSteps),
          1,
          10_000,
          "sweeps of the first phase");

  static final Knob<Integer> NUDGED_STEPS =
      SET.integer(
          "nudged_steps",
          bySource(source -> source.nudgedSteps),
          0,
          10_000,
          "sweeps of each phase after the first; iterations of tbp, terms of rbp");

  static final Knob<Mode> MODE =
      SET.choice(
          "mode",
          Mode.ASYNCHRONOUS,
          "layers 1, 3, … and then 2, 4, …, or all at once; of the study's nine");

  static final Knob<Integer> SETTLE_STEPS =
      SET.integer("settle_steps", 50, 1, 10_000, "sweeps without a label, for the settled metrics");

  static final Knob<Boolean> SHUFFLE =
      SET.flag(
          "shuffle", false, "each trial takes the samples in an order of its own, epoch by epoch");

  static final Knob<States> STATES =
      SET.choice(
          "states",
          bySource(source -> Labels.of(source.states)),
          List.of(States.values()),
          Labels::of,
          "where states of a minibatch start: where its samples left them, where the minibatch"
              + " before left them, at zero");

  static final Knob<Init> INIT =
      SET.choice(
          "init",
          Init.XAVIER,
          "start weights: uniform in ±sqrt(6/(a+b)), uniform in ±1, standard normal, zero");

  static final Knob<Energy.Function> ENERGY =
      SET.choice(
          "energy",
          Energy.Function.HOPFIELD,
          Energy.Function.WRITTEN,
          Formulas.alone(WrittenEnergy.VARIABLES.toArray(String[]::new)),
          "what the metric energy is; of a formula each term is summed over what it reads, units"
              + " below and above and the connections between them");

  /** The formula of {@link Energy.Function#WRITTEN}. */
  static final Knob<List<String>> ENERGY_FORMULA = Declarations.formulas(ENERGY);

  static final Knob<Integer> OUTPUT_SIZE =
      SET.integer(
          "output_size",
          0,
          0,
          4096,
          "units of the output, at least as many as there are classes, whose labels are 0 beyond"
              + " them; 0 for as many as there are classes");

  static final Dial INIT_SCALE =
      SET.dial("init_scale", 1, 0, LARGEST, "multiplies the drawn start weights");

  static final Dial BETA =
      SET.dial(
          "beta",
          0.1,
          -LARGEST,
          LARGEST,
          "nudging: how far the output is pulled towards the label");

  static final Dial ALPHA =
      SET.dial("alpha", 0.1, 0, LARGEST, "step size of all weights and biases");

  static final Dial ALPHA_K =
      SET.like(ALPHA, "alpha_K", 0, LARGEST, "step size of weight matrix K and the bias above it");

  static final Dial BIAS_ALPHA =
      SET.like(
          ALPHA_K, "bias_alpha", 0, LARGEST, "step size of all biases in place of the weights'");

  static final Dial BIAS_ALPHA_K =
      SET.like(
          BIAS_ALPHA,
          "bias_alpha_K",
          0,
          LARGEST,
          "step size of the bias above weight matrix K, of layer K + 1");

  static final Dial MOMENTUM =
      SET.dial("momentum", 0, 0, 1, "share of a step that is repeated; of the nine");

  static final Dial WEIGHT_DECAY =
      SET.dial("weight_decay", 0, 0, LARGEST, "pulls weights and biases towards 0; of the nine");

  static final Dial WEIGHT =
      SET.optional(
          "weight_K_I_J", -LARGEST, LARGEST, "start value of W[K][I][J] in place of the drawn one");

  static final Dial BIAS =
      SET.dial("bias_K_J", 0, -LARGEST, LARGEST, "start value of bias J of layer K, from 1");

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
    return SET.all();
  }

  @Override
  public List<Score> scores() {
    return EnergyGauges.ALL.scores();
  }

  @Override
  public List<Hyperparameter> draws() {
    return List.of(INIT.declaration(), INIT_SCALE.declaration());
  }

  @Override
  public Optional<Learned> learned() {
    return Optional.of(
        new Learned(
            EnergyGauges.FREE_ERROR.name(),
            EnergyGauges.ERROR.name(),
            "free_error 0: the plain output is right",
            "error 0, but right only while the output is pulled towards the label"));
  }

  @Override
  public List<History> histories() {
    return EnergyGauges.ALL.histories();
  }

  @Override
  public int steps(Map<String, Object> structure, History history) {
    return EPOCHS.in(structure);
  }

  @Override
  public Optional<String> refusal(Score score, Proposal proposal) {
    if (EnergyGauges.ofHopfieldEnergy(score)) {
      for (Map<String, Object> structure : proposal.structures()) {
        if (ENERGY.in(structure) != Energy.Function.HOPFIELD) {
          return Optional.of("is a part of energy hopfield, got energy " + structure.get("energy"));
        }
      }
    }
    return Family.super.refusal(score, proposal);
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
    return new EnergyModel(EnergySettings.of(structure, data), data, Energy.Choice.of(structure));
  }
}
