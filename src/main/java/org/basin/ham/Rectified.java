package org.basin.ham;

import org.basin.kernel.Activation;
import org.basin.kernel.Plane;

/** {@code L = r²/2, g = r, H = [x > 0]} with r = max(x, 0). */
final class Rectified implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    n.kernels.copy(n.x, n.g);
    n.kernels.activate(Activation.RELU, n.g);
  }

  @Override
  public void value(Neurons n, Plane out) {
    n.kernels.copy(n.x, n.room);
    n.kernels.activate(Activation.RELU, n.room);
    n.algebra.dot(n.room, n.room, out, n.units);
    n.algebra.scale(out, 0.5, out);
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.positive(n.room);
    n.algebra.multiply(u, n.room, u, 1);
  }
}
