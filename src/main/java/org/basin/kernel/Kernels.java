package org.basin.kernel;

import java.util.List;

/**
 * The primitive operations that an engine offers. Every operation treats each lane by itself, in
 * the order of fma, +, ×, ÷ and comparisons that {@link org.basin.kernel.scalar.ScalarKernels}
 * spells out; that order is part of the contract, so that {@linkplain Engine#exact exact} engines
 * agree to the last bit. Others say how far they are from them.
 *
 * <p>Shapes: a layer state has shape (rows, units), one row per sample of the minibatch; a weight
 * matrix between a layer of {@code in} and one of {@code out} units has shape (in, out); a bias has
 * shape (units). Operations read their arguments completely before they write only where said.
 */
public interface Kernels extends AutoCloseable {

  /** How many trials the planes of these kernels hold side by side. */
  int lanes();

  /**
   * Whether operations on rows take all rows that a plane has, whatever number they are given. What
   * the last rows hold is then of no account, if their gradient is 0.
   */
  default boolean wholePlanes() {
    return false;
  }

  /**
   * The algebra on planes of these kernels.
   *
   * @throws IllegalArgumentException when there is none in this layout
   */
  Algebra algebra();

  /**
   * The grid operations on planes of these kernels.
   *
   * @param rows of a sheet of states, at most
   * @throws IllegalArgumentException for kernels of several lanes
   */
  GridKernels grid(Stencil stencil, int rows);

  /** A plane of zeros. */
  Plane plane(int cells);

  /** Sets every number of a plane. */
  void fill(Plane plane, double value);

  /** Copies one plane over another of as many cells. */
  void copy(Plane from, Plane to);

