package org.basin.kernel.vector;

import org.basin.kernel.Plane;

/** Single precision, in both layouts: {@link Plane#LANES} lanes or one. */
record VectorPlane(float[] values, int lanes) implements Plane {

  @Override
  public int cells() {
    return values.length / lanes;
  }

  @Override
  public double get(int cell, int lane) {
    return values[cell * lanes + lane];
  }

  @Override
  public void read(int cell, double[] numbers) {
    int first = cell * lanes;
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] = values[first + lane];
    }
  }

  @Override
  public void write(int cell, double[] numbers) {
    int first = cell * lanes;
    for (int lane = 0; lane < numbers.length; lane++) {
      values[first + lane] = (float) numbers[lane];
    }
  }

  @Override
  public void take(int cell, Plane from, int source) {
    float[] others = ((VectorPlane) from).values;
    System.arraycopy(others, source * lanes, values, cell * lanes, lanes);
  }

  @Override
  public void set(int cell, int lane, double value) {
    values[cell * lanes + lane] = (float) value;
  }
}
