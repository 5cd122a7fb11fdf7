package org.basin.ham;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.ham.HamSettings.Clamp;
import org.basin.ham.HamSettings.Solver;
import org.basin.ham.HamSettings.Source;
import org.basin.ham.HamSettings.Start;
import org.basin.learn.Along;
import org.basin.learn.Declarations;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.Gauge;
import org.basin.learn.Gauges;
import org.basin.learn.History;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;

/** The family of associative memories: hyperparameters, metrics, laws, models. */
public final class HamFamily implements Family {

  /** All that a sweep may set. */
  private static final Declarations SET = new Declarations();

  static final double LARGEST = 1e6;
  private static final double LEAST = 1e-6;

  static final Knob<Integer> UNITS =
      SET.integer("units", 64, 1, 100_000, "units of the visible layer");

  static final Knob<Integer> PATTERNS =
      SET.integer("patterns", 8, 1, 1_000_000, "patterns that are stored");

  static final Knob<Lagrangian> VISIBLE =
      SET.choice("visible", Lagrangian.TANH, Lagrangian::label, "Lagrangian of the visible layer");

  static final Knob<Lagrangian> MEMORY =
      SET.choice(
          "memory",
          Lagrangian.REPU,
          Lagrangian::label,
          "Lagrangian of the memory layer, which has one unit a pattern");

  static final Knob<List<String>> NEURONS =
      SET.texts(
          "neurons",
          List.of(),
          "layers in place of visible and memory: NAME LAGRANGIAN SHAPE, the visible one"
              + " first");

  static final Knob<List<String>> SYNAPSES =
      SET.texts(
          "synapses",
          List.of(),
          "NAME dense START or NAME convolution SIDE STRIDE PADDING START, with START patterns,"
              + " zeros, normal S or uniform S");

  static final Knob<List<String>> CONNECTIONS =
      SET.texts("connections", List.of(), "SYNAPSE LAYER LAYER ...");

  static final Knob<Source> SOURCE =
      SET.choice(
          "source",
          Source.RANDOM,
          "patterns are random signs, or samples of the data: 1 above the mean of all numbers,"
              + " else -1");

  static final Knob<Integer> CUES =
      SET.integer("cues", 8, 1, 10_000, "how many of the patterns are asked for, from the first");

  static final Knob<Clamp> CLAMP =
      SET.choice(
          "clamp", Clamp.NONE, "which units a recall holds: none, or all that are not erased");

  static final Knob<Integer> STEPS = SET.integer("steps", 50, 0, 1_000_000, "steps of a recall");

  static final Knob<Solver> SOLVER =
      SET.choice("solver", Solver.EULER, "how states go down the energy in the measured recall");

  static final Knob<Start> START =
      SET.choice(
          "start",
          Start.CUE,
          "where units start that a cue does not tell: cue, at 0 in the first layer and at their"
              + " field in the others, or random, at normal numbers times start_scale");

  static final Knob<List<String>> STATES =
      SET.texts(
          "states",
          List.of(),
          "start states of whole layers in every cue: LAYER NUMBER NUMBER ..., with NUMBER*COUNT"
              + " for equal ones");

  static final Knob<List<String>> MASK =
      SET.texts(
          "mask",
          List.of(),
          "which units a recall holds beside clamp: LAYER NUMBER NUMBER ..., 0 held and 1 free;"
              + " cues tell held units of the first layer as they are");

  static final Knob<List<Integer>> KEPT_STEPS =
      SET.sizes(
          "kept_steps",
          List.of(),
          0,
          1_000_000,
          "steps after which checkpoints hold the states of the recall, 0 before the first");

  static final Knob<Integer> TRAIN_STEPS =
      SET.integer(
          "train_steps", 0, 0, 1_000_000, "gradient steps on the recall loss before measuring");

  static final Dial POWER =
      SET.dial("power", 2, 1, 100, "n of repu: the memory answers with the (n-1)-th power");

  static final Dial POWER_K = SET.like(POWER, "power_K", 1, 100, "the same of layer K, from 0");

  static final Dial BETA =
      SET.dial("beta", 1, LEAST, LARGEST, "sharpness of all layers but the visible one");

  static final Dial BETA_0 =
      SET.dial("beta_0", 10, LEAST, LARGEST, "sharpness of the visible layer");

  static final Dial BETA_K = SET.like(BETA, "beta_K", LEAST, LARGEST, "that of layer K");

  static final Dial GAMMA =
      SET.dial("gamma", 1, -LARGEST, LARGEST, "scale of layernorm and spherical_norm");

  static final Dial GAMMA_K = SET.like(GAMMA, "gamma_K", -LARGEST, LARGEST, "the same of layer K");

  static final Dial DELTA =
      SET.dial("delta", 0, -LARGEST, LARGEST, "shift of layernorm and spherical_norm");

  static final Dial DELTA_K = SET.like(DELTA, "delta_K", -LARGEST, LARGEST, "the same of layer K");

  static final Dial DT = SET.dial("dt", 0.1, 0, LARGEST, "length of a step");

  static final Dial TAU = SET.dial("tau", 1, LEAST, LARGEST, "time constant of all layers");

