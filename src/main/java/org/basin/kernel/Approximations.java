package org.basin.kernel;

/**
 * Single-precision functions as a fixed sequence of fma, +, ×, ÷, comparisons and operations on the
 * bits as ints: the same bits on every machine, scalar or vector. The vector engine repeats them
 * vector by vector.
 *
 * <p>e^x: Cody and Waite's reduction x = n ln2 + r with |r| ≤ ln2/2, a polynomial of degree 6 in r
 * (Remez, relative error 1.9e-9), and 2^n added to the exponent; relative error below 2e-7. {@link
 * #sigmoid} and {@link #tanh} take e^r as a quotient, which their own division absorbs
 * (docs/decisions/0020). Of NaN and of an infinity they are NaN: an infinite input is a divergence,
 * and must show. Their slopes come from their values: {@link Precision#sigmoidSlope} and {@link
 * Precision#tanhSlope}.
 *
 * <p>sin x and cos x: x = n π + r with |r| ≤ π/2, polynomials of degree 9 and 8 in r (minimax,
 * absolute errors 2e-9 and 6e-8), and the sign of (-1)^n. Up to |x| = 1e5 both are within 2e-7;
 * beyond 2^22 π they grow without bound, so a divergence shows. Φ x of the normal distribution:
 * {@code t P(t) e^(-x²/2)} with t = 1/(1 + 0.27 |x|) (the form of Abramowitz and Stegun 7.1.26, its
 * P refitted, of degree 5), absolute error 2e-7; x Φ(x) is within 2e-7 max(1, |x|), its slope
 * within 3e-7.
 */
public final class Approximations {

  /** Beyond this 2^n leaves the normal numbers; e^87 = 6e37. */
  public static final float LIMIT = 87f;

  public static final float LOG2_E = 1.44269504f;

  /** Adding it rounds to a whole number and leaves that number in the low bits of the mantissa. */
  public static final float ROUND = 12582912f;

  /** The upper bits of ln2, so that n times it is exact, and the rest. */
  public static final float LN2_HIGH = 0.693359375f;

  public static final float LN2_LOW = -2.12194440e-4f;

  public static final float E0 = 1f;
  public static final float E1 = 1f;
  public static final float E2 = 0.4999999f;
  public static final float E3 = 0.1666642f;
  public static final float E4 = 0.04166823f;
  public static final float E5 = 0.008374857f;
  public static final float E6 = 0.0013836795f;

  public static final int LIMIT_BITS = Float.floatToRawIntBits(LIMIT);
  public static final int SIGN = 0x80000000;

  /** r coth(r/2) is 2 + A1 r² + A2 r⁴ for |r| ≤ ln2/2: e^r to 5e-10, relative. */
  public static final float A1 = 0.16666616f;

  public static final float A2 = -0.0027659165f;

  /** From here on tanh is 1 in single precision; and the bits of this number. */
  public static final float TANH_LIMIT = 10f;

  public static final int TANH_LIMIT_BITS = Float.floatToRawIntBits(TANH_LIMIT);

  public static final float TWO_LOG2_E = 2 * LOG2_E;

  /** The error of this constant, 1e-9, times n (1 - tanh²) is below 1e-9 for every n. */
  public static final float HALF_LN2 = 0.34657359f;

  /** -w coth w is -1 + B1 w² + B2 w⁴ for |w| ≤ ln2/4, the polynomial above at r = 2w, halved. */
  public static final float B1 = -2 * A1;

  public static final float B2 = -8 * A2;

  /** √½ as bits: mantissas are taken from [√½, √2). */
  public static final int HALF_ROOT = 0x3F3504F3;

  public static final int ONE = 0x3F800000;
  public static final int MANTISSA = 0x007FFFFF;

  /** {@link #ROUND} as bits; a small whole number added to them is that number as a float. */
  public static final int ROUND_BITS = 0x4B400000;

  public static final float LOG_LN2_HIGH = 6.9313812256e-01f;
  public static final float LOG_LN2_LOW = 9.0580006145e-06f;
  public static final float L1 = 0xaaaaaa.0p-24f;
  public static final float L2 = 0xccce13.0p-25f;
  public static final float L3 = 0x91e9ee.0p-25f;
  public static final float L4 = 0xf89e26.0p-26f;

  public static final float ONE_OVER_PI = 0.31830987f;

  /** π, and what it lacks. */
  public static final float PI_HIGH = 3.1415927f;

  public static final float PI_LOW = -8.742278e-8f;

  public static final float S1 = -0.16666667f;
  public static final float S2 = 0.008333157f;
  public static final float S3 = -0.00019812981f;
  public static final float S4 = 2.6097198e-06f;

  public static final float C1 = -0.49999937f;
  public static final float C2 = 0.041664086f;
  public static final float C3 = -0.0013856489f;
  public static final float C4 = 2.3204566e-05f;

  public static final float NORMAL_SCALE = 0.27f;
  public static final float N1 = 0.119622976f;
  public static final float N2 = 0.013495453f;
  public static final float N3 = 0.4063218f;
  public static final float N4 = -0.4321882f;
  public static final float N5 = 0.5157502f;
  public static final float N6 = -0.12300226f;

  /** 1 / √(2π), the density of the normal distribution at 0. */
  public static final float DENSITY = 0.3989423f;

  private Approximations() {}

