package org.basin.code;

import static org.basin.code.Value.Kind.ABS;
import static org.basin.code.Value.Kind.ADD;
import static org.basin.code.Value.Kind.BITS_ADD;
import static org.basin.code.Value.Kind.BITS_AND;
import static org.basin.code.Value.Kind.BITS_LEFT;
import static org.basin.code.Value.Kind.BITS_MIN;
import static org.basin.code.Value.Kind.BITS_OR;
import static org.basin.code.Value.Kind.BITS_RIGHT;
import static org.basin.code.Value.Kind.BITS_SUBTRACT;
import static org.basin.code.Value.Kind.BITS_XOR;
import static org.basin.code.Value.Kind.DIVIDE;
import static org.basin.code.Value.Kind.FMA;
import static org.basin.code.Value.Kind.IF_EQUAL;
import static org.basin.code.Value.Kind.IF_LESS;
import static org.basin.code.Value.Kind.IF_LESS_EQUAL;
import static org.basin.code.Value.Kind.MULTIPLY;
import static org.basin.code.Value.Kind.NEGATE;
import static org.basin.code.Value.Kind.ROOT;
import static org.basin.code.Value.Kind.SUBTRACT;

import java.util.List;
import org.basin.kernel.Activation;
import org.basin.kernel.Approximations;
import org.basin.kernel.Elementary;

/**
 * The functions of {@link Approximations}, as expressions: the same operations in the same order,
 * so the same bits.
 */
public final class Functions {

  private Functions() {}

  /** A number, rounded. */
  public static Value constant(double number) {
    return new Value.Constant(Float.floatToRawIntBits((float) number));
  }

  static Value bits(int bits) {
    return new Value.Constant(bits);
  }

  private static Value of(Value.Kind kind, Value... operands) {
    return new Value.Computed(kind, List.of(operands));
  }

  /** {@code a + b}. */
  public static Value add(Value a, Value b) {
    return of(ADD, a, b);
  }

  /** {@code a - b}. */
  public static Value subtract(Value a, Value b) {
    return of(SUBTRACT, a, b);
  }

  /** {@code a b}. */
  public static Value multiply(Value a, Value b) {
    return of(MULTIPLY, a, b);
  }

  /** {@code a / b}. */
  public static Value divide(Value a, Value b) {
    return of(DIVIDE, a, b);
  }

  /** {@code a b + c}, rounded once. */
  public static Value fma(Value a, Value b, Value c) {
    return of(FMA, a, b, c);
  }

  private static Value fma(Value a, float b, float c) {
    return fma(a, constant(b), constant(c));
  }

  private static Value fma(Value a, Value b, float c) {
    return fma(a, b, constant(c));
  }

  private static Value fma(Value a, float b, Value c) {
    return fma(a, constant(b), c);
  }

  /** {@code -a}. */
  public static Value negate(Value a) {
    return of(NEGATE, a);
  }

  /** {@code |a|}. */
  public static Value abs(Value a) {
    return of(ABS, a);
  }

  /** Square root. */
  public static Value root(Value a) {
    return of(ROOT, a);
  }

  /** {@code a < b ? then : otherwise}. */
  public static Value ifLess(Value a, Value b, Value then, Value otherwise) {
    return of(IF_LESS, a, b, then, otherwise);
  }

  /** {@code a <= b ? then : otherwise}. */
  public static Value ifLessEqual(Value a, Value b, Value then, Value otherwise) {
    return of(IF_LESS_EQUAL, a, b, then, otherwise);
  }

  /** {@code a == b ? then : otherwise}. */
  public static Value ifEqual(Value a, Value b, Value then, Value otherwise) {
    return of(IF_EQUAL, a, b, then, otherwise);
  }

  /** As {@link Math#max(float, float)}: NaN if one is, and 0 is above -0. */
  public static Value max(Value a, Value b) {
    return ifEqual(a, a, ifEqual(a, b, of(BITS_AND, a, b), ifLess(b, a, a, b)), a);
  }

  /** As {@link Math#min(float, float)}: NaN if one is, and -0 is below 0. */
  public static Value min(Value a, Value b) {
    return ifEqual(a, a, ifEqual(a, b, of(BITS_OR, a, b), ifLess(a, b, a, b)), a);
  }

