package org.basin.kernel.scalar;

import java.util.Optional;
import org.basin.kernel.Device;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;

/**
 * Plain Java, the reference.
 *
 * @param precision single for sweeps, double to be held against reference vectors
 */
public record ScalarEngine(Precision precision) implements Engine {

  /** In single precision. */
  public ScalarEngine() {
    this(Precision.SINGLE);
  }

  @Override
  public String name() {
    return exact() ? "scalar" : "scalar-double";
  }

  @Override
  public boolean exact() {
    return precision == Precision.SINGLE;
  }

  @Override
  public Optional<Engine> doubled() {
    return Optional.of(new ScalarEngine(Precision.DOUBLE));
  }

  /** Numbers are doubles in either precision. */
  @Override
  public int bytes() {
    return Double.BYTES;
  }

  @Override
  public Kernels open(int lanes, Device device) {
    return new ScalarKernels(precision, lanes);
  }
}
