package org.basin.sweep;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.basin.sweep.text.Numeral;

/**
 * Listed values, from which a sampling method draws with these probabilities.
 *
 * @param listed the values
 * @param probabilities one for each value, above 0; they sum to 1 within {@value #TOLERANCE}
 */
public record Weighted(Setting.Values listed, List<BigDecimal> probabilities)
    implements Setting.Axis {

  /** What rounding may make of a sum of 1, as of three thirds. */
  public static final double TOLERANCE = 1e-6;

  public Weighted {
    probabilities = probabilities.stream().map(BigDecimal::stripTrailingZeros).toList();
    if (probabilities.size() != listed.size()) {
      throw new IllegalArgumentException(
          "there must be one probability for each value, got values=%d, probabilities=%d"
              .formatted(listed.size(), probabilities.size()));
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal probability : probabilities) {
      if (probability.signum() <= 0 || probability.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException(
            "a probability must be above 0 and at most 1, got " + Numeral.text(probability));
      }
      sum = sum.add(probability);
    }
    if (sum.subtract(BigDecimal.ONE).abs().doubleValue() > TOLERANCE) {
      throw new IllegalArgumentException(
          "probabilities must sum to 1, got %s = %s"
              .formatted(
                  probabilities.stream().map(Numeral::text).collect(Collectors.joining(" + ")),
                  Numeral.text(sum)));
    }
  }

  @Override
  public int size() {
    return listed.size();
  }

  @Override
  public Object value(int k) {
    return listed.value(k);
  }

  /** The share of the draws that has the value at a place. */
  public double probability(int k) {
    return probabilities.get(k).doubleValue();
  }

  @Override
  public String toString() {
    String values = listed.toString();
    return values.substring(0, values.length() - 1)
        + probabilities.stream()
            .map(Numeral::text)
            .collect(Collectors.joining(", ", ", probabilities: [", "]}"));
  }
}
