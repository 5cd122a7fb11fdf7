package org.basin.report;

import java.util.List;
import java.util.Optional;

/**
 * The trials that have the same values on the axes of a table, and what is said of them.
 *
 * @param at their values, {@code Double}, {@code Long} or {@code String}, one for each axis
 * @param trials how many there are
 * @param lost how many of them are not COMPLETE, so that their metrics do not count
 * @param hits for how many a share's condition holds; empty for other measures
 * @param value the share in percent, the mean or the median; empty when no trial has the metric
 * @param interval of a share, or of a mean over at least two trials
 * @param beside the mean of the metric that stands beside; empty when none does or no trial has it
 */
public record SummaryCell(
    List<Object> at,
    long trials,
    long lost,
    Optional<Long> hits,
    Optional<Double> value,
    Optional<Interval> interval,
    Optional<Double> beside) {

  /** A cell with nothing beside its value. */
  SummaryCell(
      List<Object> at,
      long trials,
      long lost,
      Optional<Long> hits,
      Optional<Double> value,
      Optional<Interval> interval) {
    this(at, trials, lost, hits, value, interval, Optional.empty());
  }

  /** Stands for the value of an axis that is not there, in a cell of such trials. */
  static final Object ABSENT = "-";

  /** The place of a cell, as a row has it. */
  static List<Object> at(List<Object> values) {
    return values.stream().map(value -> value == null ? ABSENT : value).toList();
  }
}
