package org.basin.data;

import java.util.List;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;

/** All rows of n bits, labelled by whether an odd number of them is set; XOR has 2 bits. */
final class Parity {

  static final DataKind XOR =
      new DataKind("xor", "the four rows of two bits, labelled by whether they differ", List.of());

  static final DataKind PARITY =
      new DataKind(
          "parity",
          "all rows of n bits, labelled by whether an odd number of them is 1",
          List.of(
              DataOption.integer("bits", "3", 2, 16, "bits of a row, of which there are 2^bits"),
              SharedOptions.TEST,
              SharedOptions.SPLIT_SEED));

  private Parity() {}

  /** The rows in the order of the numbers that they spell, the first bit counting most. */
  static Dataset of(String name, int bits) {
    int rows = 1 << bits;
    float[] x = new float[rows * bits];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int bit = 0; bit < bits; bit++) {
        x[row * bits + bit] = row >> (bits - 1 - bit) & 1;
      }
      labels[row] = Integer.bitCount(row) & 1;
    }
    return new Dataset(name, 1, bits, Dataset.numbered(2), new Samples(x, labels), Samples.NONE);
  }
}
