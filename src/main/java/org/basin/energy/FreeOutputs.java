package org.basin.energy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.basin.data.Samples;
import org.basin.kernel.Plane;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;

/**
 * What a trained net says of samples on its own, as {@link Settling} has it settle, and the
 * Hopfield energy of each settled sample, see {@link HopfieldEnergy}.
 */
final class FreeOutputs implements Readout {

  private final Settling settling;
  private final int[] labels;
  private final int width;
  private final boolean hopfield;

  /** Inputs of layers 1..L of a minibatch, (rows, units). */
  private final Map<EnergyNet, Plane[]> inputs = new HashMap<>();

  /**
   * @param samples at least one
   * @param hopfield whether the sweep measures this energy; else samples have none
   */
  FreeOutputs(EnergyNet trained, Samples samples, boolean hopfield) {
    this.hopfield = hopfield;
    settling = new Settling(trained, samples);
    labels = samples.labels().clone();
    width = trained.settings.units(trained.settings.matrices());
  }

  /** The same of samples whose labels mean nothing. */
  FreeOutputs withoutLabels() {
    Arrays.fill(labels, -1);
    return this;
  }

  @Override
  public int samples() {
    return labels.length;
  }

  @Override
  public int label(int sample) {
    return labels[sample];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void read(Outputs into) {
    settling.settle(
        (net, batch, first) -> {
          into.take(batch.output(), first, batch.rows());
          if (!hopfield) {
            return;
          }
          Plane[] fields = inputs.computeIfAbsent(net, EnergyNet::states);
          for (int k = 1; k < fields.length; k++) {
            net.feed(k, batch.layers()[k - 1], fields[k], batch.rows());
          }
          for (int lane = 0; lane < net.kernels.lanes(); lane++) {
            for (int row = 0; row < batch.rows(); row++) {
              into.take(energy(net, batch, fields, row, lane), first + row, lane);
            }
          }
        });
  }

  private static double energy(EnergyNet net, Batch batch, Plane[] fields, int row, int lane) {
    double sum = 0;
    for (int k = 1; k < fields.length; k++) {
      int units = net.settings.units(k);
      for (int cell = row * units; cell < (row + 1) * units; cell++) {
        sum -= fields[k].get(cell, lane) * batch.layers()[k].get(cell, lane);
      }
    }
    return sum;
  }
}
