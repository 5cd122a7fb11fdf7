package org.basin.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.layers.LayerSettings.Batch;
import org.basin.layers.LayerSettings.Rule;
import org.basin.learn.Declarations;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.History;
import org.basin.learn.Init;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.sweep.Formulas;
import org.basin.sweep.Hyperparameter;

/** The family of nets of layers: hyperparameters, metrics, laws, models. */
public final class LayersFamily implements Family {

  /** All that a sweep may set. */
  private static final Declarations SET = new Declarations();

  private static final double LARGEST = 1e6;

  static final Knob<List<String>> LAYERS =
      SET.texts(
          "layers",
          List.of("affine 2"),
          Formulas.after("map", Layers.VARIABLE),
          "bottom up, each " + Layers.KNOWN);

  static final Knob<FactSource> FACTS =
      SET.choice(
          "facts",
          FactSource.IDENTITY,
          FactSource.IDEAL,
          Formulas.listedAfter("ideal", "vI"),
          "what is learned: from drawn inputs v, (v1, v0), 2v, ((v0 - v1)², 0), ones or random"
              + " targets, or a formula for each number of the target; xor; samples of the data"
              + " with their labels one-hot");

  /** The formulas of {@link FactSource#IDEAL}. */
  static final Knob<List<String>> IDEALS = Declarations.formulas(FACTS);

  static final Knob<Integer> INPUTS = SET.integer("inputs", 2, 1, 4096, "numbers of a drawn input");

  static final Knob<Integer> TARGETS =
      SET.integer(
          "targets",
          0,
          0,
          4096,
          "how many of the last numbers of a sample of the data are its target in place of its"
              + " label");

  static final Knob<Integer> FACT_COUNT =
      SET.integer("fact_count", 100, 1, 1_000_000, "drawn facts; lessons go through them in turn");

  static final Knob<Integer> FACTS_SEED =
      SET.integer("facts_seed", 3, 0, Integer.MAX_VALUE, "what drawn facts derive from");

  static final Knob<Integer> LESSONS =
      SET.integer("lessons", 100, 1, 1_000_000, "how often a net learns");

  static final Knob<Batch> BATCH =
      SET.choice(
          "batch",
          Batch.ONE,
          "what a lesson is: the next fact, the next batch_size facts, or all facts at once, the"
              + " mean of their gradients");

  static final Knob<Integer> BATCH_SIZE =
      SET.integer("batch_size", 16, 1, 1_000_000, "facts of a lesson with batch some");

  static final Knob<Rule> RULE =
      SET.choice(
          "rule",
          Rule.TRANSPOSE,
          "how an error d goes back through an affine layer: Mᵀ d, which is the derivative, or"
              + " the notebook's M d, for square layers alone");

  static final Knob<Init> INIT =
      SET.choice(
          "init",
          Init.NORMAL,
          List.of(Init.NORMAL, Init.XAVIER, Init.UNIFORM, Init.ZEROS),
          "start parameters: standard normal; M uniform in ±sqrt(6/(m+n)) and b zero; uniform"
              + " in ±1; zero");

  static final Knob<Boolean> BIAS = SET.flag("bias", true, "whether affine layers have a b");

  static final Dial ALPHA = SET.dial("alpha", 0.1, 0, LARGEST, "step size of all affine layers");

  static final Dial ALPHA_K =
      SET.like(ALPHA, "alpha_K", 0, LARGEST, "step size of affine layer K, from 0");

  static final Dial INIT_SCALE =
      SET.dial("init_scale", 1, 0, LARGEST, "multiplies the drawn start parameters");

  static final Dial INIT_SCALE_K =
      SET.like(INIT_SCALE, "init_scale_K", 0, LARGEST, "the same of affine layer K");

  static final Dial INIT_MEAN =
      SET.dial(
          "init_mean",
          0,
          -LARGEST,
          LARGEST,
          "added to the drawn start values of M, before init_scale");

  static final Dial INIT_MEAN_K =
      SET.like(INIT_MEAN, "init_mean_K", -LARGEST, LARGEST, "the same of affine layer K");

  static final Dial START =
      SET.optional(
          "start",
          -LARGEST,
          LARGEST,
          "trials of equal start draw equal start parameters; without it each draws from its"
              + " own seed");

  static final Dial MATRIX =
      SET.optional("affine_K_M_I_J", -LARGEST, LARGEST, "start value of M[I][J] of affine layer K");

  static final Dial VECTOR =
      SET.optional("affine_K_b_J", -LARGEST, LARGEST, "start value of b[J] of affine layer K");

  @Override
  public List<Hyperparameter> hyperparameters() {
    return SET.all();
  }

  @Override
  public List<Score> scores() {
    return LayerGauges.ALL.scores();
  }

  @Override
  public boolean drawsData() {
    return true;
  }

  @Override
  public List<History> histories() {
    return LayerGauges.ALL.histories();
  }

  @Override
  public int steps(Map<String, Object> structure, History history) {
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
  public List<Hyperparameter> draws() {
    return List.of(
        INIT.declaration(),
        INIT_SCALE.declaration(),
        INIT_SCALE_K.declaration(),
        INIT_MEAN.declaration(),
        INIT_MEAN_K.declaration(),
        START.declaration());
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
