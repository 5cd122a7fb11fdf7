package org.basin.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.learn.Dial;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.sweep.Sweep;

/** The laws that tie hyperparameters, facts and data of nets of layers together. */
final class LayerLaws {

  /** Facts whose ideals are looked at before a run. */
  private static final int MOST_CHECKED = 10_000;

  /** Numbers of an input that a message shows. */
  private static final int MOST_SHOWN = 4;

  private final LayerSettings settings;
  private final Laws laws;

  private LayerLaws(LayerSettings settings, Laws laws) {
    this.settings = settings;
    this.laws = laws;
  }

  static void check(Laws laws) {
    Dataset data = laws.data();
    boolean drawn = false;
    boolean samples = false;
    boolean some = false;
    for (Map<String, Object> structure : laws.structures()) {
      try {
        LayerSettings settings = LayerSettings.of(structure, data);
        if (settings.source() == FactSource.DATA && data.inputs() == 0) {
          laws.refuse("facts", "facts from data need data, got data: " + data.name());
          return;
        }
        if (settings.source() == FactSource.DATA && settings.targets() == 0 && data.classes() < 2) {
          laws.refuse("targets", "targets must be at least 1 where the data has no labels, got 0");
          return;
        }
        samples |= settings.source() == FactSource.DATA;
        if (settings.inputs() < 1) {
          laws.refuse(
              "targets",
              "a sample of %s must keep an input beside its targets, got %d numbers and targets %d"
                  .formatted(data.name(), data.inputs(), settings.targets()));
          return;
        }
        new LayerLaws(settings, laws).check(structure);
        drawn |= settings.source().drawn();
        some |= settings.batch() == LayerSettings.Batch.SOME;
      } catch (IllegalArgumentException e) {
        laws.refuse(mistaken(structure), e.getMessage());
        return;
      }
    }
    if (laws.starts() == Sweep.Starts.SHARED && laws.lanes().containsKey("start")) {
      laws.refuse(
          "start",
          "start must not stand beside starts: shared, since both say what trials draw; leave one"
              + " out, got both");
    }
    for (Knob<?> knob :
        List.of(LayersFamily.INPUTS, LayersFamily.FACT_COUNT, LayersFamily.FACTS_SEED)) {
      if (laws.sets(knob) && !drawn) {
        laws.refuse(
            knob.name(), knob.name() + " is read where inputs are drawn, got facts xor or data");
      }
    }
    if (laws.sets(LayersFamily.BATCH_SIZE) && !some) {
      laws.refuse("batch_size", "batch_size is read with batch some, got no such batch");
    }
    if (laws.sets(LayersFamily.TARGETS) && !samples) {
      laws.refuse("targets", "targets is read with facts data, got no such facts");
    }
  }

  /** What can't be read: a layer, or the formula of an ideal. */
  private static String mistaken(Map<String, Object> structure) {
    try {
      Layers.of(LayersFamily.LAYERS.in(structure));
      return "facts";
    } catch (IllegalArgumentException e) {
      return "layers";
    }
  }

