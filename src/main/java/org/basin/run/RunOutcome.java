package org.basin.run;

/**
 * How a call of {@link SweepRun} ended.
 *
 * @param end in which way
 * @param committed trials of the sweep that are committed
 * @param trials trials of the sweep in all
 * @param trained trials trained by this call
 * @param seconds wall clock of this call, from when it held the run
 * @param lanes stepped by this call, filled or not
 * @param training seconds inside the training code, divided by the number of cores
 */
public record RunOutcome(
    End end,
    long committed,
    long trials,
    long trained,
    long lanes,
    double seconds,
    double training) {

  /** In which way a call ended. */
  public enum End {
    /** Every trial is committed now. */
    COMPLETED,
    /** Every trial was committed before. */
    WAS_COMPLETE,
    /** A limit was reached; the same call without it continues. */
    STOPPED
  }
}