  static final Dial TAU_K = SET.like(TAU, "tau_K", LEAST, LARGEST, "the same of layer K");

  static final Dial START_SCALE =
      SET.dial("start_scale", 1, 0, LARGEST, "standard deviation of random start states");

  static final Dial STATE_K_I =
      SET.optional(
          "state_K_I",
          -LARGEST,
          LARGEST,
          "start state of unit I of layer K in every cue, from 0; overrides start and states");

  static final Dial MOMENTUM =
      SET.dial("momentum", 0.9, 0, 1, "share of a step that is repeated; of solver momentum");

  static final Dial MEAN_DECAY =
      SET.dial(
          "mean_decay",
          0.9,
          0,
          1 - LEAST,
          "share that the mean of gradients keeps in a step; of solver adam");

  static final Dial SQUARE_DECAY =
      SET.dial(
          "square_decay",
          0.999,
          0,
          1 - LEAST,
          "share that the mean of squared gradients keeps in a step; of solver adam");

  static final Dial ERASED =
      SET.dial("erased", 0, 0, 1, "share of the units that a cue does not tell");

  static final Dial CORRUPTION =
      SET.dial("corruption", 0, 0, 1, "share of the told units that are flipped");

  static final Dial CORRELATION =
      SET.dial("correlation", 0, 0, 1, "mean overlap of two random patterns");

  static final Dial ALPHA = SET.dial("alpha", 0.1, 0, LARGEST, "step size of training");

  /** All metrics. A recall depends on weights, seed and data alone. */
  static final Gauges<Recall> GAUGES = new Gauges<>();

  static final Gauge<Recall> RECALLED =
      GAUGES
          .trained()
          .few()
          .tie(2)
          .more(
              "recalled",
              "share of the cues after which every unit that may move has the sign of the pattern",
              Recall::recalled);

  static final Gauge<Recall> EXPECTED_RECALL =
      GAUGES
          .trained()
          .few()
          .onRequest()
          .more(
              "expected_recall",
              "the same as theory expects it after one full step (Krotov and Hopfield 2016, eq. 5;"
                  + " Demircigil et al. 2017)",
              Recall::expected);

  static final Gauge<Recall> OVERLAP =
      GAUGES
          .trained()
          .few()
          .along(Along.MEASURING)
          .tie(3)
          .more(
              "overlap",
              "right minus wrong signs by units that may move, mean over the cues",
              Recall::overlap);

  static final Gauge<Recall> ENERGY =
      GAUGES
          .trained()
          .along(Along.MEASURING)
          .less("energy", "energy after the last step, mean over the cues", Recall::energy);

  static final Gauge<Recall> ENERGY_DROP =
      GAUGES
          .trained()
          .less("energy_drop", "energy before the first step minus energy", Recall::energyDrop);

  static final Gauge<Recall> SETTLING_STEPS =
      GAUGES
          .trained()
          .few()
          .less(
              "settling_steps",
              "steps in which a free unit was more than 0.001 of max(1, |field|) from its field",
              Recall::settlingSteps);

  static final Gauge<Recall> RESIDUAL =
      GAUGES
          .trained()
          .less(
              "residual",
              "greatest |dE/dg| / max(1, |field|) of a free unit before the last step",
              Recall::residual);

  static final Gauge<Recall> TRAIN_LOSS =
      GAUGES
          .trained()
          .onRequest()
          .along(Along.NAMED)
          .tie(1)
          .less(
              "train_loss",
              "half the mean squared distance of visible activations from the pattern, after"
                  + " recalls from the training cues; needs train_steps",
              Recall::loss);

  @Override
  public List<Hyperparameter> hyperparameters() {
    return SET.all();
  }

  @Override
  public List<Score> scores() {
    return GAUGES.scores();
  }

  @Override
  public List<History> histories() {
    return GAUGES.histories();
  }

  /** The loss, too, which stands along no recall. */
  @Override
  public List<String> pictured() {
    return GAUGES.histories().stream().map(History::metric).toList();
  }

  @Override
  public int steps(Map<String, Object> structure, History history) {
    return history.moment() == History.Moment.MEASURING
        ? STEPS.in(structure)
        : TRAIN_STEPS.in(structure);
  }

  @Override
  public boolean drawsData() {
    return true;
  }

  @Override
  public Optional<String> refusal(Score score, Proposal proposal) {
    if (score.equals(TRAIN_LOSS.score())) {
      return HamLaws.refusalOfLoss(proposal.structures());
    }
    return score.equals(EXPECTED_RECALL.score())
        ? HamLaws.refusalOfTheory(proposal.structures(), proposal.lanes().keySet())
        : Family.super.refusal(score, proposal);
  }

  @Override
  public void check(Laws laws) {
    HamLaws.check(laws);
  }

  @Override
  public int width(Map<String, Object> structure) {
    try {
      return HamSettings.of(structure).width();
    } catch (BlueprintException e) {
      return 0; // check reports it
    }
  }

  @Override
  public Model model(Map<String, Object> structure, Dataset data) {
    return new HamModel(HamSettings.of(structure), data);
  }
}
