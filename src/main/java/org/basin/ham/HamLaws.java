package org.basin.ham;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.ham.HamSettings.Solver;
import org.basin.ham.HamSettings.Start;
import org.basin.learn.Dial;
import org.basin.learn.Knob;
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
    belongs(HamFamily.MOMENTUM, HamFamily.SOLVER, Solver.MOMENTUM, laws);
    belongs(HamFamily.MEAN_DECAY, HamFamily.SOLVER, Solver.ADAM, laws);
    belongs(HamFamily.SQUARE_DECAY, HamFamily.SOLVER, Solver.ADAM, laws);
    belongs(HamFamily.START_SCALE, HamFamily.START, Start.RANDOM, laws);
  }

  /** A number that only one choice reads must not be set where no structure has that choice. */
  private static <E extends Enum<E>> void belongs(Dial dial, Knob<E> knob, E choice, Laws laws) {
    List<E> chosen = laws.structures().stream().map(knob::in).distinct().toList();
    if (laws.lanes().containsKey(dial.name()) && !chosen.contains(choice)) {
      laws.refuse(
          dial.name(),
          "%s belongs to %s %s, got %s"
              .formatted(
                  dial.name(),
                  knob.name(),
                  Labels.of(choice),
                  chosen.stream().map(Labels::of).collect(Collectors.joining(", "))));
    }
  }

  private static void check(HamSettings settings, Map<String, Object> structure, Laws laws) {
    checkPatterns(settings, structure, laws);
    checkTraining(settings, laws);
    checkManner(settings, laws);
    int lanes = new HamModel(settings, laws.data()).lanes(laws.engine());
    laws.memory(
        structure.containsKey("neurons") ? "neurons" : "patterns",
        settings.cells(laws.engine()) * lanes * laws.engine().bytes()
            + settings.shared() * Float.BYTES,
        mib ->
            "weights, states and links of %d trials side by side must fit in %d MiB, got %d MiB"
                .formatted(lanes, Laws.MOST_MIB, mib));
    int most = settings.graph().layers().size() - 1;
    Map<Dial, Function<List<Integer>, Optional<String>>> indices =
        OF_LAYER.stream().collect(Collectors.toMap(dial -> dial, dial -> k -> layer(most, k)));
    indices.put(HamFamily.STATE_K_I, ki -> layer(most, ki).or(() -> unit(settings, ki)));
    laws.indices(indices);
  }

  private static Optional<String> layer(int most, List<Integer> indices) {
    return Laws.from(0, most, indices.get(0)).map(law -> law + ", got K=" + indices.get(0));
  }

  private static Optional<String> unit(HamSettings settings, List<Integer> indices) {
    NeuronLayer layer = settings.graph().layers().get(indices.get(0));
    return indices.get(1) < layer.units()
        ? Optional.empty()
        : Optional.of(
            "I must be from 0 to %d in layer %s, got I=%d"
                .formatted(layer.units() - 1, layer.name(), indices.get(1)));
  }

  private static void checkPatterns(
      HamSettings settings, Map<String, Object> structure, Laws laws) {
    Dataset data = laws.data();
    for (int s = 0; s < settings.blueprint().starts().size(); s++) {
      List<Integer> places = settings.graph().synapses().get(s).places();
      boolean stores =
          settings.blueprint().starts().get(s).kind() == Blueprint.WeightStart.Kind.PATTERNS;
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

  private static void checkManner(HamSettings settings, Laws laws) {
    HamSettings.Manner manner = settings.manner();
    if (settings.trainSteps() > 0 && manner.solver() != Solver.EULER) {
      laws.refuse(
          "solver",
          "training goes back through steps of solver euler alone, got train_steps %d, solver %s"
              .formatted(settings.trainSteps(), Labels.of(manner.solver())));
    }
    int units = settings.graph().layers().stream().mapToInt(NeuronLayer::units).sum();
    if (settings.free() == 0) {
      laws.refuse("mask", "a mask must leave a unit free, got none of %d".formatted(units));
    }
    List<Integer> kept = manner.kept();
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i) > settings.steps() || i > 0 && kept.get(i) <= kept.get(i - 1)) {
        laws.refuse(
            "kept_steps",
            "steps that are kept must rise and be at most the %d of a recall, got %s"
                .formatted(settings.steps(), kept));
        break;
      }
    }
  }

  /** Why there is no loss of training, as it is said after the metric's name. */
  static Optional<String> refusalOfLoss(List<Map<String, Object>> structures) {
    return structures.stream().allMatch(one -> HamFamily.TRAIN_STEPS.in(one) == 0)
        ? Optional.of("is that of training and needs train_steps above 0, got 0")
        : Optional.empty();
  }

  /** Why theory can't say what to expect, as it is said after the metric's name. */
  static Optional<String> refusalOfTheory(
      List<Map<String, Object>> structures, Collection<String> laneNames) {
    for (String lane : laneNames) {
      if (lane.equals("correlation") || HamFamily.STATE_K_I.declaration().matches(lane)) {
        return Optional.of("is known only without %s, got %s".formatted(lane, lane));
      }
    }
    for (Map<String, Object> structure : structures) {
      try {
        HamSettings settings = HamSettings.of(structure);
        if (!settings.manner().plain()) {
          return Optional.of(
              "is known only for recalls that start at their cues by solver euler, without states"
                  + " and mask, got start %s, solver %s, states for %d layers, mask for %d"
                      .formatted(
                          Labels.of(settings.manner().start()),
                          Labels.of(settings.manner().solver()),
                          HamFamily.STATES.in(structure).size(),
                          HamFamily.MASK.in(structure).size()));
        }
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
