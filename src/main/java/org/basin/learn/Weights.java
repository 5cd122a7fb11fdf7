package org.basin.learn;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.basin.kernel.Plane;

/**
 * One parameter of the models in all lanes.
 *
 * @param name such as {@code weights_0}
 * @param shape sizes of its axes; numbers are counted row by row
 * @param start what a training begins with; the values themselves where nothing else is kept
 * @param values while and after it is trained
 * @param place which cell holds the number of an index
 */
public record Weights(
    String name, List<Integer> shape, Plane start, Plane values, IntUnaryOperator place) {

  /** One whose numbers lie in the planes row by row. */
  public static Weights of(String name, List<Integer> shape, Plane start, Plane values) {
    return new Weights(name, shape, start, values, index -> index);
  }

  /** A matrix of shape (rows, columns) that lies transposed in the planes. */
  public static Weights transposed(String name, int rows, int columns, Plane start, Plane values) {
    return new Weights(
        name,
        List.of(rows, columns),
        start,
        values,
        index -> index % columns * rows + index / columns);
  }

  /** How many numbers. */
  public int size() {
    return shape.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /**
   * A number of a lane.
   *
   * @param from a plane laid out as the values are
   */
  public double get(Plane from, int index, int lane) {
    return from.get(place.applyAsInt(index), lane);
  }

  /** Sets a number of a lane. */
  public void set(int index, int lane, double number) {
    values.set(place.applyAsInt(index), lane, number);
  }

  /** Sets what a training begins with at a number of a lane. */
  void begin(int index, int lane, double number) {
    start.set(place.applyAsInt(index), lane, number);
  }

  /** The numbers of a lane. */
  Parameter read(Plane from, int lane) {
    float[] numbers = new float[size()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = (float) get(from, index, lane);
    }
    return new Parameter(name, shape, numbers);
  }

  /** Sets the numbers of a lane. */
  public void write(int lane, float[] numbers) {
    for (int index = 0; index < numbers.length; index++) {
      set(index, lane, numbers[index]);
    }
  }
}
