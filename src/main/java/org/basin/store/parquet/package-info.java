/**
 * Pages of a Parquet file, made from results without a value passing through parquet-java's column
 * writers: most columns are functions of the trial's position, so that their dictionary indices,
 * runs and differences are known a stretch at a time. parquet-java compresses the pages and keeps
 * the file, its footer and its statistics. Knows neither runs nor where files lie.
 */
package org.basin.store.parquet;
