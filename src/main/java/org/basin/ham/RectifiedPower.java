package org.basin.ham;

import org.basin.kernel.Plane;

/** {@code L = r^n/n, g = r^(n−1), H = (n−1) r^(n−2)} with r = max(x, 0). */
final class RectifiedPower implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.kernels.copy(n.x, n.g);
    n.algebra.power(n.g, n.power, -1);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.kernels.copy(n.x, n.room);
    n.algebra.power(n.room, n.power, 0);
    n.algebra.divide(n.room, n.power, n.room, n.room.cells());
    n.algebra.sum(n.room, out, n.units);
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.kernels.copy(n.x, n.room);
    n.algebra.power(n.room, n.power, -2);
    n.algebra.multiply(u, n.room, u, 1);
    n.algebra.shift(n.power, -1, n.one);
    n.algebra.multiply(u, n.one, u, u.cells());
  }
}
