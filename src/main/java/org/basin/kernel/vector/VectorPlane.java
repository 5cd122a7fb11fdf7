package org.basin.kernel.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Plane;

/** Single precision, in both layouts: {@link Plane#LANES} lanes or one. */
record VectorPlane(float[] values, int lanes) implements Plane {

  private static final VectorSpecies<Double> WIDE = DoubleVector.SPECIES_256;
  private static final VectorSpecies<Float> NARROW = FloatVector.SPECIES_128;

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
    int lane = 0;
    for (; lane + WIDE.length() <= numbers.length; lane += WIDE.length()) {
      ((DoubleVector)
              FloatVector.fromArray(NARROW, values, cell * lanes + lane)
                  .convertShape(VectorOperators.F2D, WIDE, 0))
          .intoArray(numbers, lane);
    }
    for (; lane < numbers.length; lane++) {
      numbers[lane] = get(cell, lane);
    }
  }

  @Override
  public void write(int cell, double[] numbers) {
    int lane = 0;
    for (; lane + WIDE.length() <= numbers.length; lane += WIDE.length()) {
      ((FloatVector)
              DoubleVector.fromArray(WIDE, numbers, lane)
                  .convertShape(VectorOperators.D2F, NARROW, 0))
          .intoArray(values, cell * lanes + lane);
    }
    for (; lane < numbers.length; lane++) {
      set(cell, lane, numbers[lane]);
    }
  }

  @Override
  public void set(int cell, int lane, double value) {
    values[cell * lanes + lane] = (float) value;
  }
}
