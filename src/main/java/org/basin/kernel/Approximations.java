package org.basin.kernel;

/**
 * Single-precision functions as a fixed sequence of fma, +, ×, ÷ and comparisons: the same bits on
 * every machine, scalar or vector. {@link VectorKernels} repeats them vector by vector.
 *
 * <p>e^x: Cody and Waite's reduction x = n ln2 + r with |r| ≤ ln2/2, a polynomial of degree 6 in r
 * (Remez, relative error 1.9e-9), and 2^n added to the exponent. The relative error of e^x and of
 * the sigmoid is below 2e-7 and that of tanh below 3e-7; the tests hold them to it. The sigmoid and
 * tanh of NaN and of an infinity are NaN: an infinite input is a divergence, and must show.
 *
 * <p>sin x and cos x: x = n π + r with |r| ≤ π/2, polynomials of degree 9 and 8 in r (minimax,
 * absolute errors 2e-9 and 6e-8), and the sign of (-1)^n. Up to |x| = 1e5 both are within 2e-7;
 * beyond 2^22 π they grow without bound, so a divergence shows. Φ x of the normal distribution:
 * {@code t P(t) e^(-x²/2)} with t = 1/(1 + 0.27 |x|) (the form of Abramowitz and Stegun 7.1.26, its
 * P refitted, of degree 5), absolute error 2e-7; x Φ(x) is within 2e-7 max(1, |x|), its slope
 * within 3e-7.
 */
final class Approximations {

  /** Beyond this 2^n leaves the normal numbers; e^87 = 6e37. */
  static final float LIMIT = 87f;

  static final float LOG2_E = 1.44269504f;

  /** Adding it rounds to a whole number and leaves that number in the low bits of the mantissa. */
  static final float ROUND = 12582912f;

  /** The upper bits of ln2, so that n times it is exact, and the rest. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;

  static final float E0 = 1f;
  static final float E1 = 1f;
  static final float E2 = 0.4999999f;
  static final float E3 = 0.1666642f;
  static final float E4 = 0.04166823f;
  static final float E5 = 0.008374857f;
  static final float E6 = 0.0013836795f;

  /** Below this tanh is x + x³ P(x²): 1 - 2/(e^2x + 1) would cancel. */
  static final float TANH_SMALL = 0.625f;

  static final float T0 = -3.33332819422e-1f;
  static final float T1 = 1.33314422036e-1f;
  static final float T2 = -5.37397155531e-2f;
  static final float T3 = 2.06390887954e-2f;
  static final float T4 = -5.70498872745e-3f;

  /** √½ as bits: mantissas are taken from [√½, √2). */
  static final int HALF_ROOT = 0x3F3504F3;

  static final int ONE = 0x3F800000;
  static final int MANTISSA = 0x007FFFFF;

  /** {@link #ROUND} as bits; a small whole number added to them is that number as a float. */
  static final int ROUND_BITS = 0x4B400000;

  static final float LOG_LN2_HIGH = 6.9313812256e-01f;
  static final float LOG_LN2_LOW = 9.0580006145e-06f;
  static final float L1 = 0xaaaaaa.0p-24f;
  static final float L2 = 0xccce13.0p-25f;
  static final float L3 = 0x91e9ee.0p-25f;
  static final float L4 = 0xf89e26.0p-26f;

  static final float ONE_OVER_PI = 0.31830987f;

  /** π, and what it lacks. */
  static final float PI_HIGH = 3.1415927f;

  static final float PI_LOW = -8.742278e-8f;

  static final float S1 = -0.16666667f;
  static final float S2 = 0.008333157f;
  static final float S3 = -0.00019812981f;
  static final float S4 = 2.6097198e-06f;

  static final float C1 = -0.49999937f;
  static final float C2 = 0.041664086f;
  static final float C3 = -0.0013856489f;
  static final float C4 = 2.3204566e-05f;

  static final float NORMAL_SCALE = 0.27f;
  static final float N1 = 0.119622976f;
  static final float N2 = 0.013495453f;
  static final float N3 = 0.4063218f;
  static final float N4 = -0.4321882f;
  static final float N5 = 0.5157502f;
  static final float N6 = -0.12300226f;

  /** 1 / √(2π), the density of the normal distribution at 0. */
  static final float DENSITY = 0.3989423f;

  private Approximations() {}

  /** e^x; x is clamped to ±87. */
  static float exp(float x) {
    float c = Math.min(LIMIT, Math.max(-LIMIT, x));
    float t = Math.fma(c, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, c);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(r, E6, E5);
    p = Math.fma(p, r, E4);
    p = Math.fma(p, r, E3);
    p = Math.fma(p, r, E2);
    p = Math.fma(p, r, E1);
    p = Math.fma(p, r, E0);
    return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
  }

