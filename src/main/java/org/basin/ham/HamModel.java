package org.basin.ham;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Learner;
import org.basin.learn.Score;
import org.basin.learn.Score.Values;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;

/** The memory family as the registry sees it: hyperparameters, metrics, laws, learners. */
public final class HamModel {

  private static final String EXPECTED_RECALL = "expected_recall";
  private static final double LARGEST = 1e6;
  private static final double LEAST = 1e-6;

  /** Planes of one learner take no more than this, so that a few fit beside Spark in a JVM. */
  private static final long MOST_BYTES = 512L << 20;

  private static final Pattern OF_LAYER = Pattern.compile("(beta|power|gamma|delta|tau)_(\\d+)");

  private HamModel() {}

  /** What a sweep may set. */
  public static List<Hyperparameter> hyperparameters() {
    return List.of(
        Hyperparameter.integer("units", "64", 1, 100_000, "units of the visible layer"),
        Hyperparameter.integer("patterns", "8", 1, 1_000_000, "patterns that are stored"),
        Hyperparameter.choice(
            "visible", "tanh", Lagrangian.labels(), "Lagrangian of the visible layer"),
        Hyperparameter.choice(
            "memory",
            "repu",
            Lagrangian.labels(),
            "Lagrangian of the memory layer, which has one unit a pattern"),
        Hyperparameter.texts(
            "neurons",
            "[]",
            "layers in place of visible and memory: NAME LAGRANGIAN SHAPE, the visible one first"),
        Hyperparameter.texts(
            "synapses",
            "[]",
            "NAME dense START or NAME convolution SIDE STRIDE PADDING START, with START patterns,"
                + " zeros, normal S or uniform S"),
        Hyperparameter.texts("connections", "[]", "SYNAPSE LAYER LAYER ..."),
        Hyperparameter.choice(
            "source",
            "random",
            List.of("random", "data"),
            "patterns are random signs, or samples of the data: 1 above the mean of all numbers,"
                + " else -1"),
        Hyperparameter.integer(
            "cues", "8", 1, 10_000, "how many of the patterns are asked for, from the first"),
        Hyperparameter.choice(
            "clamp",
            "none",
            List.of("none", "known"),
            "which units a recall holds: none, or all that are not erased"),
        Hyperparameter.integer("steps", "50", 0, 1_000_000, "steps of a recall"),
        Hyperparameter.integer(
            "train_steps", "0", 0, 1_000_000, "gradient steps on the recall loss before measuring"),
        lane("power", "2", 1, 100, "n of repu: the memory answers with the (n-1)-th power"),
        lane("power_K", "", 1, 100, "the same of layer K, from 0"),
        lane("beta", "1", LEAST, LARGEST, "sharpness of all layers but the visible one"),
        lane(
            "beta_K", "", LEAST, LARGEST, "the same of layer K; that of the visible layer 0 is 10"),
        lane("gamma", "1", -LARGEST, LARGEST, "scale of layernorm and spherical_norm"),
        lane("gamma_K", "", -LARGEST, LARGEST, "the same of layer K"),
        lane("delta", "0", -LARGEST, LARGEST, "shift of layernorm and spherical_norm"),
        lane("delta_K", "", -LARGEST, LARGEST, "the same of layer K"),
        lane("dt", "0.1", 0, LARGEST, "length of a step"),
        lane("tau", "1", LEAST, LARGEST, "time constant of all layers"),
        lane("tau_K", "", LEAST, LARGEST, "the same of layer K"),
        lane("erased", "0", 0, 1, "share of the units that a cue does not tell"),
        lane("corruption", "0", 0, 1, "share of the told units that are flipped"),
        lane("correlation", "0", 0, 1, "mean overlap of two random patterns"),
        lane("alpha", "0.1", 0, LARGEST, "step size of training"));
  }

