package org.basin.ham;

/**
 * The share of patterns that theory expects to come back in one full step: every unit that may move
 * takes the sign of its field, a signal from the pattern and noise from the K − 1 others.
 *
 * <p>With N' units that a cue tells, of which a share c wrongly, and overlap m = 1 − 2c, the signal
 * is f(N' m) and the noise normal of variance (K − 1) ⟨f²⟩, so that a unit is wrong with
 * probability {@code P = erfc(f(N' m)/sqrt(2 (K − 1) ⟨f²⟩))/2} and all U free ones are right with
 * (1 − P)^U. For f(h) = h^(n−1) and whole cues this is eq. 5 of D. Krotov and J. Hopfield (Dense
 * associative memory for pattern recognition, 2016), {@code ⟨f²⟩ = (2n − 3)!! N'^(n−1)}; a
 * rectified f hears half of it. For f(h) = e^(βh), the memory of M. Demircigil et al. (On a model
 * of associative memory with huge storage capacity, 2017), {@code ⟨f²⟩ = cosh(2β)^N'}, whose heavy
 * tail makes a normal noise an approximation. Softmax has the signs of the exponential.
 *
 * <p>The theory leaves out that a unit which is told hears itself through the memory. It takes the
 * activations of a cue for its signs, as a steep tanh has them.
 */
record CapacityTheory(Lagrangian memory, double power, double beta) {

  /** Whether there is a formula for a memory. */
  static boolean covers(HamSettings settings) {
    if (!settings.plainMemory()
        || !settings.manner().plain()
        || settings.source() != HamSettings.Source.RANDOM
        || settings.trainSteps() > 0) {
      return false;
    }
    Lagrangian visible = settings.graph().layers().get(0).lagrangian();
    boolean signs = visible == Lagrangian.TANH || visible == Lagrangian.IDENTITY;
    return switch (settings.graph().layers().get(1).lagrangian()) {
      case IDENTITY, RELU, REPU, EXP, SOFTMAX -> signs;
      case REXP, TANH, SIGMOID, LAYERNORM, SPHERICAL_NORM -> false;
    };
  }

  /**
   * The expected share.
   *
   * @param patterns K
   * @param told N'
   * @param flipped wrong ones among them
   * @param free U
   */
  double recalled(int patterns, int told, int flipped, int free) {
    double ratio = squaredRatio(told, (told - 2.0 * flipped) / told);
    double noise = patterns - 1.0;
    double wrong = noise == 0 ? 0 : erfc(StrictMath.sqrt(ratio / (2 * noise))) / 2;
    boolean lost = told == 0 || 2 * flipped >= told;
    return StrictMath.pow(lost ? 0.5 : 1 - wrong, free);
  }

  /** {@code f(N' m)²/⟨f²⟩}. */
  private double squaredRatio(int told, double overlap) {
    return switch (memory) {
      case EXP, SOFTMAX -> {
        double log = 2 * beta * told * overlap - told * logCosh(2 * beta);
        yield StrictMath.exp(log);
      }
      case IDENTITY -> told * overlap * overlap;
      case RELU -> 2 * told * overlap * overlap;
      default -> {
        double exponent = power - 1;
        double log =
            exponent * (StrictMath.log(told) + 2 * StrictMath.log(overlap)) - logMoment(exponent);
        yield 2 * StrictMath.exp(log);
      }
    };
  }

  private static double logCosh(double x) {
    return x + StrictMath.log1p(StrictMath.exp(-2 * x)) - StrictMath.log(2);
  }

  /**
   * Logarithm of {@code ⟨z^(2k)⟩ = 2^k Γ(k + 1/2)/√π} for a standard normal z: (2k − 1)!! for whole
   * k.
   */
  private static double logMoment(double k) {
    return k * StrictMath.log(2) + logGamma(k + 0.5) - StrictMath.log(Math.PI) / 2;
  }

  /** Stirling's series, from an argument raised to at least 8: an error below 1e-11. */
  private static double logGamma(double x) {
    double raised = x;
    double shift = 0;
    while (raised < 8) {
      shift += StrictMath.log(raised);
      raised++;
    }
    double r = 1 / raised;
    double series = r * (1 / 12.0 - r * r * (1 / 360.0 - r * r * (1 / 1260.0 - r * r / 1680)));
    double stirling = (raised - 0.5) * StrictMath.log(raised) - raised;
    return stirling + StrictMath.log(2 * Math.PI) / 2 + series - shift;
  }

  /** W. Press et al., Numerical Recipes, 2nd edition 1992, section 6.2: relative error 1.2e-7. */
  static double erfc(double x) {
    double t = 1 / (1 + 0.5 * x);
    double[] c = {
      0.17087277,
      -0.82215223,
      1.48851587,
      -1.13520398,
      0.27886807,
      -0.18628806,
      0.09678418,
      0.37409196,
      1.00002368,
      -1.26551223
    };
    double sum = c[0];
    for (int i = 1; i < c.length; i++) {
      sum = sum * t + c[i];
    }
    return t * StrictMath.exp(-x * x + sum);
  }
}
