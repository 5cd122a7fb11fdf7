package org.basin.learn;

import java.util.Arrays;
import org.basin.kernel.Plane;

/** Numbers that all lanes share, for models that are moved by hand. */
public final class EveryLane {

  private EveryLane() {}

  /**
   * Sets all cells of a plane.
   *
   * @throws IllegalArgumentException unless there are as many numbers as cells
   */
  public static void set(Plane plane, double[] numbers) {
    if (numbers.length != plane.cells()) {
      throw new IllegalArgumentException(
          "as many numbers must be given as there are cells, got %d for %d"
              .formatted(numbers.length, plane.cells()));
    }
    set(plane, numbers, 0);
  }

  /** Sets all cells of a plane from the numbers from one on. */
  public static void set(Plane plane, double[] numbers, int from) {
    for (int cell = 0; cell < plane.cells(); cell++) {
      plane.setAll(cell, numbers[from + cell]);
    }
  }

  /** Reads all cells of a plane. */
  public static double[] get(Plane plane) {
    double[] numbers = new double[plane.cells()];
    Arrays.setAll(numbers, cell -> get(plane, cell));
    return numbers;
  }

  /**
   * Reads a cell.
   *
   * @throws IllegalStateException if the lanes do not agree to the last bit
   */
  public static double get(Plane plane, int cell) {
    double number = plane.get(cell, 0);
    for (int lane = 1; lane < plane.lanes(); lane++) {
      if (Double.compare(plane.get(cell, lane), number) != 0) {
        throw new IllegalStateException(
            "lanes with the same numbers must agree, got lane 0 = %s and lane %d = %s"
                .formatted(number, lane, plane.get(cell, lane)));
      }
    }
    return number;
  }
}
