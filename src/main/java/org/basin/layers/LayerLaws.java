package org.basin.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.learn.Proposal;
import org.basin.sweep.Sweep;

/** The laws that tie hyperparameters, facts and data of nets of layers together. */
final class LayerLaws {

  private static final Pattern OF_LAYER = Pattern.compile("(?:alpha|init_scale)_(\\d+)");
  private static final Pattern MATRIX = Pattern.compile("affine_(\\d+)_M_(\\d+)_(\\d+)");
  private static final Pattern BIAS = Pattern.compile("affine_(\\d+)_b_(\\d+)");

  private final LayerSettings settings;
  private final BiConsumer<String, String> mistake;

  private LayerLaws(LayerSettings settings, BiConsumer<String, String> mistake) {
    this.settings = settings;
    this.mistake = mistake;
  }

  /**
   * @param mistake receives a path in the sweep file and the law with the values
   */
  static void check(Proposal proposal, BiConsumer<String, String> mistake) {
    BiConsumer<String, String> parameter = (name, law) -> mistake.accept("parameters." + name, law);
    boolean drawn = false;
    boolean samples = false;
    for (Map<String, Object> structure : proposal.structures()) {
      try {
        LayerSettings settings = LayerSettings.of(structure, proposal.data());
        if (settings.source() == FactSource.DATA && proposal.data().inputs() == 0) {
          parameter.accept(
              "facts", "facts from data need data, got data: " + proposal.data().name());
          return;
        }
        if (settings.source() == FactSource.DATA
            && settings.targets() == 0
            && proposal.data().classes() < 2) {
          parameter.accept(
              "targets", "targets must be at least 1 where the data has no labels, got 0");
          return;
        }
        samples |= settings.source() == FactSource.DATA;
        if (settings.inputs() < 1) {
          parameter.accept(
              "targets",
              "a sample of %s must keep an input beside its targets, got %d numbers and targets %d"
                  .formatted(proposal.data().name(), proposal.data().inputs(), settings.targets()));
          return;
        }
        new LayerLaws(settings, parameter).check(proposal, structure);
        drawn |= settings.source().drawn();
      } catch (IllegalArgumentException e) {
        parameter.accept("layers", e.getMessage());
        return;
      }
    }
    if (proposal.starts() == Sweep.Starts.SHARED && proposal.lanes().containsKey("start")) {
      parameter.accept(
          "start",
          "start must not stand beside starts: shared, since both say what trials draw; leave one"
              + " out, got both");
    }
    for (String name : List.of("inputs", "fact_count", "facts_seed")) {
      boolean set = proposal.structures().stream().anyMatch(one -> one.containsKey(name));
      if (set && !drawn) {
        parameter.accept(name, name + " is read where inputs are drawn, got facts xor or data");
      }
    }
    boolean targets = proposal.structures().stream().anyMatch(one -> one.containsKey("targets"));
    if (targets && !samples) {
      parameter.accept("targets", "targets is read with facts data, got no such facts");
    }
  }

  private void check(Proposal proposal, Map<String, Object> structure) {
    checkShapes(proposal.data(), structure);
    if (settings.layers().stream().anyMatch(Elementwise.CastHinge.class::isInstance)) {
      mistake.accept(
          "layers",
          "a layer must be %s; leaky-as-is-in-numpy is for reference vectors alone, got %s"
              .formatted(Layers.KNOWN, settings.layers()));
    }
    refusalOfRule(settings).ifPresent(law -> mistake.accept("rule", law));
    for (String name : proposal.lanes().keySet()) {
      checkIndices(name);
    }
    long cells = LayerCost.cells(settings, proposal.data());
    int lanes = proposal.engine().lanes(settings.weights(), cells);
    long bytes =
        cells * lanes * proposal.engine().bytes()
            + LayerCost.shared(settings, proposal.data()) * Float.BYTES;
    if (bytes > Engine.MOST_BYTES) {
      mistake.accept(
          "layers",
          "weights, states and facts of %s must fit in %d MiB, got %d MiB with layers %s of %s units"
              .formatted(
                  lanes == 1 ? "a trial" : lanes + " trials trained side by side",
                  Engine.MOST_BYTES >> 20,
                  bytes >> 20,
                  settings.layers(),
                  settings.units()));
    }
  }

