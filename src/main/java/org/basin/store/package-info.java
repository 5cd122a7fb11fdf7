/**
 * Results on disk, through the Hadoop FileSystem API alone: the run directory, its lock and the log
 * of committed waves. A wave counts once its commit file exists and never before, so a killed
 * driver, a retried task or two drivers at once leave every trial exactly once, or not yet. Knows
 * Parquet files by name, length and number of rows, and neither Spark nor what a row means.
 */
package org.basin.store;
