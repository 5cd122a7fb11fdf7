package org.basin.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.layers.LayerSettings.Batch;
import org.basin.layers.LayerSettings.Rule;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.Gauge;
import org.basin.learn.History;
import org.basin.learn.Init;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;

/** The family of nets of layers: hyperparameters, metrics, laws, models. */
public final class LayersFamily implements Family {

  private static final double LARGEST = 1e6;

  static final Knob<List<String>> LAYERS =
      Knob.texts("layers", List.of("affine 2"), "bottom up, each " + Layers.KNOWN);

  static final Knob<FactSource> FACTS =
      Knob.choice(
          "facts",
          FactSource.IDENTITY,
          List.of(FactSource.values()),
          FactSource::label,
          "what is learned: from drawn inputs v, (v1, v0), 2v, ((v0 - v1)², 0), ones or random"
              + " targets; xor; samples of the data with their labels one-hot");

  static final Knob<Integer> INPUTS =
      Knob.integer("inputs", 2, 1, 4096, "numbers of a drawn input");

  static final Knob<Integer> TARGETS =
      Knob.integer(
          "targets",
          0,
          0,
          4096,
          "how many of the last numbers of a sample of the data are its target in place of its"
              + " label");

  static final Knob<Integer> FACT_COUNT =
      Knob.integer("fact_count", 100, 1, 1_000_000, "drawn facts; lessons go through them in turn");

  static final Knob<Integer> FACTS_SEED =
      Knob.integer("facts_seed", 3, 0, Integer.MAX_VALUE, "what drawn facts derive from");

  static final Knob<Integer> LESSONS =
      Knob.integer("lessons", 100, 1, 1_000_000, "how often a net learns");

  static final Knob<Batch> BATCH =
      Knob.choice(
          "batch",
          Batch.ONE,
          List.of(Batch.values()),
          "what a lesson is: the next fact, or all facts at once, the mean of their gradients");

  static final Knob<Rule> RULE =
      Knob.choice(
          "rule",
          Rule.TRANSPOSE,
          List.of(Rule.values()),
          "how an error d goes back through an affine layer: Mᵀ d, which is the derivative, or"
              + " the notebook's M d, for square layers alone");

  static final Knob<Init> INIT =
      Knob.choice(
          "init",
          Init.NORMAL,
          List.of(Init.NORMAL, Init.XAVIER, Init.UNIFORM, Init.ZEROS),
          "start parameters: standard normal; M uniform in ±sqrt(6/(m+n)) and b zero; uniform"
              + " in ±1; zero");

  static final Knob<Boolean> BIAS = Knob.flag("bias", true, "whether affine layers have a b");

  static final Dial ALPHA = Dial.of("alpha", 0.1, 0, LARGEST, "step size of all affine layers");

  static final Dial ALPHA_K =
      Dial.like(ALPHA, "alpha_K", 0, LARGEST, "step size of affine layer K, from 0");

  static final Dial INIT_SCALE =
      Dial.of("init_scale", 1, 0, LARGEST, "multiplies the drawn start parameters");

  static final Dial INIT_SCALE_K =
      Dial.like(INIT_SCALE, "init_scale_K", 0, LARGEST, "the same of affine layer K");

  static final Dial START =
      Dial.optional(
          "start",
          -LARGEST,
          LARGEST,
          "trials of equal start draw equal start parameters; without it each draws from its"
              + " own seed");

  static final Dial MATRIX =
      Dial.optional(
          "affine_K_M_I_J", -LARGEST, LARGEST, "start value of M[I][J] of affine layer K");

  static final Dial VECTOR =
      Dial.optional("affine_K_b_J", -LARGEST, LARGEST, "start value of b[J] of affine layer K");

  private static final List<Hyperparameter> HYPERPARAMETERS =
      Stream.concat(
              Stream.of(
                      LAYERS,
                      FACTS,
                      INPUTS,
                      TARGETS,
                      FACT_COUNT,
                      FACTS_SEED,
                      LESSONS,
                      BATCH,
                      RULE,
                      INIT,
                      BIAS)
                  .map(Knob::declaration),
              Stream.of(ALPHA, ALPHA_K, INIT_SCALE, INIT_SCALE_K, START, MATRIX, VECTOR)
                  .map(Dial::declaration))
          .toList();

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  @Override
  public List<Score> scores() {
    return LayerGauges.ALL.stream().map(Gauge::score).toList();
  }

  @Override
  public boolean drawsData() {
    return true;
  }

  @Override
  public List<History> histories() {
    return LayerGauges.HISTORIES.stream()
        .map(one -> new History(one.name(), one.score().text()))
        .toList();
  }

  @Override
  public int steps(Map<String, Object> structure) {
    return LESSONS.in(structure);
  }

  @Override
  public Optional<String> refusal(Score score, Proposal proposal) {
    Optional<String> none = Family.super.refusal(score, proposal);
    return none.isPresent() || score.column() != Score.Column.TEST_PART
        ? none
        : LayerLaws.refusalOfTest(score, proposal);
  }

  @Override
  public void check(Laws laws) {
    LayerLaws.check(laws);
  }

  /** Units of the widest layer. */
  @Override
  public int width(Map<String, Object> structure) {
    try {
      List<Layer> layers = Layers.of(LAYERS.in(structure));
      return layers.stream().mapToInt(layer -> layer.units(0)).max().orElse(0);
    } catch (IllegalArgumentException e) {
      return 0; // check reports it
    }
  }

  @Override
  public Model model(Map<String, Object> structure, Dataset data) {
    return new LayersModel(LayerSettings.of(structure, data), data);
  }
}
