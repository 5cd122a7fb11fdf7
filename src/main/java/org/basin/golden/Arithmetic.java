package org.basin.golden;

import java.util.List;
import java.util.stream.Stream;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Precision;
import org.basin.trial.Engines;

/**
 * What a case is recomputed with. Reference vectors are float64: only an engine in double precision
 * can be held to their own tolerance, the others are held to what single precision can reach.
 */
public record Arithmetic(Engine engine) {

  /** In double precision. */
  static final Arithmetic DOUBLE =
      Engines.all().stream()
          .flatMap(engine -> engine.doubled().stream())
          .map(Arithmetic::new)
          .findFirst()
          .orElseThrow();

  /**
   * All that an engine is verified with: its algorithms in double precision too, if it has them.
   */
  public static List<Arithmetic> of(Engine engine) {
    return Stream.concat(engine.doubled().stream(), Stream.of(engine))
        .map(Arithmetic::new)
        .toList();
  }

  /** A word for tables. */
  public String label() {
    return engine.name();
  }

  /** Whether numbers are rounded to single precision. */
  boolean single() {
    return engine.precision() == Precision.SINGLE;
  }

  /** Kernels of several trials. */
  Kernels open() {
    return engine.open(2);
  }

  /** Kernels of one trial, of the layout that an engine has for it. */
  Kernels openOne() {
    return engine.open(1);
  }

  /** The tolerance for a case of this tolerance in double precision and this amplification. */
  double tolerance(double exact, double amplification) {
    return single() ? Math.max(1e-4, 1e-6 * amplification) : exact;
  }

  /**
   * Whether a decision that flips at this margin can be compared: single precision may fall on the
   * other side of a threshold that is nearer than its tolerance.
   */
  boolean decides(double margin, double tolerance) {
    return !single() || margin > tolerance;
  }
}
