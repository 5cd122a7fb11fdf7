package org.basin.kernel;

/**
 * What the scalar engine rounds to. {@link #SINGLE} is the arithmetic of every engine; {@link
 * #DOUBLE} follows the same algorithms in double precision with the platform's functions, to hold
 * them against reference vectors more tightly than single precision can.
 */
public enum Precision {
  SINGLE {
    @Override
    public double round(double x) {
      return (float) x;
    }

    // A float operation in double, rounded once more, is the float operation; fma is not, because
    // its exact result can need more than the 53 bits of the first rounding.
    @Override
    public double fma(double a, double b, double c) {
      return Math.fma((float) a, (float) b, (float) c);
    }

    @Override
    public double sigmoid(double x) {
      return Approximations.sigmoid((float) x);
    }

    @Override
    public double tanh(double x) {
      return Approximations.tanh((float) x);
    }

    @Override
    public double exp(double x) {
      return Approximations.openExp((float) x);
    }

    @Override
    public double log(double x) {
      return Approximations.log((float) x);
    }

    @Override
    public double softplus(double x) {
      return Approximations.softplus((float) x);
    }

    @Override
    public double power(double x, double n) {
      return Approximations.power((float) x, (float) n);
    }

    @Override
    public double sin(double x) {
      return Approximations.sin((float) x);
    }

    @Override
    public double cos(double x) {
      return Approximations.cos((float) x);
    }

    @Override
    public double gelu(double x) {
      return Approximations.gelu((float) x);
    }

    @Override
    public double geluSlope(double x) {
      return Approximations.geluSlope((float) x);
    }
  },

  DOUBLE {
    @Override
    public double round(double x) {
      return x;
    }

    @Override
    public double fma(double a, double b, double c) {
      return Math.fma(a, b, c);
    }

    @Override
    public double sigmoid(double x) {
      return 1 / (1 + StrictMath.exp(-x));
    }

    @Override
    public double tanh(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    public double exp(double x) {
      return StrictMath.exp(x);
    }

    @Override
    public double log(double x) {
      return x > 0 ? StrictMath.log(x) : Double.NaN;
    }

    @Override
    public double softplus(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public double power(double x, double n) {
      return x <= 0 ? 0 : StrictMath.pow(x, n);
    }

    @Override
    public double sin(double x) {
      return StrictMath.sin(x);
    }

    @Override
    public double cos(double x) {
      return StrictMath.cos(x);
    }

    @Override
    public double gelu(double x) {
      return x * NormalDistribution.below(x);
    }

    @Override
    public double geluSlope(double x) {
      return NormalDistribution.below(x) + x * NormalDistribution.density(x);
    }
  };

  public abstract double round(double x);

  /** {@code a b + c}, rounded once. */
  public abstract double fma(double a, double b, double c);

  public abstract double sigmoid(double x);

  public abstract double tanh(double x);

  public abstract double exp(double x);

  /** ln x, NaN unless x is positive. */
  public abstract double log(double x);

  /** {@code ln(1 + e^x)}. */
  public abstract double softplus(double x);

  /** {@code max(x, 0)^n}, 0 for x not positive. */
  public abstract double power(double x, double n);

  public abstract double sin(double x);

  public abstract double cos(double x);

  /** x Φ(x). */
  public abstract double gelu(double x);

  /** Φ(x) + x φ(x). */
  public abstract double geluSlope(double x);

  /**
   * Slope of the sigmoid from its value y: y - y², one fma, so rounded once and never negative for
   * y in [0, 1]. Vector engines repeat it (docs/decisions/0020).
   */
  public final double sigmoidSlope(double y) {
    return fma(-y, y, y);
  }

  /** Slope of tanh from its value y: 1 - y², one fma; never negative for y in [-1, 1]. */
  public final double tanhSlope(double y) {
    return fma(-y, y, 1);
  }

  /** {@code h(z)}. */
  public final double value(GridActivation h, double z) {
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
  public final double slope(GridActivation h, double z, double y) {
    return switch (h) {
      case SIN -> cos(z);
      case TANH -> tanhSlope(y);
      case GELU -> geluSlope(z);
      case SIGMOID -> sigmoidSlope(y);
      case IDENTITY -> 1;
    };
  }

  /** Square root; that of a float, taken in double and rounded once more, is the float root. */
  public final double root(double x) {
    return round(Math.sqrt(x));
  }

  public final double add(double a, double b) {
    return round(a + b);
  }

  public final double subtract(double a, double b) {
    return round(a - b);
  }

  public final double multiply(double a, double b) {
    return round(a * b);
  }

  public final double divide(double a, double b) {
    return round(a / b);
  }
}