  private static Hyperparameter lane(
      String name, String standard, double min, double max, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, max, text);
  }

  /** The metric columns. */
  public static List<Score> scores() {
    return List.of(
        new Score(
            "recalled",
            Values.FEW,
            "share of the cues after which every unit that may move has the sign of the pattern"),
        Score.onRequest(
            EXPECTED_RECALL,
            Values.FEW,
            "the same as theory expects it after one full step (Krotov and Hopfield 2016, eq. 5;"
                + " Demircigil et al. 2017)"),
        new Score(
            "overlap",
            Values.FEW,
            "right minus wrong signs by units that may move, mean over the cues"),
        new Score("energy", Values.MANY, "energy after the last step, mean over the cues"),
        new Score("energy_drop", Values.MANY, "energy before the first step minus energy"),
        new Score(
            "settling_steps",
            Values.FEW,
            "steps in which a free unit was more than 0.001 of max(1, |field|) from its field"),
        new Score(
            "residual",
            Values.MANY,
            "greatest |dE/dg| / max(1, |field|) of a free unit before the last step"));
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
    List<String> known = scores().stream().map(Score::name).toList();
    return new RecallLearner(
        HamSettings.of(structure),
        data.train(),
        kernels,
        new LaneNumbers(fixed, axes),
        metrics.stream().mapToInt(known::indexOf).toArray());
  }

  /** About how many additions and multiplications one trial takes. */
  public static double operations(Map<String, Object> structure) {
    return HamSettings.of(structure).operations();
  }

  /** How many trials of a structure an engine trains side by side. */
  public static int lanes(Map<String, Object> structure, Engine engine) {
    if (engine == Engine.VECTOR) {
      return Plane.LANES; // its algebra has no other layout
    }
    try {
      return engine.lanes(0, HamSettings.of(structure).cells());
    } catch (BlueprintException e) {
      return 1; // check reports it
    }
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
    HamSettings settings;
    try {
      settings = HamSettings.of(structure);
    } catch (BlueprintException e) {
      mistake.accept(e.list(), e.getMessage());
      return;
    }
    checkPatterns(settings, data, structure, mistake);
    checkTraining(settings, mistake);
    long bytes = settings.cells() * lanes * Float.BYTES;
    if (bytes > MOST_BYTES) {
      mistake.accept(
          structure.containsKey("neurons") ? "neurons" : "patterns",
          "weights and states of %d trials side by side must fit in %d MiB, got %d MiB"
              .formatted(lanes, MOST_BYTES >> 20, bytes >> 20));
    }
    int layers = settings.graph().layers().size();
    for (String name : laneNames) {
      Matcher layer = OF_LAYER.matcher(name);
      if (layer.matches() && Integer.parseInt(layer.group(2)) >= layers) {
        mistake.accept(name, "K must be from 0 to " + (layers - 1) + ", got K=" + layer.group(2));
      }
    }
  }

  private static void checkPatterns(
      HamSettings settings,
      Dataset data,
      Map<String, Object> structure,
      BiConsumer<String, String> mistake) {
    for (int s = 0; s < settings.blueprint().starts().size(); s++) {
      List<Integer> places = settings.graph().synapses().get(s).places();
      boolean stores = settings.blueprint().starts().get(s).kind() == Start.Kind.PATTERNS;
      List<Integer> wanted = List.of(settings.units(), settings.patterns());
      if (stores && !places.equals(wanted)) {
        mistake.accept(
            "synapses",
            "a synapse that starts as patterns must join %d visible units and %d patterns, got %s"
                .formatted(settings.units(), settings.patterns(), places));
      }
    }
    if (settings.source() == HamSettings.Source.DATA && data.inputs() != settings.units()) {
      mistake.accept(
          structure.containsKey("neurons") ? "neurons" : "units",
          "the visible layer must have as many units as a sample of %s has numbers, got units=%d,"
                  .formatted(data.name(), settings.units())
              + " numbers="
              + data.inputs());
    }
    if (settings.source() == HamSettings.Source.DATA && data.train().size() < settings.patterns()) {
      mistake.accept(
          "patterns",
          "patterns must be at most the %d samples of %s, got %d"
              .formatted(data.train().size(), data.name(), settings.patterns()));
    }
  }

  private static void checkTraining(HamSettings settings, BiConsumer<String, String> mistake) {
    boolean dense =
        settings.graph().synapses().stream()
            .allMatch(one -> one instanceof Dense && one.places().size() < 3);
    if (settings.trainSteps() > 0 && !dense) {
      mistake.accept(
          "train_steps",
          "only dense synapses of one or two layers can be trained, got "
              + settings.graph().synapses());
    }
  }

  /**
   * Checks that there is a theory for what a sweep wants to hold against it.
   *
   * @param structures all of the sweep
   * @param laneNames lane hyperparameters that the sweep sets
   * @param metrics that the sweep measures
   * @param mistake receives the law with the values
   */
  public static void checkMetrics(
      List<Map<String, Object>> structures,
      Collection<String> laneNames,
      Collection<String> metrics,
      Consumer<String> mistake) {
    if (!metrics.contains(EXPECTED_RECALL)) {
      return;
    }
    if (laneNames.contains("correlation")) {
      mistake.accept("expected_recall is known only without correlation, got correlation");
    }
    for (Map<String, Object> structure : structures) {
      try {
        HamSettings settings = HamSettings.of(structure);
        if (!CapacityTheory.covers(settings)) {
          List<String> layers =
              settings.graph().layers().stream().map(one -> one.lagrangian().label()).toList();
          mistake.accept(
              "expected_recall is known only for random patterns, not trained, in a memory of"
                  + " identity, relu, repu, exp or softmax that an identity or tanh layer is joined"
                  + " to, got layers "
                  + String.join(", ", layers)
                  + ", source "
                  + settings.source().name().toLowerCase(Locale.ROOT)
                  + ", train_steps "
                  + settings.trainSteps());
          return;
        }
      } catch (BlueprintException e) {
        return; // check reports it
      }
    }
  }
}
