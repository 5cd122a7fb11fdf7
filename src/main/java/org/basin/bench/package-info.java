/**
 * The speed tables of the README: how fast the kernels train alone, and the whole job with Spark
 * and Parquet. Measures the program as it is; knows no shortcut past it.
 */
package org.basin.bench;
