package org.basin.ham;

import org.basin.kernel.Activation;
import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/** {@code L = e^(βr)/β − r, g = e^(βr) − 1, H = β e^(βr) [x > 0]} with r = max(x, 0). */
final class RectifiedExponential implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.sharpened(n.g);
    n.kernels.activate(Activation.RELU, n.g);
    n.algebra.apply(Elementary.EXP, n.g);
    n.algebra.shift(n.g, -1, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.sharpened(n.room);
    n.kernels.activate(Activation.RELU, n.room);
    n.algebra.sum(n.room, out, n.units);
    n.algebra.apply(Elementary.EXP, n.room);
    n.algebra.sum(n.room, n.total, n.units);
    n.algebra.subtract(n.total, out, out, 1);
    n.algebra.divide(out, n.beta, out, out.cells());
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.positive(n.room);
    n.algebra.multiply(u, n.room, u, 1);
    n.algebra.shift(n.g, 1, n.room);
    n.algebra.multiply(u, n.room, u, 1);
    n.sharpen(u);
  }
}
