package org.basin.kernel;

/**
 * Some rows of a plane as the kernels of a grid see them: the states of one layer, a row for each
 * sample, or its parameters, which are one row. {@link Stencil} lays out a row; the kernels that
 * made a sheet decide how it is stored.
 */
public interface Sheet {}
