package org.basin.kernel;

import java.util.Locale;
import java.util.Optional;

/** Who does the arithmetic. Opened or refused with a reason; never exchanged silently. */
public enum Engine {
  /** Plain Java, the reference. */
  SCALAR,
  /** The JDK's Vector API. */
  VECTOR;

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
   * Kernels of this engine, in single precision.
   *
   * @throws IllegalStateException with the reason when the engine can't work here
   */
  public Kernels open() {
    refusal()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return switch (this) {
      case SCALAR -> new ScalarKernels(Precision.SINGLE);
      case VECTOR -> new VectorKernels();
    };
  }
}
