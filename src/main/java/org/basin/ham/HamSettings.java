package org.basin.ham;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.kernel.Engine;
import org.basin.learn.Form;

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
 */
record HamSettings(
    Blueprint blueprint,
    int patterns,
    int cues,
    int steps,
    Clamp clamp,
    Source source,
    int trainSteps) {

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
    return new HamSettings(
        Blueprint.of(neurons, synapses, connections),
        patterns,
        Math.min(patterns, HamFamily.CUES.in(structure)),
        HamFamily.STEPS.in(structure),
        HamFamily.CLAMP.in(structure),
        HamFamily.SOURCE.in(structure),
        HamFamily.TRAIN_STEPS.in(structure));
  }

  Hypergraph graph() {
    return blueprint.graph();
  }

  /** Units of the layer that cues are shown to. */
  int units() {
    return graph().layers().get(0).units();
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
    long samples = units * 6 + graph().connections().stream().mapToLong(this::between).sum();
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
    double recall = steps * (double) cues * (step + 30 * units);
    return recall * (1 + 4.0 * trainSteps);
  }

  /** Whether this is the memory of Krotov and Hopfield: a visible layer and one unit a pattern. */
  boolean plainMemory() {
    return graph().connections().equals(List.of(new Connection(0, List.of(0, 1))))
        && graph().layers().size() == 2
        && blueprint.starts().get(0).kind() == WeightStart.Kind.PATTERNS;
  }
}
