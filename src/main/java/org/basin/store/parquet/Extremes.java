package org.basin.store.parquet;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.DoubleStatistics;
import org.apache.parquet.column.statistics.FloatStatistics;
import org.apache.parquet.column.statistics.Statistics;

/** Statistics of a page: parquet-java's, with the zeros that the format demands. */
final class Extremes {

  private Extremes() {}

  static Statistics<?> of(ColumnDescriptor column) {
    return Statistics.createStats(column.getPrimitiveType());
  }

  /**
   * A least value of zero may stand for either zero, so it is written as the lesser; a greatest as
   * the greater.
   */
  static Statistics<?> withZeros(Statistics<?> statistics) {
    if (!statistics.hasNonNullValue()) {
      return statistics;
    }
    if (statistics instanceof FloatStatistics each) {
      each.setMinMax(
          each.getMin() == 0 ? -0.0f : each.getMin(), each.getMax() == 0 ? 0.0f : each.getMax());
    } else if (statistics instanceof DoubleStatistics each) {
      each.setMinMax(
          each.getMin() == 0 ? -0.0 : each.getMin(), each.getMax() == 0 ? 0.0 : each.getMax());
    }
    return statistics;
  }
}
