package org.basin.ham;

import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/**
 * With s = sqrt(Σ x² + ε) over the last axis: {@code L = γ s + δ Σ x, g = γ x/s + δ, H u = γ/s (u −
 * x (x·u)/s²)}: states on a sphere.
 */
final class Radius implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    radius(n);
    n.algebra.divide(n.x, n.sums, n.g, n.width);
    n.algebra.multiply(n.g, n.gamma, n.g, n.g.cells());
    n.algebra.add(n.g, n.slope(), n.g, n.g.cells());
  }

  @Override
  public void value(Neurons n, Plane out) {
    radius(n);
    n.algebra.multiply(n.sums, n.gamma, n.sums, n.sums.cells());
    n.algebra.sum(n.sums, out, n.copies);
    n.addSlope(out);
  }

  @Override
  public void curve(Neurons n, Plane u) {
    radius(n);
    n.algebra.divide(n.x, n.sums, n.room, n.width);
    n.algebra.dot(n.room, u, n.rows, n.width);
    n.algebra.multiply(n.room, n.rows, n.room, n.width);
    n.algebra.subtract(u, n.room, u, 1);
    n.algebra.divide(u, n.sums, u, n.width);
    n.algebra.multiply(u, n.gamma, u, u.cells());
  }

  /** s of each row, in {@link Neurons#sums}. */
  private static void radius(Neurons n) {
    n.algebra.dot(n.x, n.x, n.sums, n.width);
    n.algebra.shift(n.sums, Neurons.EPSILON, n.sums);
    n.algebra.apply(Elementary.ROOT, n.sums);
  }
}
