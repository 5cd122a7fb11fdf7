package org.basin.report;

import java.util.OptionalDouble;

/**
 * A 95 % confidence interval: were the trials of a cell drawn at random, and drawn again and again,
 * 95 % of such intervals would hold the true value.
 *
 * @param low its lower end
 * @param high its upper end
 */
public record Interval(double low, double high) {

  /** The 0.975 quantile of the standard normal distribution. */
  static final double NORMAL = 1.959963984540054;

  /** The 0.975 quantiles of Student's distribution for 1 to 12 degrees of freedom. */
  private static final double[] STUDENT = {
    12.706204736,
    4.302652730,
    3.182446305,
    2.776445105,
    2.570581836,
    2.446911851,
    2.364624252,
    2.306004135,
    2.262157163,
    2.228138852,
    2.200985160,
    2.178812830
  };

  /**
   * The score interval of a share, which stays within 0 and 1 and has a width even for none and
   * all: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). E. B. Wilson, "Probable inference, the
   * law of succession, and statistical inference", JASA 22 (1927).
   *
   * @param hits from 0 to {@code trials}
   * @param trials at least 1
   */
  public static Interval wilson(long hits, long trials) {
    double n = trials;
    double p = hits / n;
    double z2 = NORMAL * NORMAL;
    double center = p + z2 / (2 * n);
    double half = NORMAL * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double scale = 1 + z2 / n;
    return new Interval(
        hits == 0 ? 0 : (center - half) / scale, hits == trials ? 1 : (center + half) / scale);
  }

  /**
   * Half the width of Student's interval of a mean: t s / √n.
   *
   * @param deviation the standard deviation s of the sample, by n - 1
   * @param values how many there are, n
   * @return empty for fewer than two values
   */
  public static OptionalDouble student(double deviation, long values) {
    return values < 2
        ? OptionalDouble.empty()
        : OptionalDouble.of(studentQuantile(values - 1) * deviation / Math.sqrt((double) values));
  }

  /**
   * The 0.975 quantile of Student's distribution: a table, then Fisher and Cornish's expansion
   * about the normal quantile (Abramowitz and Stegun, 26.7.5), right to 1e-5.
   */
  static double studentQuantile(long freedom) {
    if (freedom <= STUDENT.length) {
      return STUDENT[(int) freedom - 1];
    }
    double z = NORMAL;
    double z2 = z * z;
    double f = freedom;
    double first = z * (z2 + 1) / 4;
    double second = z * ((5 * z2 + 16) * z2 + 3) / 96;
    double third = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
    double fourth = z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160;
    return z + (first + (second + (third + fourth / f) / f) / f) / f;
  }
}
