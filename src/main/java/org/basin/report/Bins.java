package org.basin.report;

import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;

import org.apache.spark.sql.Column;
import org.basin.draw.ValueScale;

/** Bins of equal width on the scale that suits the numbers in them. */
final class Bins {

  private Bins() {}

  /**
   * The bin of a number, from 0.
   *
   * @param low the least number
   * @param high the greatest
   * @param bins how many there are
   */
  static Column of(Column number, double low, double high, int bins) {
    boolean wide = ValueScale.wide(low, high);
    Column value = wide ? log10(number) : number;
    double from = wide ? Math.log10(low) : low;
    double to = wide ? Math.log10(high) : high;
    Column way = value.minus(lit(from)).multiply(lit(bins / (low == high ? 1 : to - from)));
    // Spark's logarithm of the least number may be one bit below that of Math
    return greatest(lit(0), least(lit(bins - 1), floor(way).cast("int")));
  }
}
