package org.basin.kernel;

/**
 * What the scalar engine rounds to. {@link #SINGLE} is the arithmetic of every engine; {@link
 * #DOUBLE} follows the same algorithms in double precision with the platform's functions, to hold
 * them against reference vectors more tightly than single precision can.
 */
public enum Precision {
  SINGLE {
    @Override
    double round(double x) {
      return (float) x;
    }

    // A float operation in double, rounded once more, is the float operation; fma is not, because
    // its exact result can need more than the 53 bits of the first rounding.
    @Override
    double fma(double a, double b, double c) {
      return Math.fma((float) a, (float) b, (float) c);
    }

    @Override
    double sigmoid(double x) {
      return Approximations.sigmoid((float) x);
    }

    @Override
    double tanh(double x) {
      return Approximations.tanh((float) x);
    }

    @Override
    double exp(double x) {
      return Approximations.openExp((float) x);
    }

    @Override
    double log(double x) {
      return Approximations.log((float) x);
    }

    @Override
    double softplus(double x) {
      return Approximations.softplus((float) x);
    }

    @Override
    double power(double x, double n) {
      return Approximations.power((float) x, (float) n);
    }

    @Override
    double sin(double x) {
      return Approximations.sin((float) x);
    }

    @Override
    double cos(double x) {
      return Approximations.cos((float) x);
    }

    @Override
    double gelu(double x) {
      return Approximations.gelu((float) x);
    }

    @Override
    double geluSlope(double x) {
      return Approximations.geluSlope((float) x);
    }
  },

  DOUBLE {
    @Override
    double round(double x) {
      return x;
    }

    @Override
    double fma(double a, double b, double c) {
      return Math.fma(a, b, c);
    }

    @Override
    double sigmoid(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    double tanh(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    double exp(double x) {
      return StrictMath.exp(x);
    }

    @Override
    double log(double x) {
      return x > 0 ? StrictMath.log(x) : Double.NaN;
    }

    @Override
    double softplus(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    double power(double x, double n) {
      return x <= 0 ? 0 : StrictMath.pow(x, n);
    }

    @Override
    double sin(double x) {
      return StrictMath.sin(x);
    }

    @Override
    double cos(double x) {
      return StrictMath.cos(x);
    }

    @Override
    double gelu(double x) {
      return x * NormalDistribution.below(x);
    }

    @Override
    double geluSlope(double x) {
      return NormalDistribution.below(x) + x * NormalDistribution.density(x);
    }
  };

  abstract double round(double x);

  /** {@code a b + c}, rounded once. */
  abstract double fma(double a, double b, double c);

  abstract double sigmoid(double x);

  abstract double tanh(double x);

  abstract double exp(double x);

  /** ln x, NaN unless x is positive. */
  abstract double log(double x);

  /** {@code ln(1 + e^x)}. */
  abstract double softplus(double x);

  /** {@code max(x, 0)^n}, 0 for x not positive. */
  abstract double power(double x, double n);

  abstract double sin(double x);

  abstract double cos(double x);

  /** x Φ(x). */
  abstract double gelu(double x);

  /** Φ(x) + x φ(x). */
  abstract double geluSlope(double x);

  /**
   * Slope of the sigmoid from its value y: y - y², one fma, so rounded once and never negative for
   * y in [0, 1]. Vector engines repeat it (docs/decisions/0020).
   */
  final double sigmoidSlope(double y) {
    return fma(-y, y, y);
  }

  /** Slope of tanh from its value y: 1 - y², one fma; never negative for y in [-1, 1]. */
  final double tanhSlope(double y) {
    return fma(-y, y, 1);
  }

  /** {@code h(z)}. */
  final double value(GridActivation h, double z) {
    return switch (h) {
      case SIN -> sin(z);
      case TANH -> tanh(z);
      case GELU -> gelu(z);
      case SIGMOID -> sigmoid(z);
      case IDENTITY -> z;
    };
  }

  /**
   * {@code h'(z)}.
   *
   * @param y {@code h(z)}
   */
  final double slope(GridActivation h, double z, double y) {
    return switch (h) {
      case SIN -> cos(z);
      case TANH -> tanhSlope(y);
      case GELU -> geluSlope(z);
      case SIGMOID -> sigmoidSlope(y);
      case IDENTITY -> 1;
    };
  }

  /** Square root; that of a float, taken in double and rounded once more, is the float root. */
  final double root(double x) {
    return round(Math.sqrt(x));
  }

  final double add(double a, double b) {
    return round(a + b);
  }

  final double subtract(double a, double b) {
    return round(a - b);
  }

  final double multiply(double a, double b) {
    return round(a * b);
  }

  final double divide(double a, double b) {
    return round(a / b);
  }
}
