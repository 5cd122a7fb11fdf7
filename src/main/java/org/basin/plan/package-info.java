/**
 * What a run takes before it is run, and how it is cut: the cost of its trials, the size of its
 * waves and blocks, its size on disk and its time on this machine, which a few trained blocks tell.
 * Commits nothing and knows no Spark.
 */
package org.basin.plan;
