package org.basin.npz;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers with a shape, row-major; a shape without axes is one number. The arrays are not copied.
 */
public sealed interface NpyArray {

  /** Sizes of its axes. */
  List<Integer> shape();

  /** How many numbers it holds. */
  int size();

  /** The numbers as doubles; whole numbers beyond 2^53 are rounded. */
  double[] doubles();

  /** NumPy's {@code float32}. */
  record Floats(List<Integer> shape, float[] values) implements NpyArray {
    public Floats {
      shape = checked(shape, values.length);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double[] doubles() {
      double[] doubles = new double[values.length];
      Arrays.setAll(doubles, i -> values[i]);
      return doubles;
    }
  }

  /** NumPy's {@code float64}. */
  record Doubles(List<Integer> shape, double[] values) implements NpyArray {
    public Doubles {
      shape = checked(shape, values.length);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double[] doubles() {
      return values.clone();
    }
  }

  /** NumPy's {@code int32}. */
  record Ints(List<Integer> shape, int[] values) implements NpyArray {
    public Ints {
      shape = checked(shape, values.length);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double[] doubles() {
      return Arrays.stream(values).asDoubleStream().toArray();
    }
  }

  /** NumPy's {@code int64}. */
  record Longs(List<Integer> shape, long[] values) implements NpyArray {
    public Longs {
      shape = checked(shape, values.length);
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public double[] doubles() {
      return Arrays.stream(values).asDoubleStream().toArray();
    }
  }

  private static List<Integer> checked(List<Integer> shape, int size) {
    long cells = 1;
    for (int axis : shape) {
      cells = axis < 0 ? -1 : Math.multiplyExact(cells, axis);
    }
    if (cells != size) {
      throw new IllegalArgumentException(
          "an array must hold as many numbers as its shape says, got shape "
              + shape
              + " and "
              + size
              + " numbers");
    }
    return List.copyOf(shape);
  }
}
