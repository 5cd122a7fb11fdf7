package org.basin.learn;

/** How start parameters are drawn, before {@code init_scale} multiplies them. */
public enum Init {
  /** Uniform in ±sqrt(6/(a+b)) between layers of a and b units (Glorot and Bengio, 2010). */
  XAVIER,
  /** Uniform in ±1. */
  UNIFORM,
  /** Standard normal. */
  NORMAL,
  /** Zero. */
  ZEROS;

  /** What uniform draws from ±1 are multiplied by. */
  public double range(int below, int above) {
    return this == XAVIER ? Math.sqrt(6.0 / (below + above)) : 1;
  }
}
