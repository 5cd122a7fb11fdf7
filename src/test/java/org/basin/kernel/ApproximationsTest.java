package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
