package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;

/** Equal arguments for an operation, and what it may deviate by. */
record Nd4jCase(Kernels scalar, Kernels nd4j, Kernels sizes, Random random) {

  static final double TOLERANCE = 1e-5;

  /** No finite product of two overflows: the engines multiply by the step size at other times. */
  static final float[] ODD = {
    0f,
    -0f,
    1e-30f,
    1e15f,
    -1e15f,
    88f,
    -200f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  static Nd4jCase of(int lanes, long seed) {
    return new Nd4jCase(
        new ScalarKernels(Precision.SINGLE, lanes),
        new Nd4jEngine().open(lanes),
        new ScalarKernels(Precision.DOUBLE, lanes),
        new Random(seed));
  }

  /** The same numbers for each engine, and their magnitudes; every odd lane has odd ones. */
  Plane[] planes(int cells) {
    Plane[] same = {scalar.plane(cells), nd4j.plane(cells), sizes.plane(cells)};
    for (int lane = 0; lane < scalar.lanes(); lane++) {
      for (int cell = 0; cell < cells; cell++) {
        boolean odd = lane % 2 == 1 && random.nextInt(8) == 0;
        float value = odd ? ODD[random.nextInt(ODD.length)] : (float) (2 * random.nextGaussian());
        same[0].set(cell, lane, value);
        same[1].set(cell, lane, value);
        same[2].set(cell, lane, Math.abs(value));
      }
    }
    return same;
  }

  /** Asserts that nd4j's numbers are the scalar ones. */
  void agree(Plane[] planes) {
    for (int lane = 0; lane < scalar.lanes(); lane++) {
      for (int cell = 0; cell < planes[0].cells(); cell++) {
        double expected = planes[0].get(cell, lane);
        double actual = planes[1].get(cell, lane);
        boolean close =
            Math.abs(actual - expected) <= TOLERANCE * planes[2].get(cell, lane) + 1e-30;
        assertThat(Double.isFinite(expected) ? close : !Double.isFinite(actual))
            .as("lane %s cell %s: %s in place of %s", lane, cell, actual, expected)
            .isTrue();
      }
    }
  }
}
