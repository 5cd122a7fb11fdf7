package org.basin.importance;

import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;

/** What varies over the trials of a run and is to be explained by their axes. */
public sealed interface Response {

  /** As a person says it: {@code error}, {@code free_error == 0}. */
  String text();

  /**
   * A number. Of a trial that has none nothing is known but that it is worse than the others.
   *
   * @param metric a column of the table, and its worse end
   */
  record Metric(Sweep.Metric metric) implements Response {
    @Override
    public String text() {
      return metric.name();
    }
  }

  /**
   * Whether a condition holds, 1 or 0; for a trial without the metrics that it looks at it does
   * not.
   *
   * @param condition over metrics, axes and {@code state}
   */
  record Holds(Condition condition) implements Response {
    @Override
    public String text() {
      return condition.toString();
    }
  }
}
