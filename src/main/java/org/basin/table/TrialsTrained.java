package org.basin.table;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** How many trials a query trained; those of tasks that were tried again count again. */
public final class TrialsTrained extends CustomSumMetric {

  static final String NAME = "trialsTrained";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "trials trained";
  }
}
