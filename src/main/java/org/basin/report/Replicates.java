package org.basin.report;

import java.util.List;
import java.util.Optional;
import org.basin.sweep.Statistic;
import org.basin.sweep.condition.Condition;

/**
 * What makes the replicates of a point one configuration, and what of them ranks it.
 *
 * @param axes whose values name a point; at least one
 * @param statistic of the replicates
 * @param condition of whose share it is; empty for a statistic of the metric
 * @param conditional whether there are points at which some axis is not there
 */
public record Replicates(
    List<String> axes, Statistic statistic, Optional<Condition> condition, boolean conditional) {

  /** Those of a sweep all of whose axes are there everywhere. */
  public Replicates(List<String> axes, Statistic statistic, Optional<Condition> condition) {
    this(axes, statistic, condition, false);
  }

  public Replicates {
    axes = List.copyOf(axes);
  }

  /** Whether configurations that lost fewer replicates come first. */
  boolean fewestLostFirst() {
    return condition.isEmpty() && statistic.equals(Statistic.MEAN);
  }
}
