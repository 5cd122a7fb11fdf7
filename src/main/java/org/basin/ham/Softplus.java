package org.basin.ham;

import org.basin.kernel.Activation;
import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/** {@code L = ln(1 + e^(βx))/β, g = 1/(1 + e^(−βx)), H = β g (1 − g)}. */
final class Softplus implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.sharpened(n.g);
    n.kernels.activate(Activation.SIGMOID, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.sharpened(n.room);
    n.algebra.apply(Elementary.SOFTPLUS, n.room);
    n.algebra.sum(n.room, out, n.units);
    n.algebra.divide(out, n.beta, out, out.cells());
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.kernels.through(Activation.SIGMOID, n.g, u);
    n.sharpen(u);
  }
}
