package org.basin.sweep;

import java.util.function.IntToDoubleFunction;

/**
 * Step sizes at positions of the knob of the notebook "Neural Nets t2": {@code α = 2^(-1.005 / (x +
 * 0.005))} for x from 0 to 1, by {@link StrictMath}, so that every machine has the same bits. α is
 * 0.5 where the knob is at its end, 0.252 in the middle, 0.0013 at 0.1 and vanishes at 0.
 *
 * @param positions of the knob, evenly spaced from 0 or more to 1 or less
 */
public record AlphaKnob(Setting.Axis positions) implements Setting.Axis {

  /** The name in a sweep file. */
  public static final String WORD = "alpha_knob";

  public AlphaKnob {
    double min = positions.number(0);
    double max = positions.number(positions.size() - 1);
    if (!(min >= 0 && max <= 1)) {
      throw new IllegalArgumentException(
          "min and max are positions of the knob, 0 <= min <= max <= 1 must hold for alpha_knob, "
              + Bounds.got(min, max));
    }
  }

  /** α at a position from 0 to 1. */
  public static double alpha(double x) {
    return StrictMath.pow(2, -1.005 / (x + 0.005));
  }

  @Override
  public int size() {
    return positions.size();
  }

  @Override
  public Double value(int k) {
    return alpha(positions.number(k));
  }

  @Override
  public IntToDoubleFunction reader() {
    IntToDoubleFunction at = positions.reader();
    return k -> alpha(at.applyAsDouble(k));
  }

  @Override
  public String toString() {
    String range = positions.toString();
    return range.substring(0, range.length() - 1) + ", distribution: " + WORD + "}";
  }
}
