package org.basin.energy;

import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * State of layered energy nets, one to a lane: weights {@code W[k]} of shape (sizes[k], sizes[k+1])
 * for k = 0..L-1, a bias per layer, step sizes, nudging, and the minibatches with their states. The
 * parts below are the building blocks of schemes.
 */
final class EnergyNet {

  final EnergySettings settings;
  final Kernels kernels;

  /** {@code weights[k]} between layers k and k+1. */
  final Plane[] weights;

  /** {@code biases[k]} of layer k; layer 0 has none. */
  final Plane[] biases;

  /** What {@link #restart} gives {@link #weights}. */
  final Plane[] startWeights;

  /** What {@link #restart} gives {@link #biases}. */
  final Plane[] startBiases;

  /** α of {@code weights[k]}, one cell each. */
  final Plane[] stepSizes;

  /** α of the bias of layer k+1, above {@code weights[k]}, one cell each. */
  final Plane[] biasStepSizes;

  /** β, one cell. */
  final Plane nudging;

  /** m of {@link Descent}, one cell. */
  final Plane momentum;

  /** λ of {@link Descent}, one cell. */
  final Plane weightDecay;

  final Batches batches;

  /** Where the last output goes before it is pulled towards the label; null for nowhere. */
  Plane unpulled;

  private final Rule rule;

  /**
   * A net that is trained on a data set.
   *
   * @throws IllegalArgumentException when the data has too few samples for a minibatch, or the
   *     scheme can't train such layers
   */
  EnergyNet(EnergySettings settings, Dataset data, Kernels kernels) {
    settings
        .scheme()
        .refusal(settings.sizes())
        .ifPresent(
            law -> {
              throw new IllegalArgumentException(law);
            });
    if (settings.batchSize() > data.train().size()) {
      throw new IllegalArgumentException(
          "batch_size must be at most the samples, got batch_size="
              + settings.batchSize()
              + ", samples="
              + data.train().size());
    }
    this.settings = settings;
    this.kernels = kernels;
    int last = settings.matrices();
    weights = new Plane[last];
    startWeights = new Plane[last];
    stepSizes = new Plane[last];
    biasStepSizes = new Plane[last];
    biases = new Plane[last + 1];
    startBiases = new Plane[last + 1];
    for (int k = 0; k < last; k++) {
      weights[k] = kernels.plane(settings.units(k) * settings.units(k + 1));
      startWeights[k] = kernels.plane(weights[k].cells());
      stepSizes[k] = kernels.plane(1);
      biasStepSizes[k] = kernels.plane(1);
      biases[k + 1] = kernels.plane(settings.units(k + 1));
      startBiases[k + 1] = kernels.plane(settings.units(k + 1));
    }
    nudging = kernels.plane(1);
    momentum = kernels.plane(1);
    weightDecay = kernels.plane(1);
    batches = Batches.training(settings, data.train(), kernels);
    rule = settings.scheme().rule(this);
  }

  /**
   * A net with the parameters of another, for other minibatches, that never hears a label: β = 0.
   */
  EnergyNet(EnergyNet trained, Batches batches) {
    this.batches = batches;
    settings = trained.settings;
    kernels = trained.kernels;
    weights = trained.weights;
    startWeights = trained.startWeights;
    biases = trained.biases;
    startBiases = trained.startBiases;
    stepSizes = trained.stepSizes;
    biasStepSizes = trained.biasStepSizes;
    momentum = trained.momentum;
    weightDecay = trained.weightDecay;
    nudging = kernels.plane(1);
    rule = settings.scheme().rule(this);
  }

  /** The net's scheme at work on it. */
  Rule rule() {
    return rule;
  }

  /** States of layers 1 to L of a minibatch, (rows, units), all zero; layer 0 is left open. */
  Plane[] states() {
    Plane[] states = new Plane[settings.matrices() + 1];
    for (int k = 1; k < states.length; k++) {
      states[k] = kernels.plane(batches.rows() * settings.units(k));
    }
    return states;
  }

  /** A state of layer L of a minibatch, (rows, units), all zero. */
  Plane outputPlane() {
    return kernels.plane(batches.rows() * settings.units(settings.matrices()));
  }

  /** Goes back to the start parameters and sets all states but the inputs to zero. */
  void restart() {
    for (int k = 0; k < weights.length; k++) {
      kernels.copy(startWeights[k], weights[k]);
      kernels.copy(startBiases[k + 1], biases[k + 1]);
    }
    batches.forget();
    rule.restart();
  }

  /**
   * One sweep upwards over the hidden layers, in place: each sees the new state below it and the
   * state above it from before the sweep.
   */
  void settleHidden(Batch batch) {
    Plane[] layers = batch.layers();
    for (int k = 1; k < settings.matrices(); k++) {
      settle(k, layers[k - 1], layers[k + 1], layers[k], batch.rows());
    }
  }

  /** One hidden layer from its neighbours: {@code normalize(f(below W + above Wᵀ + b))}. */
  void settle(int k, Plane below, Plane above, Plane state, int rows) {
    feedBetween(k, below, above, state, rows);
    kernels.activate(settings.activation(), state);
    kernels.normalize(state, rows, settings.units(k));
  }

  /** The output that the last hidden layer predicts, not nudged. */
  void predict(Batch batch, Plane output) {
    int last = settings.matrices();
    predict(last, batch.layers()[last - 1], output, batch.rows());
  }

  /** The output that the last hidden layer predicts, then pulled towards the label. */
  void predictPulled(Batch batch) {
    predict(batch, batch.output());
    if (unpulled != null) {
      kernels.copy(batch.output(), unpulled);
    }
    kernels.nudge(batch.output(), batch.target(), nudging);
  }

  /** Layer k from the layer below alone: {@code f(below W + b)}. */
  void predict(int k, Plane below, Plane state, int rows) {
    feed(k, below, state, rows);
    kernels.activate(settings.activation(), state);
  }

  /** Input of layer k from the layer below alone, before its activation. */
  void feed(int k, Plane below, Plane input, int rows) {
    kernels.feed(
        below, weights[k - 1], biases[k], input, rows, settings.units(k - 1), settings.units(k));
  }

  /** Input of hidden layer k from both its neighbours: {@code below W + above Wᵀ + b}. */
  void feedBetween(int k, Plane below, Plane above, Plane input, int rows) {
    kernels.feedBetween(
        below,
        weights[k - 1],
        above,
        weights[k],
        biases[k],
        input,
        rows,
        settings.units(k - 1),
        settings.units(k),
        settings.units(k + 1));
  }

  /**
   * Changes the parameters by {@code α x_kᵀ (relaxed_{k+1} - x_{k+1}) / rows}, and the biases
   * accordingly with their own α, where x are the settled states.
   */
  void learnFrom(Batch batch, Plane[] relaxed) {
    for (int k = 0; k < settings.matrices(); k++) {
      learn(k, batch, batch.layers()[k + 1], relaxed[k + 1]);
    }
  }

  /** Changes {@code W[k]} and the bias above it by {@code α x_kᵀ (to - from) / rows}. */
  void learn(int k, Batch batch, Plane from, Plane to) {
    kernels.hebbian(
        weights[k],
        biases[k + 1],
        batch.layers()[k],
        from,
        to,
        stepSizes[k],
        biasStepSizes[k],
        batch.rows(),
        settings.units(k),
        settings.units(k + 1));
  }
}
