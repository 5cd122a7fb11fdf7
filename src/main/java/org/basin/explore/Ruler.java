package org.basin.explore;

import java.math.BigDecimal;
import org.basin.sweep.Geometric;

/**
 * The values of an axis of the map: at zoom z pixel k of its world has the value that a sweep gives
 * whose axis goes from {@code low} to {@code high} in {@code 256 * 2^z} steps, reckoned in decimal
 * where the steps are equal. Pixel k at one zoom is pixel 2k at the next, so coarse passes are
 * subsets of fine ones. Below 0 and above the last pixel the values go on.
 *
 * @param name of the axis
 * @param low the value of pixel 0, above 0 where ratios are equal
 * @param high above {@code low}
 * @param log whether ratios are equal, not differences
 */
record Ruler(String name, BigDecimal low, BigDecimal high, boolean log) {

  /** Pixels of the world at zoom 0, and of a tile. */
  static final int TILE = 256;

  /** 256 times 2 to this fits the whole numbers that JavaScript has. */
  static final int DEEPEST = 40;

  static final int WIDEST = -6;

  private static final int BITS = 8;

  Ruler {
    if (low.compareTo(high) >= 0 || log && low.signum() <= 0) {
      throw new IllegalArgumentException(
          "low < high, and 0 < low on a log axis, must hold, got low=%s, high=%s"
              .formatted(low, high));
    }
  }

  /** The value of a pixel; not finite beyond the doubles. */
  double value(int zoom, long k) {
    if (zoom < 0) {
      return value(0, k << -zoom);
    }
    return log
        ? Geometric.at(low.doubleValue(), high.doubleValue(), k, (long) TILE << zoom)
        : exact(zoom, k).doubleValue();
  }

  /** The same as a decimal, of an axis of equal steps. */
  BigDecimal exact(int zoom, long k) {
    return low.add(step(zoom).multiply(BigDecimal.valueOf(k)));
  }

  /** What one pixel adds, on an axis of equal steps: a decimal, for 2 divides 10. */
  BigDecimal step(int zoom) {
    BigDecimal width = high.subtract(low);
    return zoom >= -BITS
        ? width.divide(BigDecimal.valueOf(2).pow(BITS + zoom)).stripTrailingZeros()
        : width.multiply(BigDecimal.valueOf(2).pow(-BITS - zoom));
  }
}
