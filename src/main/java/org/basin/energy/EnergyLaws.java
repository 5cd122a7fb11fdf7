package org.basin.energy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.learn.Proposal;
import org.basin.sweep.Setting;

/** The laws that tie hyperparameters, data and engine of the energy family together. */
final class EnergyLaws {

  private static final Pattern STEP_SIZE = Pattern.compile("(?:bias_)?alpha_(\\d+)");
  private static final Pattern WEIGHT = Pattern.compile("weight_(\\d+)_(\\d+)_(\\d+)");
  private static final Pattern BIAS = Pattern.compile("bias_(\\d+)_(\\d+)");

  private EnergyLaws() {}

  /**
   * @param mistake receives a path in the sweep file and the law with the values
   */
  static void check(Proposal proposal, BiConsumer<String, String> mistake) {
    BiConsumer<String, String> parameter = (name, law) -> mistake.accept("parameters." + name, law);
    for (Map<String, Object> structure : proposal.structures()) {
      checkStructure(
          structure, proposal.data(), proposal.engine(), proposal.lanes().keySet(), parameter);
    }
    checkSchemes(proposal.structures(), proposal.lanes(), parameter);
  }

  private static void checkStructure(
      Map<String, Object> structure,
      Dataset data,
      Engine engine,
      Collection<String> laneNames,
      BiConsumer<String, String> mistake) {
    EnergySettings settings = EnergySettings.of(structure, data);
    if (settings.batchSize() > data.train().size()) {
      mistake.accept(
          "batch_size",
          "batch_size must be at most the "
              + data.train().size()
              + " samples of "
              + data.name()
              + ", got "
              + settings.batchSize());
    }
    if (settings.shuffle() && settings.states() == EnergySettings.States.PERSISTENT) {
      mistake.accept(
          "shuffle",
          "shuffle needs states carried or zero, because persistent states belong to the samples"
              + " of one minibatch, got states persistent");
    }
    settings.scheme().refusal(settings.sizes()).ifPresent(law -> mistake.accept("scheme", law));
    long cells = new EnergyCost(settings, data).cells();
    int lanes = engine.lanes(settings.weights(), cells);
    long bytes = cells * lanes * engine.bytes();
    if (bytes > Engine.MOST_BYTES) {
      mistake.accept(
          "hidden",
          "weights and states of %s must fit in %d MiB, got layers %s with %d MiB"
              .formatted(
                  lanes == 1 ? "a trial" : lanes + " trials trained side by side",
                  Engine.MOST_BYTES >> 20,
                  settings.sizes(),
                  bytes >> 20));
    }
    for (String name : laneNames) {
      checkIndices(settings, name, mistake);
    }
  }

  private static void checkSchemes(
      List<Map<String, Object>> structures,
      Map<String, Setting> lanes,
      BiConsumer<String, String> mistake) {
    List<Scheme> schemes =
        structures.stream()
            .map(values -> Scheme.of(EnergyModel.STANDARDS.choice(values, "scheme")))
            .distinct()
            .toList();
    Set<String> structural =
        structures.stream().flatMap(values -> values.keySet().stream()).collect(Collectors.toSet());
    new SchemeLaws(schemes, mistake).check(structural, lanes);
  }

  private static void checkIndices(
      EnergySettings settings, String name, BiConsumer<String, String> mistake) {
    int last = settings.matrices();
    Matcher step = STEP_SIZE.matcher(name);
    if (step.matches() && index(step, 1) >= last) {
      mistake.accept(name, inLayers("K must be from 0 to " + (last - 1), settings, step, "K"));
    }
    Matcher weight = WEIGHT.matcher(name);
    if (weight.matches()) {
      int k = index(weight, 1);
      if (k >= last) {
        mistake.accept(
            name, inLayers("K must be from 0 to " + (last - 1), settings, weight, "KIJ"));
      } else if (index(weight, 2) >= settings.units(k)
          || index(weight, 3) >= settings.units(k + 1)) {
        String law = "I must be below %d and J below %d";
        law = law.formatted(settings.units(k), settings.units(k + 1));
        mistake.accept(name, inLayers(law, settings, weight, "KIJ"));
      }
    }
    Matcher bias = BIAS.matcher(name);
    if (bias.matches()) {
      int k = index(bias, 1);
      if (k < 1 || k > last) {
        mistake.accept(name, inLayers("K must be from 1 to " + last, settings, bias, "KJ"));
      } else if (index(bias, 2) >= settings.units(k)) {
        mistake.accept(
            name, inLayers("J must be below " + settings.units(k), settings, bias, "KJ"));
      }
    }
  }

  private static int index(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** The law, the layers it follows from, and the indices given. */
  private static String inLayers(
      String law, EnergySettings settings, Matcher given, String indices) {
    StringBuilder text = new StringBuilder(law);
    text.append(" in layers ").append(settings.sizes()).append(", got ");
    for (int i = 0; i < indices.length(); i++) {
      text.append(i == 0 ? "" : ", ").append(indices.charAt(i)).append('=');
      text.append(given.group(i + 1));
    }
    return text.toString();
  }
}
