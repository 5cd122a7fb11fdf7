package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.learn.Standards;

/**
 * The structural hyperparameters of a net of layers, those that the sweep leaves out at their
 * standard.
 *
 * @param layers bottom up, at least one of them affine
 * @param source where facts come from
 * @param inputs numbers of an input
 * @param targets how many of the last numbers of a sample of the data are its target; 0 if its
 *     label is
 * @param factCount how many facts there are
 * @param factsSeed what drawn facts derive from
 * @param lessons how often the net learns
 * @param batch what a lesson is
 * @param rule how an error goes back through an affine layer
 * @param init how start parameters are drawn
 * @param bias whether affine layers have a b
 */
record LayerSettings(
    List<Layer> layers,
    FactSource source,
    int inputs,
    int targets,
    int factCount,
    long factsSeed,
    int lessons,
    Batch batch,
    Rule rule,
    Init init,
    boolean bias) {

  /** What a lesson is. */
  enum Batch {
    /** One fact, the next in turn. */
    ONE,
    /** All facts: the mean of their gradients. */
    FULL
  }

  /** How an error d goes back through an affine layer. */
  enum Rule {
    /** {@code Mᵀ d}, the derivative. */
    TRANSPOSE,
    /** {@code M d}, as the notebook has it; for square M alone. */
    AS_IS
  }

  /** How start parameters are drawn, before {@code init_scale} multiplies them. */
  enum Init {
    /** M and b standard normal: the notebook. */
    NORMAL,
    /** M uniform in ±sqrt(6/(m+n)) for M of shape (m, n), b zero (Glorot and Bengio, 2010). */
    XAVIER,
    /** M and b uniform in ±1. */
    UNIFORM,
    /** Zero. */
    ZEROS
  }

  /**
   * Reads a structure, whose values the parser has checked one by one.
   *
   * @throws IllegalArgumentException with the law, when a text is no layer
   */
  static LayerSettings of(Map<String, Object> structure, Dataset data) {
    Standards standards = LayersModel.STANDARDS;
    FactSource source = FactSource.of(standards.choice(structure, "facts"));
    int targets = standards.integer(structure, "targets");
    return new LayerSettings(
        Layers.of(standards.texts(structure, "layers")),
        source,
        switch (source) {
          case XOR -> 2;
          case DATA -> data.inputs() - targets;
          default -> standards.integer(structure, "inputs");
        },
        targets,
        switch (source) {
          case XOR -> 4;
          case DATA -> data.train().size();
          default -> standards.integer(structure, "fact_count");
        },
        standards.whole(structure, "facts_seed"),
        standards.integer(structure, "lessons"),
        Batch.valueOf(standards.constant(structure, "batch")),
        Rule.valueOf(standards.constant(structure, "rule")),
        Init.valueOf(standards.constant(structure, "init")),
        standards.flag(structure, "bias"));
  }

  /** A net that learns the facts of a {@link LayerBench} one by one. */
  static LayerSettings bench(List<Layer> layers, int inputs, String rule) {
    Rule known = Rule.valueOf(LayersModel.STANDARDS.constant(Map.of("rule", rule), "rule"));
    return new LayerSettings(
        layers, FactSource.ONES, inputs, 0, 1, 0, 1, Batch.ONE, known, Init.ZEROS, true);
  }

  /** Units of the input of each layer, and of the output at the end. */
  List<Integer> units() {
    List<Integer> units = new ArrayList<>();
    units.add(inputs);
    for (Layer layer : layers) {
      units.add(layer.units(units.get(units.size() - 1)));
    }
    return List.copyOf(units);
  }

  /** Units of the last layer. */
  int outputs() {
    List<Integer> units = units();
    return units.get(units.size() - 1);
  }

  /** Facts of a lesson. */
  int rows() {
    return batch == Batch.FULL ? factCount : 1;
  }

  /** Cells of all matrices M together. */
  long weights() {
    List<Integer> units = units();
    long sum = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Affine) {
        sum += (long) units.get(i) * units.get(i + 1);
      }
    }
    return sum;
  }

  /** Numbers of all states of a lesson, from the input to the output. */
  long states() {
    return rows() * units().stream().mapToLong(Integer::longValue).sum();
  }
}