  /** 1 / (1 + e^-x). The fma is 1, or NaN for what is not finite, so that divergence shows. */
  static float sigmoid(float x) {
    return 1f / (exp(-x) + Math.fma(x, 0f, 1f));
  }

  /** Hyperbolic tangent. */
  static float tanh(float x) {
    float a = Math.abs(x);
    float far = 1f - 2f / (exp(a + a) + 1f);
    far = Math.copySign(far, x) + zero(x);
    float s = x * x;
    float p = Math.fma(s, T4, T3);
    p = Math.fma(p, s, T2);
    p = Math.fma(p, s, T1);
    p = Math.fma(p, s, T0);
    float near = Math.fma(p * s, x, x);
    return a < TANH_SMALL ? near : far;
  }

  /** e^x that leaves the numbers: infinite above 87; NaN for NaN and for minus infinity. */
  static float openExp(float x) {
    return x > LIMIT ? Float.POSITIVE_INFINITY : exp(x) + zero(x);
  }

  /**
   * ln x of a positive normal number, NaN for any other. Sun's: x = 2^k (1 + f) with 1 + f in [√½,
   * √2), s = f/(2 + f), and a polynomial in s² (Remez, 2^-34).
   */
  static float log(float x) {
    int shifted = Float.floatToRawIntBits(x) + (ONE - HALF_ROOT);
    float k = Float.intBitsToFloat((shifted >> 23) - 127 + ROUND_BITS) - ROUND;
    float f = Float.intBitsToFloat((shifted & MANTISSA) + HALF_ROOT) - 1f;
    float s = f / (f + 2f);
    float z = s * s;
    float w = z * z;
    float odd = Math.fma(w, L4, L2) * w;
    float even = Math.fma(w, L3, L1) * z;
    float half = f * 0.5f * f;
    float ln = Math.fma(s, half + (even + odd), k * LOG_LN2_LOW) - half + f;
    ln = Math.fma(k, LOG_LN2_HIGH, ln) + zero(x);
    return x < Float.MIN_NORMAL ? Float.NaN : ln;
  }

  /** {@code max(x, 0) + ln(1 + e^-|x|)}; NaN for what is not finite. */
  static float softplus(float x) {
    return Math.max(x, 0f) + log(exp(-Math.abs(x)) + 1f) + zero(x);
  }

  /**
   * {@code e^(n ln x)}; 0 for x below the normal numbers. The error of the logarithm grows with the
   * exponent: relative error below 2e-7 (1 + |n ln x|).
   */
  static float power(float x, float n) {
    return x < Float.MIN_NORMAL ? 0f : openExp(n * log(x));
  }

  /** sin x. */
  static float sin(float x) {
    float t = Math.fma(x, ONE_OVER_PI, ROUND);
    float r = reduced(x, t - ROUND);
    float s = r * r;
    float p = Math.fma(s, S4, S3);
    p = Math.fma(p, s, S2);
    p = Math.fma(p, s, S1);
    return signed(Math.fma(p * s, r, r), t);
  }

  /** cos x. */
  static float cos(float x) {
    float t = Math.fma(x, ONE_OVER_PI, ROUND);
    float r = reduced(x, t - ROUND);
    float s = r * r;
    float p = Math.fma(s, C4, C3);
    p = Math.fma(p, s, C2);
    p = Math.fma(p, s, C1);
    return signed(Math.fma(p, s, 1f), t);
  }

  private static float reduced(float x, float n) {
    return Math.fma(n, -PI_LOW, Math.fma(n, -PI_HIGH, x));
  }

  /** Turns the sign round when the whole number in the low bits of t is odd. */
  private static float signed(float x, float t) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) ^ (Float.floatToRawIntBits(t) << 31));
  }

  /** Φ(x) from {@code e = e^(-x²/2)}. */
  private static float normal(float x, float e) {
    float t = 1f / Math.fma(Math.abs(x), NORMAL_SCALE, 1f);
    float p = Math.fma(t, N6, N5);
    p = Math.fma(p, t, N4);
    p = Math.fma(p, t, N3);
    p = Math.fma(p, t, N2);
    p = Math.fma(p, t, N1);
    float tail = p * t * e;
    return x > 0 ? 1f - tail : tail;
  }

  /** x Φ(x). */
  static float gelu(float x) {
    return x * normal(x, exp(x * -0.5f * x)) + zero(x);
  }

  /** Φ(x) + x φ(x). */
  static float geluSlope(float x) {
    float e = exp(x * -0.5f * x);
    return Math.fma(x * e, DENSITY, normal(x, e)) + zero(x);
  }

  /** 0 for a finite number, NaN for any other, so that divergence shows. */
  @SuppressWarnings("IdentityBinaryExpression")
  static float zero(float x) {
    return x - x;
  }
}
