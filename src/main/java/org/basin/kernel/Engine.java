package org.basin.kernel;

import java.util.Locale;
import java.util.Optional;

/** Who does the arithmetic. Opened or refused with a reason; never exchanged silently. */
public enum Engine {
  /** Plain Java, the reference. */
  SCALAR,
  /** The JDK's Vector API. */
  VECTOR;

  /** Trials of more numbers than this are not trained side by side. */
  private static final long FUSED = 1 << 16;

  /** The name in sweep files and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Why this engine can't work in this JVM; empty when it can. */
  public Optional<String> refusal() {
    if (this == VECTOR && ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.of(
          "the vector engine needs the Vector API: start java with"
              + " --add-modules=jdk.incubator.vector (conf/jvm.options holds it), or choose engine"
              + " scalar");
    }
    return Optional.empty();
  }

  /**
   * Asserts that this engine works in this JVM.
   *
   * @throws IllegalStateException with the reason when it doesn't
   */
  public void require() {
    refusal()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
  }

  /**
   * How many trials this engine trains side by side: as many as there are logical lanes while their
   * numbers are few, one at a time when a single trial fills the caches by itself. Rows don't
   * depend on it.
   *
   * @param cells numbers of one trial
   */
  public int lanes(long cells) {
    return this == SCALAR && cells > FUSED ? 1 : Plane.LANES;
  }

  /**
   * Kernels of this engine, in single precision.
   *
   * @param lanes trials side by side, one of those that {@link #lanes(long)} gives
   * @throws IllegalStateException with the reason when the engine can't work here
   */
  public Kernels open(int lanes) {
    require();
    return switch (this) {
      case SCALAR -> new ScalarKernels(Precision.SINGLE, lanes);
      case VECTOR -> lanes == 1 ? new WideKernels() : new VectorKernels();
    };
  }
}
