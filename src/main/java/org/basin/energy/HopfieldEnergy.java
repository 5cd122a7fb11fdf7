package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * The Hopfield energy of a minibatch's states, mean over its samples:
 *
 * <pre>E = - Σ_l b_l · s_l - Σ_l s_l W_l s_{l+1}</pre>
 *
 * as in the code of B. Scellier, M. Ernoult, J. Kendall and S. Kumar (2023), "Energy-based learning
 * algorithms for analog computing: a comparative study". Nets of hard sigmoid units lower {@code E
 * + Σ_l ½|s_l|²} as they settle; the study leaves that term implicit, and here it is a number of
 * its own. The notebook always reports 0, since it never sets an energy function.
 */
final class HopfieldEnergy implements Energy {

  private final EnergyNet net;
  private final Kernels kernels;

  /** Inputs of layers 1..L, (rows, units). */
  private final Plane[] inputs;

  /** Sums over the minibatch, one cell each. */
  private final Plane all;

  private final Plane biases;
  private final Plane squares;

  private final KeptStates kept;

  HopfieldEnergy(EnergyNet net) {
    this.net = net;
    kernels = net.kernels;
    inputs = net.states();
    all = kernels.plane(1);
    biases = kernels.plane(1);
    squares = kernels.plane(1);
    kept = new KeptStates(net);
  }

  @Override
  public void keep(Batch batch) {
    kept.keep(batch);
  }

  /**
   * Measures the energy of the kept states with the parameters as they are now: layer by layer
   * {@code (b + s W) · s}, s below and above the weights.
   */
  @Override
  public void measure() {
    kernels.fill(all, 0);
    for (int k = 1; k < inputs.length; k++) {
      net.feed(k, kept.layer(k - 1), inputs[k], kept.rows());
      kernels.addProducts(inputs[k], kept.layer(k), all);
    }
  }

  /** Measures what the biases and the states themselves contribute. */
  void measureParts() {
    kernels.fill(biases, 0);
    kernels.fill(squares, 0);
    for (int k = 1; k < inputs.length; k++) {
      Plane state = kept.layer(k);
      int units = net.settings.units(k);
      kernels.feed(
          kept.layer(k - 1), net.weights[k - 1], net.biases[k], inputs[k], kept.rows(), 0, units);
      kernels.addProducts(inputs[k], state, biases);
      kernels.addProducts(state, state, squares);
    }
  }

  /** E. */
  @Override
  public double total(int lane) {
    return -all.get(0, lane) / kept.rows();
  }

  @Override
  public void totals(double[] numbers) {
    all.read(0, numbers);
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] = -numbers[lane] / kept.rows();
    }
  }

  /** {@code - Σ_l b_l · s_l}. */
  double ofBiases(int lane) {
    return -biases.get(0, lane) / kept.rows();
  }

  /** {@code - Σ_l s_l W_l s_{l+1}}, so that it and that of the biases add up to E. */
  double ofWeights(int lane) {
    return total(lane) - ofBiases(lane);
  }

  /** {@code Σ_l ½|s_l|²}, l from 1. */
  double ofStates(int lane) {
    return squares.get(0, lane) / (2.0 * kept.rows());
  }
}
