package org.basin.table;

import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads: a stretch of positions. All else travels once, in {@link
 * BasinReaderFactory}.
 *
 * @param from first position
 * @param until one past the last position
 */
record BasinPartition(long from, long until) implements InputPartition {}