  /**
   * The input of a layer from the layer below: {@code z[r][j] = b[j] + Σ_i x[r][i] w[i][j]}.
   *
   * @param x state below, (rows, in)
   * @param w weights, (in, out)
   * @param b bias, (out)
   * @param z result, (rows, out)
   */
  void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out);

  /**
   * The input of a layer between two others: {@code z[r][j] = b[j] + Σ_i x[r][i] w[i][j] + Σ_m
   * y[r][m] v[j][m]}.
   *
   * @param x state below, (rows, in)
   * @param w weights from below, (in, units)
   * @param y state above, (rows, above)
   * @param v weights to above, (units, above)
   * @param b bias, (units)
   * @param z result, (rows, units); none of the arguments
   */
  void feedBetween(
      Plane x, Plane w, Plane y, Plane v, Plane b, Plane z, int rows, int in, int units, int above);

  /**
   * The input of a layer whose part from below is known: {@code z[r][j] = d[r][j] + Σ_m y[r][m]
   * v[j][m]}. With d from {@link #feed} this is {@link #feedBetween} bit for bit.
   *
   * @param d what comes from below and the bias, (rows, units)
   * @param y state above, (rows, above)
   * @param v weights to above, (units, above)
   * @param z result, (rows, units); none of the arguments
   */
  void feedBack(Plane d, Plane y, Plane v, Plane z, int rows, int units, int above);

  /** {@code z = f(z)}, elementwise, in place. */
  void activate(Activation f, Plane z);

  /**
   * Normalises each unit over the minibatch, in place: {@code (h - min)/(max - min + 1e-5) -
   * mean(h)}. A notebook's rule; the mean is that of the raw column, see the golden vectors.
   */
  void normalize(Plane h, int rows, int units);

  /** {@code z = f′(z)}, elementwise, in place; what is given is the input of f. */
  void slope(Activation f, Plane z);

  /**
   * Back through an activation whose value is known: {@code d = d f′(x)}, elementwise, where {@code
   * y = f(x)}. Spares {@link #slope} and the second f(x) in it.
   *
   * @param y the activation's values, as many cells as d
   * @throws IllegalArgumentException for {@link Activation#HARD_SIGMOID}, whose value does not tell
   *     its slope
   */
  void through(Activation f, Plane y, Plane d);

  /** {@code z = z > 0 ? right z : left z}, elementwise, in place. */
  void hinge(Plane z, double left, double right);

  /**
   * Back through a hinge: {@code d = x > 0 ? right d : left d}, elementwise.
   *
   * @param x the hinge's inputs, as many cells as d
   */
  void hingeBack(Plane x, Plane d, double left, double right);

  /** {@code a = a b}, elementwise, in place. */
  void multiply(Plane a, Plane b);

  /** Pulls the output towards the target: {@code o -= β (o - t)}, with β of one cell. */
  default void nudge(Plane output, Plane target, Plane nudging) {
    nudge(output, output, target, nudging);
  }

  /**
   * Shifts the output by the pull of the target on a state: {@code o -= β (s - t)}, with β of one
   * cell.
   *
   * @param state may be the output itself
   */
  void nudge(Plane output, Plane state, Plane target, Plane nudging);

  /** {@code z = a - b}, elementwise; z may be either. */
  void subtract(Plane a, Plane b, Plane z);

  /**
   * A Hebbian step from the change of a layer's state: with d = to - from, {@code w[i][j] +=
   * (α/rows) Σ_r x[r][i] d[r][j]} and {@code b[j] += (α_b/rows) Σ_r d[r][j]}.
   *
   * @param x state of the layer below, (rows, in)
   * @param from state, (rows, out)
   * @param to state, (rows, out)
   * @param stepSize α, one cell
   * @param biasStepSize α_b, one cell; may be that of the weights
   */
  void hebbian(
      Plane w,
      Plane b,
      Plane x,
      Plane from,
      Plane to,
      Plane stepSize,
      Plane biasStepSize,
      int rows,
      int in,
      int out);

  /**
   * A step of gradient descent with momentum and weight decay, elementwise: {@code d = g + λ p},
   * {@code v = m v + d}, {@code p -= α v}.
   *
   * @param p parameters
   * @param v velocity, as many cells
   * @param g gradient, as many cells
   * @param stepSize α, one cell
   * @param momentum m, one cell
   * @param weightDecay λ, one cell
   */
  void descend(Plane p, Plane v, Plane g, Plane stepSize, Plane momentum, Plane weightDecay);

  /**
   * Mean over the rows of the squared distance: {@code c = (1/rows) Σ_r Σ_j (o - t)²}, one cell.
   */
  void squaredDistance(Plane output, Plane target, Plane c, int rows);

  /**
   * Fraction of rows not decided for their label: the output at the label must exceed every other
   * by more than {@code margin}. Needs at least 2 units.
   *
   * @param output (rows, units)
   * @param target one-hot labels, (rows, units)
   * @param fraction result, one cell
   */
  void errors(Plane output, Plane target, double margin, Plane fraction, int rows, int units);

  /** {@code sum += Σ a b} over all cells, in their order; sum has one cell. */
  void addProducts(Plane a, Plane b, Plane sum);

  /** {@code change = max(change, |a - b|)} over all cells; change has one cell. */
  void largestChange(Plane a, Plane b, Plane change);

  /**
   * Fills a plane with rows of a table, each lane with its own: {@code z[r][c] = table[index[r
   * lanes + lane]][c]}.
   *
   * @param table rows of {@code columns} numbers, one after the other
   * @param index which row of the table, {@code [rows][lanes]}
   * @param z result, (rows, columns)
   */
  void gather(float[] table, int[] index, Plane z, int rows, int columns);

  /** Adds to one cell a zero for every finite number of a plane, and a NaN for every other. */
  void probe(Plane plane, Plane sum);

  /**
   * A program's value in each cell: {@code out[c] = f(x0[c], x1[c], …)}. Here number by number, as
   * the precision of the planes says; an engine may do it in its own way.
   *
   * @param operands one for each input of the program
   * @param out result; may be a plane whose cells are read in their order
   */
  default void evaluate(Program program, List<Operand> operands, Plane out) {
    double[] registers = new double[program.registers()];
    for (int cell = 0; cell < out.cells(); cell++) {
      for (int lane = 0; lane < lanes(); lane++) {
        for (int i = 0; i < operands.size(); i++) {
          Operand operand = operands.get(i);
          registers[i] = operand.plane().get(operand.cell(cell), lane);
        }
        out.set(cell, lane, program.value(out.precision(), registers));
      }
    }
  }

  /**
   * Something that comes again and again is over, such as a step of a training. Engines that keep
   * operations to do them together take it for the end of what they keep.
   */
  default void pause() {}

  /**
   * Does a piece of work that is done again and again on the same planes. It leaves everything but
   * planes as it found it, and what it does depends on nothing else: an engine that has seen it do
   * the same twice, without a look at a number, may do that from then on without it.
   */
  default void again(Runnable work) {
    work.run();
  }

  /** Gives back what planes hold outside of Java's heap; they are of no use afterwards. */
  @Override
  default void close() {}
}