  private void checkShapes(Dataset data, Map<String, Object> structure) {
    int inputs = settings.inputs();
    int outputs = settings.outputs();
    Optional<String> law =
        switch (settings.source()) {
          case IDENTITY, TWICE ->
              outputs == inputs ? Optional.empty() : wanted(inputs, "" + inputs);
          case SWAP, DIFFERENCE_SQUARED ->
              inputs == 2 && outputs == 2 ? Optional.empty() : wanted(2, "2");
          case XOR -> outputs <= 2 ? Optional.empty() : wanted(2, "1 or 2");
          case DATA -> {
            int wanted = settings.targets() > 0 ? settings.targets() : data.classes();
            yield outputs == wanted ? Optional.empty() : wanted(inputs, "" + wanted);
          }
          case ONES, RANDOM -> Optional.empty();
        };
    law.ifPresent(
        text -> mistake.accept(structure.containsKey("layers") ? "layers" : "facts", text));
  }

  private Optional<String> wanted(int inputs, String outputs) {
    return Optional.of(
        "facts %s have %d numbers and targets of %s, got inputs %d and layers %s, which end in %d"
            .formatted(
                settings.source().label(),
                inputs,
                outputs,
                settings.inputs(),
                settings.layers(),
                settings.outputs()));
  }

  /** Why the test part says nothing of what is learned, as it is said after a metric's name. */
  static Optional<String> refusalOfTest(Metric metric, Proposal proposal) {
    for (Map<String, Object> structure : proposal.structures()) {
      try {
        LayerSettings settings = LayerSettings.of(structure, proposal.data());
        if (settings.source() != FactSource.DATA) {
          return Optional.of("needs facts data, got facts " + settings.source().label());
        }
        if (metric == Metric.TEST_ERROR && settings.targets() > 0) {
          return Optional.of("needs labels to learn, got targets " + settings.targets());
        }
      } catch (IllegalArgumentException e) {
        return Optional.empty(); // check reports it
      }
    }
    return Optional.empty();
  }

  /** Why a rule can't train such layers. */
  static Optional<String> refusalOfRule(LayerSettings settings) {
    for (int i = 0; i < settings.layers().size(); i++) {
      boolean affine = settings.layers().get(i) instanceof Affine;
      int in = settings.units().get(i);
      int out = settings.units().get(i + 1);
      if (settings.rule() == LayerSettings.Rule.AS_IS && affine && in != out) {
        return Optional.of(
            "rule as-is needs every affine layer square, because it takes M d for Mᵀ d, got M of"
                + " shape (%d, %d) in layers %s".formatted(out, in, settings.layers()));
      }
    }
    return Optional.empty();
  }

  private void checkIndices(String name) {
    Matcher layer = OF_LAYER.matcher(name);
    if (layer.matches()) {
      affine(name, layer);
    }
    Matcher matrix = MATRIX.matcher(name);
    if (matrix.matches()) {
      affine(name, matrix)
          .ifPresent(
              i -> {
                int in = settings.units().get(i);
                int out = settings.units().get(i + 1);
                if (index(matrix, 2) >= out || index(matrix, 3) >= in) {
                  refuse(name, "I must be below %d and J below %d".formatted(out, in));
                }
              });
    }
    Matcher bias = BIAS.matcher(name);
    if (bias.matches()) {
      affine(name, bias)
          .ifPresent(
              i -> {
                int out = settings.units().get(i + 1);
                if (index(bias, 2) >= out) {
                  refuse(name, "J must be below " + out);
                }
              });
      if (!settings.bias()) {
        mistake.accept(name, "a start value of b needs bias true, got bias false");
      }
    }
  }

  /** The place among all layers of the affine layer that a name's first index means. */
  private Optional<Integer> affine(String name, Matcher matcher) {
    int k = index(matcher, 1);
    int count = 0;
    for (int i = 0; i < settings.layers().size(); i++) {
      if (settings.layers().get(i) instanceof Affine && count++ == k) {
        return Optional.of(i);
      }
    }
    refuse(name, count == 1 ? "K must be 0" : "K must be from 0 to " + (count - 1));
    return Optional.empty();
  }

  private void refuse(String name, String law) {
    mistake.accept(
        name,
        "%s in layers %s of %s inputs, got %s"
            .formatted(law, settings.layers(), settings.inputs(), name));
  }

  private static int index(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }
}
