package org.basin.ham;

import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/**
 * With the mean m, c = x − m and s = sqrt(mean(c²) + ε) over the D units of the last axis: {@code L
 * = D γ s + δ Σ x, g = γ c/s + δ, H u = γ/s (u − mean(u) − c (c·u)/(D s²))}: layer normalisation.
 */
final class Deviation implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    centred(n, n.g);
    n.algebra.divide(n.g, n.sums, n.g, n.width);
    n.algebra.multiply(n.g, n.gamma, n.g, n.g.cells());
    n.algebra.add(n.g, n.slope(), n.g, n.g.cells());
  }

  @Override
  public void value(Neurons n, Plane out) {
    centred(n, n.room);
    n.algebra.multiply(n.sums, n.gamma, n.sums, n.sums.cells());
    n.algebra.scale(n.sums, n.width, n.sums);
    n.algebra.sum(n.sums, out, n.copies);
    n.addSlope(out);
  }

  @Override
  public void curve(Neurons n, Plane u) {
    centred(n, n.room);
    n.algebra.sum(u, n.rows, n.width);
    n.algebra.scale(n.rows, 1.0 / n.width, n.rows);
    n.algebra.subtract(u, n.rows, u, n.width);
    n.algebra.divide(n.room, n.sums, n.room, n.width);
    n.algebra.dot(n.room, u, n.rows, n.width);
    n.algebra.scale(n.rows, 1.0 / n.width, n.rows);
    n.algebra.multiply(n.room, n.rows, n.room, n.width);
    n.algebra.subtract(u, n.room, u, 1);
    n.algebra.divide(u, n.sums, u, n.width);
    n.algebra.multiply(u, n.gamma, u, u.cells());
  }

  /** {@code a = c}; s of each row stands in {@link Neurons#sums}. */
  private static void centred(Neurons n, Plane a) {
    n.algebra.sum(n.x, n.sums, n.width);
    n.algebra.scale(n.sums, 1.0 / n.width, n.sums);
    n.algebra.subtract(n.x, n.sums, a, n.width);
    n.algebra.dot(a, a, n.sums, n.width);
    n.algebra.scale(n.sums, 1.0 / n.width, n.sums);
    n.algebra.shift(n.sums, Neurons.EPSILON, n.sums);
    n.algebra.apply(Elementary.ROOT, n.sums);
  }
}
