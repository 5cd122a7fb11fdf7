package org.basin.sweep;

import java.util.Arrays;

/**
 * Distinct real numbers as a file of points lists them: unboxed, for there may be millions.
 *
 * @param numbers at least one, all finite; neither copied nor changed
 */
public record Numbers(double... numbers) implements Setting.Axis {

  public Numbers {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("an axis must have at least one value, got []");
    }
  }

  @Override
  public int size() {
    return numbers.length;
  }

  @Override
  public Object value(int k) {
    return numbers[k];
  }

  @Override
  public double number(int k) {
    return numbers[k];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Numbers that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return new Setting.Values(Arrays.stream(numbers).<Object>mapToObj(Double::valueOf).toList())
        .toString();
  }
}
