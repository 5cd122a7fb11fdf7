package org.basin.kernel.scalar;

import org.basin.kernel.Plane;
import org.basin.kernel.Precision;

/** Doubles, rounded as their precision says. */
record ScalarPlane(double[] values, int lanes, Precision precision) implements Plane {

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
    values[cell * lanes + lane] = precision.round(value);
  }
}
