package org.basin.compare;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * Mean and spread of numbers that come one by one (B. P. Welford, "Note on a method for calculating
 * corrected sums of squares and products", Technometrics 4, 1962).
 */
final class Moments {

  private static final double LEVEL = 0.95;

  private long count;
  private double mean;
  private double squares;

  /** One number more, if it is finite. */
  void add(double number) {
    if (Double.isFinite(number)) {
      count++;
      double before = number - mean;
      mean += before / count;
      squares += before * (number - mean);
    }
  }

  /** What they come to. */
  Interval interval() {
    if (count == 0) {
      return new Interval(0, Double.NaN, Double.NaN);
    }
    if (count == 1) {
      return new Interval(1, mean, Double.NaN);
    }
    double error = Math.sqrt(squares / (count - 1) / count);
    double quantile =
        new TDistribution(null, count - 1).inverseCumulativeProbability((1 + LEVEL) / 2);
    return new Interval(count, mean, error == 0 ? 0 : quantile * error);
  }
}
