package org.basin.golden;

/**
 * The largest deviation of a case relative to its tolerance, and where it stands. A NaN or an
 * infinity matches only its equal.
 */
final class Deviations {

  private final double tolerance;
  private double worst;
  private double largest;
  private String where = "";

  Deviations(double tolerance) {
    this.tolerance = tolerance;
  }

  void compare(String what, double[] actual, double[] expected) {
    if (actual.length != expected.length) {
      throw new GoldenException(
          what
              + " must have as many numbers as recomputed, got "
              + expected.length
              + " in place of "
              + actual.length);
    }
    for (int i = 0; i < actual.length; i++) {
      compare(actual.length == 1 ? what : what + "[" + i + "]", actual[i], expected[i], tolerance);
    }
  }

  void compare(String what, double actual, double expected) {
    compare(what, actual, expected, tolerance);
  }

  /** Compares under a tolerance of its own. */
  void compare(String what, double actual, double expected, double tolerance) {
    boolean same = Double.compare(actual, expected) == 0;
    double deviation = same ? 0 : Math.abs(actual - expected);
    double share = same ? 0 : deviation / tolerance;
    if (!(share <= worst)) {
      worst = Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
      largest = Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
      where = what;
    }
  }

  /** The largest deviation in units of its tolerance. */
  double share() {
    return worst;
  }

  Outcome outcome(String name, Arithmetic arithmetic) {
    Outcome.Verdict verdict = worst <= 1 ? Outcome.Verdict.PASSED : Outcome.Verdict.FAILED;
    return new Outcome(name, arithmetic, verdict, largest, tolerance, where);
  }
}
