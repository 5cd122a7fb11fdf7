package org.basin.energy;

import java.util.Set;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;

/**
 * From an output to the input that it implies. The output is held while the layers below it relax
 * downwards, sweep by sweep, each layer once a sweep:
 *
 * <pre>
 * s_k = settled from s_{k-1} and s_{k+1}      k = L-1, …, 1, as the scheme's first phase has it
 * s_0 = s_1 W_0ᵀ
 * </pre>
 *
 * Nothing lies below the input, it has no bias, and its energy ½|s_0|² − s_0 W_0 s_1 is least
 * there. Layers may be held. With the input held one sweep is the notebook's {@code backward},
 * which relaxes hidden layers alone and returns the input as it was.
 */
final class Backward {

  private final EnergyNet net;
  private final Kernels kernels;

  /** What the input would have of its own, (rows, units of layer 0): zeros. */
  private final Plane nothing;

  Backward(EnergyNet net) {
    this.net = net;
    kernels = net.kernels;
    nothing = kernels.plane(net.batches.rows() * net.settings.units(0));
  }

  /**
   * Relaxes layers 0 to L-1.
   *
   * @param states of layers 0 to L, (rows, units) each, changed in place
   * @param held layers that stay as they are, beside the output
   */
  void relax(Plane[] states, Set<Integer> held, int rows, int sweeps) {
    int last = net.settings.matrices();
    for (int sweep = 0; sweep < sweeps; sweep++) {
      for (int k = last - 1; k > 0; k--) {
        if (!held.contains(k)) {
          settle(states, k, rows);
        }
      }
      if (!held.contains(0)) {
        int units = net.settings.units(0);
        int above = net.settings.units(1);
        kernels.feedBack(nothing, states[1], net.weights[0], states[0], rows, units, above);
      }
    }
  }

  private void settle(Plane[] states, int k, int rows) {
    if (net.settings.scheme().source() == Source.NOTEBOOK) {
      net.settle(k, states[k - 1], states[k + 1], states[k], rows);
    } else {
      net.feedBetween(k, states[k - 1], states[k + 1], states[k], rows);
      kernels.activate(net.settings.activation(), states[k]);
    }
  }

  /** The inputs that outputs of one's own imply, all of them in one minibatch. */
  static final class OfOutputs implements Readout {

    private final EnergyNet net;
    private final float[] outputs;
    private final int width;
    private final int samples;

    /**
     * @param outputs one after the other, at least one
     */
    OfOutputs(EnergyNet trained, float[] outputs) {
      EnergySettings settings = trained.settings;
      this.outputs = outputs;
      width = settings.units(0);
      samples = outputs.length / settings.units(settings.matrices());
      Samples blank = new Samples(new float[samples * width], new int[samples]);
      net =
          new EnergyNet(
              trained, Batches.inOrder(settings, blank, trained.kernels, 0, samples, samples));
    }

    @Override
    public int samples() {
      return samples;
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public void read(Outputs into) {
      Plane[] states = net.states();
      states[0] = net.kernels.plane(samples * width);
      Plane output = states[net.settings.matrices()];
      for (int cell = 0; cell < outputs.length; cell++) {
        output.setAll(cell, outputs[cell]);
      }
      new Backward(net).relax(states, Set.of(), samples, net.settings.settleSteps());
      into.take(states[0], 0, samples);
    }
  }
}
