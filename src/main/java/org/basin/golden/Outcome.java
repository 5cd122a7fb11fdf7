package org.basin.golden;

/**
 * One case recomputed one way.
 *
 * @param name of the case
 * @param arithmetic what it was recomputed with
 * @param verdict whether it is within the tolerance
 * @param deviation the largest absolute deviation relative to its tolerance
 * @param tolerance of the case
 * @param where the number that deviates most; for a skipped case why it is skipped
 */
public record Outcome(
    String name,
    Arithmetic arithmetic,
    Verdict verdict,
    double deviation,
    double tolerance,
    String where) {

  /** Whether a case is within its tolerance. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** Of a scheme or model that this build does not have. */
    SKIPPED
  }
}
