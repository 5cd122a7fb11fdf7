package org.basin.importance;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.basin.read.Dialect;
import org.basin.space.Axis;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;

/** Puts the values of an axis of numbers into bins of equally many neighbouring values. */
final class Bins {

  private Bins() {}

  /**
   * The bin of a row, from 0, as SQL; the column itself when it has few values or no numbers. Rows
   * at which the axis is not there have a bin of their own.
   *
   * @param most bins at the most, at least 1
   */
  static String of(Axis axis, int most) {
    String bin = ofValues(axis, most);
    return axis.conditional()
        ? "coalesce(CAST(CASE WHEN %s IS NOT NULL THEN %s END AS STRING), 'without')"
            .formatted(axis.name(), bin)
        : bin;
  }

  private static String ofValues(Axis axis, int most) {
    int size = axis.values().size();
    if (!axis.numeric() || size <= most) {
      return axis.name();
    }
    double[] sorted = sorted(axis, most);
    String column = Dialect.real(axis.name());
    StringBuilder bin = new StringBuilder("CASE");
    for (int k = 0; k < sorted.length; k++) {
      bin.append(" WHEN %s < %s THEN %d".formatted(column, Dialect.number(sorted[k]), k));
    }
    return bin.append(" ELSE ").append(sorted.length).append(" END").toString();
  }

  /** The first value of each bin but the first. */
  private static double[] sorted(Axis axis, int most) {
    int size = axis.values().size();
    boolean listed = axis.values() instanceof Setting.Values || axis.values() instanceof Numbers;
    double[] values = new double[0];
    if (listed) {
      values = IntStream.range(0, size).mapToDouble(axis::number).toArray();
      Arrays.sort(values);
    }
    double[] edges = new double[most - 1];
    for (int k = 1; k < most; k++) {
      int place = (int) ((long) k * size / most);
      edges[k - 1] = listed ? values[place] : axis.number(place);
    }
    // ranges may fall
    Arrays.sort(edges);
    return edges;
  }
}
