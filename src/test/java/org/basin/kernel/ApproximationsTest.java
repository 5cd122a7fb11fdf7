package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
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

  /** From -87 on; below, the truth goes on falling and the sigmoid does not. */
  @Test
  void sigmoidIsWithinTwoTenMillionthsOfItself() {
    double worst = 0;
    int last = Float.floatToRawIntBits(Float.MAX_VALUE);
    for (int bits = 0; bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, relative(Approximations.sigmoid(x), sigmoid(x)));
      if (x <= 87) {
        worst = Math.max(worst, relative(Approximations.sigmoid(-x), sigmoid(-x)));
      }
    }
    assertThat(worst).isLessThan(2e-7);
  }

  @Test
  void tanhIsWithinTwoTenMillionthsOfItself() {
    double worst = 0;
    int last = Float.floatToRawIntBits(Float.MAX_VALUE);
    for (int bits = 1; bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      worst = Math.max(worst, relative(Approximations.tanh(x), Math.tanh(x)));
    }
    assertThat(worst).isLessThan(2e-7);
  }

  /** Found by going through all floats: the bounds that Javadoc states are reached, not passed. */
  @Test
  void theGreatestErrorsAreThoseThatAreStated() {
    float x = -1.92546308f;
    assertThat(relative(Approximations.sigmoid(x), sigmoid(x))).isBetween(1.75e-7, 1.76e-7);
    x = 1.7843014f;
    assertThat(Math.abs(Approximations.sigmoid(x) - sigmoid(x))).isBetween(8.9e-8, 9e-8);
    x = 0.173665494f;
    assertThat(relative(Approximations.tanh(x), Math.tanh(x))).isBetween(1.78e-7, 1.79e-7);
    x = 4.50594521f;
    assertThat(Math.abs(Approximations.tanh(x) - Math.tanh(x))).isBetween(1.48e-7, 1.5e-7);
  }

  @Test
  void tanhOfSmallNumbersIsTheNumberWithItsSign() {
    int last = Float.floatToRawIntBits(4e-4f);
    for (int bits = 0; bits < last; bits += 7 * STRIDE) {
      assertSameBits(Approximations.tanh(Float.intBitsToFloat(bits)), Float.intBitsToFloat(bits));
    }
    assertSameBits(Approximations.tanh(-0f), -0f);
    assertSameBits(Approximations.tanh(-Float.MIN_VALUE), -Float.MIN_VALUE);
  }

  @Test
  void tanhIsOddToTheLastBit() {
    int last = Float.floatToRawIntBits(Float.MAX_VALUE);
    for (int bits = 0; bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      assertSameBits(Approximations.tanh(-x), -Approximations.tanh(x));
    }
  }

  /** So slopes are never negative, and what is learned by comparing values is not turned round. */
  @Test
  void sigmoidAndTanhStayWithinTheirLimitsAndNeverFallBeyondTheirErrors() {
    float sigmoid = 0;
    float opposite = 1;
    float tanh = 0;
    int last = Float.floatToRawIntBits(Float.MAX_VALUE);
    for (int bits = 0; bits < last; bits += STRIDE) {
      float x = Float.intBitsToFloat(bits);
      assertRises(sigmoid, Approximations.sigmoid(x));
      assertRises(Approximations.sigmoid(-x), opposite);
      assertRises(tanh, Approximations.tanh(x));
      sigmoid = Math.max(sigmoid, Approximations.sigmoid(x));
      opposite = Math.min(opposite, Approximations.sigmoid(-x));
      tanh = Math.max(tanh, Approximations.tanh(x));
    }
    assertThat(sigmoid).isEqualTo(1f);
    assertThat(opposite).isBetween(1.6e-38f, 1.7e-38f);
    assertThat(tanh).isEqualTo(1f);
  }

  private static void assertRises(float before, float after) {
    if (!(before >= 0 && after <= 1 && after >= before * (1 - 3.5e-7f))) {
      assertThat(after).isBetween(before * (1 - 3.5e-7f), 1f);
      assertThat(before).isNotNegative();
    }
  }

  private static void assertSameBits(float actual, float expected) {
    if (Float.floatToRawIntBits(actual) != Float.floatToRawIntBits(expected)) {
      assertThat(actual).isEqualTo(expected);
      assertThat(Float.floatToRawIntBits(actual)).isEqualTo(Float.floatToRawIntBits(expected));
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Test
  void slopesAreRoundedOnceAndNeverNegative() {
    Random random = new Random(11);
    for (int i = 0; i < 100_000; i++) {
      float y = i < 1000 ? 1 - i * 0x1p-24f : (float) Math.pow(random.nextDouble(), 1 + i % 5);
      BigDecimal exact = new BigDecimal(y);
      BigDecimal square = exact.multiply(exact);
      float sigmoid = (float) Precision.SINGLE.sigmoidSlope(y);
      assertThat(sigmoid).isEqualTo(exact.subtract(square).floatValue()).isNotNegative();
      float tanh = (float) Precision.SINGLE.tanhSlope(y);
      assertThat(tanh).isEqualTo(BigDecimal.ONE.subtract(square).floatValue()).isNotNegative();
    }
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
    float negativeNaN = Float.intBitsToFloat(0xFFC00000);
    float[] odd = {Float.NaN, negativeNaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (float x : odd) {
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
    float[] far = {17.4f, 43, 43.5f, 44, 60, 87, 87.5f, 88, 89, 128, 1e10f, 1e30f, Float.MAX_VALUE};
    for (float x : far) {
      assertThat(Approximations.sigmoid(x)).isEqualTo(1f);
      assertThat(Approximations.tanh(x)).isEqualTo(1f);
      assertThat(Approximations.tanh(-x)).isEqualTo(-1f);
      if (x >= 87) {
        assertThat(Approximations.sigmoid(-x)).isEqualTo(Approximations.sigmoid(-87f));
      }
    }
    assertThat(Approximations.sigmoid(-87f)).isBetween(1.6e-38f, 1.7e-38f);
    assertThat(Approximations.sigmoid(0f)).isEqualTo(0.5f);
    assertThat(Approximations.sigmoid(-0f)).isEqualTo(0.5f);
    assertThat(Approximations.tanh(8.5f)).isEqualTo(1f);
  }
}
