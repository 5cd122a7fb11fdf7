package org.basin.table;

import org.apache.spark.sql.connector.metric.CustomSumMetric;

/** How long tasks were inside the training code, in nanoseconds, summed over tasks. */
public final class TrainingTime extends CustomSumMetric {

  /** What Spark calls the metric where tasks report it. */
  public static final String DESCRIPTION = "nanoseconds of training";

  static final String NAME = "trainingTime";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return DESCRIPTION;
  }
}
