package org.basin.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.GridActivation;
import org.basin.kernel.OutputLoss;
import org.basin.kernel.Stencil;
import org.basin.learn.Form;

/**
 * The structural hyperparameters of a neural grid, those that the sweep leaves out at their
 * standard.
 *
 * @param inputs numbers of a sample
 * @param stencil neurons of a grid layer and what they see
 * @param depth grid layers
 * @param classes outputs
 * @param dimensions 2: a column of neurons between dense layers; 3: layers of the image's size that
 *     the image enters directly
 * @param activation of the grid
 * @param dense where the activation follows a dense layer, too
 * @param loss of the outputs
 * @param optimizer how gradients change parameters
 * @param layerNorm whether the entry of a two-dimensional grid and every grid layer is normalised
 * @param residual whether a grid layer adds to its input
 * @param init how the grid's start weights are drawn
 * @param batchSize samples of a minibatch; the last of an epoch may have fewer
 * @param epochs passes over the data
 * @param shuffle whether samples come in another order in every epoch
 * @param decayEvery epochs after which the learning rate is multiplied by {@code decay}; 0 for
 *     never
 * @param flip whether training mirrors images at random
 * @param crop pixels that training shifts images by at the most
 */
public record GridSettings(
    int inputs,
    Stencil stencil,
    int depth,
    int classes,
    int dimensions,
    GridActivation activation,
    DenseActivation dense,
    OutputLoss loss,
    Optimizer optimizer,
    boolean layerNorm,
    boolean residual,
    GridInit init,
    int batchSize,
    int epochs,
    boolean shuffle,
    int decayEvery,
    boolean flip,
    int crop) {

  /** Where the activation follows a dense layer. */
  public enum DenseActivation {
    /** Nowhere: the repositories. */
    NONE,
    /** After the first: between it and the grid. */
    IN,
    /** After the first and the last: the equations of the text. */
    BOTH
  }

  /** How gradients change parameters. */
  public enum Optimizer {
    SGD,
    ADAM
  }

  /** How start weights of the grid are drawn, before {@code init_scale} multiplies them. */
  public enum GridInit {
    /** Uniform in ±sqrt(6/(a+1)), a neurons seen (Glorot and Bengio, 2010, with fan out 1). */
    XAVIER,
    /** Uniform in ±sqrt(6/(a+a)): the first repository. */
    XAVIER_EQUAL,
    /** Uniform in ±sqrt(6/(n+1)), n neurons of a layer, biases too: the newer repository. */
    XAVIER_ROW,
    /** Uniform in ±1. */
    UNIFORM,
    /** Standard normal. */
    NORMAL
  }

  /** Reads a structure, whose values the parser has checked one by one. */
  public static GridSettings of(Map<String, Object> structure, Dataset data) {
    int kernel = GridFamily.KERNEL.in(structure);
    int dimensions = GridFamily.DIMENSIONS.in(structure);
    Stencil stencil =
        dimensions == 3
            ? new Stencil(data.height(), data.width(), kernel)
            : new Stencil(1, GridFamily.HEIGHT.in(structure), kernel);
    return new GridSettings(
        data.inputs(),
        stencil,
        GridFamily.DEPTH.in(structure),
        data.classes(),
        dimensions,
        GridFamily.ACTIVATION.in(structure),
        GridFamily.DENSE_ACTIVATION.in(structure),
        GridFamily.LOSS.in(structure),
        GridFamily.OPTIMIZER.in(structure),
        GridFamily.LAYER_NORM.in(structure),
        GridFamily.RESIDUAL.in(structure),
        GridFamily.INIT.in(structure),
        GridFamily.BATCH_SIZE.in(structure),
        GridFamily.EPOCHS.in(structure),
        GridFamily.SHUFFLE.in(structure),
        GridFamily.DECAY_EVERY.in(structure),
        GridFamily.FLIP.in(structure),
        GridFamily.CROP.in(structure));
  }

  /** Neurons of a grid layer. */
  public int cells() {
    return stencil.cells();
  }

  /** All parameters, as the signal meets them, but for the layer norm of the entry. */
  List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    if (entered()) {
      forms.add(new Form("dense_in_w", List.of(cells(), inputs)));
      forms.add(new Form("dense_in_b", List.of(cells())));
    }
    forms.add(new Form("grid_w", layers(depth)));
    forms.add(new Form("grid_b", layers(depth)));
    if (layerNorm) {
      forms.add(new Form("ln_gamma", layers(depth)));
      forms.add(new Form("ln_beta", layers(depth)));
    }
    if (layerNorm && entered()) {
      forms.add(new Form("ln_in_gamma", layers(1)));
      forms.add(new Form("ln_in_beta", layers(1)));
    }
    forms.add(new Form("dense_out_w", List.of(classes, cells())));
    forms.add(new Form("dense_out_b", List.of(classes)));
    return forms;
  }

  private List<Integer> layers(int count) {
    return stencil.lines() == 1
        ? List.of(count, cells())
        : List.of(count, stencil.lines(), stencil.columns());
  }

  /** Whether a dense layer leads into the grid. */
  boolean entered() {
    return dimensions == 2;
  }

  /** The widest weight that {@link #init} draws uniformly. */
  double range() {
    int seen = stencil.seen();
    return switch (init) {
      case XAVIER -> Math.sqrt(6.0 / (seen + 1));
      case XAVIER_EQUAL -> Math.sqrt(6.0 / (seen + seen));
      case XAVIER_ROW -> Math.sqrt(6.0 / (cells() + 1));
      case UNIFORM, NORMAL -> 1;
    };
  }
}