  /** {@code max(x, 0)}. */
  public static Value positive(Value x) {
    Value nothing = constant(0);
    return ifLessEqual(x, nothing, nothing, x);
  }

  private static Value atMost(Value x, float limit) {
    return ifLess(constant(limit), x, constant(limit), x);
  }

  private static Value atLeast(Value x, float limit) {
    return ifLess(x, constant(limit), constant(limit), x);
  }

  private static Value left(Value a, int places) {
    return of(BITS_LEFT, a, bits(places));
  }

  /** {@link Approximations#zero}. */
  public static Value zero(Value x) {
    return subtract(x, x);
  }

  /** {@link Approximations#exp}. */
  public static Value exp(Value x) {
    Value c = atMost(atLeast(x, -Approximations.LIMIT), Approximations.LIMIT);
    Value t = fma(c, Approximations.LOG2_E, Approximations.ROUND);
    Value n = subtract(t, constant(Approximations.ROUND));
    Value r = fma(n, -Approximations.LN2_HIGH, c);
    r = fma(n, -Approximations.LN2_LOW, r);
    Value p = fma(r, Approximations.E6, Approximations.E5);
    p = fma(p, r, Approximations.E4);
    p = fma(p, r, Approximations.E3);
    p = fma(p, r, Approximations.E2);
    p = fma(p, r, Approximations.E1);
    p = fma(p, r, Approximations.E0);
    return of(BITS_ADD, p, left(t, 23));
  }

  /** {@link Approximations#openExp}. */
  public static Value openExp(Value x) {
    return ifLess(
        constant(Approximations.LIMIT), x, constant(Float.POSITIVE_INFINITY), add(exp(x), zero(x)));
  }

  /** {@link Approximations#sigmoid}. */
  public static Value sigmoid(Value x) {
    Value c = opposite(x, Approximations.LIMIT_BITS);
    Value t = fma(c, Approximations.LOG2_E, Approximations.ROUND);
    Value n = subtract(t, constant(Approximations.ROUND));
    Value r = fma(n, -Approximations.LN2_HIGH, c);
    r = fma(n, -Approximations.LN2_LOW, r);
    Value s = multiply(r, r);
    Value a = fma(fma(s, Approximations.A2, Approximations.A1), s, fma(x, 0f, 2f));
    Value q = subtract(a, r);
    Value p = of(BITS_ADD, add(a, r), left(t, 23));
    return divide(q, add(q, p));
  }

  /** {@link Approximations#tanh}. */
  public static Value tanh(Value x) {
    Value c = opposite(x, Approximations.TANH_LIMIT_BITS);
    Value t = fma(c, Approximations.TWO_LOG2_E, Approximations.ROUND);
    Value n = subtract(t, constant(Approximations.ROUND));
    Value w = fma(n, -Approximations.HALF_LN2, c);
    Value s = multiply(w, w);
    Value b = fma(fma(s, Approximations.B2, Approximations.B1), s, fma(x, 0f, -1f));
    Value k = of(BITS_SUBTRACT, bits(Approximations.ONE), left(t, 23));
    Value less = subtract(k, constant(1));
    Value more = add(k, constant(1));
    return divide(fma(b, less, multiply(w, more)), fma(b, more, multiply(w, less)));
  }

  private static Value opposite(Value x, int limitBits) {
    Value above = of(BITS_MIN, x, bits(limitBits));
    return of(BITS_MIN, of(BITS_XOR, above, bits(Approximations.SIGN)), bits(limitBits));
  }

