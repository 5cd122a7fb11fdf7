package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.basin.kernel.Plane;

/**
 * One array of a net's parameters, as others name and shape it. How kernels lay it out is known
 * only here.
 *
 * @param name such as {@code grid_w}
 * @param shape row-major; a dense layer's weights have shape (outputs, inputs), the grid's (depth,
 *     neurons) or (depth, lines, columns)
 * @param values the parameters
 * @param gradient of the loss with respect to them, as many cells
 * @param place which cell holds the number of an index
 */
record GridParameter(
    String name, List<Integer> shape, Plane values, Plane gradient, IntUnaryOperator place) {

  /** How many numbers. */
  int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  double get(int index) {
    return values.get(place.applyAsInt(index), 0);
  }

  void set(int index, double value) {
    values.set(place.applyAsInt(index), 0, value);
  }

  double[] read() {
    return read(values);
  }

  double[] readGradient() {
    return read(gradient);
  }

  private double[] read(Plane plane) {
    double[] numbers = new double[size()];
    Arrays.setAll(numbers, i -> plane.get(place.applyAsInt(i), 0));
    return numbers;
  }

  /**
   * Sets all.
   *
   * @throws IllegalArgumentException when the shape has another number of them
   */
  void write(double[] numbers) {
    if (numbers.length != size()) {
      throw new IllegalArgumentException(
          name + " must have " + size() + " numbers, shape " + shape + ", got " + numbers.length);
    }
    for (int i = 0; i < numbers.length; i++) {
      set(i, numbers[i]);
    }
  }
}
