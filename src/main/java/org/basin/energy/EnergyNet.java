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

  /** α of {@code weights[k]} and the bias of layer k+1, one cell each. */
  final Plane[] stepSizes;

  /** β, one cell. */
  final Plane nudging;

  final Batches batches;

  /** 1, one cell. */
  private final Plane unit;

  /** States of layers 1..L in the second phase, (rows, units); that of L may be a target. */
  final Plane[] relaxed;

  /** An output of the second phase that is no target, (rows, units of layer L). */
  final Plane nudgedOutput;

  /** Changes of the states of layers 1..L from the first phase to the second, (rows, units). */
  final Plane[] changes;

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
    if (settings.batchSize() > data.samples()) {
      throw new IllegalArgumentException(
          "batch_size must be at most the samples, got batch_size="
              + settings.batchSize()
              + ", samples="
              + data.samples());
    }
    this.settings = settings;
    this.kernels = kernels;
    int last = settings.matrices();
    weights = new Plane[last];
    startWeights = new Plane[last];
    stepSizes = new Plane[last];
    biases = new Plane[last + 1];
    startBiases = new Plane[last + 1];
    for (int k = 0; k < last; k++) {
      weights[k] = kernels.plane(settings.units(k) * settings.units(k + 1));
      startWeights[k] = kernels.plane(weights[k].cells());
      stepSizes[k] = kernels.plane(1);
      biases[k + 1] = kernels.plane(settings.units(k + 1));
      startBiases[k + 1] = kernels.plane(settings.units(k + 1));
    }
    nudging = kernels.plane(1);
    batches = Batches.training(settings, data, kernels);
    unit = kernels.plane(1);
    unit.setAll(0, 1);
    relaxed = states();
    changes = states();
    nudgedOutput = kernels.plane(batches.rows() * settings.units(last));
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
    unit = trained.unit;
    nudging = kernels.plane(1);
    relaxed = states();
    changes = states();
    nudgedOutput = kernels.plane(batches.rows() * settings.units(settings.matrices()));
  }

  /** Planes for the states of layers 1..L of one minibatch. */
  Plane[] states() {
    Plane[] states = new Plane[settings.matrices() + 1];
    for (int k = 1; k < states.length; k++) {
      states[k] = kernels.plane(batches.rows() * settings.units(k));
    }
    return states;
  }

  /** Goes back to the start parameters and sets all states but the inputs to zero. */
  void restart() {
    for (int k = 0; k < weights.length; k++) {
      kernels.copy(startWeights[k], weights[k]);
      kernels.copy(startBiases[k + 1], biases[k + 1]);
    }
    batches.forget();
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

  /**
   * One sweep upwards over the hidden layers, in place, that holds each state against its
   * prediction p from below: {@code normalize(p + (state - p))}.
   */
  void settleAgainstPredictions(Batch batch) {
    Plane[] layers = batch.layers();
    for (int k = 1; k < settings.matrices(); k++) {
      predict(k, layers[k - 1], relaxed[k], batch.rows());
      kernels.nudge(relaxed[k], layers[k], unit);
      kernels.copy(relaxed[k], layers[k]);
      kernels.normalize(layers[k], batch.rows(), settings.units(k));
    }
  }

  /** The output that the last hidden layer predicts, not nudged. */
  void predict(Batch batch, Plane output) {
    int last = settings.matrices();
    predict(last, batch.layers()[last - 1], output, batch.rows());
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

  /**
   * Relaxes from the settled states towards the target, bottom up, without changing them. The first
   * sweep still sees the net's own output above the last hidden layer; at the end of every sweep
   * the output is the target.
   *
   * @return states of layers 1..L after the last sweep, those of the batch when there is no sweep
   */
  Plane[] relaxForward(Batch batch, int sweeps) {
    Plane[] from = batch.layers();
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int k = 1; k < settings.matrices(); k++) {
        Plane below = k == 1 ? batch.layers()[0] : relaxed[k - 1];
        settle(k, below, from[k + 1], relaxed[k], batch.rows());
      }
      relaxed[settings.matrices()] = batch.target();
      from = relaxed;
    }
    return from;
  }

  /**
   * Relaxes from the settled states with the output held, top down: each layer sees the relaxed
   * state above it and the settled one below it. So a second sweep would repeat the first.
   *
   * @param output held state of layer L, (rows, units)
   * @return states of layers 1..L, those of the batch below the output when there is no sweep
   */
  Plane[] relaxReverse(Batch batch, Plane output, int sweeps) {
    relaxed[settings.matrices()] = output;
    for (int k = settings.matrices() - 1; k > 0; k--) {
      if (sweeps > 0) {
        settle(k, batch.layers()[k - 1], relaxed[k + 1], relaxed[k], batch.rows());
      } else {
        kernels.copy(batch.layers()[k], relaxed[k]);
      }
    }
    return relaxed;
  }

  /** One hidden layer from its neighbours: {@code normalize(f(below W + above Wᵀ + b))}. */
  private void settle(int k, Plane below, Plane above, Plane state, int rows) {
    feedBetween(k, below, above, state, rows);
    kernels.activate(settings.activation(), state);
    kernels.normalize(state, rows, settings.units(k));
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
   * accordingly, where x are the settled states.
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
        batch.rows(),
        settings.units(k),
        settings.units(k + 1));
  }
}
