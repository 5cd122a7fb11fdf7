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

  private SharedOptions() {}

  static DataOption samples(int standard, String text) {
    return DataOption.integer("samples", Integer.toString(standard), 2, MOST_SAMPLES, text);
  }

  static DataOption noise(String standard, String text) {
    return DataOption.real("noise", standard, 0, 10, text);
  }

  static DataOption scale(String standard) {
    return DataOption.choice(
        "scale",
        standard,
        List.of("none", "unit", "standard"),
        "unit: to [0, 1] over the training part; standard: mean 0, deviation 1 over it");
  }
}
