package org.basin.grid;

import java.util.Arrays;
import org.basin.kernel.Plane;
import org.basin.learn.Weights;

/**
 * A parameter of a net with its gradient.
 *
 * @param weights a dense layer's weights have shape (outputs, inputs), the grid's (depth, neurons)
 *     or (depth, lines, columns)
 * @param gradient of the loss with respect to the values, as many cells
 */
record GridParameter(Weights weights, Plane gradient) {

  Plane values() {
    return weights.values();
  }

  double[] read() {
    return read(values());
  }

  double[] readGradient() {
    return read(gradient);
  }

  private double[] read(Plane plane) {
    double[] numbers = new double[weights.size()];
    Arrays.setAll(numbers, index -> weights.get(plane, index, 0));
    return numbers;
  }

  /**
   * Sets all.
   *
   * @throws IllegalArgumentException when the shape has another number of them
   */
  void write(double[] numbers) {
    if (numbers.length != weights.size()) {
      throw new IllegalArgumentException(
          "%s must have %d numbers, shape %s, got %d"
              .formatted(weights.name(), weights.size(), weights.shape(), numbers.length));
    }
    for (int index = 0; index < numbers.length; index++) {
      weights.set(index, 0, numbers[index]);
    }
  }
}
