package org.basin.kernel;

import java.util.Arrays;

/**
 * {@link ScalarKernels} for one trial at a time, in single precision: the units of a layer stand
 * side by side in the vectors, so that one wide net fills them. Every number is made by the same
 * operations in the same order, whatever the size of the hardware's vectors.
 *
 * <p>Matrices are cut into panels of four vectors, what is left into panels of one; weights are
 * packed panel by panel into memory of these kernels, where rows follow one another without gaps
 * and short ones are filled with zeros. Not safe for use by several threads.
 */
public final class WideKernels implements Kernels {

  private static final int STEP = VectorKernels.SPECIES.length();
  private static final int PANEL = 4 * STEP;

  /** Inputs of a packed panel at the most: with 64 columns 32 KiB, which a first cache holds. */
  private static final int DEPTH = 128;

  private final float[] panel = new float[DEPTH * PANEL];
  private final float[] square = new float[STEP * STEP];
  private final float[] few = new float[STEP];

  /** Sums or changes of one panel, (rows, width). */
  private float[] tile = {};

  /** States below, transposed. */
  private float[] inputs = {};

  /** Weights of a panel with fewer columns than a vector. */
  private float[] narrow = {};

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public Plane plane(int cells) {
    return new Plane.Floats(new float[cells], 1);
  }

  @Override
  public void fill(Plane plane, double value) {
    Arrays.fill(values(plane), (float) value);
  }

  @Override
  public void copy(Plane from, Plane to) {
    System.arraycopy(values(from), 0, values(to), 0, values(from).length);
  }

  @Override
  public void feed(Plane x, Plane w, Plane b, Plane z, int rows, int in, int out) {
    feedBetween(x, w, x, w, b, z, rows, in, out, 0);
  }

