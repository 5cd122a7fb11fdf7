package org.basin.space;

import java.util.Map;

/**
 * One trial of a space, looked up by its number.
 *
 * @param trial its number
 * @param replicate from 0
 * @param seed as {@link Cursor#seed} says
 * @param values by axis, in the order of the columns
 */
public record Point(long trial, int replicate, long seed, Map<String, Object> values) {}
