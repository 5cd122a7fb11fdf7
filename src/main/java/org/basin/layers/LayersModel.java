package org.basin.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Family;
import org.basin.learn.History;
import org.basin.learn.Learner;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.learn.Standards;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Standard;

/** The family of nets of layers as the registry sees it. */
public final class LayersModel implements Family {

  private static final double LARGEST = 1e6;

  private static final List<Hyperparameter> HYPERPARAMETERS =
      List.of(
          Hyperparameter.texts("layers", List.of("affine 2"), "bottom up, each " + Layers.KNOWN),
          Hyperparameter.choice(
              "facts",
              "identity",
              FactSource.labels(),
              "what is learned: from drawn inputs v, (v1, v0), 2v, ((v0 - v1)², 0), ones or random"
                  + " targets; xor; samples of the data with their labels one-hot"),
          Hyperparameter.integer("inputs", 2, 1, 4096, "numbers of a drawn input"),
          Hyperparameter.integer(
              "targets",
              0,
              0,
              4096,
              "how many of the last numbers of a sample of the data are its target in place of its"
                  + " label"),
          Hyperparameter.integer(
              "fact_count", 100, 1, 1_000_000, "drawn facts; lessons go through them in turn"),
          Hyperparameter.integer(
              "facts_seed", 3, 0, Integer.MAX_VALUE, "what drawn facts derive from"),
          Hyperparameter.integer("lessons", 100, 1, 1_000_000, "how often a net learns"),
          Hyperparameter.choice(
              "batch",
              "one",
              List.of("one", "full"),
              "what a lesson is: the next fact, or all facts at once, the mean of their gradients"),
          Hyperparameter.choice(
              "rule",
              "transpose",
              List.of("transpose", "as-is"),
              "how an error d goes back through an affine layer: Mᵀ d, which is the derivative, or"
                  + " the notebook's M d, for square layers alone"),
          Hyperparameter.choice(
              "init",
              "normal",
              List.of("normal", "xavier", "uniform", "zeros"),
              "start parameters: standard normal; M uniform in ±sqrt(6/(m+n)) and b zero; uniform"
                  + " in ±1; zero"),
          Hyperparameter.onOff("bias", true, "whether affine layers have a b"),
          lane("alpha", Standard.of(0.1), 0, "step size of all affine layers"),
          lane("alpha_K", Standard.NONE, 0, "step size of affine layer K, from 0"),
          lane("init_scale", Standard.of(1.0), 0, "multiplies the drawn start parameters"),
          lane("init_scale_K", Standard.NONE, 0, "the same of affine layer K"),
          lane(
              "start",
              Standard.NONE,
              -LARGEST,
              "trials of equal start draw equal start parameters; without it each draws from its"
                  + " own seed"),
          lane(
              "affine_K_M_I_J",
              Standard.NONE,
              -LARGEST,
              "start value of M[I][J] of affine layer K"),
          lane("affine_K_b_J", Standard.NONE, -LARGEST, "start value of b[J] of affine layer K"));

  /** The standards of them all. */
  static final Standards STANDARDS = new Standards(HYPERPARAMETERS);

  @Override
  public List<Hyperparameter> hyperparameters() {
    return HYPERPARAMETERS;
  }

  private static Hyperparameter lane(String name, Standard standard, double min, String text) {
    return Hyperparameter.real(name, Kind.LANE, standard, min, LARGEST, text);
  }

  @Override
  public List<Score> scores() {
    return Metric.all().stream().map(Metric::score).toList();
  }

  @Override
  public boolean drawsData() {
    return true;
  }

  @Override
  public List<History> histories() {
    return List.of(
        new History("losses", "loss of every N-th lesson before its changes, from the first"));
  }

  @Override
  public int steps(Map<String, Object> structure) {
    return STANDARDS.integer(structure, "lessons");
  }

  @Override
  public Optional<String> refusal(Score score, Proposal proposal) {
    Optional<String> none = Family.super.refusal(score, proposal);
    Metric metric = Metric.of(List.of(score.name())).get(0);
    return none.isPresent() || !metric.tests() ? none : LayerLaws.refusalOfTest(metric, proposal);
  }

  @Override
  public void check(Proposal proposal, BiConsumer<String, String> mistake) {
    LayerLaws.check(proposal, mistake);
  }

  @Override
  public Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics) {
    return new LayerLearner(
        LayerSettings.of(structure, data),
        data,
        kernels,
        new LaneValues(fixed, axes),
        Metric.of(metrics));
  }

  @Override
  public double operations(Map<String, Object> structure, Dataset data, List<String> metrics) {
    return LayerCost.operations(LayerSettings.of(structure, data), data, Metric.of(metrics));
  }

  /** A lesson on one fact takes as long whatever the data holds; one on all facts is cut short. */
  @Override
  public Dataset shortened(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations) {
    LayerSettings settings = LayerSettings.of(structure, data);
    boolean samples = settings.source() == FactSource.DATA;
    if (!samples || settings.batch() == LayerSettings.Batch.ONE) {
      return data;
    }
    double share = operations / operations(structure, data, metrics);
    return data.shortened((int) Math.max(1, Math.min(1, share) * data.train().size()));
  }

  @Override
  public int lanes(Map<String, Object> structure, Dataset data, Engine engine) {
    LayerSettings settings = LayerSettings.of(structure, data);
    return engine.lanes(settings.weights(), LayerCost.cells(settings, data));
  }

  /** Units of the widest layer. */
  @Override
  public int width(Map<String, Object> structure) {
    try {
      List<String> texts = STANDARDS.texts(structure, "layers");
      return Layers.of(texts).stream().mapToInt(layer -> layer.units(0)).max().orElse(0);
    } catch (IllegalArgumentException e) {
      return 0; // check reports it
    }
  }
}
