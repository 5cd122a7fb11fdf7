package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ApproximationsTest {

  /** Every 97th float, so that all exponents and many mantissas occur. */
  private static final int STRIDE = 97;

  interface FloatFunction {
    float of(float x);
  }

  interface DoubleFunction {
    double of(double x);
  }

  @Test
  void expIsWithinTwoTenMillionths() {
    assertThat(worst(Approximations::exp, Math::exp, 87)).isLessThan(2e-7);
  }

  @Test
  void sigmoidIsWithinTwoTenMillionths() {
    assertThat(worst(Approximations::sigmoid, x -> 1 / (1 + Math.exp(-x)), 86.9f)).isLessThan(2e-7);
  }

  @Test
  void tanhIsWithinThreeTenMillionths() {
    assertThat(worst(Approximations::tanh, Math::tanh, Float.MAX_VALUE)).isLessThan(3e-7);
  }

  @Test
  void sineAndCosineAreWithinTwoTenMillionthsUpToAHundredThousand() {
    assertThat(farthest(Approximations::sin, Math::sin, 1e5f)).isLessThan(2e-7);
    assertThat(farthest(Approximations::cos, Math::cos, 1e5f)).isLessThan(2e-7);
    assertThat(Approximations.sin(-0f)).isEqualTo(-0f);
    assertThat(Approximations.cos(0f)).isEqualTo(1f);
  }

  @Test
  void geluIsWithinTwoTenMillionthsOfItsInputOrOneAndItsSlopeWithinThree() {
    DoubleFunction gelu = x -> x * NormalDistribution.below(x) / Math.max(1, Math.abs(x));
    FloatFunction scaled = x -> Approximations.gelu(x) / Math.max(1, Math.abs(x));
    assertThat(farthest(scaled, gelu, 1e6f)).isLessThan(2e-7);
    DoubleFunction slope = x -> NormalDistribution.below(x) + x * NormalDistribution.density(x);
    assertThat(farthest(Approximations::geluSlope, slope, 1e6f)).isLessThan(3e-7);
  }

  /** Values of Φ from tables of 15 places. */
  @Test
  void theNormalDistributionIsThatOfTheTables() {
    assertThat(NormalDistribution.below(0)).isEqualTo(0.5);
    assertThat(NormalDistribution.below(1)).isCloseTo(0.841344746068543, within(1e-15));
    assertThat(NormalDistribution.below(-2)).isCloseTo(0.022750131948179, within(1e-15));
    assertThat(NormalDistribution.below(6)).isCloseTo(0.999999999013412, within(1e-15));
    assertThat(NormalDistribution.below(-40)).isZero();
    assertThat(NormalDistribution.below(40)).isEqualTo(1);
    assertThat(NormalDistribution.below(Double.NaN)).isNaN();
  }

  /** The greatest absolute error. */
  private static double farthest(FloatFunction f, DoubleFunction truth, float limit) {
    double worst = 0;
    int last = Float.floatToRawIntBits(limit);
    for (int bits = Float.floatToRawIntBits(1e-8f); bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, Math.abs(f.of(x) - truth.of(x)));
      worst = Math.max(worst, Math.abs(f.of(-x) - truth.of(-x)));
    }
    return worst;
  }

  @Test
  void theOpenExponentialIsWithinTwoTenMillionthsAndLeavesTheNumbersAbove87() {
    assertThat(worst(Approximations::openExp, Math::exp, 87)).isLessThan(2e-7);
    assertThat(Approximations.openExp(87.001f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Approximations.openExp(Float.NaN)).isNaN();
    assertThat(Approximations.openExp(Float.NEGATIVE_INFINITY)).isNaN();
  }

  @Test
  void logIsWithinATenMillionth() {
    double worst = 0;
    int last = Float.floatToRawIntBits(Float.MAX_VALUE);
    for (int bits = Float.floatToRawIntBits(Float.MIN_NORMAL); bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      double truth = Math.log(x);
      worst = truth == 0 ? worst : Math.max(worst, relative(Approximations.log(x), truth));
    }
    assertThat(worst).isLessThan(1e-7);
    assertThat(Approximations.log(1f)).isZero();
    for (float x : new float[] {0f, -1f, 1e-40f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(Approximations.log(x)).isNaN();
    }
  }

  /** The error is that of a number near 1, so it is absolute below 1 and relative above. */
  @Test
  void softplusIsWithinTwoTenMillionthsOfItselfOrOne() {
    double worst = 0;
    int last = Float.floatToRawIntBits(1e30f);
    for (int bits = Float.floatToRawIntBits(Float.MIN_NORMAL); bits < last; bits += STRIDE) {
      for (float x : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
        double truth = Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs((double) x)));
        double error = Math.abs(Approximations.softplus(x) - truth);
        worst = Math.max(worst, error / Math.max(1, truth));
      }
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void powersAreWithinTheErrorOfTheirLogarithm() {
    Random random = new Random(7);
    double worst = 0;
    for (int i = 0; i < 1_000_000; i++) {
      float x = (float) Math.exp(20 * random.nextGaussian());
      float n = (float) (4 * random.nextGaussian());
      double log = n * Math.log(x);
      if (x >= Float.MIN_NORMAL && Math.abs(log) < 86.9) {
        double error = relative(Approximations.power(x, n), Math.exp(log));
        worst = Math.max(worst, error / (1 + Math.abs(log)));
      }
    }
    assertThat(worst).isLessThan(2e-7);
    assertThat(Approximations.power(-3f, 0f)).isZero();
    assertThat(Approximations.power(0f, -1f)).isZero();
    assertThat(Approximations.power(2f, 0f)).isEqualTo(1f);
    assertThat(Approximations.power(Float.NaN, 2f)).isNaN();
  }

  private static double worst(FloatFunction f, DoubleFunction truth, float limit) {
    double worst = 0;
    int last = Float.floatToRawIntBits(limit);
    for (int bits = Float.floatToRawIntBits(Float.MIN_NORMAL); bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, relative(f.of(x), truth.of(x)));
      worst = Math.max(worst, relative(f.of(-x), truth.of(-x)));
    }
    return worst;
  }

  private static double relative(double actual, double expected) {
    return Math.abs(actual - expected) / Math.abs(expected);
  }

  @Test
  void whatIsNotFiniteBecomesNaN() {
    for (float x : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertThat(Approximations.sigmoid(x)).isNaN();
      assertThat(Approximations.tanh(x)).isNaN();
      assertThat(Approximations.sin(x)).isNaN();
      assertThat(Approximations.cos(x)).isNaN();
      assertThat(Approximations.gelu(x)).isNaN();
      assertThat(Approximations.geluSlope(x)).isNaN();
    }
  }

  @Test
  void farOutTheFunctionsSaturate() {
    assertThat(Approximations.sigmoid(1e30f)).isEqualTo(1f);
    assertThat(Approximations.sigmoid(-1e30f)).isBetween(0f, 2e-38f);
    assertThat(Approximations.tanh(1e30f)).isEqualTo(1f);
    assertThat(Approximations.tanh(-1e30f)).isEqualTo(-1f);
    assertThat(Approximations.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(Approximations.tanh(-0f)).isEqualTo(-0f);
  }
}
