package org.basin.energy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basin.learn.Laws;

/** The laws that tie hyperparameters, data and engine of the energy family together. */
final class EnergyLaws {

  private final Laws laws;
  private final EnergySettings settings;

  private EnergyLaws(Laws laws, EnergySettings settings) {
    this.laws = laws;
    this.settings = settings;
  }

  static void check(Laws laws) {
    for (Map<String, Object> structure : laws.structures()) {
      EnergySettings settings = EnergySettings.of(structure, laws.data());
      int outputs = settings.units(settings.matrices());
      if (outputs < laws.data().classes()) {
        laws.refuse(
            EnergyFamily.OUTPUT_SIZE.name(),
            "output_size must be at least the %d classes of %s, or 0, got %d"
                .formatted(laws.data().classes(), laws.data().name(), outputs));
        continue;
      }
      try {
        Energy.Choice.of(structure);
      } catch (IllegalArgumentException e) {
        laws.refuse(EnergyFamily.ENERGY.name(), e.getMessage());
      }
      new EnergyLaws(laws, settings).check();
    }
    List<Scheme> schemes =
        laws.structures().stream().map(EnergyFamily.SCHEME::in).distinct().toList();
    Set<String> structural =
        laws.structures().stream()
            .flatMap(values -> values.keySet().stream())
            .collect(Collectors.toSet());
    new SchemeLaws(schemes, laws::refuse).check(structural, laws.lanes());
  }

  private void check() {
    laws.batchSize(EnergyFamily.BATCH_SIZE, settings.batchSize());
    if (settings.shuffle() && settings.states() == EnergySettings.States.PERSISTENT) {
      laws.refuse(
          "shuffle",
          "shuffle needs states carried or zero, because persistent states belong to the samples"
              + " of one minibatch, got states persistent");
    }
    settings.scheme().refusal(settings.sizes()).ifPresent(law -> laws.refuse("scheme", law));
    EnergyModel model = new EnergyModel(settings, laws.data());
    int lanes = model.lanes(laws.engine());
    laws.memory(
        "hidden",
        model.cells() * lanes * laws.engine().bytes(),
        mib ->
            "weights and states of %s must fit in %d MiB, got layers %s with %d MiB"
                .formatted(Laws.together(lanes), Laws.MOST_MIB, settings.sizes(), mib));
    int last = settings.matrices();
    Function<List<Integer>, Optional<String>> stepSize =
        k -> inLayers(Laws.from(0, last - 1, k.get(0)), k, "K");
    laws.indices(
        Map.of(
            EnergyFamily.ALPHA_K,
            stepSize,
            EnergyFamily.BIAS_ALPHA_K,
            stepSize,
            EnergyFamily.WEIGHT,
            at -> inLayers(weight(at), at, "KIJ"),
            EnergyFamily.BIAS,
            at -> inLayers(bias(at), at, "KJ")));
  }

  private Optional<String> weight(List<Integer> at) {
    Optional<String> law = Laws.from(0, settings.matrices() - 1, at.get(0));
    if (law.isPresent()) {
      return law;
    }
    int below = settings.units(at.get(0));
    int above = settings.units(at.get(0) + 1);
    return at.get(1) < below && at.get(2) < above
        ? Optional.empty()
        : Optional.of("I must be below %d and J below %d".formatted(below, above));
  }

  private Optional<String> bias(List<Integer> at) {
    Optional<String> law = Laws.from(1, settings.matrices(), at.get(0));
    if (law.isPresent()) {
      return law;
    }
    int units = settings.units(at.get(0));
    return at.get(1) < units ? Optional.empty() : Optional.of("J must be below " + units);
  }

  /** The law, the layers it follows from, and the indices given. */
  private Optional<String> inLayers(Optional<String> law, List<Integer> given, String indices) {
    return law.map(
        text -> {
          StringBuilder got = new StringBuilder(text);
          got.append(" in layers ").append(settings.sizes()).append(", got ");
          for (int i = 0; i < indices.length(); i++) {
            got.append(i == 0 ? "" : ", ").append(indices.charAt(i)).append('=');
            got.append(given.get(i));
          }
          return got.toString();
        });
  }
}
