package org.basin.kernel.scalar;

import org.basin.kernel.Sheet;

/**
 * Rows of a {@link ScalarPlane}.
 *
 * @param at where the first row begins
 */
record ScalarSheet(double[] values, int at) implements Sheet {}
