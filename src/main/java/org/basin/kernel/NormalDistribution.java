package org.basin.kernel;

/** The standard normal distribution in double precision. */
final class NormalDistribution {

  /** Beyond this the distribution is 0 or 1 to the last bit. */
  private static final double FAR = 9;

  private NormalDistribution() {}

  /** φ(x). */
  static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** Φ(x), by {@code ½ + φ(x) Σ_n x^(2n+1) / (2n+1)!!}, whose terms have one sign. */
  static double below(double x) {
    if (!(Math.abs(x) < FAR)) {
      return Double.isNaN(x) ? x : x > 0 ? 1 : 0;
    }
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > Math.ulp(sum) / 4; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 0.5 + density(x) * sum;
  }
}
