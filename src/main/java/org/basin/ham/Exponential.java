package org.basin.ham;

import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/** {@code L = e^(βx)/β, g = e^(βx), H = β g}. */
final class Exponential implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.sharpened(n.g);
    n.algebra.apply(Elementary.EXP, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.sharpened(n.room);
    n.algebra.apply(Elementary.EXP, n.room);
    n.algebra.sum(n.room, out, n.units);
    n.algebra.divide(out, n.beta, out, out.cells());
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.algebra.multiply(u, n.g, u, 1);
    n.sharpen(u);
  }
}
