package org.basin.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.basin.kernel.Kernels;

/** {@link Kernels#normalize} across lanes. */
final class VectorNormalization {

  private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

  private VectorNormalization() {}

  /**
   * Compares floats by their bits as ints in the same order (negative numbers with the magnitude
   * flipped), because Java's float min and max take several instructions and these take one.
   */
  static void unit(float[] hs, int first, int rows, int row) {
    FloatVector sum = FloatVector.fromArray(SPECIES, hs, first);
    IntVector bits = sum.reinterpretAsInts();
    IntVector least =
        bits.lanewise(VectorOperators.ASHR, 31).and(0x7FFFFFFF).lanewise(VectorOperators.XOR, bits);
    IntVector greatest = least;
    for (int r = 1, i = first + row; r < rows; r++, i += row) {
      FloatVector x = FloatVector.fromArray(SPECIES, hs, i);
      bits = x.reinterpretAsInts();
      IntVector key =
          bits.lanewise(VectorOperators.ASHR, 31)
              .and(0x7FFFFFFF)
              .lanewise(VectorOperators.XOR, bits);
      least = least.min(key);
      greatest = greatest.max(key);
      sum = sum.add(x);
    }
    FloatVector low =
        least
            .lanewise(VectorOperators.ASHR, 31)
            .and(0x7FFFFFFF)
            .lanewise(VectorOperators.XOR, least)
            .reinterpretAsFloats();
    FloatVector high =
        greatest
            .lanewise(VectorOperators.ASHR, 31)
            .and(0x7FFFFFFF)
            .lanewise(VectorOperators.XOR, greatest)
            .reinterpretAsFloats();
    FloatVector scale = FloatVector.broadcast(SPECIES, 1f).div(high.sub(low).add(1e-5f));
    FloatVector shift = sum.mul(-1f / rows);
    for (int r = 0, i = first; r < rows; r++, i += row) {
      FloatVector.fromArray(SPECIES, hs, i).sub(low).fma(scale, shift).intoArray(hs, i);
    }
  }
}
