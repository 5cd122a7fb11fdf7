package org.basin.kernel;

/**
 * Numbers of several trials side by side. A matrix of shape (rows, columns) takes {@code rows *
 * columns} cells, row-major. The kernels that made a plane decide how it is stored; nobody else
 * looks inside.
 */
public interface Plane {

  /**
   * Logical lanes of small models, whatever the hardware has: four 512-bit vectors, or eight of 256
   * bits.
   */
  int LANES = 64;

  /** How many trials stand side by side. */
  int lanes();

  /** How many numbers each lane has. */
  int cells();

  /** One number. */
  double get(int cell, int lane);

  /**
   * Reads one number of every lane.
   *
   * @param numbers receives them, as many as there are lanes
   */
  default void read(int cell, double[] numbers) {
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] = get(cell, lane);
    }
  }

  /**
   * Sets one number of every lane, rounded to what the plane can hold.
   *
   * @param numbers as many as there are lanes
   */
  default void write(int cell, double[] numbers) {
    for (int lane = 0; lane < numbers.length; lane++) {
      set(cell, lane, numbers[lane]);
    }
  }

  /** Sets one number of every lane to what a plane of the same kernels has in a cell. */
  default void take(int cell, Plane from, int source) {
    for (int lane = 0; lane < lanes(); lane++) {
      set(cell, lane, from.get(source, lane));
    }
  }

  /** Sets one number, rounded to what the plane can hold. */
  void set(int cell, int lane, double value);

  /** Sets one number in every lane. */
  default void setAll(int cell, double value) {
    for (int lane = 0; lane < lanes(); lane++) {
      set(cell, lane, value);
    }
  }

  /** What its numbers are rounded to. */
  default Precision precision() {
    return Precision.SINGLE;
  }
}
