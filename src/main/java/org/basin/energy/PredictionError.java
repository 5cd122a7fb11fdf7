package org.basin.energy;

import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * How far the states are from what the layers below predict, mean over the samples:
 *
 * <pre>E = Σ_l ½|s_l - f(b_l + s_{l-1} W_{l-1})|², l from 1</pre>
 *
 * the energy of predictive coding with unit variances (R. P. N. Rao, D. H. Ballard (1999),
 * "Predictive coding in the visual cortex", Nature Neuroscience 2:79). f is the activation; the
 * output of the study's schemes has none. Predictions are not normalised, as in the notebook.
 */
final class PredictionError implements Energy {

  private final EnergyNet net;
  private final Kernels kernels;
  private final KeptStates kept;

  /** Predictions of layers 1..L, then their errors, (rows, units). */
  private final Plane[] errors;

  private final Plane sum;

  PredictionError(EnergyNet net) {
    this.net = net;
    kernels = net.kernels;
    kept = new KeptStates(net);
    errors = net.states();
    sum = kernels.plane(1);
  }

  @Override
  public void keep(Batch batch) {
    kept.keep(batch);
  }

  @Override
  public void measure() {
    kernels.fill(sum, 0);
    boolean study = net.settings.scheme().source() == Source.STUDY;
    for (int k = 1; k < errors.length; k++) {
      net.feed(k, kept.layer(k - 1), errors[k], kept.rows());
      if (!study || k < errors.length - 1) {
        kernels.activate(net.settings.activation(), errors[k]);
      }
      kernels.subtract(kept.layer(k), errors[k], errors[k]);
      kernels.addProducts(errors[k], errors[k], sum);
    }
  }

  @Override
  public double total(int lane) {
    return sum.get(0, lane) / (2.0 * kept.rows());
  }

  @Override
  public void totals(double[] numbers) {
    sum.read(0, numbers);
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] /= 2.0 * kept.rows();
    }
  }
}
