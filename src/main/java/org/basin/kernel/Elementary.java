package org.basin.kernel;

/** Elementwise functions beside the {@linkplain Activation activations}. */
public enum Elementary {
  /** e^x; infinite where it leaves the numbers of the engine. */
  EXP,
  /** ln x of a positive number, NaN for any other. */
  LOG,
  /** {@code ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|)}, which never overflows. */
  SOFTPLUS,
  /** Square root. */
  ROOT
}
