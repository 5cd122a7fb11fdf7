package org.basin.golden;

import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.ScalarKernels;
import org.basin.sweep.Labels;

/**
 * What a case is recomputed with. Reference vectors are float64: only {@link #SCALAR_DOUBLE} can be
 * held to their own tolerance, the engines are held to what single precision can reach.
 */
public enum Arithmetic {
  /** The scalar engine's algorithms in double precision. */
  SCALAR_DOUBLE,
  SCALAR,
  VECTOR,
  ND4J;

  /** A word for tables. */
  public String label() {
    return Labels.of(this);
  }

  Kernels open() {
    return switch (this) {
      case SCALAR_DOUBLE -> new ScalarKernels(Precision.DOUBLE, 2);
      case SCALAR -> Engine.SCALAR.open(2);
      case VECTOR -> Engine.VECTOR.open(Plane.LANES);
      case ND4J -> Engine.ND4J.open(2);
    };
  }

  /** Kernels of one trial, of the layout that an engine has for it. */
  Kernels openOne() {
    return this == SCALAR_DOUBLE
        ? new ScalarKernels(Precision.DOUBLE, 1)
        : Engine.valueOf(name()).open(1);
  }

  /** The tolerance for a case of this tolerance in double precision and this amplification. */
  double tolerance(double exact, double amplification) {
    return this == SCALAR_DOUBLE ? exact : Math.max(1e-4, 1e-6 * amplification);
  }

  /**
   * Whether a decision that flips at this margin can be compared: single precision may fall on the
   * other side of a threshold that is nearer than its tolerance.
   */
  boolean decides(double margin, double tolerance) {
    return this == SCALAR_DOUBLE || margin > tolerance;
  }
}
