package org.basin.kernel;

/**
 * The operations of a neural grid, on planes of one trial, beside the {@link Kernels} that made the
 * planes. A row is a sample, a {@link Sheet} a layer of the grid for some samples. Every operation
 * treats the numbers of a row in the order that {@code ScalarGrid} spells out and adds gradients up
 * sample by sample; exact engines agree with it to the last bit, others within a tolerance.
 */
public interface GridKernels {

  /** How fast the running means of Adam forget. */
  double MEAN = 0.9;

  /** How fast the running mean squares of Adam forget. */
  double SQUARE = 0.999;

  /** Added to Adam's root. */
  double EPSILON = 1e-8;

  /** Added to the variance of a layer norm. */
  double NORM_EPSILON = 1e-5;

  /** Samples whose states of many layers stay in a second cache of 2 MiB. */
  int FEW = 8;

  /** Sums over a row are made of so many partial sums, which then are added pair by pair. */
  int PARTS = 16;

  /**
   * How many samples of a minibatch should go through a grid together.
   *
   * @param whole whether operations take {@linkplain Kernels#wholePlanes whole planes}
   */
  static int rows(boolean whole, int batch) {
    return whole ? batch : FEW;
  }

  /** Why {@link Kernels#grid} refuses kernels of several lanes. */
  static IllegalArgumentException severalLanes(int lanes) {
    return new IllegalArgumentException(
        "a neural grid trains alone: lanes must be 1, got " + lanes);
  }

  /**
   * A plane cut into sheets, one after the other.
   *
   * @param plane of a multiple of {@code rows} {@link Stencil#stride} cells
   * @param rows of each sheet
   */
  Sheet[] sheets(Plane plane, int rows);

  /**
   * Lays rows of cells out as a sheet.
   *
   * @param flat (any, cells)
   * @param row the first that is taken
   */
  void spread(Plane flat, int row, Sheet sheet, int rows);

  /** Takes the cells out of a sheet: the reverse of {@link #spread}. */
  void collect(Sheet sheet, Plane flat, int row, int rows);

  /**
   * One layer: {@code z_i = b_i + Σ_j w_j x_j} over the neighbours j of i in rising order, {@code y
   * = h(z)}. A weight belongs to the input and is shared by all who see it.
   *
   * @param w weights, one row
   * @param b biases, one row
   * @param y result; not x
   * @param slope result, {@code h'(z)}
   */
  void forward(GridActivation h, Sheet w, Sheet b, Sheet x, Sheet y, Sheet slope, int rows);

  /**
   * Back through the activation: {@code g = g h'}, in place, and adds its rows to the biases'
   * gradient, sample by sample.
   *
   * @param slope as {@link #forward} left it
   * @param db gradient of the biases, one row
   */
  void slopes(Sheet g, Sheet slope, Sheet db, int rows);

  /**
   * Back through the weights: with {@code s_j = Σ_i g_i} over the neighbours i of j in rising
   * order, adds {@code s_j x_j} to the weights' gradient, sample by sample, and sets {@code to_j =
   * w_j s_j}.
   *
   * @param g gradient of the sums z, padding 0
   * @param to result, gradient of x; not g
   * @param dw gradient of the weights, one row
   */
  void weigh(Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, int rows);

  /** {@link #weigh}, and {@link #slopes} of the layer before on its result. */
  default void through(
      Sheet w, Sheet x, Sheet g, Sheet to, Sheet dw, Sheet slope, Sheet db, int rows) {
    weigh(w, x, g, to, dw, rows);
    slopes(to, slope, db, rows);
  }

  /** {@code to += from}. */
  void add(Sheet from, Sheet to, int rows);

  /** {@code to ×= factor}, elementwise. */
  void multiply(Sheet factor, Sheet to, int rows);

  /** {@code to = from}. */
  void copy(Sheet from, Sheet to, int rows);

  /**
   * Layer norm over the cells of each row, in place (J. L. Ba, J. R. Kiros, G. E. Hinton, 2016):
   * {@code hat = (x - mean) / √(variance + 1e-5)}, {@code x = gain hat + shift}, with the biased
   * variance.
   *
   * @param hat result, normalised numbers
   * @param scale result, {@code 1 / √(variance + 1e-5)} in the first cell of each row
   */
  void normalize(Sheet x, Sheet gain, Sheet shift, Sheet hat, Sheet scale, int rows);

  /** The layer norm backwards: turns g into the gradient of its input. */
  void normalizeBack(
      Sheet g,
      Sheet gain,
      Sheet hat,
      Sheet scale,
      Sheet gainGradient,
      Sheet shiftGradient,
      int rows);

  /**
   * An activation of a dense layer, in place.
   *
   * @param slope result, {@code h'(z)}, as many cells
   */
  void activate(GridActivation h, Plane z, Plane slope);

  /**
   * A step of Adam (D. P. Kingma, J. Ba, 2015), elementwise: {@code m = 0.9 m + 0.1 g}, {@code v =
   * 0.999 v + 0.001 g²}, {@code p -= step m / (√v scale + 1e-8)}; afterwards g is 0.
   *
   * @param step learning rate over the bias correction of m
   * @param scale one over the root of the bias correction of v
   */
  void adam(Plane p, Plane m, Plane v, Plane g, double step, double scale);
}
