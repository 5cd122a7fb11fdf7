package org.basin.bench;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * A rate measured several times.
 *
 * @param median per second
 * @param least per second
 * @param greatest per second
 * @param runs how often it was measured
 */
public record Rate(double median, double least, double greatest, int runs) {

  /** Calls a measurement so many times. */
  static Rate of(int runs, DoubleSupplier measurement) {
    double[] rates = new double[runs];
    for (int i = 0; i < runs; i++) {
      rates[i] = measurement.getAsDouble();
    }
    Arrays.sort(rates);
    double median = (rates[(runs - 1) / 2] + rates[runs / 2]) / 2;
    return new Rate(median, rates[0], rates[runs - 1], runs);
  }

  /** The rate of something that happens so many times as often. */
  Rate times(double factor) {
    return new Rate(median * factor, least * factor, greatest * factor, runs);
  }
}
