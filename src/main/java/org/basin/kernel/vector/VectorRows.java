package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Algebra;
import org.basin.kernel.Plane;

/** Arithmetic and sums of {@link Algebra} across lanes, over rows of some cells each. */
final class VectorRows {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
  private static final int STEP = SPECIES.length();
  private static final int LANES = Plane.LANES;

  private VectorRows() {}

  /** {@code out = x + y}, y repeated over rows of {@code width} cells. */
  static void add(float[] x, float[] y, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector b = FloatVector.fromArray(SPECIES, y, at + lane);
        for (int i = first + lane; i < first + row; i += LANES) {
          FloatVector.fromArray(SPECIES, x, i).add(b).intoArray(out, i);
        }
      }
    }
  }

  /** {@code out = x - y}, y repeated over rows of {@code width} cells. */
  static void subtract(float[] x, float[] y, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector b = FloatVector.fromArray(SPECIES, y, at + lane);
        for (int i = first + lane; i < first + row; i += LANES) {
          FloatVector.fromArray(SPECIES, x, i).sub(b).intoArray(out, i);
        }
      }
    }
  }

  /** {@code out = x × y}, y repeated over rows of {@code width} cells. */
  static void multiply(float[] x, float[] y, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector b = FloatVector.fromArray(SPECIES, y, at + lane);
        for (int i = first + lane; i < first + row; i += LANES) {
          FloatVector.fromArray(SPECIES, x, i).mul(b).intoArray(out, i);
        }
      }
    }
  }

  /** {@code out = x / y}, y repeated over rows of {@code width} cells. */
  static void divide(float[] x, float[] y, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector b = FloatVector.fromArray(SPECIES, y, at + lane);
        for (int i = first + lane; i < first + row; i += LANES) {
          FloatVector.fromArray(SPECIES, x, i).div(b).intoArray(out, i);
        }
      }
    }
  }

  static void scale(float[] x, float factor, float[] out) {
    for (int i = 0; i < x.length; i += STEP) {
      FloatVector.fromArray(SPECIES, x, i).mul(factor).intoArray(out, i);
    }
  }

  static void shift(float[] x, float term, float[] out) {
    for (int i = 0; i < x.length; i += STEP) {
      FloatVector.fromArray(SPECIES, x, i).add(term).intoArray(out, i);
    }
  }

  static void sum(float[] x, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector sum = FloatVector.fromArray(SPECIES, x, first + lane);
        for (int i = first + LANES + lane; i < first + row; i += LANES) {
          sum = sum.add(FloatVector.fromArray(SPECIES, x, i));
        }
        sum.intoArray(out, at + lane);
      }
    }
  }

  static void greatest(float[] x, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector greatest = FloatVector.fromArray(SPECIES, x, first + lane);
        for (int i = first + LANES + lane; i < first + row; i += LANES) {
          greatest = greatest.max(FloatVector.fromArray(SPECIES, x, i));
        }
        greatest.intoArray(out, at + lane);
      }
    }
  }

  static void dot(float[] x, float[] y, float[] out, int width) {
    int row = width * LANES;
    for (int first = 0, at = 0; first < x.length; first += row, at += LANES) {
      for (int lane = 0; lane < LANES; lane += STEP) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = first + lane; i < first + row; i += LANES) {
          sum = FloatVector.fromArray(SPECIES, x, i).fma(FloatVector.fromArray(SPECIES, y, i), sum);
        }
        sum.intoArray(out, at + lane);
      }
    }
  }
}
