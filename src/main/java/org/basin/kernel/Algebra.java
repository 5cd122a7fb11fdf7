package org.basin.kernel;

/**
 * Arithmetic on planes: elementwise, with one operand repeated; functions; sums over rows;
 * contractions. Models whose formulas are many and whose shapes vary are written over these few
 * operations in place of kernels of their own. Each lane is treated by itself, in the order that
 * {@code ScalarAlgebra} spells out; exact engines agree to the last bit, others say how far they
 * are from them.
 *
 * <p>A plane is cut into rows of {@code width} cells. An operand that is <em>repeated</em> has one
 * cell for each row: with {@code width} 1 it is as large as the other, with {@code width} the cells
 * of the other it is one number for all. A result may be one of the operands.
 */
public interface Algebra {

  /** {@code out = x + y}, y repeated. */
  void add(Plane x, Plane y, Plane out, int width);

  /** {@code out = x - y}, y repeated. */
  void subtract(Plane x, Plane y, Plane out, int width);

  /** {@code out = x y}, y repeated. */
  void multiply(Plane x, Plane y, Plane out, int width);

  /** {@code out = x / y}, y repeated. */
  void divide(Plane x, Plane y, Plane out, int width);

  /** {@code out = factor x}. */
  void scale(Plane x, double factor, Plane out);

  /** {@code out = x + term}. */
  void shift(Plane x, double term, Plane out);

  /** {@code z = f(z)}, in place. */
  void apply(Elementary f, Plane z);

  /**
   * {@code z = max(z, 0)^(n + offset)}, in place; 0 for every z that is not positive, whatever the
   * exponent.
   *
   * @param n one cell
   */
  void power(Plane z, Plane n, double offset);

  /** Sum of each row, in order. */
  void sum(Plane x, Plane out, int width);

  /** The greatest of each row. */
  void greatest(Plane x, Plane out, int width);

  /** {@code out[r] = Σ_i x[r][i] y[r][i]}. */
  void dot(Plane x, Plane y, Plane out, int width);

  /**
   * Adds a contraction over the middle axis of t: {@code out[r][a][b] += Σ_k t[r][a][k][b]
   * g[r][k]}.
   *
   * @param t shape (tRows, outer, inner, rest); with {@code tRows} 1 the same for every row
   * @param g shape (rows, inner)
   * @param out shape (rows, outer, rest); none of the arguments
   */
  void contract(Plane t, int tRows, Plane g, Plane out, int rows, int outer, int inner, int rest);

  /**
   * Adds a sparse map of each row: {@code out[r][o] += Σ_e w[weight[e]] x[r][input[e]]}.
   *
   * @param out shape (rows, outputs); none of the arguments
   */
  void link(Plane w, Plane x, Plane out, int rows, Links links);

  /** Adds an outer product: {@code w[i][j] += Σ_r x[r][i] y[r][j]}; x is (rows, a), y (rows, b). */
  void outer(Plane x, Plane y, Plane w, int rows, int a, int b);

  /**
   * One step of free cells towards their field: {@code x += rate (field - x)} where the mask is not
   * 0. Clamped cells keep their bits.
   *
   * @param rate one cell
   * @param mask 0 for a clamped cell, else 1; as many cells as x
   * @param change one cell, raised to the greatest relative change {@code |field - x| / max(1,
   *     |field|)} of a free cell
   */
  void relax(Plane x, Plane field, Plane rate, Plane mask, Plane change);
}
