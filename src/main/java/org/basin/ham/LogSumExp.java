package org.basin.ham;

import org.basin.kernel.Elementary;
import org.basin.kernel.Plane;

/**
 * {@code L = ln(Σ e^(βx))/β, g = softmax(βx), H u = β g (u − g·u)} over the last axis; the greatest
 * βx is taken out of the exponentials, so that none overflows.
 */
final class LogSumExp implements Lagrangian.Law {

  @Override
  public void activate(Neurons n) {
    exponentials(n, n.g);
    n.algebra.sum(n.g, n.sums, n.width);
    n.algebra.divide(n.g, n.sums, n.g, n.width);
  }

  @Override
  public void value(Neurons n, Plane out) {
    exponentials(n, n.room);
    n.algebra.sum(n.room, n.sums, n.width);
    n.algebra.apply(Elementary.LOG, n.sums);
    n.algebra.add(n.sums, n.rows, n.sums, 1);
    n.algebra.divide(n.sums, n.beta, n.sums, n.sums.cells());
    n.algebra.sum(n.sums, out, n.copies);
  }

  @Override
  public void curve(Neurons n, Plane u) {
    n.algebra.dot(n.g, u, n.sums, n.width);
    n.algebra.subtract(u, n.sums, u, n.width);
    n.algebra.multiply(u, n.g, u, 1);
    n.sharpen(u);
  }

  /** {@code a = e^(βx − greatest)}; the greatest βx of each row stands in {@link Neurons#rows}. */
  private static void exponentials(Neurons n, Plane a) {
    n.sharpened(a);
    n.algebra.greatest(a, n.rows, n.width);
    n.algebra.subtract(a, n.rows, a, n.width);
    n.algebra.apply(Elementary.EXP, a);
  }
}
