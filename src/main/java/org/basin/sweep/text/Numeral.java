package org.basin.sweep.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Numbers as they are written in sweep files: the core schema of YAML 1.2. */
public final class Numeral {

  // bounded, because reading a number of a million digits takes quadratic time
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,400}");
  private static final Pattern BASED = Pattern.compile("0x[0-9a-fA-F]{1,99}|0o[0-7]{1,99}");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST_DECIMAL = 40;

  /** What {@link BigDecimal} makes a decimal of in no time. */
  private static final Pattern EXACT = Pattern.compile("[-+.0-9]+([eE][-+]?[0-9]{1,3})?");

  /** The powers of ten by which and below which whole doubles are exact. */
  private static final double[] TENS =
      IntStream.range(0, 16).mapToDouble(digits -> Double.parseDouble("1e" + digits)).toArray();

  private Numeral() {}

  /** The shortest decimal that reads back as this double, the same on every Java version. */
  public static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.isFinite(value) ? text(decimal(value)) : Double.toString(value);
  }

  /** The shortest decimal that reads back as this float, the same on every Java version. */
  public static String text(float value) {
    if (value == Math.rint(value) && Math.abs(value) < 1 << 24) {
      return Integer.toString((int) value);
    }
    return Float.isFinite(value)
        ? text(shortest(value, Float.toString(value), shorter -> shorter.floatValue() == value))
        : Float.toString(value);
  }

  /**
   * The shortest decimal that reads back as this double, without trailing zeros.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public static BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a range must have finite numbers, got " + value);
    }
    return shortest(value, Double.toString(value), shorter -> shorter.doubleValue() == value);
  }

  /**
   * The nearest decimal of the fewest digits, without trailing zeros.
   *
   * @param known a decimal that reads back; some Java versions write a digit too many
   * @param same whether a decimal reads back
   */
  private static BigDecimal shortest(double value, String known, Predicate<BigDecimal> same) {
    BigDecimal exact = new BigDecimal(value, new MathContext(40)); // some doubles have 700 digits
    int digits = new BigDecimal(known).stripTrailingZeros().precision();
    while (digits > 1 && same.test(rounded(exact, digits - 1))) {
      digits--;
    }
    return rounded(exact, digits).stripTrailingZeros();
  }

  private static BigDecimal rounded(BigDecimal exact, int digits) {
    return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  /**
   * The decimal that a number's text says, without trailing zeros. Of a text of more than {@value
   * #LONGEST_DECIMAL} characters, or with a far exponent, it is that of the nearest double.
   *
   * @param text one of which {@link #real} makes a finite number
   */
  public static BigDecimal decimal(String text) {
    return text.length() <= LONGEST_DECIMAL && EXACT.matcher(text).matches()
        ? new BigDecimal(text).stripTrailingZeros()
        : decimal(real(text).orElseThrow());
  }

  /**
   * A decimal divided by a whole number, as a double: rounded once when both are short, as those
   * that people write are, else once more at the 40th digit.
   */
  public static double quotient(BigDecimal dividend, int divisor) {
    BigDecimal plain = dividend.scale() < 0 ? dividend.setScale(0) : dividend;
    if (plain.precision() < TENS.length && plain.scale() < TENS.length) {
      double below = divisor * TENS[plain.scale()];
      if (below < 0x1p53) { // so that both are exact
        return plain.unscaledValue().longValue() / below;
      }
    }
    return dividend.divide(BigDecimal.valueOf(divisor), new MathContext(40)).doubleValue();
  }

  /** As people write it; reads back as the same decimal. */
  public static String text(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    int exponent = plain.precision() - plain.scale() - 1;
    if (exponent >= -5 && exponent < 15) {
      return plain.toPlainString();
    }
    return plain.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** The whole number that a plain scalar says, however large. */
  public static Optional<BigInteger> whole(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Optional.of(new BigInteger(text));
    }
    if (BASED.matcher(text).matches()) {
      return Optional.of(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
    }
    return Optional.empty();
  }

  /** The number that a plain scalar says; infinite when it is too large for a double. */
  public static Optional<Double> real(String text) {
    if (REAL.matcher(text).matches()) {
      return Optional.of(Double.parseDouble(text) + 0.0); // so that -0 and 0 are one value
    }
    return whole(text).map(BigInteger::doubleValue);
  }

  /** Whether a plain scalar says NaN or infinity, in YAML's or in Java's spelling. */
  public static boolean notFinite(String text) {
    return NOT_FINITE.matcher(text).matches();
  }

  /** A count with separators, for messages: {@code 10,000,001}. */
  public static String grouped(Number count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
