package org.basin.ham;

import org.basin.kernel.Activation;
import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/**
 * {@code L = ln(cosh βx)/β, g = tanh βx, H = β (1 − g²)}, with {@code ln cosh z = softplus(2z) − z
 * − ln 2}, which never overflows.
 */
final class LogCosh implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.sharpened(n.g);
    n.kernels.activate(Activation.TANH, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.sharpened(n.room);
    n.algebra.sum(n.room, out, n.units);
    n.algebra.scale(n.room, 2, n.room);
    n.algebra.apply(Elementary.SOFTPLUS, n.room);
    n.algebra.shift(n.room, -StrictMath.log(2), n.room);
    n.algebra.sum(n.room, n.total, n.units);
    n.algebra.subtract(n.total, out, out, 1);
    n.algebra.divide(out, n.beta, out, out.cells());
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.kernels.through(Activation.TANH, n.g, u);
    n.sharpen(u);
  }
}
