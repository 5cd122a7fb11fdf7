package org.basin.table;

import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What one task reports of a metric. */
record TaskMetric(String name, long value) implements CustomTaskMetric {}
