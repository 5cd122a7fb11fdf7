package org.basin.sweep;

import java.math.BigInteger;

/**
 * Whole numbers in equal steps, both ends included.
 *
 * @param min the first value
 * @param max the last value, at least {@code min}
 * @param step at least 1; divides {@code max - min}
 */
public record WholeSteps(long min, long max, long step) implements Setting.Axis {

  public WholeSteps {
    String got = "got min=" + min + ", max=" + max;
    if (min > max) {
      throw new IllegalArgumentException("min <= max must hold, " + got);
    }
    if (step < 1) {
      throw new IllegalArgumentException("step > 0 must hold, got step=" + step);
    }
    BigInteger range = BigInteger.valueOf(max).subtract(BigInteger.valueOf(min));
    if (range.bitLength() > 63) {
      throw new IllegalArgumentException("max - min must be below 2^63, " + got);
    }
    BigInteger[] steps = range.divideAndRemainder(BigInteger.valueOf(step));
    if (steps[0].compareTo(BigInteger.valueOf(Integer.MAX_VALUE - 1)) > 0) {
      throw new IllegalArgumentException(
          "an axis must have at most 2147483647 values, " + got + ", step=" + step);
    }
    if (steps[1].signum() != 0) {
      throw new IllegalArgumentException(
          "step must divide max - min, "
              + got
              + ", step="
              + step
              + "; the nearest max is "
              + (max - steps[1].longValueExact()));
    }
  }

  /** So many whole numbers in equal steps, both ends included. */
  public static WholeSteps counted(long min, long max, int count) {
    double least = (double) min; // for the laws and messages, which need no last digit
    double most = (double) max;
    Bounds.check(least, most);
    Bounds.checkCount(least, most, count);
    if (count == 1) {
      return new WholeSteps(min, max, 1);
    }
    if (max - min < 0) { // more than a long holds
      throw new IllegalArgumentException(
          "max - min must be below 2^63, " + Bounds.got(least, most));
    }
    if ((max - min) % (count - 1) != 0) {
      throw new IllegalArgumentException(
          "all values must be whole numbers, " + Bounds.got(least, most) + ", count=" + count);
    }
    return new WholeSteps(min, max, (max - min) / (count - 1));
  }

  @Override
  public int size() {
    return (int) ((max - min) / step) + 1;
  }

  @Override
  public Long value(int k) {
    return min + k * step;
  }

  @Override
  public String toString() {
    return "{min: " + min + ", max: " + max + ", step: " + step + "}";
  }
}
