package org.basin.space;

import java.io.Serializable;

/**
 * Neighbouring trials of equal structure, trained together: the unit of work and of retry.
 *
 * @param structure index into {@link Space#structures()}
 * @param from first position
 * @param until one past the last position
 */
public record Block(int structure, long from, long until) implements Serializable {}
