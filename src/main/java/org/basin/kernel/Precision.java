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
  };

  abstract double round(double x);

  /** {@code a b + c}, rounded once. */
  abstract double fma(double a, double b, double c);

  abstract double sigmoid(double x);

  abstract double tanh(double x);

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
