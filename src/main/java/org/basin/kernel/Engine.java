package org.basin.kernel;

import java.util.Locale;
import java.util.Optional;

/** Who does the arithmetic. Opened or refused with a reason; never exchanged silently. */
public enum Engine {
  /** Plain Java, the reference. */
  SCALAR,
  /** The JDK's Vector API. */
  VECTOR;

  /** With more weights than this those of 64 trials outgrow a second cache of 2 MiB. */
  private static final long MOST_WEIGHTS = 1 << 13;

  /** With more numbers than this 64 trials take more than 256 MiB. */
  private static final long MOST_CELLS = 1 << 20;

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
   * How many trials this engine trains side by side: as many as there are logical lanes while they
   * are small, one at a time when a single one fills vectors and caches by itself
   * (docs/decisions/0011). Rows don't depend on it.
   *
   * @param weights numbers that every minibatch of one trial reads
   * @param cells all numbers of one trial
   */
  public int lanes(long weights, long cells) {
    return weights > MOST_WEIGHTS || cells > MOST_CELLS ? 1 : Plane.LANES;
  }

  /**
   * Kernels of this engine, in single precision.
   *
   * @param lanes trials side by side, one of those that {@link #lanes} gives
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
