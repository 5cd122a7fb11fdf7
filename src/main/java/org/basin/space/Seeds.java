package org.basin.space;

/**
 * Seeds and random numbers as pure functions: of a point's values for a trial, of a seed and a
 * counter for a draw. Nothing is drawn in sequence, so trials and weights may be computed in any
 * order, anywhere.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood: Fast
 * splittable pseudorandom number generators, OOPSLA 2014; variant 13 of D. Stafford), a bijection
 * of 64 bits. Changing anything here changes every result; the tests hold literal values.
 */
public final class Seeds {

  /** 2^64 divided by the golden ratio: the step of SplitMix64. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Hash of a text, over its UTF-16 units. */
  public static long hash(String text) {
    long hash = text.length();
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash + STEP + text.charAt(i));
    }
    return hash;
  }

  /**
   * What one axis adds to the sum that {@link #trial} takes; a sum, so that the order of the axes
   * does not matter.
   *
   * @param name {@link #hash} of the axis's name
   * @param value the value's bits, see {@link #bits(double)}, or the hash of its text
   */
  static long term(long name, long value) {
    return mix(name ^ mix(value + STEP));
  }

  /** Bits of a number; -0.0 counts as 0.0. */
  static long bits(double number) {
    return Double.doubleToLongBits(number + 0.0);
  }

  /** Seed of a trial. */
  static long trial(long sumOfTerms, long sweepSeed, int replicate) {
    return mix(mix(sumOfTerms + mix(sweepSeed + STEP)) + (replicate + 1L) * STEP);
  }

  /** The {@code k}-th 64 random bits of a seed. */
  public static long bits(long seed, long k) {
    return mix(mix(seed + STEP) + (k + 1) * STEP);
  }

  /** The {@code k}-th random number of a seed, uniform in [0, 1), a multiple of 2^-53. */
  public static double uniform(long seed, long k) {
    return (bits(seed, k) >>> 11) * 0x1.0p-53;
  }

  /**
   * The {@code k}-th random number of a seed from the standard normal distribution (Box and Muller
   * 1958). Takes {@link StrictMath}, so that every platform draws the same bits. Shares its bits
   * with uniform draws {@code 2k} and {@code 2k + 1} of the same seed.
   */
  public static double normal(long seed, long k) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(seed, 2 * k)));
    return radius * StrictMath.cos(2 * Math.PI * uniform(seed, 2 * k + 1));
  }
}
