package org.basin.draw;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Equal distances for equal numbers of values, those below zero on the lower side and the others on
 * the upper one, with a gap between them: every colour is used, and the sign is always seen. After
 * J. Sohl-Dickstein, "The boundary of neural network trainability is fractal" (2024),
 * arXiv:2402.06184, whose pictures are stretched this way.
 */
public final class RankScale implements ValueScale {

  /** The share of each side that is left out beside zero, as in the paper's pictures. */
  private static final double GAP = 0.25;

  /** So many quantiles a side tell the colours of a picture apart. */
  private static final int MOST = 1024;

  private final double[] below;
  private final double[] above;

  private RankScale(double[] below, double[] above) {
    this.below = below;
    this.above = above;
  }

  /**
   * The scale of some values, by their quantiles.
   *
   * @param values in any order, NaN left out; neither kept nor changed
   */
  public static RankScale of(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    int end = sorted.length;
    while (end > 0 && Float.isNaN(sorted[end - 1])) {
      end--;
    }
    int zero = 0;
    while (zero < end && sorted[zero] < 0) {
      zero++;
    }
    return new RankScale(quantiles(sorted, 0, zero), quantiles(sorted, zero, end));
  }

  private static double[] quantiles(float[] sorted, int from, int until) {
    int most = Math.min(MOST, until - from);
    double[] quantiles = new double[most];
    for (int i = 0; i < most; i++) {
      long last = until - from - 1;
      quantiles[i] = sorted[from + (int) (most == 1 ? 0 : last * i / (most - 1))];
    }
    return quantiles;
  }

  @Override
  public double share(double value) {
    double side =
        value < 0 ? -1 + (1 - GAP) * rank(below, value) : GAP + (1 - GAP) * rank(above, value);
    return (1 + side) / 2;
  }

  /** Where a value stands among quantiles, from 0 to 1; the middle of equal ones. */
  private static double rank(double[] quantiles, double value) {
    if (quantiles.length < 2) {
      return 0.5;
    }
    int low = 0;
    int high = quantiles.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (quantiles[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int after = low;
    while (after < quantiles.length && quantiles[after] == value) {
      after++;
    }
    double at = after > low ? (low + after - 1) / 2.0 : low - 0.5;
    return Math.min(1, Math.max(0, at / (quantiles.length - 1)));
  }

  /** Quantiles of both sides. */
  @Override
  public List<Tick> ticks(int most) {
    int each = Math.max(1, most / 2 - 1);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= each && below.length > 0; i++) {
      add(ticks, below, i, each, (1 - GAP) / 2 * i / each);
    }
    for (int i = 0; i <= each && above.length > 0; i++) {
      add(ticks, above, i, each, (1 + GAP) / 2 + (1 - GAP) / 2 * i / each);
    }
    return ticks;
  }

  private static void add(List<Tick> ticks, double[] quantiles, int i, int of, double share) {
    double value = quantiles[(int) Math.round((quantiles.length - 1.0) * i / of)];
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(2));
    ticks.add(new Tick(share, LinearScale.text(rounded)));
  }

  @Override
  public String word() {
    return "colours by rank";
  }
}
