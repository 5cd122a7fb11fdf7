package org.basin.grid;

import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.GridKernels;

/**
 * Additions and multiplications of a neural grid, a fused multiply-add counted as two, a function
 * of a neuron with its slope as 25, as many as sine and cosine take; and the numbers it keeps.
 *
 * @param settings of the net
 */
public record GridCost(GridSettings settings) {

  private static final double FUNCTION = 25;
  private static final double ADAM = 13;
  private static final double DESCENT = 6;

  /**
   * Of one trial.
   *
   * @param tests how often the test part is measured
   */
  double operations(Dataset data, int tests) {
    double samples = (double) settings.epochs() * data.train().size();
    double steps = Math.ceil(samples / settings.batchSize());
    double tested = (double) tests * data.test().size();
    return samples * sample() + steps * step() + tested * forward();
  }

  /** Of one sample, forwards and backwards. */
  public double sample() {
    return forward() + backward();
  }

  private double forward() {
    double grid = (double) settings.depth() * settings.cells();
    return 2.0 * dense() + grid * (2.0 * settings.stencil().seen() + FUNCTION);
  }

  private double backward() {
    double grid = (double) settings.depth() * settings.cells();
    // the first dense layer passes no gradient on
    double last = 2.0 * settings.cells() * settings.classes();
    return 2.0 * dense() + last + grid * (settings.stencil().seen() + 4.0);
  }

  /** Of one step of the optimizer. */
  public double step() {
    double each = settings.optimizer() == GridSettings.Optimizer.ADAM ? ADAM : DESCENT;
    return each * parameters();
  }

  private double dense() {
    double in = settings.entered() ? (double) settings.inputs() * settings.cells() : 0;
    return in + (double) settings.cells() * settings.classes();
  }

  /** Weights and biases. */
  double parameters() {
    return dense()
        + (settings.entered() ? settings.cells() : 0)
        + settings.classes()
        + 2.0 * settings.depth() * settings.cells();
  }

  /** Numbers that a trial keeps in memory: parameters, gradients, means, states, minibatches. */
  double numbers(Engine engine) {
    double batch = Math.max(settings.batchSize(), GridKernels.FEW);
    double rows = GridKernels.rows(engine.wholePlanes(), settings.batchSize());
    double sheets = (settings.layerNorm() ? 6.0 : 3.0) * (settings.depth() + 1);
    double entry = settings.entered() ? 4.0 * settings.cells() : 0;
    return 4 * (parameters() + 2.0 * settings.depth() * settings.stencil().stride())
        + sheets * rows * settings.stencil().stride()
        + batch * (settings.inputs() + settings.classes() + entry);
  }
}
