package org.basin.compare;

/**
 * Mean and spread of numbers that come one by one (B. P. Welford, "Note on a method for calculating
 * corrected sums of squares and products", Technometrics 4, 1962).
 */
final class Moments {

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
  Mean interval() {
    return Mean.of(count, mean, count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1)));
  }
}
