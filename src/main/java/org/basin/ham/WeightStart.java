package org.basin.ham;

/**
 * How the weights of a synapse begin.
 *
 * @param scale multiplies what is drawn
 */
record WeightStart(Kind kind, double scale) {

  /** What is drawn. */
  enum Kind {
    /** The stored patterns: {@code W[i][μ] = ξ^μ_i}. */
    PATTERNS,
    /** Standard normal. */
    NORMAL,
    /** Uniform in ±1. */
    UNIFORM,
    ZEROS
  }
}
