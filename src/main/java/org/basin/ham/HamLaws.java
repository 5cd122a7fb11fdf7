package org.basin.ham;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.learn.Dial;
import org.basin.learn.Laws;
import org.basin.sweep.Labels;

/** The laws that tie hyperparameters and data of memories together. */
final class HamLaws {

  private static final List<Dial> OF_LAYER =
      List.of(
          HamFamily.BETA_K,
          HamFamily.POWER_K,
          HamFamily.GAMMA_K,
          HamFamily.DELTA_K,
          HamFamily.TAU_K);

  private HamLaws() {}

  static void check(Laws laws) {
    for (Map<String, Object> structure : laws.structures()) {
      try {
        check(HamSettings.of(structure), structure, laws);
      } catch (BlueprintException e) {
        laws.refuse(e.list(), e.getMessage());
      }
    }
  }

  private static void check(HamSettings settings, Map<String, Object> structure, Laws laws) {
    checkPatterns(settings, structure, laws);
    checkTraining(settings, laws);
    int lanes = new HamModel(settings, laws.data()).lanes(laws.engine());
    laws.memory(
        structure.containsKey("neurons") ? "neurons" : "patterns",
        settings.cells(laws.engine()) * lanes * laws.engine().bytes()
            + settings.shared() * Float.BYTES,
        mib ->
            "weights, states and links of %d trials side by side must fit in %d MiB, got %d MiB"
                .formatted(lanes, Laws.MOST_MIB, mib));
    int most = settings.graph().layers().size() - 1;
    laws.indices(
        OF_LAYER.stream()
            .collect(
                Collectors.toMap(
                    dial -> dial,
                    dial ->
                        k ->
                            Laws.from(0, most, k.get(0)).map(law -> law + ", got K=" + k.get(0)))));
  }

  private static void checkPatterns(
      HamSettings settings, Map<String, Object> structure, Laws laws) {
    Dataset data = laws.data();
    for (int s = 0; s < settings.blueprint().starts().size(); s++) {
      List<Integer> places = settings.graph().synapses().get(s).places();
      boolean stores = settings.blueprint().starts().get(s).kind() == WeightStart.Kind.PATTERNS;
      List<Integer> wanted = List.of(settings.units(), settings.patterns());
      if (stores && !places.equals(wanted)) {
        laws.refuse(
            "synapses",
            "a synapse that starts as patterns must join %d visible units and %d patterns, got %s"
                .formatted(settings.units(), settings.patterns(), places));
      }
    }
    if (settings.source() == HamSettings.Source.DATA && data.inputs() == 0) {
      laws.refuse("source", "patterns from data need data, got data: " + data.name());
      return;
    }
    if (settings.source() == HamSettings.Source.DATA && data.inputs() != settings.units()) {
      laws.refuse(
          structure.containsKey("neurons") ? "neurons" : "units",
          "the visible layer must have as many units as a sample of %s has numbers, got units=%d,"
                  .formatted(data.name(), settings.units())
              + " numbers="
              + data.inputs());
    }
    if (settings.source() == HamSettings.Source.DATA && data.train().size() < settings.patterns()) {
      laws.refuse(
          "patterns",
          "patterns must be at most the %d samples of %s, got %d"
              .formatted(data.train().size(), data.name(), settings.patterns()));
    }
  }

  private static void checkTraining(HamSettings settings, Laws laws) {
    boolean dense =
        settings.graph().synapses().stream()
            .allMatch(one -> one instanceof Dense && one.places().size() < 3);
    if (settings.trainSteps() > 0 && !dense) {
      laws.refuse(
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
                  + Labels.of(settings.source())
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