  /** {@link Approximations#log}. */
  public static Value log(Value x) {
    Value shifted = of(BITS_ADD, x, bits(Approximations.ONE - Approximations.HALF_ROOT));
    Value whole =
        of(BITS_ADD, of(BITS_RIGHT, shifted, bits(23)), bits(Approximations.ROUND_BITS - 127));
    Value k = subtract(whole, constant(Approximations.ROUND));
    Value mantissa =
        of(
            BITS_ADD,
            of(BITS_AND, shifted, bits(Approximations.MANTISSA)),
            bits(Approximations.HALF_ROOT));
    Value f = subtract(mantissa, constant(1));
    Value s = divide(f, add(f, constant(2)));
    Value z = multiply(s, s);
    Value w = multiply(z, z);
    Value odd = multiply(fma(w, Approximations.L4, Approximations.L2), w);
    Value even = multiply(fma(w, Approximations.L3, Approximations.L1), z);
    Value half = multiply(multiply(f, constant(0.5)), f);
    Value low = multiply(k, constant(Approximations.LOG_LN2_LOW));
    Value ln = fma(s, add(half, add(even, odd)), low);
    ln = add(subtract(ln, half), f);
    ln = add(fma(k, Approximations.LOG_LN2_HIGH, ln), zero(x));
    return ifLess(x, constant(Float.MIN_NORMAL), constant(Float.NaN), ln);
  }

  /** {@link Approximations#softplus}. */
  public static Value softplus(Value x) {
    Value rest = log(add(exp(negate(abs(x))), constant(1)));
    return add(add(positive(x), rest), zero(x));
  }

  /** {@link Approximations#power}. */
  public static Value power(Value x, Value n) {
    return ifLess(x, constant(Float.MIN_NORMAL), constant(0), openExp(multiply(n, log(x))));
  }

  /** {@link Approximations#sin}. */
  public static Value sin(Value x) {
    Value t = fma(x, Approximations.ONE_OVER_PI, Approximations.ROUND);
    Value r = reduced(x, subtract(t, constant(Approximations.ROUND)));
    Value s = multiply(r, r);
    Value p = fma(s, Approximations.S4, Approximations.S3);
    p = fma(p, s, Approximations.S2);
    p = fma(p, s, Approximations.S1);
    return signed(fma(multiply(p, s), r, r), t);
  }

  /** {@link Approximations#cos}. */
  public static Value cos(Value x) {
    Value t = fma(x, Approximations.ONE_OVER_PI, Approximations.ROUND);
    Value r = reduced(x, subtract(t, constant(Approximations.ROUND)));
    Value s = multiply(r, r);
    Value p = fma(s, Approximations.C4, Approximations.C3);
    p = fma(p, s, Approximations.C2);
    p = fma(p, s, Approximations.C1);
    return signed(fma(p, s, 1f), t);
  }

  private static Value reduced(Value x, Value n) {
    return fma(n, -Approximations.PI_LOW, fma(n, -Approximations.PI_HIGH, x));
  }

  private static Value signed(Value x, Value t) {
    return of(BITS_XOR, x, left(t, 31));
  }

  /** {@code f(x)}. */
  public static Value of(Activation f, Value x) {
    return switch (f) {
      case SIGMOID -> sigmoid(x);
      case TANH -> tanh(x);
      case RELU -> positive(x);
      case HARD_SIGMOID -> atMost(positive(x), 1);
      case IDENTITY -> x;
    };
  }

  /** {@code f′(x)}. */
  static Value slope(Activation f, Value x) {
    return switch (f) {
      case SIGMOID -> slopeAt(f, sigmoid(x));
      case TANH -> slopeAt(f, tanh(x));
      case RELU, IDENTITY -> slopeAt(f, x);
      case HARD_SIGMOID ->
          ifLessEqual(
              constant(0), x, ifLessEqual(x, constant(1), constant(1), constant(0)), constant(0));
    };
  }

  /** {@code f′(x)} where {@code y = f(x)}. */
  static Value slopeAt(Activation f, Value y) {
    return switch (f) {
      case SIGMOID -> fma(negate(y), y, y);
      case TANH -> fma(negate(y), y, 1f);
      case RELU -> ifLess(constant(0), y, constant(1), constant(0));
      case IDENTITY -> constant(1);
      case HARD_SIGMOID -> throw f.valueHidesSlope();
    };
  }

  /** {@code f(x)}. */
  public static Value of(Elementary f, Value x) {
    return switch (f) {
      case EXP -> openExp(x);
      case LOG -> log(x);
      case SOFTPLUS -> softplus(x);
      case ROOT -> root(x);
    };
  }
}
