package org.basin.draw;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Equal distances for equal differences.
 *
 * @param low stands at 0
 * @param high stands at 1, at least {@code low}
 */
public record LinearScale(double low, double high) implements ValueScale {

  public LinearScale {
    if (!Double.isFinite(high - low) || low > high) {
      throw new IllegalArgumentException(
          "low <= high must hold, both finite, got low=" + low + ", high=" + high);
    }
  }

  @Override
  public double share(double value) {
    return high == low ? 0.5 : (value - low) / (high - low);
  }

  @Override
  public List<Tick> ticks(int most) {
    if (high == low) {
      return List.of(new Tick(0.5, Shown.place(low)));
    }
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal value : round(low, high, most)) {
      ticks.add(new Tick(share(value.doubleValue()), text(value)));
    }
    return ticks;
  }

  @Override
  public String word() {
    return "";
  }

  /** Multiples of 1, 2 or 5 times a power of ten in {@code [low, high]}, which differ. */
  static List<BigDecimal> round(double low, double high, int most) {
    BigDecimal step = step((high - low) / Math.max(1, most));
    List<BigDecimal> values = values(low, high, step);
    return values.size() > most ? values(low, high, step(step.doubleValue() * 1.01)) : values;
  }

  private static List<BigDecimal> values(double low, double high, BigDecimal step) {
    BigDecimal first = BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<BigDecimal> values = new ArrayList<>();
    BigDecimal end = BigDecimal.valueOf(high);
    for (BigDecimal value = first; value.compareTo(end) <= 0; value = value.add(step)) {
      values.add(value);
    }
    return values;
  }

  /** The least of 1, 2, 5, 10 times a power of ten that is not below a number. */
  private static BigDecimal step(double least) {
    int power = (int) Math.floor(Math.log10(least));
    for (int digit : new int[] {1, 2, 5}) {
      BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
      if (step.doubleValue() >= least) {
        return step;
      }
    }
    return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
  }

  static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    boolean power =
        plain.signum() != 0 && (exponent >= 6 || exponent < -4 && plain.precision() < 4);
    if (!power) {
      return plain.toPlainString();
    }
    BigDecimal digits = plain.scaleByPowerOfTen(-exponent).stripTrailingZeros();
    return digits.toPlainString() + "e" + exponent;
  }
}