  @Override
  public void feedBetween(
      Plane x,
      Plane w,
      Plane y,
      Plane v,
      Plane b,
      Plane z,
      int rows,
      int in,
      int units,
      int above) {
    tile = atLeast(rows * PANEL, tile);
    int width = PANEL;
    for (int j = 0; j < units; j += width) {
      width = units - j >= PANEL ? PANEL : STEP;
      int columns = Math.min(width, units - j);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(values(b), j, tile, r * width, columns);
      }
      for (int i = 0; i < in; i += DEPTH) {
        int depth = Math.min(DEPTH, in - i);
        pack(values(w), i * units + j, units, depth, columns, width);
        add(values(x), i, in, rows, depth, width);
      }
      for (int m = 0; m < above; m += DEPTH) {
        int depth = Math.min(DEPTH, above - m);
        WideTranspose.matrix(
            values(v), j * above + m, above, columns, depth, panel, 0, width, square);
        add(values(y), m, above, rows, depth, width);
      }
      for (int r = 0; r < rows; r++) {
        System.arraycopy(tile, r * width, values(z), r * units + j, columns);
      }
    }
  }

  /** Copies a part of a matrix to the panel. */
  private void pack(float[] w, int from, int row, int depth, int columns, int width) {
    for (int i = 0; i < depth; i++) {
      System.arraycopy(w, from + i * row, panel, i * width, columns);
    }
  }

  /** Adds the products of states with the panel to the tile. */
  private void add(float[] x, int xi, int row, int rows, int depth, int width) {
    if (width == PANEL) {
      for (int r = 0; r < rows; r += 4) {
        WideFeed.fourRows(x, xi, row, panel, 0, PANEL, depth, tile, r, rows - 1);
      }
    } else {
      for (int r = 0; r < rows; r += 8) {
        WideFeed.eightRows(x, xi, row, panel, 0, STEP, depth, tile, r, rows - 1);
      }
    }
  }

  @Override
  public void activate(Activation f, Plane z) {
    float[] zs = values(z);
    int whole = zs.length - zs.length % STEP;
    VectorActivations.apply(f, zs, whole);
    if (whole < zs.length) {
      System.arraycopy(zs, whole, few, 0, zs.length - whole);
      VectorActivations.apply(f, few, STEP);
      System.arraycopy(few, 0, zs, whole, zs.length - whole);
    }
  }

  @Override
  public void normalize(Plane h, int rows, int units) {
    float[] hs = values(h);
    int j = 0;
    for (; j + STEP <= units; j += STEP) {
      VectorNormalization.unit(hs, j, rows, units);
    }
    if (j < units) {
      tile = atLeast(rows * STEP, tile);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(hs, r * units + j, tile, r * STEP, units - j);
      }
      VectorNormalization.unit(tile, 0, rows, STEP);
      for (int r = 0; r < rows; r++) {
        System.arraycopy(tile, r * STEP, hs, r * units + j, units - j);
      }
    }
  }

  @Override
  public void nudge(Plane output, Plane target, Plane nudging) {
    float[] os = values(output);
    float[] ts = values(target);
    float minusBeta = -values(nudging)[0];
    for (int i = 0; i < os.length; i++) {
      os[i] = Math.fma(minusBeta, os[i] - ts[i], os[i]);
    }
  }

  @Override
  public void hebbian(
      Plane w, Plane b, Plane x, Plane from, Plane to, Plane stepSize, int rows, int in, int out) {
    float step = values(stepSize)[0] * (1f / rows);
    int groups = (rows + 3) / 4;
    transpose(values(x), rows, in, 4 * groups);
    tile = atLeast(4 * groups * PANEL, tile);
    int width = PANEL;
    for (int j = 0; j < out; j += width) {
      width = out - j >= PANEL ? PANEL : STEP;
      int columns = Math.min(width, out - j);
      changes(values(from), values(to), rows, 4 * groups, j, out, columns, width);
      if (columns == width) {
        learn(values(w), j, out, values(b), j, in, groups, step, width);
      } else {
        narrow = atLeast((in + 1) * STEP, narrow);
        for (int i = 0; i < in; i++) {
          System.arraycopy(values(w), i * out + j, narrow, i * STEP, columns);
        }
        System.arraycopy(values(b), j, narrow, in * STEP, columns);
        learn(narrow, 0, STEP, narrow, in * STEP, in, groups, step, width);
        for (int i = 0; i < in; i++) {
          System.arraycopy(narrow, i * STEP, values(w), i * out + j, columns);
        }
        System.arraycopy(narrow, in * STEP, values(b), j, columns);
      }
    }
  }

  /**
   * Transposes the states below, fills them up to whole groups of rows, and adds an input that is
   * always 1, whose weights are the biases.
   */
  private void transpose(float[] x, int rows, int in, int filled) {
    inputs = atLeast((in + 1) * filled, inputs);
    WideTranspose.matrix(x, 0, in, rows, in, inputs, 0, filled, square);
    Arrays.fill(inputs, in * filled, in * filled + rows, 1f);
    for (int i = 0; i <= in; i++) {
      Arrays.fill(inputs, i * filled + rows, (i + 1) * filled, 0f);
    }
  }

  private void changes(
      float[] from, float[] to, int rows, int filled, int j, int out, int columns, int width) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        tile[r * width + c] = to[r * out + j + c] - from[r * out + j + c];
      }
    }
    Arrays.fill(tile, rows * width, filled * width, -0f);
  }

  /** Changes the weights and biases of a panel that stand at {@code wi} and {@code bi}. */
  private void learn(
      float[] w, int wi, int row, float[] b, int bi, int in, int groups, float step, int width) {
    int filled = 4 * groups;
    if (width == PANEL) {
      for (int i = 0; i < in; i += 2) {
        int next = Math.min(i + 1, in - 1);
        WideHebbian.twoInputs(
            inputs, i * filled, next * filled, tile, groups, step, w, wi + i * row, wi + next * row);
      }
      WideHebbian.twoInputs(inputs, in * filled, in * filled, tile, groups, step, b, bi, bi);
    } else {
      for (int i = 0; i < in; i += 4) {
        int second = Math.min(i + 1, in - 1);
        int third = Math.min(i + 2, in - 1);
        int fourth = Math.min(i + 3, in - 1);
        WideHebbian.fourInputs(
            inputs, i * filled, second * filled, third * filled, fourth * filled, tile, groups,
            step, w, wi + i * row, wi + second * row, wi + third * row, wi + fourth * row);
      }
      int one = in * filled;
      WideHebbian.fourInputs(
          inputs, one, one, one, one, tile, groups, step, b, bi, bi, bi, bi);
    }
  }

  @Override
  public void squaredDistance(Plane output, Plane target, Plane c, int rows) {
    float[] os = values(output);
    float[] ts = values(target);
    float sum = 0;
    for (int i = 0; i < os.length; i++) {
      float d = os[i] - ts[i];
      sum = Math.fma(d, d, sum);
    }
    values(c)[0] = sum / rows;
  }

  @Override
  public void errors(Plane output, int[] labels, double margin, Plane fraction, int units) {
    float[] os = values(output);
    float wrong = 0;
    for (int r = 0; r < labels.length; r++) {
      float right = os[r * units + labels[r]];
      float lead = Float.POSITIVE_INFINITY;
      for (int j = 0; j < units; j++) {
        if (j != labels[r]) {
          lead = Math.min(lead, right - os[r * units + j]);
        }
      }
      if (!(lead > (float) margin)) {
        wrong++;
      }
    }
    values(fraction)[0] = wrong / labels.length;
  }

  @Override
  public void probe(Plane plane, Plane sum) {
    float zeros = values(sum)[0];
    for (float x : values(plane)) {
      zeros += x - x;
    }
    values(sum)[0] = zeros;
  }

  /** The memory itself when it holds so many numbers, else new memory of zeros. */
  private static float[] atLeast(int numbers, float[] memory) {
    return memory.length >= numbers ? memory : new float[numbers];
  }

  private static float[] values(Plane plane) {
    return ((Plane.Floats) plane).values();
  }
}
