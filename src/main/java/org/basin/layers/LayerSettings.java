package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.formula.Formula;
import org.basin.learn.Form;
import org.basin.learn.Init;

/**
 * The structural hyperparameters of a net of layers, those that the sweep leaves out at their
 * standard.
 *
 * @param layers bottom up
 * @param source where facts come from
 * @param ideals what targets are of inputs v0, v1, …, where formulas say it; else none
 * @param inputs numbers of an input
 * @param targets how many of the last numbers of a sample of the data are its target; 0 if its
 *     label is
 * @param factCount how many facts there are
 * @param factsSeed what drawn facts derive from
 * @param lessons how often the net learns
 * @param batch what a lesson is
 * @param batchSize facts of a lesson where that is some
 * @param rule how an error goes back through an affine layer
 * @param init how start parameters are drawn
 * @param bias whether affine layers have a b
 */
record LayerSettings(
    List<Layer> layers,
    FactSource source,
    List<Formula> ideals,
    int inputs,
    int targets,
    int factCount,
    long factsSeed,
    int lessons,
    Batch batch,
    int batchSize,
    Rule rule,
    Init init,
    boolean bias) {

  /** What a lesson is. */
  enum Batch {
    /** One fact, the next in turn. */
    ONE,
    /** The next few facts in turn: the mean of their gradients. */
    SOME,
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

  /**
   * Reads a structure, whose values the parser has checked one by one.
   *
   * @throws IllegalArgumentException with the law, when a text is no layer or no formula
   */
  static LayerSettings of(Map<String, Object> structure, Dataset data) {
    FactSource source = LayersFamily.FACTS.in(structure);
    int targets = LayersFamily.TARGETS.in(structure);
    int inputs =
        switch (source) {
          case XOR -> 2;
          case DATA -> data.inputs() - targets;
          default -> LayersFamily.INPUTS.in(structure);
        };
    return new LayerSettings(
        Layers.of(LayersFamily.LAYERS.in(structure)),
        source,
        ideals(structure, inputs),
        inputs,
        targets,
        switch (source) {
          case XOR -> 4;
          case DATA -> data.train().size();
          default -> LayersFamily.FACT_COUNT.in(structure);
        },
        LayersFamily.FACTS_SEED.in(structure),
        LayersFamily.LESSONS.in(structure),
        LayersFamily.BATCH.in(structure),
        LayersFamily.BATCH_SIZE.in(structure),
        LayersFamily.RULE.in(structure),
        LayersFamily.INIT.in(structure),
        LayersFamily.BIAS.in(structure));
  }

  private static List<Formula> ideals(Map<String, Object> structure, int inputs) {
    List<String> texts = LayersFamily.IDEALS.in(structure);
    if (texts.isEmpty()) {
      return List.of();
    }
    List<String> variables = IntStream.range(0, inputs).mapToObj(i -> "v" + i).toList();
    return Formula.all(texts, variables);
  }

  /** A net that learns the facts of a {@link LayerBench} one by one. */
  static LayerSettings bench(List<Layer> layers, int inputs, String rule) {
    Rule known = LayersFamily.RULE.in(Map.of("rule", rule));
    return new LayerSettings(
        layers,
        FactSource.ONES,
        List.of(),
        inputs,
        0,
        1,
        0,
        1,
        Batch.ONE,
        1,
        known,
        Init.ZEROS,
        true);
  }

  /** The same with another number of facts. */
  LayerSettings withFacts(int count) {
    return new LayerSettings(
        layers, source, ideals, inputs, targets, count, factsSeed, lessons, batch, batchSize, rule,
        init, bias);
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

  /** {@code affine_K_M} of shape (outputs, inputs) and {@code affine_K_b} of every affine layer. */
  List<Form> forms() {
    List<Integer> units = units();
    List<Form> forms = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i) instanceof Affine) {
        String name = "affine_" + forms.size() / 2;
        forms.add(new Form(name + "_M", List.of(units.get(i + 1), units.get(i))));
        forms.add(new Form(name + "_b", List.of(units.get(i + 1))));
      }
    }
    return forms;
  }

  /** Units of the last layer. */
  int outputs() {
    List<Integer> units = units();
    return units.get(units.size() - 1);
  }

  /** Facts of a lesson. */
  int rows() {
    return switch (batch) {
      case ONE -> 1;
      case SOME -> batchSize;
      case FULL -> factCount;
    };
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
