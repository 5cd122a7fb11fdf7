package org.basin.grid;

import org.basin.grid.GridSettings.DenseActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.OutputLoss;
import org.basin.kernel.Plane;

/**
 * A neural grid between dense layers, with its gradients. A minibatch goes through the first dense
 * layer as a whole, then a few samples at a time through grid, last dense layer and loss and back,
 * and its gradient through the first dense layer as a whole.
 */
final class GridNet {

  final GridSettings settings;
  final GridParameters parameters;
  final GridStack stack;

  /** Samples of the minibatch, (batch, inputs). */
  final Plane x;

  /** Their labels, one-hot, (batch, classes). */
  final Plane target;

  /** Outputs of the samples that went through the grid last, (rows, classes). */
  final Plane output;

  private final Kernels kernels;
  private final int batch;

  /** Whether operations take all rows of a plane, see {@link Kernels#wholePlanes}. */
  private final boolean whole;

  /** Input of the grid, (batch, cells), its slopes and its gradient. */
  private final Plane entry;

  private final Plane entrySlope;
  private final Plane entryGradient;
  private final Plane entryZero;
  private final GridParameter entryWeights;
  private final GridParameter entryBiases;

  /** Output of the grid, (rows, cells), and its gradient. */
  private final Plane exit;

  private final Plane exitGradient;
  private final Plane exitZero;
  private final GridParameter exitWeights;
  private final GridParameter exitBiases;

  private final Plane outputSlope;
  private final Plane outputGradient;
  private final Plane outputZero;
  private final Plane rowTarget;

  /** Samples that gradients are summed over, one cell: a mean times their number is a sum. */
  private final Plane count;

  private final GridStack.Norm[] norms;

  /**
   * @param batch samples of a minibatch, at most
   */
  GridNet(GridSettings settings, int batch, Kernels kernels) {
    this.settings = settings;
    this.kernels = kernels;
    this.batch = batch;
    whole = kernels.wholePlanes();
    int cells = settings.cells();
    int classes = settings.classes();
    int rows = GridKernels.rows(whole, batch);
    parameters = new GridParameters(kernels);
    x = kernels.plane(batch * settings.inputs());
    target = kernels.plane(batch * classes);
    boolean entered = settings.entered();
    entryWeights = entered ? parameters.dense("dense_in_w", settings.inputs(), cells) : null;
    entryBiases = entered ? parameters.vector("dense_in_b", cells) : null;
    entry = entered ? kernels.plane(batch * cells) : x;
    entrySlope = kernels.plane(entered ? batch * cells : 1);
    entryGradient = kernels.plane(entered ? batch * cells : 1);
    entryZero = kernels.plane(entered ? batch * cells : 1);
    stack =
        new GridStack(
            settings.stencil(),
            settings.depth(),
            settings.activation(),
            settings.layerNorm(),
            settings.residual(),
            rows,
            kernels,
            parameters);
    norms =
        entered && settings.layerNorm()
            ? stack.norms("ln_in", 1, settings.stencil(), parameters)
            : new GridStack.Norm[0];
    exit = kernels.plane(rows * cells);
    exitGradient = kernels.plane(rows * cells);
    exitZero = kernels.plane(rows * cells);
    exitWeights = parameters.dense("dense_out_w", cells, classes);
    exitBiases = parameters.vector("dense_out_b", classes);
    output = kernels.plane(rows * classes);
    outputSlope = kernels.plane(rows * classes);
    outputGradient = kernels.plane(rows * classes);
    outputZero = kernels.plane(rows * classes);
    rowTarget = kernels.plane(rows * classes);
    count = kernels.plane(1);
  }

  /** Forgets parameters and states, padding too. */
  void clear() {
    parameters.all().forEach(parameter -> kernels.fill(parameter.values(), 0));
    stack.clear();
  }

  /** The first dense layer, for a whole minibatch. */
  void enter(int samples) {
    if (!settings.entered()) {
      return;
    }
    kernels.feed(
        x,
        entryWeights.values(),
        entryBiases.values(),
        entry,
        whole ? batch : samples,
        settings.inputs(),
        settings.cells());
    if (settings.dense() != DenseActivation.NONE) {
      stack.grid.activate(settings.activation(), entry, entrySlope);
    }
  }

  /** Grid and last dense layer, for some samples of the minibatch. */
  void forward(int first, int rows) {
    stack.grid.spread(entry, first, stack.states[0], rows);
    for (GridStack.Norm norm : norms) {
      stack.normalize(norm, stack.states[0], rows);
    }
    stack.forward(rows);
    stack.grid.collect(stack.states[stack.depth], exit, 0, rows);
    kernels.feed(
        exit,
        exitWeights.values(),
        exitBiases.values(),
        output,
        whole ? stack.rows : rows,
        settings.cells(),
        settings.classes());
    if (settings.dense() == DenseActivation.BOTH) {
      stack.grid.activate(settings.activation(), output, outputSlope);
    }
  }

  /**
   * Loss of the samples that just went forward, and the gradient of the outputs.
   *
   * @param by one over the samples of the minibatch
   * @return sum over the samples
   */
  double loss(int first, int rows, double by) {
    for (int i = 0; i < rows * settings.classes(); i++) {
      rowTarget.set(i, 0, target.get(first * settings.classes() + i, 0));
    }
    double loss =
        settings.loss().of(output, rowTarget, rows, settings.classes(), by, outputGradient);
    for (int i = rows * settings.classes(); whole && i < outputGradient.cells(); i++) {
      outputGradient.set(i, 0, 0);
    }
    return loss;
  }

  /** How many of the samples whose {@link #loss} was asked for are right. */
  int right(int rows) {
    return OutputLoss.right(output, rowTarget, rows, settings.classes());
  }

  /** Back from the gradient of the outputs, for the samples that just went forward. */
  void backward(int first, int rows) {
    if (settings.dense() == DenseActivation.BOTH) {
      kernels.multiply(outputGradient, outputSlope);
    }
    int taken = whole ? stack.rows : rows;
    count.setAll(0, taken);
    kernels.hebbian(
        exitWeights.gradient(),
        exitBiases.gradient(),
        exit,
        outputZero,
        outputGradient,
        count,
        count,
        taken,
        settings.cells(),
        settings.classes());
    kernels.feedBack(
        exitZero,
        outputGradient,
        exitWeights.values(),
        exitGradient,
        taken,
        settings.cells(),
        settings.classes());
    stack.grid.spread(exitGradient, 0, stack.gradient[0], rows);
    stack.backward(rows);
    for (GridStack.Norm norm : norms) {
      stack.normalizeBack(norm, rows);
    }
    if (settings.entered()) {
      stack.grid.collect(stack.arrived, entryGradient, first, rows);
    }
  }

  /** Back through the first dense layer, for a whole minibatch. */
  void leave(int samples) {
    if (!settings.entered()) {
      return;
    }
    if (settings.dense() != DenseActivation.NONE) {
      kernels.multiply(entryGradient, entrySlope);
    }
    int taken = whole ? batch : samples;
    count.setAll(0, taken);
    kernels.hebbian(
        entryWeights.gradient(),
        entryBiases.gradient(),
        x,
        entryZero,
        entryGradient,
        count,
        count,
        taken,
        settings.inputs(),
        settings.cells());
  }

  /** Sets all gradients to zero. */
  void clearGradients() {
    parameters.all().forEach(parameter -> kernels.fill(parameter.gradient(), 0));
  }
}
