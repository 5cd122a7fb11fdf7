package org.basin.ham;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Family;
import org.basin.learn.Learner;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.learn.Score.Better;
import org.basin.learn.Score.Values;
import org.basin.learn.Standards;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Standard;

/** The memory family as the registry sees it: hyperparameters, metrics, laws, learners. */
public final class HamModel implements Family {

  static final String EXPECTED_RECALL = "expected_recall";
  private static final double LARGEST = 1e6;
  private static final double LEAST = 1e-6;

  private static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          Hyperparameter.integer("units", 64, 1, 100_000, "units of the visible layer"),
          Hyperparameter.integer("patterns", 8, 1, 1_000_000, "patterns that are stored"),
          Hyperparameter.choice(
              "visible", "tanh", Lagrangian.labels(), "Lagrangian of the visible layer"),
          Hyperparameter.choice(
              "memory",
              "repu",
              Lagrangian.labels(),
              "Lagrangian of the memory layer, which has one unit a pattern"),
          Hyperparameter.texts(
              "neurons",
              List.of(),
              "layers in place of visible and memory: NAME LAGRANGIAN SHAPE, the visible one"
                  + " first"),
          Hyperparameter.texts(
              "synapses",
              List.of(),
              "NAME dense START or NAME convolution SIDE STRIDE PADDING START, with START patterns,"
                  + " zeros, normal S or uniform S"),
          Hyperparameter.texts("connections", List.of(), "SYNAPSE LAYER LAYER ..."),
          Hyperparameter.choice(
              "source",
              "random",
              List.of("random", "data"),
              "patterns are random signs, or samples of the data: 1 above the mean of all numbers,"
                  + " else -1"),
          Hyperparameter.integer(
              "cues", 8, 1, 10_000, "how many of the patterns are asked for, from the first"),
          Hyperparameter.choice(
              "clamp",
              "none",
              List.of("none", "known"),
              "which units a recall holds: none, or all that are not erased"),
          Hyperparameter.integer("steps", 50, 0, 1_000_000, "steps of a recall"),
          Hyperparameter.integer(
              "train_steps", 0, 0, 1_000_000, "gradient steps on the recall loss before measuring"),
          lane(
              "power",
              Standard.of(2.0),
              1,
              100,
              "n of repu: the memory answers with the (n-1)-th power"),
          lane("power_K", Standard.NONE, 1, 100, "the same of layer K, from 0"),
          lane(
              "beta",
              Standard.of(1.0),
              LEAST,
              LARGEST,
              "sharpness of all layers but the visible one"),
          lane("beta_0", Standard.of(10.0), LEAST, LARGEST, "sharpness of the visible layer"),
          lane("beta_K", Standard.NONE, LEAST, LARGEST, "that of layer K"),
          lane(
              "gamma",
              Standard.of(1.0),
              -LARGEST,
              LARGEST,
              "scale of layernorm and spherical_norm"),
          lane("gamma_K", Standard.NONE, -LARGEST, LARGEST, "the same of layer K"),
          lane(
              "delta",
              Standard.of(0.0),
              -LARGEST,
              LARGEST,
              "shift of layernorm and spherical_norm"),
          lane("delta_K", Standard.NONE, -LARGEST, LARGEST, "the same of layer K"),
          lane("dt", Standard.of(0.1), 0, LARGEST, "length of a step"),
          lane("tau", Standard.of(1.0), LEAST, LARGEST, "time constant of all layers"),
          lane("tau_K", Standard.NONE, LEAST, LARGEST, "the same of layer K"),
          lane("erased", Standard.of(0.0), 0, 1, "share of the units that a cue does not tell"),
          lane("corruption", Standard.of(0.0), 0, 1, "share of the told units that are flipped"),
          lane("correlation", Standard.of(0.0), 0, 1, "mean overlap of two random patterns"),
          lane("alpha", Standard.of(0.1), 0, LARGEST, "step size of training"));

  /** The standards of them all. */
  static final Standards STANDARDS = new Standards(HYPERPARAMETERS);

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  private static Hyperparameter lane(
      String name, Standard standard, double min, double max, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, max, text);
  }

  @Override
  public List<Score> scores() {
    return List.of(
        new Score(
            "recalled",
            Values.FEW,
            Better.MORE,
            "share of the cues after which every unit that may move has the sign of the pattern"),
        Score.onRequest(
            EXPECTED_RECALL,
            Values.FEW,
            Better.MORE,
            "the same as theory expects it after one full step (Krotov and Hopfield 2016, eq. 5;"
                + " Demircigil et al. 2017)"),
        new Score(
            "overlap",
            Values.FEW,
            Better.MORE,
            "right minus wrong signs by units that may move, mean over the cues"),
        new Score(
            "energy", Values.MANY, Better.LESS, "energy after the last step, mean over the cues"),
        new Score(
            "energy_drop", Values.MANY, Better.LESS, "energy before the first step minus energy"),
        new Score(
            "settling_steps",
            Values.FEW,
            Better.LESS,
            "steps in which a free unit was more than 0.001 of max(1, |field|) from its field"),
        new Score(
            "residual",
            Values.MANY,
            Better.LESS,
            "greatest |dE/dg| / max(1, |field|) of a free unit before the last step"));
  }

  @Override
  public boolean drawsData() {
    return true;
  }

  @Override
  public Optional<String> refusal(Score score, Proposal proposal) {
    return score.name().equals(EXPECTED_RECALL)
        ? HamLaws.refusalOfTheory(proposal.structures(), proposal.lanes().keySet())
        : Family.super.refusal(score, proposal);
  }

  @Override
  public void check(Proposal proposal, BiConsumer<String, String> mistake) {
    HamLaws.check(proposal, mistake);
  }

  @Override
  public Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics) {
    List<String> known = scores().stream().map(Score::name).toList();
    return new RecallLearner(
        HamSettings.of(structure),
        data.train(),
        kernels,
        new LaneNumbers(fixed, axes),
        metrics.stream().mapToInt(known::indexOf).toArray());
  }

  @Override
  public double operations(Map<String, Object> structure, Dataset data, List<String> metrics) {
    return HamSettings.of(structure).operations();
  }

  /** The data itself: a recall does not look at samples one by one. */
  @Override
  public Dataset shortened(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations) {
    return data;
  }

  @Override
  public int lanes(Map<String, Object> structure, Dataset data, Engine engine) {
    return engine.algebraLanes(HamSettings.of(structure).cells(engine));
  }

  @Override
  public int width(Map<String, Object> structure) {
    try {
      return HamSettings.of(structure).width();
    } catch (BlueprintException e) {
      return 0; // check reports it
    }
  }
}
