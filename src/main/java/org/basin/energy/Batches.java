package org.basin.energy;

import java.util.Arrays;
import org.basin.data.Samples;
import org.basin.energy.EnergySettings.States;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.SampleOrder;

/**
 * The minibatches of a stretch of samples, all of the same number of rows. Their samples are kept
 * as planes while they are few; else, and when every trial has an order of its own, one minibatch's
 * planes are filled again and again.
 */
final class Batches {

  /** Samples are kept as planes up to so many bytes, in single precision. */
  static final long KEPT_BYTES = 64L << 20;

  private final Kernels kernels;
  private final Samples data;
  private final States states;
  private final int first;
  private final int rows;
  private final int inputCells;
  private final int classes;
  private final Batch[] batches;

  /** Inputs by minibatch; all the same plane unless they are kept. */
  private final Plane[] inputs;

  /** Whether each minibatch's planes hold its samples for good. */
  private final boolean kept;

  /** The rows of a one-hot target, by label. */
  private final float[] oneHot;

  /** Which samples a minibatch holds, {@code [rows][lanes]}, and their labels. */
  private final int[] samples;

  private final int[] labels;

  /** States that were saved, {@code [minibatch][layer]}; null before the first time. */
  private Plane[][] saved;

  /** The trials' own orders; null when all take the order of the data. */
  private final SampleOrder order;

  /** Minibatches to train on, as the settings want them; an incomplete last one is left out. */
  static Batches training(EnergySettings settings, Samples data, Kernels kernels) {
    SampleOrder order = settings.shuffle() ? new SampleOrder(data.size(), kernels.lanes()) : null;
    return new Batches(
        settings, settings.states(), order, data, kernels, 0, data.size(), settings.batchSize());
  }

  /**
   * Minibatches of {@code rows} samples from {@code first} to before {@code until} in the order of
   * the data, whose states start at zero; after the last sample comes the first again.
   */
  static Batches inOrder(
      EnergySettings settings, Samples data, Kernels kernels, int first, int until, int rows) {
    return new Batches(settings, States.ZERO, null, data, kernels, first, until, rows);
  }

  private Batches(
      EnergySettings settings,
      States states,
      SampleOrder order,
      Samples data,
      Kernels kernels,
      int first,
      int until,
      int rows) {
    this.states = states;
    this.order = order;
    this.data = data;
    this.kernels = kernels;
    this.first = first;
    this.rows = rows;
    inputCells = settings.units(0);
    classes = settings.units(settings.matrices());
    int lanes = kernels.lanes();
    int count = (until - first) / rows;
    long bytes = (long) (until - first) * (inputCells + classes) * lanes * Float.BYTES;
    kept = order == null && (count == 1 || bytes <= KEPT_BYTES);
    oneHot = new float[classes * classes];
    for (int label = 0; label < classes; label++) {
      oneHot[label * classes + label] = 1;
    }
    samples = new int[rows * lanes];
    labels = new int[rows * lanes];
    inputs = new Plane[count];
    batches = new Batch[count];
    for (int i = 0; i < count; i++) {
      batches[i] = batch(settings, i);
      if (kept) {
        fill(i);
      }
    }
  }

  private Batch batch(EnergySettings settings, int i) {
    int last = settings.matrices();
    boolean shared = i > 0 && !kept;
    inputs[i] = shared ? inputs[0] : kernels.plane(rows * inputCells);
    Plane target = shared ? batches[0].target() : kernels.plane(rows * classes);
    if (i > 0 && states != States.PERSISTENT) {
      return new Batch(batches[0].layers(), target, rows);
    }
    Plane[] layers = new Plane[last + 1];
    layers[0] = inputs[i];
    for (int k = 1; k <= last; k++) {
      layers[k] = kernels.plane(rows * settings.units(k));
    }
    return new Batch(layers, target, rows);
  }

  /** How many minibatches. */
  int size() {
    return batches.length;
  }

  /** Samples in a minibatch. */
  int rows() {
    return rows;
  }

  /** A minibatch as it stands. */
  Batch get(int i) {
    return batches[i];
  }

  /**
   * A minibatch made ready for a step: its samples in place, its states as the sweep wants them.
   */
  Batch begin(int i) {
    if (!kept) {
      fill(i);
    }
    batches[i].layers()[0] = inputs[i];
    if (states == States.ZERO) {
      forget(batches[i]);
    }
    return batches[i];
  }

  /** Keeps a copy of all states that outlast a step. */
  void save() {
    if (saved == null) {
      saved = new Plane[owned()][];
      for (int i = 0; i < saved.length; i++) {
        Plane[] layers = batches[i].layers();
        saved[i] = new Plane[layers.length];
        for (int k = 1; k < layers.length; k++) {
          saved[i][k] = kernels.plane(layers[k].cells());
        }
      }
    }
    for (int i = 0; i < saved.length; i++) {
      for (int k = 1; k < saved[i].length; k++) {
        kernels.copy(batches[i].layers()[k], saved[i][k]);
      }
    }
  }

  /** Puts the states back that were saved last. */
  void putBack() {
    for (int i = 0; i < saved.length; i++) {
      for (int k = 1; k < saved[i].length; k++) {
        kernels.copy(saved[i][k], batches[i].layers()[k]);
      }
    }
  }

  /** Minibatches with states of their own. */
  private int owned() {
    return states == States.PERSISTENT ? batches.length : Math.min(1, batches.length);
  }

  /** Sets all states to zero. */
  void forget() {
    for (int i = 0; i < owned(); i++) {
      forget(batches[i]);
    }
  }

  private void forget(Batch batch) {
    for (int k = 1; k < batch.layers().length; k++) {
      kernels.fill(batch.layers()[k], 0);
    }
  }

  /** Draws every lane's order of the samples for an epoch; does nothing when they have none. */
  void shuffle(long[] seeds, int epoch) {
    if (order != null) {
      for (int lane = 0; lane < seeds.length; lane++) {
        order.draw(lane, seeds[lane], epoch);
      }
    }
  }

  /** Takes the samples in the order of the data, until they are shuffled again. */
  void straighten() {
    for (int lane = 0; order != null && lane < kernels.lanes(); lane++) {
      order.inPlace(lane);
    }
  }

  private void fill(int i) {
    int lanes = kernels.lanes();
    if (order == null) {
      for (int r = 0; r < rows; r++) {
        Arrays.fill(samples, r * lanes, (r + 1) * lanes, (first + i * rows + r) % data.size());
      }
    } else {
      order.copy(i * rows, samples);
    }
    for (int j = 0; j < samples.length; j++) {
      labels[j] = data.labels()[samples[j]];
    }
    kernels.gather(data.x(), samples, inputs[i], rows, inputCells);
    kernels.gather(oneHot, labels, batches[i].target(), rows, classes);
  }
}