  /** e^x; x is clamped to ±87. */
  public static float exp(float x) {
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

  /**
   * 1 / (1 + e^-x), in 17 operations. With -x = n ln2 + r and a = r coth(r/2), e^r is (a + r)/(a -
   * r), so that
   *
   * <pre>
   *   c = -x, within ±87            three integer operations, {@link #opposite}
   *   n = c log2 e, rounded         fma to t, whose low bits are n, and a subtraction
   *   r = c - n ln2                 two fma, the first exact
   *   a = 2 + A1 r² + A2 r⁴         r², two fma; the 2 is 0 x + 2: NaN for what is not finite
   *   σ = (a - r) / ((a - r) + 2^n (a + r))
   *                                 2^n is added to the exponent of a + r: t shifted left by 23
   * </pre>
   *
   * Relative error below 2e-7 from -87 on (1.76e-7 is the greatest over all floats), absolute error
   * below 9e-8. Below -87 it stays at 1.65e-38, from 17.4 on it is 1, and it is never outside [0,
   * 1]. It rises, but for steps of one unit in the last place.
   */
  public static float sigmoid(float x) {
    float c = opposite(x, LIMIT_BITS);
    float t = Math.fma(c, LOG2_E, ROUND);
    float n = t - ROUND;
    float r = Math.fma(n, -LN2_HIGH, c);
    r = Math.fma(n, -LN2_LOW, r);
    float s = r * r;
    float a = Math.fma(Math.fma(s, A2, A1), s, Math.fma(x, 0f, 2f));
    float q = a - r;
    float p = a + r;
    p = Float.intBitsToFloat(Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(t) << 23));
    return q / (q + p);
  }

  /**
   * Hyperbolic tangent, in 19 operations without a branch. With -2x = n ln2 + 2w, k = 2^-n and b =
   * -w coth w, e^2x is k (b + w)/(b - w), so that
   *
   * <pre>
   *   c = -x, within ±10            three integer operations, {@link #opposite}
   *   n = 2c log2 e, rounded        fma to t, whose low bits are n, and a subtraction
   *   w = c - n ln2/2               one fma
   *   b = -1 + B1 w² + B2 w⁴        w², two fma; the -1 is 0 x - 1: NaN for what is not finite
   *   k = 2^-n                      the bits of 1 minus t shifted left by 23
   *   tanh x = (b (k - 1) + w (k + 1)) / (b (k + 1) + w (k - 1))
   *                                 the right products first, then an fma each
   * </pre>
   *
   * Near 0, n is 0, k is 1 and it is w/b: no cancellation. With b negative and w = -x a zero keeps
   * its sign. The function is odd to the last bit: the steps of x and of -x differ by signs and
   * powers of two only.
   *
   * <p>Relative error below 2e-7 everywhere (1.79e-7 is the greatest over all floats), absolute
   * error below 1.5e-7. Below 4e-4, subnormal numbers included, it is x itself. Its magnitude is
   * never above 1, and 1 from 8.5 on. It rises, but for steps of four units in the last place.
   */
  public static float tanh(float x) {
    float c = opposite(x, TANH_LIMIT_BITS);
    float t = Math.fma(c, TWO_LOG2_E, ROUND);
    float n = t - ROUND;
    float w = Math.fma(n, -HALF_LN2, c);
    float s = w * w;
    float b = Math.fma(Math.fma(s, B2, B1), s, Math.fma(x, 0f, -1f));
    float k = Float.intBitsToFloat(ONE - (Float.floatToRawIntBits(t) << 23));
    float less = k - 1f;
    float more = k + 1f;
    return Math.fma(b, less, w * more) / Math.fma(b, more, w * less);
  }

  /**
   * -x, clamped: as ints positive floats have the order of their magnitudes and are above all
   * negative ones, so a minimum clamps one side, and after the turn of the sign the other. What is
   * not a number becomes the limit.
   */
  private static float opposite(float x, int limitBits) {
    int above = Math.min(Float.floatToRawIntBits(x), limitBits);
    return Float.intBitsToFloat(Math.min(above ^ SIGN, limitBits));
  }

  /** e^x that leaves the numbers: infinite above 87; NaN for NaN and for minus infinity. */
  public static float openExp(float x) {
    return x > LIMIT ? Float.POSITIVE_INFINITY : exp(x) + zero(x);
  }

  /**
   * ln x of a positive normal number, NaN for any other. Sun's: x = 2^k (1 + f) with 1 + f in [√½,
   * √2), s = f/(2 + f), and a polynomial in s² (Remez, 2^-34).
   */
  public static float log(float x) {
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
  public static float softplus(float x) {
    return Math.max(x, 0f) + log(exp(-Math.abs(x)) + 1f) + zero(x);
  }

  /**
   * {@code e^(n ln x)}; 0 for x below the normal numbers. The error of the logarithm grows with the
   * exponent: relative error below 2e-7 (1 + |n ln x|).
   */
  public static float power(float x, float n) {
    return x < Float.MIN_NORMAL ? 0f : openExp(n * log(x));
  }

  /** sin x. */
  public static float sin(float x) {
    float t = Math.fma(x, ONE_OVER_PI, ROUND);
    float r = reduced(x, t - ROUND);
    float s = r * r;
    float p = Math.fma(s, S4, S3);
    p = Math.fma(p, s, S2);
    p = Math.fma(p, s, S1);
    return signed(Math.fma(p * s, r, r), t);
  }

  /** cos x. */
  public static float cos(float x) {
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
  public static float gelu(float x) {
    return x * normal(x, exp(x * -0.5f * x)) + zero(x);
  }

  /** Φ(x) + x φ(x). */
  public static float geluSlope(float x) {
    float e = exp(x * -0.5f * x);
    return Math.fma(x * e, DENSITY, normal(x, e)) + zero(x);
  }

  /** 0 for a finite number, NaN for any other, so that divergence shows. */
  @SuppressWarnings("IdentityBinaryExpression")
  public static float zero(float x) {
    return x - x;
  }
}
