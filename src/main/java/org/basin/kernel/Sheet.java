package org.basin.kernel;

/**
 * Some rows of a plane as the kernels of a grid see them: the states of one layer, a row for each
 * sample, or its parameters, which are one row. {@link Stencil} lays out a row.
 */
public sealed interface Sheet permits Sheet.Floats, Sheet.Doubles, Nd4jSheet {

  /**
   * Single precision.
   *
   * @param at where the first row begins
   */
  record Floats(float[] values, int at) implements Sheet {}

  /**
   * The scalar engine's.
   *
   * @param at where the first row begins
   */
  record Doubles(double[] values, int at) implements Sheet {}
}
