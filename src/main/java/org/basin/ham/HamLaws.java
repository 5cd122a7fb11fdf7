package org.basin.ham;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.learn.Proposal;

/** The laws that tie hyperparameters and data of memories together. */
final class HamLaws {

  private static final Pattern OF_LAYER = Pattern.compile("(beta|power|gamma|delta|tau)_(\\d+)");

  private HamLaws() {}

  /**
   * @param mistake receives a path in the sweep file and the law with the values
   */
  static void check(Proposal proposal, BiConsumer<String, String> mistake) {
    Collection<String> laneNames = proposal.lanes().keySet();
    for (Map<String, Object> structure : proposal.structures()) {
      checkStructure(
          structure,
          proposal.data(),
          proposal.engine(),
          laneNames,
          (name, law) -> mistake.accept("parameters." + name, law));
    }
  }

  private static void checkStructure(
      Map<String, Object> structure,
      Dataset data,
      Engine engine,
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
    int lanes = new HamModel().lanes(structure, data, engine);
    long bytes = settings.cells(engine) * lanes * engine.bytes() + settings.shared() * Float.BYTES;
    if (bytes > Engine.MOST_BYTES) {
      mistake.accept(
          structure.containsKey("neurons") ? "neurons" : "patterns",
          "weights, states and links of %d trials side by side must fit in %d MiB, got %d MiB"
              .formatted(lanes, Engine.MOST_BYTES >> 20, bytes >> 20));
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
    if (settings.source() == HamSettings.Source.DATA && data.inputs() == 0) {
      mistake.accept("source", "patterns from data need data, got data: " + data.name());
      return;
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

  /** Why theory can't say what to expect, as it is said after the metric's name. */
  static Optional<String> refusalOfTheory(
      List<Map<String, Object>> structures, Collection<String> laneNames) {
    if (laneNames.contains("correlation")) {
      return Optional.of("is known only without correlation, got correlation");
    }
    for (Map<String, Object> structure : structures) {
      try {
        HamSettings settings = HamSettings.of(structure);
        if (!CapacityTheory.covers(settings)) {
          List<String> layers =
              settings.graph().layers().stream().map(one -> one.lagrangian().label()).toList();
          return Optional.of(
              "is known only for random patterns, not trained, in a memory of identity, relu, repu,"
                  + " exp or softmax that an identity or tanh layer is joined to, got layers "
                  + String.join(", ", layers)
                  + ", source "
                  + settings.source().name().toLowerCase(Locale.ROOT)
                  + ", train_steps "
                  + settings.trainSteps());
        }
      } catch (BlueprintException e) {
        return Optional.empty(); // check reports it
      }
    }
    return Optional.empty();
  }
}
