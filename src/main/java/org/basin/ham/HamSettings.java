package org.basin.ham;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.kernel.Engine;
import org.basin.learn.Form;
import org.basin.sweep.text.Numeral;

/**
 * The structural hyperparameters of a memory, those that the sweep leaves out at their standard.
 *
 * @param blueprint layers, synapses and connections
 * @param patterns how many patterns are stored
 * @param cues how many of them are asked for, from the first
 * @param steps of a recall
 * @param clamp which units a recall holds
 * @param source where patterns come from
 * @param trainSteps gradient steps before the recall that is measured
 * @param manner how a recall runs
 */
record HamSettings(
    Blueprint blueprint,
    int patterns,
    int cues,
    int steps,
    Clamp clamp,
    Source source,
    int trainSteps,
    Manner manner) {

  /**
   * How a recall runs.
   *
   * @param start where units start that no cue tells
   * @param states what the sweep says of where units start, by layer
   * @param mask 0 for units that are held, 1 for others, by layer
   * @param solver how states move
   * @param kept steps after which checkpoints hold the states, 0 before the first
   */
  record Manner(
      Start start, UnitNumbers states, UnitNumbers mask, Solver solver, List<Integer> kept) {

    /** Whether it goes from the cue by Euler's steps and holds what clamp says. */
    boolean plain() {
      return start == Start.CUE && states.isEmpty() && mask.isEmpty() && solver == Solver.EULER;
    }

    /** Whether the mask holds a unit. */
    boolean holds(int layer, int unit) {
      return mask.of(layer, unit).orElse(1) == 0;
    }
  }

  /** Where units start that no cue tells. */
  enum Start {
    /** At 0 in the first layer, at their field in the others. */
    CUE,
    /** At draws of a normal distribution. */
    RANDOM
  }

  /** How states move; see {@link Descent}. */
  enum Solver {
    EULER,
    HEUN,
    MOMENTUM,
    ADAM
  }

  /** Which units a recall holds. */
  enum Clamp {
    NONE,
    /** Those that the cue tells; only erased ones move. */
    KNOWN
  }

  /** Where patterns come from. */
  enum Source {
    /** Signs drawn from the trial's seed. */
    RANDOM,
    /** Samples of the data, 1 above the mean of all numbers and -1 elsewhere. */
    DATA
  }

  /**
   * Reads a structure, whose values the parser has checked one by one.
   *
   * @throws BlueprintException when its hypergraph is none
   */
  static HamSettings of(Map<String, Object> structure) {
    int patterns = HamFamily.PATTERNS.in(structure);
    List<String> neurons = HamFamily.NEURONS.in(structure);
    List<String> synapses = HamFamily.SYNAPSES.in(structure);
    List<String> connections = HamFamily.CONNECTIONS.in(structure);
    if (neurons.isEmpty() && synapses.isEmpty() && connections.isEmpty()) {
      neurons =
          List.of(
              "visible "
                  + HamFamily.VISIBLE.in(structure).label()
                  + " "
                  + HamFamily.UNITS.in(structure),
              "memory " + HamFamily.MEMORY.in(structure).label() + " " + patterns);
      synapses = List.of("xi dense patterns");
      connections = List.of("xi visible memory");
    }
    if (neurons.isEmpty()) {
      throw new BlueprintException("neurons", "must list the layers that synapses connect, got []");
    }
    Blueprint blueprint = Blueprint.of(neurons, synapses, connections);
    List<NeuronLayer> layers = blueprint.graph().layers();
    return new HamSettings(
        blueprint,
        patterns,
        Math.min(patterns, HamFamily.CUES.in(structure)),
        HamFamily.STEPS.in(structure),
        HamFamily.CLAMP.in(structure),
        HamFamily.SOURCE.in(structure),
        HamFamily.TRAIN_STEPS.in(structure),
        new Manner(
            HamFamily.START.in(structure),
            new UnitNumbers("states", HamFamily.STATES.in(structure), layers),
            mask(HamFamily.MASK.in(structure), layers),
            HamFamily.SOLVER.in(structure),
            HamFamily.KEPT_STEPS.in(structure)));
  }

  private static UnitNumbers mask(List<String> texts, List<NeuronLayer> layers) {
    UnitNumbers mask = new UnitNumbers("mask", texts, layers);
    for (int k = 0; k < layers.size(); k++) {
      for (int unit = 0; mask.has(k) && unit < layers.get(k).units(); unit++) {
        double number = mask.of(k, unit).orElseThrow();
        if (number != 0 && number != 1) {
          throw new BlueprintException(
              "mask",
              "must say 0 for a held unit and 1 for a free one, got %s at unit %d of %s"
                  .formatted(Numeral.text(number), unit, layers.get(k).name()));
        }
      }
    }
    return mask;
  }

  Hypergraph graph() {
    return blueprint.graph();
  }

  /** Units of the layer that cues are shown to. */
  int units() {
    return graph().layers().get(0).units();
  }

  /** Units of that layer that the mask does not hold. */
  int maskedFree() {
    return (int) IntStream.range(0, units()).filter(unit -> !manner.holds(0, unit)).count();
  }

  /** Units of all layers that the mask does not hold. */
  long free() {
    List<NeuronLayer> layers = graph().layers();
    return IntStream.range(0, layers.size())
        .mapToLong(
            k ->
                IntStream.range(0, layers.get(k).units())
                    .filter(unit -> !manner.holds(k, unit))
                    .count())
        .sum();
  }

  /** Weights of all synapses. */
  long weights() {
    return graph().synapses().stream().mapToLong(Synapse::weights).sum();
  }

  /** {@code weights_S} of every synapse S, of its shape. */
  List<Form> forms() {
    List<Synapse> synapses = graph().synapses();
    return IntStream.range(0, synapses.size())
        .mapToObj(s -> new Form("weights_" + s, synapses.get(s).shape()))
        .toList();
  }

  /** How many numbers one trial keeps. */
  long cells(Engine engine) {
    long units = graph().layers().stream().mapToLong(NeuronLayer::units).sum();
    long trajectory = trainSteps == 0 ? 0 : units * (steps + 6L);
    long moved =
        switch (manner.solver()) {
          case EULER -> 0;
          case HEUN -> 1;
          case MOMENTUM -> 2;
          case ADAM -> 3;
        };
    boolean own = manner.start() == Start.RANDOM || !manner.states().isEmpty();
    long started = own ? 4 : 0; // of the recall and of training
    long samples =
        units * (6 + moved + started + manner.kept().size())
            + graph().connections().stream().mapToLong(this::between).sum();
    return weights() * (trainSteps == 0 ? 1 : 3)
        + cues * (samples + trajectory + 4L * units())
        + (engine.gathersLinks() ? gathered() : 0);
  }

  /** Numbers between the contractions of a connection. */
  private long between(Connection connection) {
    Synapse synapse = graph().synapses().get(connection.synapse());
    int places = synapse.places().size();
    return places < 3 ? synapse.places().get(0) : (long) places * synapse.weights();
  }

  /** How many numbers one trial gathers along the links of convolutions. */
  private long gathered() {
    return convolutions().mapToLong(image -> (cues + 1L) * image.gathered()).sum();
  }

  /** How many numbers all trials side by side share: both ends of links, upwards and downwards. */
  long shared() {
    return convolutions().mapToLong(image -> 4 * image.count()).sum();
  }

  private Stream<Convolution> convolutions() {
    return graph().synapses().stream()
        .filter(Convolution.class::isInstance)
        .map(Convolution.class::cast);
  }

  /** Units of the widest layer. */
  int width() {
    return graph().layers().stream().mapToInt(NeuronLayer::units).max().orElse(0);
  }

  /** Additions and multiplications of one trial, about. */
  double operations() {
    return recallOperations() * (1 + 4.0 * trainSteps);
  }

  /** Those of one recall. */
  double recallOperations() {
    double fields = manner.solver() == Solver.HEUN ? 2 : 1;
    return fields * steps * stepOperations();
  }

  /** Those of one field and a step, which its energy takes about, too. */
  double stepOperations() {
    double step =
        graph().connections().stream()
            .mapToDouble(
                one -> {
                  Synapse synapse = graph().synapses().get(one.synapse());
                  double weights =
                      synapse instanceof Convolution image ? image.count() : synapse.weights();
                  return 2.0 * one.layers().size() * weights;
                })
            .sum();
    double units = graph().layers().stream().mapToDouble(NeuronLayer::units).sum();
    return cues * (step + 30 * units);
  }

  /** Whether this is the memory of Krotov and Hopfield: a visible layer and one unit a pattern. */
  boolean plainMemory() {
    return graph().connections().equals(List.of(new Connection(0, List.of(0, 1))))
        && graph().layers().size() == 2
        && blueprint.starts().get(0).kind() == Blueprint.WeightStart.Kind.PATTERNS;
  }
}
