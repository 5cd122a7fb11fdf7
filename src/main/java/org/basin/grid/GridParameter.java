package org.basin.grid;

import java.util.Arrays;
import org.basin.kernel.Plane;
import org.basin.learn.Tensor;

/**
 * A parameter of a net with its gradient.
 *
 * @param tensor a dense layer's weights have shape (outputs, inputs), the grid's (depth, neurons)
 *     or (depth, lines, columns)
 * @param gradient of the loss with respect to the values, as many cells
 */
record GridParameter(Tensor tensor, Plane gradient) {

  Plane values() {
    return tensor.values();
  }

  double[] read() {
    return read(values());
  }

  double[] readGradient() {
    return read(gradient);
  }

  private double[] read(Plane plane) {
    double[] numbers = new double[tensor.size()];
    Arrays.setAll(numbers, index -> tensor.get(plane, index, 0));
    return numbers;
  }

  /**
   * Sets all.
   *
   * @throws IllegalArgumentException when the shape has another number of them
   */
  void write(double[] numbers) {
    if (numbers.length != tensor.size()) {
      throw new IllegalArgumentException(
          "%s must have %d numbers, shape %s, got %d"
              .formatted(tensor.name(), tensor.size(), tensor.shape(), numbers.length));
    }
    for (int index = 0; index < numbers.length; index++) {
      tensor.set(index, 0, numbers[index]);
    }
  }
}
