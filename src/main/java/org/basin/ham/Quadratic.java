package org.basin.ham;

import org.basin.kernel.Plane;

/** {@code L = x²/2, g = x, H = 1}. */
final class Quadratic implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.kernels.copy(n.x, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.algebra.dot(n.x, n.x, out, n.units);
    n.algebra.scale(out, 0.5, out);
  }

  @Override
  public void curve(Neurons n, Plane u) { // H = 1
  }
}
