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
  public void set(int cell, int lane, double value) {
    values[cell * lanes + lane] = (float) value;
  }
}
