package org.basin.sweep;

import org.basin.sweep.text.Numeral;

/**
 * A distribution over real numbers, from which a sampling method draws. It has no list of values:
 * {@link #quantile} gives the value of a draw, and the places of the axis are evenly likely
 * landmarks, for pictures and tables that walk along an axis.
 */
public sealed interface Distribution extends Setting.Axis {

  /** Landmarks along a distribution. */
  int LANDMARKS = 1025;

  /** How far from its middle a normal distribution is drawn, in standard deviations. */
  double REACH = 8.3;

  /**
   * The number that a share of the draws stays below.
   *
   * @param share above 0 and below 1
   */
  double quantile(double share);

  /** The least number that is drawn, or a bound below it. */
  double least();

  /** The greatest number that is drawn, or a bound above it. */
  double most();

  /** What a sweep file calls it. */
  String word();

  @Override
  default int size() {
    return LANDMARKS;
  }

  @Override
  default Object value(int k) {
    return number(k);
  }

  @Override
  default double number(int k) {
    return quantile((k + 0.5) / LANDMARKS);
  }

  /**
   * Evenly likely between two ends.
   *
   * @param least finite
   * @param most above {@code least}
   */
  record Uniform(double least, double most) implements Distribution {
    public static final String WORD = "uniform";

    public Uniform {
      requireEnds(least, most);
    }

    @Override
    public double quantile(double share) {
      return Math.min(most, least + (most - least) * share);
    }

    @Override
    public double number(int k) {
      return k == LANDMARKS - 1 ? most : quantile((double) k / (LANDMARKS - 1));
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String toString() {
      return written(this);
    }
  }

  /**
   * Evenly likely in its logarithm, by {@link StrictMath}, so that every machine draws the same
   * bits.
   *
   * @param least above 0
   * @param most above {@code least}
   */
  record LogUniform(double least, double most) implements Distribution {
    public static final String WORD = "log_uniform_values";

    public LogUniform {
      requireEnds(least, most);
      if (!(least > 0)) {
        throw new IllegalArgumentException(
            "min > 0 must hold for log_uniform_values, got min=" + Numeral.text(least));
      }
    }

    @Override
    public double quantile(double share) {
      double low = StrictMath.log(least);
      double value = StrictMath.exp(low + (StrictMath.log(most) - low) * share);
      return Math.min(most, Math.max(least, value));
    }

    @Override
    public double number(int k) {
      return k == 0 ? least : k == LANDMARKS - 1 ? most : quantile((double) k / (LANDMARKS - 1));
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String toString() {
      return written(this);
    }
  }

  /**
   * The normal distribution.
   *
   * @param mu its middle, μ
   * @param sigma its standard deviation, σ, above 0
   */
  record Normal(double mu, double sigma) implements Distribution {
    public static final String WORD = "normal";

    public Normal {
      if (!(sigma > 0) || !Double.isFinite(sigma) || !Double.isFinite(mu)) {
        throw new IllegalArgumentException(
            "mu must be finite and sigma > 0, got mu=%s, sigma=%s"
                .formatted(Numeral.text(mu), Numeral.text(sigma)));
      }
    }

    @Override
    public double quantile(double share) {
      return mu + sigma * NormalQuantile.of(share);
    }

    @Override
    public double least() {
      return mu - REACH * sigma;
    }

    @Override
    public double most() {
      return mu + REACH * sigma;
    }

    @Override
    public String word() {
      return WORD;
    }

    @Override
    public String toString() {
      return "{mu: %s, sigma: %s, distribution: normal}"
          .formatted(Numeral.text(mu), Numeral.text(sigma));
    }
  }

  private static void requireEnds(double least, double most) {
    Bounds.check(least, most);
    if (least == most) {
      throw new IllegalArgumentException(
          "min < max must hold for a distribution, " + Bounds.got(least, most));
    }
  }

  private static String written(Distribution range) {
    return "{min: %s, max: %s, distribution: %s}"
        .formatted(Numeral.text(range.least()), Numeral.text(range.most()), range.word());
  }
}