  private void check(Map<String, Object> structure) {
    checkShapes(laws.data(), structure);
    checkIdeals();
    if (settings.layers().stream().anyMatch(Elementwise.CastHinge.class::isInstance)) {
      laws.refuse(
          "layers",
          "a layer must be %s; leaky-as-is-in-numpy is for reference vectors alone, got %s"
              .formatted(Layers.KNOWN, settings.layers()));
    }
    refusalOfRule(settings).ifPresent(law -> laws.refuse("rule", law));
    if (settings.factCount() % settings.rows() != 0) {
      laws.refuse(
          "batch_size",
          "batch_size must divide the number of facts, got %d of %d facts"
              .formatted(settings.rows(), settings.factCount()));
    }
    checkIndices();
    LayersModel model = new LayersModel(settings, laws.data());
    int lanes = model.lanes(laws.engine());
    laws.memory(
        "layers",
        model.cells() * lanes * laws.engine().bytes() + model.shared() * Float.BYTES,
        mib ->
            "weights, states and facts of %s must fit in %d MiB, got %d MiB with layers %s of %s units"
                .formatted(
                    Laws.together(lanes), Laws.MOST_MIB, mib, settings.layers(), settings.units()));
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
          case IDEAL ->
              outputs == settings.ideals().size()
                  ? Optional.empty()
                  : Optional.of(
                      "facts ideal must have a formula for each output, got %d for %d outputs of layers %s"
                          .formatted(settings.ideals().size(), outputs, settings.layers()));
          case ONES, RANDOM -> Optional.empty();
        };
    law.ifPresent(text -> laws.refuse(structure.containsKey("layers") ? "layers" : "facts", text));
  }

  /** Targets that are no numbers would make every trial diverge. */
  private void checkIdeals() {
    if (settings.source() != FactSource.IDEAL || settings.ideals().size() != settings.outputs()) {
      return;
    }
    int some = Math.min(settings.factCount(), MOST_CHECKED);
    Facts facts = Facts.of(settings.withFacts(some), laws.data());
    for (int i = 0; i < facts.y().length; i++) {
      if (!Float.isFinite(facts.y()[i])) {
        int fact = i / facts.outputs();
        int from = fact * facts.inputs();
        float[] v =
            Arrays.copyOfRange(facts.x(), from, from + Math.min(facts.inputs(), MOST_SHOWN));
        laws.refuse(
            "facts",
            "an ideal must be a number for every fact, got %s of %s for v = %s%s"
                .formatted(
                    facts.y()[i],
                    settings.ideals().get(i % facts.outputs()),
                    Arrays.toString(v),
                    facts.inputs() > MOST_SHOWN ? " and so on" : ""));
        return;
      }
    }
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
  static Optional<String> refusalOfTest(Score score, Proposal proposal) {
    for (Map<String, Object> structure : proposal.structures()) {
      try {
        LayerSettings settings = LayerSettings.of(structure, proposal.data());
        if (settings.source() != FactSource.DATA) {
          return Optional.of("needs facts data, got facts " + settings.source().label());
        }
        if (score.equals(LayerGauges.TEST_ERROR.score()) && settings.targets() > 0) {
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

  private void checkIndices() {
    List<Integer> affine =
        IntStream.range(0, settings.layers().size())
            .filter(i -> settings.layers().get(i) instanceof Affine)
            .boxed()
            .toList();
    laws.indices(
        Map.of(
            LayersFamily.ALPHA_K,
            at -> inNet(layer(affine, at), LayersFamily.ALPHA_K, at),
            LayersFamily.INIT_SCALE_K,
            at -> inNet(layer(affine, at), LayersFamily.INIT_SCALE_K, at),
            LayersFamily.INIT_MEAN_K,
            at -> inNet(layer(affine, at), LayersFamily.INIT_MEAN_K, at),
            LayersFamily.MATRIX,
            at ->
                inNet(
                    layer(affine, at).or(() -> matrix(affine.get(at.get(0)), at)),
                    LayersFamily.MATRIX,
                    at),
            LayersFamily.VECTOR,
            at ->
                inNet(
                        layer(affine, at).or(() -> vector(affine.get(at.get(0)), at)),
                        LayersFamily.VECTOR,
                        at)
                    .or(this::withoutBias)));
  }

  private Optional<String> withoutBias() {
    return settings.bias()
        ? Optional.empty()
        : Optional.of("a start value of b needs bias true, got bias false");
  }

  private static Optional<String> layer(List<Integer> affine, List<Integer> at) {
    if (at.get(0) < affine.size()) {
      return Optional.empty();
    }
    if (affine.isEmpty()) {
      return Optional.of("there must be an affine layer");
    }
    return Optional.of(
        affine.size() == 1 ? "K must be 0" : "K must be from 0 to " + (affine.size() - 1));
  }

  private Optional<String> matrix(int layer, List<Integer> at) {
    int in = settings.units().get(layer);
    int out = settings.units().get(layer + 1);
    return at.get(1) < out && at.get(2) < in
        ? Optional.empty()
        : Optional.of("I must be below %d and J below %d".formatted(out, in));
  }

  private Optional<String> vector(int layer, List<Integer> at) {
    int out = settings.units().get(layer + 1);
    return at.get(1) < out ? Optional.empty() : Optional.of("J must be below " + out);
  }

  /** The law, the layers it follows from, and the name given. */
  private Optional<String> inNet(Optional<String> law, Dial dial, List<Integer> at) {
    return law.map(
        text ->
            "%s in layers %s of %s inputs, got %s"
                .formatted(
                    text,
                    settings.layers(),
                    settings.inputs(),
                    dial.name(at.stream().mapToInt(Integer::intValue).toArray())));
  }
}
