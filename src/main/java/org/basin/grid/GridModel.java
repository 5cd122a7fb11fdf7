package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.grid.GridSettings.DenseActivation;
import org.basin.grid.GridSettings.Init;
import org.basin.grid.GridSettings.Optimizer;
import org.basin.kernel.Engine;
import org.basin.kernel.GridActivation;
import org.basin.kernel.Kernels;
import org.basin.learn.Family;
import org.basin.learn.Learner;
import org.basin.learn.Proposal;
import org.basin.learn.Score;
import org.basin.learn.Standards;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Hyperparameter.Kind;
import org.basin.sweep.Standard;

/** The grid family as the registry sees it: hyperparameters, metrics, laws, learners. */
public final class GridModel implements Family {

  private static final double LARGEST = 1e6;

  private static final List<Hyperparameter> LANES =
      List.of(
          lane("learning_rate", 0.001, LARGEST, "step size of the optimizer"),
          lane("momentum", 0.0, 1, "share of a step that is repeated; of optimizer sgd"),
          lane("decay", 0.1, 1, "the learning rate times this every decay_every epochs"),
          lane("dropout", 0.0, 0.99, "share of the numbers that drop out after a grid layer"),
          lane("init_scale", 1.0, LARGEST, "multiplies the grid's drawn start weights"));

  private static final List<Hyperparameter> STRUCTURAL =
      List.of(
          Hyperparameter.integer(
              "height", 64, 1, 4096, "neurons of a grid layer; with dimensions 3 the image says"),
          Hyperparameter.integer("depth", 16, 1, 4096, "grid layers"),
          Hyperparameter.integer("kernel", 3, 1, 31, "neighbours that a neuron sees, odd"),
          Hyperparameter.integer(
              "dimensions",
              2,
              2,
              3,
              "2: a column of neurons between dense layers; 3: layers of the image's size"),
          Hyperparameter.choice(
              "activation", "sin", GridActivation.labels(), "function of the grid's neurons"),
          Hyperparameter.choice(
              "dense_activation",
              "none",
              GridSettings.labels(DenseActivation.values()),
              "where the activation follows a dense layer: nowhere, after the first, after both"),
          Hyperparameter.choice(
              "loss",
              "cross-entropy",
              List.of("cross-entropy", "mse"),
              "cross-entropy of a softmax, or half the squared error; mean over the minibatch"),
          Hyperparameter.choice(
              "optimizer",
              "adam",
              GridSettings.labels(Optimizer.values()),
              "sgd with momentum, or adam with 0.9, 0.999 and 1e-8"),
          Hyperparameter.onOff(
              "layer_norm", false, "normalise the grid's entry and every layer's output"),
          Hyperparameter.onOff("residual", false, "a grid layer adds to its input"),
          Hyperparameter.choice(
              "init",
              "xavier",
              GridSettings.labels(Init.values()),
              "the grid's start weights: uniform in ±sqrt(6/(a+1)) for a seen neurons,"
                  + " ±sqrt(6/(a+a)), ±sqrt(6/(neurons+1)) with biases, ±1, or standard normal"),
          Hyperparameter.integer(
              "batch_size",
              64,
              1,
              1_000_000,
              "samples of a minibatch; the last of an epoch has what is left"),
          Hyperparameter.integer("epochs", 20, 1, 1_000_000, "passes over the data"),
          Hyperparameter.onOff("shuffle", true, "another order of the samples in every epoch"),
          Hyperparameter.integer(
              "decay_every", 0, 0, 1_000_000, "epochs between decays of the rate; 0: never"),
          Hyperparameter.onOff(
              "flip", false, "training mirrors each image left to right, or not, in every epoch"),
          Hyperparameter.integer(
              "crop",
              0,
              0,
              4096,
              "training shifts each image by up to so many pixels each way in every epoch"));

  private static final List<Hyperparameter> ALL =
      Stream.concat(STRUCTURAL.stream(), LANES.stream()).toList();

  /** The standards of them all. */
  static final Standards STANDARDS = new Standards(ALL);

  @Override
  public List<Hyperparameter> hyperparameters() {
    return ALL;
  }

  private static Hyperparameter lane(String name, double standard, double max, String text) {
    return Hyperparameter.real(name, Kind.LANE, Standard.of(standard), 0, max, text);
  }

  @Override
  public List<Score> scores() {
    return Arrays.stream(GridMetric.values()).map(GridMetric::score).toList();
  }

  @Override
  public void check(Proposal proposal, BiConsumer<String, String> mistake) {
    GridLaws.check(proposal, mistake);
  }

  @Override
  public Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics) {
    GridSettings settings = GridSettings.of(structure, data);
    return new GridLearner(settings, data, kernels, fixed, axes, GridMetric.of(metrics));
  }

  @Override
  public double operations(Map<String, Object> structure, Dataset data, List<String> metrics) {
    boolean tests = GridMetric.of(metrics).stream().anyMatch(GridMetric::tests);
    return new GridCost(GridSettings.of(structure, data)).operations(data, tests);
  }

  @Override
  public Dataset shortened(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations) {
    int batch = GridSettings.of(structure, data).batchSize();
    double share = operations / operations(structure, data, metrics);
    double fit = share * data.train().size() / batch;
    return data.shortened((int) (batch * Math.max(2, Math.floor(fit))));
  }

  /** One trial fills the vectors by itself. */
  @Override
  public int lanes(Map<String, Object> structure, Dataset data, Engine engine) {
    return 1;
  }

  @Override
  public int width(Map<String, Object> structure) {
    return STANDARDS.integer(structure, "height");
  }
}
