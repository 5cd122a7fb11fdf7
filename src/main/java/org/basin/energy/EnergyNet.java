package org.basin.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * State of layered energy nets, one to a lane: weights {@code W[k]} of shape (sizes[k], sizes[k+1])
 * for k = 0..L-1, a bias per layer, step sizes, nudging, and the minibatches with their persistent
 * states. The parts below are the building blocks of schemes.
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

  /** m of {@link Descent}, one cell. */
  final Plane momentum;

  /** λ of {@link Descent}, one cell. */
  final Plane weightDecay;

  final List<Batch> batches;

  private final Rule rule;

  /** States of layers 1..L in the second phase, (rows, units); that of L is a target. */
  private final Plane[] relaxed;

  EnergyNet(EnergySettings settings, Dataset data, Kernels kernels) {
    this.settings = settings;
    this.kernels = kernels;
    int last = settings.matrices();
    weights = new Plane[last];
    startWeights = new Plane[last];
    stepSizes = new Plane[last];
    biases = new Plane[last + 1];
    startBiases = new Plane[last + 1];
    relaxed = new Plane[last + 1];
    for (int k = 0; k < last; k++) {
      weights[k] = kernels.plane(settings.units(k) * settings.units(k + 1));
      startWeights[k] = kernels.plane(weights[k].cells());
      stepSizes[k] = kernels.plane(1);
    }
    for (int k = 1; k <= last; k++) {
      biases[k] = kernels.plane(settings.units(k));
      startBiases[k] = kernels.plane(settings.units(k));
      if (k < last) {
        relaxed[k] = kernels.plane(settings.batchSize() * settings.units(k));
      }
    }
    if (settings.batchSize() > data.train().size()) {
      throw new IllegalArgumentException(
          "batch_size must be at most the samples, got batch_size="
              + settings.batchSize()
              + ", samples="
              + data.train().size());
    }
    nudging = kernels.plane(1);
    momentum = kernels.plane(1);
    weightDecay = kernels.plane(1);
    batches = new ArrayList<>();
    for (int first = 0;
        first + settings.batchSize() <= data.train().size();
        first += settings.batchSize()) {
      batches.add(batch(data, first));
    }
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
      states[k] = kernels.plane(settings.batchSize() * settings.units(k));
    }
    return states;
  }

  private Batch batch(Dataset data, int first) {
    int rows = settings.batchSize();
    Plane[] layers = new Plane[settings.sizes().size()];
    for (int k = 0; k < layers.length; k++) {
      layers[k] = kernels.plane(rows * settings.units(k));
    }
    for (int cell = 0; cell < rows * data.inputs(); cell++) {
      layers[0].setAll(cell, data.train().x()[first * data.inputs() + cell]);
    }
    int[] labels = Arrays.copyOfRange(data.train().labels(), first, first + rows);
    Plane target = kernels.plane(rows * data.classes());
    for (int r = 0; r < rows; r++) {
      target.setAll(r * data.classes() + labels[r], 1);
    }
    return new Batch(layers, target, labels);
  }

  /** Goes back to the start parameters and sets all states but the inputs to zero. */
  void restart() {
    for (int k = 0; k < weights.length; k++) {
      kernels.copy(startWeights[k], weights[k]);
      kernels.copy(startBiases[k + 1], biases[k + 1]);
    }
    for (Batch batch : batches) {
      for (int k = 1; k < batch.layers().length; k++) {
        kernels.fill(batch.layers()[k], 0);
      }
    }
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

  /** The output that the last hidden layer predicts, not nudged. */
  void predict(Batch batch, Plane output) {
    int last = settings.matrices();
    kernels.feed(
        batch.layers()[last - 1],
        weights[last - 1],
        biases[last],
        output,
        batch.rows(),
        settings.units(last - 1),
        settings.units(last));
    kernels.activate(settings.activation(), output);
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

  /** One hidden layer from its neighbours: {@code normalize(f(below W + above Wᵀ + b))}. */
  private void settle(int k, Plane below, Plane above, Plane state, int rows) {
    int units = settings.units(k);
    kernels.feedBetween(
        below,
        weights[k - 1],
        above,
        weights[k],
        biases[k],
        state,
        rows,
        settings.units(k - 1),
        units,
        settings.units(k + 1));
    kernels.activate(settings.activation(), state);
    kernels.normalize(state, rows, units);
  }

  /**
   * Changes the parameters by {@code α x_kᵀ (relaxed_{k+1} - x_{k+1}) / rows}, and the biases
   * accordingly, where x are the settled states.
   */
  void learnFrom(Batch batch, Plane[] relaxed) {
    Plane[] layers = batch.layers();
    for (int k = 0; k < settings.matrices(); k++) {
      kernels.hebbian(
          weights[k],
          biases[k + 1],
          layers[k],
          layers[k + 1],
          relaxed[k + 1],
          stepSizes[k],
          batch.rows(),
          settings.units(k),
          settings.units(k + 1));
    }
  }
}
