package org.basin.data;

import java.util.List;
import org.basin.sweep.DataOption;

/** Options that several kinds have, said once so that they mean the same everywhere. */
final class SharedOptions {

  /** Samples of a set that is generated, at most. */
  private static final int MOST_SAMPLES = 10_000_000;

  static final DataOption SEED =
      DataOption.integer(
          "seed", "0", Long.MIN_VALUE, Long.MAX_VALUE, "from which the samples are drawn");

  static final DataOption TEST =
      DataOption.real(
          "test", "0", 0, 0.99, "share of the samples, of each class alike, kept for testing");

  static final DataOption SPLIT_SEED =
      DataOption.integer(
          "split_seed", "0", Long.MIN_VALUE, Long.MAX_VALUE, "from which the test part is chosen");

  private static final List<String> SCALES = List.of("none", "unit", "standard");

  private SharedOptions() {}

  static DataOption samples(int standard, String text) {
    return DataOption.integer("samples", Integer.toString(standard), 2, MOST_SAMPLES, text);
  }

  static DataOption noise(String standard, String text) {
    return DataOption.real("noise", standard, 0, 10, text);
  }

  /** What is done to each column, by what the training part holds. */
  static DataOption scale(String standard, String unit) {
    return DataOption.choice(
        "scale",
        standard,
        SCALES,
        "unit: " + unit + "; standard: mean 0, deviation 1 over the training part");
  }

  /** By each column's own range or deviation. */
  static DataOption scale() {
    return scale("none", "each column to [0, 1]");
  }
}
