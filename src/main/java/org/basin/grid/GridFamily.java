package org.basin.grid;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.grid.GridSettings.DenseActivation;
import org.basin.grid.GridSettings.GridInit;
import org.basin.grid.GridSettings.Optimizer;
import org.basin.kernel.GridActivation;
import org.basin.kernel.OutputLoss;
import org.basin.learn.Declarations;
import org.basin.learn.Dial;
import org.basin.learn.Family;
import org.basin.learn.History;
import org.basin.learn.Knob;
import org.basin.learn.Laws;
import org.basin.learn.Model;
import org.basin.learn.Score;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Labels;

/** The family of neural grids: hyperparameters, metrics, laws, models. */
public final class GridFamily implements Family {

  /** All that a sweep may set. */
  private static final Declarations SET = new Declarations();

  private static final double LARGEST = 1e6;

  static final Knob<Integer> HEIGHT =
      SET.integer(
          "height", 64, 1, 4096, "neurons of a grid layer; with dimensions 3 the image says");

  static final Knob<Integer> DEPTH = SET.integer("depth", 16, 1, 4096, "grid layers");

  static final Knob<Integer> KERNEL =
      SET.integer("kernel", 3, 1, 31, "neighbours that a neuron sees, odd");

  static final Knob<Integer> DIMENSIONS =
      SET.integer(
          "dimensions",
          2,
          2,
          3,
          "2: a column of neurons between dense layers; 3: layers of the image's size");

  static final Knob<GridActivation> ACTIVATION =
      SET.choice("activation", GridActivation.SIN, "function of the grid's neurons");

  static final Knob<DenseActivation> DENSE_ACTIVATION =
      SET.choice(
          "dense_activation",
          DenseActivation.NONE,
          "where the activation follows a dense layer: nowhere, after the first, after both");

  static final Knob<OutputLoss> LOSS =
      SET.choice(
          "loss",
          OutputLoss.CROSS_ENTROPY,
          loss -> loss == OutputLoss.SQUARED ? "mse" : Labels.of(loss),
          "cross-entropy of a softmax, or half the squared error; mean over the minibatch");

  static final Knob<Optimizer> OPTIMIZER =
      SET.choice(
          "optimizer", Optimizer.ADAM, "sgd with momentum, or adam with 0.9, 0.999 and 1e-8");

  static final Knob<Boolean> LAYER_NORM =
      SET.flag("layer_norm", false, "normalise the grid's entry and every layer's output");

  static final Knob<Boolean> RESIDUAL =
      SET.flag("residual", false, "a grid layer adds to its input");

  static final Knob<GridInit> INIT =
      SET.choice(
          "init",
          GridInit.XAVIER,
          "the grid's start weights: uniform in ±sqrt(6/(a+1)) for a seen neurons,"
              + " ±sqrt(6/(a+a)), ±sqrt(6/(neurons+1)) with biases, ±1, or standard normal");

  static final Knob<Integer> BATCH_SIZE =
      SET.integer(
          "batch_size",
          64,
          1,
          1_000_000,
          "samples of a minibatch; the last of an epoch has what is left");

  static final Knob<Integer> EPOCHS =
      SET.integer("epochs", 20, 1, 1_000_000, "passes over the data");

  static final Knob<Boolean> SHUFFLE =
      SET.flag("shuffle", true, "another order of the samples in every epoch");

  static final Knob<Integer> DECAY_EVERY =
      SET.integer("decay_every", 0, 0, 1_000_000, "epochs between decays of the rate; 0: never");

  static final Knob<Boolean> FLIP =
      SET.flag("flip", false, "training mirrors each image left to right, or not, in every epoch");

  static final Knob<Integer> CROP =
      SET.integer(
          "crop",
          0,
          0,
          4096,
          "training shifts each image by up to so many pixels each way in every epoch");

  static final Dial LEARNING_RATE =
      SET.dial("learning_rate", 0.001, 0, LARGEST, "step size of the optimizer");

  static final Dial MOMENTUM =
      SET.dial("momentum", 0, 0, 1, "share of a step that is repeated; of optimizer sgd");

  static final Dial DECAY =
      SET.dial("decay", 0.1, 0, 1, "the learning rate times this every decay_every epochs");

  static final Dial DROPOUT =
      SET.dial("dropout", 0, 0, 0.99, "share of the numbers that drop out after a grid layer");

  static final Dial INIT_SCALE =
      SET.dial("init_scale", 1, 0, LARGEST, "multiplies the grid's drawn start weights");

  @Override
  public List<Hyperparameter> hyperparameters() {
    return SET.all();
  }

  @Override
  public List<Score> scores() {
    return GridGauges.ALL.scores();
  }

  @Override
  public List<Hyperparameter> draws() {
    return List.of(INIT.declaration(), INIT_SCALE.declaration());
  }

  @Override
  public List<History> histories() {
    return GridGauges.ALL.histories();
  }

  @Override
  public int steps(Map<String, Object> structure, History history) {
    return EPOCHS.in(structure);
  }

  @Override
  public void check(Laws laws) {
    GridLaws.check(laws);
  }

  @Override
  public int width(Map<String, Object> structure) {
    return HEIGHT.in(structure);
  }

  @Override
  public Model model(Map<String, Object> structure, Dataset data) {
    return new GridModel(GridSettings.of(structure, data), data);
  }
}
