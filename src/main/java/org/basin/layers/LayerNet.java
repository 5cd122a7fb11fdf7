package org.basin.layers;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Parameters of nets of affine layers and maps, one net to a lane. M of shape (m, n) lies
 * transposed, (n, m): the layout of {@link Kernels}. Entries of maps are null.
 */
final class LayerNet {

  final LayerSettings settings;
  final Kernels kernels;

  /** Mᵀ of layer i. */
  final Plane[] weights;

  /** b of layer i. */
  final Plane[] biases;

  /** What {@link #restart} gives {@link #weights}. */
  final Plane[] startWeights;

  /** What {@link #restart} gives {@link #biases}. */
  final Plane[] startBiases;

  /** Where a lesson's changes go: the parameters themselves when it is learned in one pass. */
  final Plane[] nextWeights;

  final Plane[] nextBiases;

  /** α of layer i, one cell. */
  final Plane[] stepSizes;

  /** The lowest affine layer: the way back ends there. */
  final int lowest;

  private final boolean passes;

  /**
   * @param passes how many passes make a lesson
   */
  LayerNet(LayerSettings settings, Kernels kernels, int passes) {
    this.settings = settings;
    this.kernels = kernels;
    this.passes = passes > 1;
    int layers = settings.layers().size();
    weights = new Plane[layers];
    biases = new Plane[layers];
    startWeights = new Plane[layers];
    startBiases = new Plane[layers];
    nextWeights = new Plane[layers];
    nextBiases = new Plane[layers];
    stepSizes = new Plane[layers];
    int first = layers;
    for (int i = layers - 1; i >= 0; i--) {
      if (settings.layers().get(i) instanceof Affine) {
        affine(i, settings.units().get(i), settings.units().get(i + 1));
        first = i;
      }
    }
    lowest = first;
  }

  private void affine(int i, int in, int out) {
    weights[i] = kernels.plane(in * out);
    biases[i] = kernels.plane(out);
    startWeights[i] = kernels.plane(in * out);
    startBiases[i] = kernels.plane(out);
    stepSizes[i] = kernels.plane(1);
    nextWeights[i] = passes ? kernels.plane(in * out) : weights[i];
    // without bias its changes are made all the same, where nobody reads them
    nextBiases[i] = passes || !settings.bias() ? kernels.plane(out) : biases[i];
  }

  /** Goes back to the start parameters. */
  void restart() {
    for (int i = lowest; i < weights.length; i++) {
      if (weights[i] != null) {
        copy(startWeights[i], weights[i]);
        copy(startWeights[i], nextWeights[i]);
        copy(startBiases[i], biases[i]);
        copy(startBiases[i], nextBiases[i]);
      }
    }
  }

  /** Takes over the changes of a lesson. */
  void settle() {
    for (int i = lowest; passes && i < weights.length; i++) {
      if (weights[i] != null) {
        copy(nextWeights[i], weights[i]);
        if (settings.bias()) {
          copy(nextBiases[i], biases[i]);
        }
      }
    }
  }

  private void copy(Plane from, Plane to) {
    if (from != to) {
      kernels.copy(from, to);
    }
  }
}
