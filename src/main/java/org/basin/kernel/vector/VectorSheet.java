package org.basin.kernel.vector;

import org.basin.kernel.Sheet;

/**
 * Rows of a {@link VectorPlane}.
 *
 * @param at where the first row begins
 */
record VectorSheet(float[] values, int at) implements Sheet {}
