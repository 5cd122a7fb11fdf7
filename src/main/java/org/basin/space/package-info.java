/**
 * What there is to run: axes, the lazy space of points, blocks of equal structure, seeds. A space
 * of billions of points costs no memory, because a point is computed from its index. Knows the
 * sweep, but neither models nor Spark.
 */
package org.basin.space;
