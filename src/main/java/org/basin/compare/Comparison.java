package org.basin.compare;

import java.util.List;
import java.util.Map;

/**
 * What comparing the rows of two runs found.
 *
 * @param axes hyperparameters by which trials are paired
 * @param pairs trials of equal hyperparameters and replicate in both
 * @param equal pairs whose state and metrics are equal, bit for bit
 * @param left trials of the one run alone
 * @param right trials of the other run alone
 * @param states trials by state, in the one run and in the other
 * @param metrics of both runs
 * @param differing some of the pairs that differ, in the order of their hyperparameters
 */
public record Comparison(
    List<String> axes,
    long pairs,
    long equal,
    long left,
    long right,
    Map<String, long[]> states,
    List<Metric> metrics,
    List<Pair> differing) {

  public Comparison {
    axes = List.copyOf(axes);
    metrics = List.copyOf(metrics);
    differing = List.copyOf(differing);
  }

  /**
   * A metric in both runs.
   *
   * @param name its column
   * @param left over COMPLETE trials of the one run
   * @param right over COMPLETE trials of the other run
   * @param difference right minus left, over pairs that are COMPLETE in both
   * @param changed pairs in which it differs
   * @param greatest absolute difference of a pair; 0 of none
   */
  public record Metric(
      String name, Mean left, Mean right, Mean difference, long changed, double greatest) {}

  /**
   * A pair of trials that differ.
   *
   * @param keys values of the hyperparameters, and the replicate
   * @param left number, state and metrics of the one; null where the table has null
   * @param right those of the other
   */
  public record Pair(List<Object> keys, List<Object> left, List<Object> right) {}

  /** Whether every trial stands in both runs with an equal row. */
  public boolean same() {
    return equal == pairs && left == 0 && right == 0;
  }
}
