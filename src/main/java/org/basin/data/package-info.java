/**
 * What is learned: samples with labels, generated from a seed or read from files through Hadoop's
 * file systems, held once per JVM. Knows neither models nor engines nor Spark.
 */
package org.basin.data;
