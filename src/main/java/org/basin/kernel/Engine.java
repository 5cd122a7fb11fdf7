package org.basin.kernel;

import java.util.Locale;
import java.util.Optional;

/** Who does the arithmetic. Opened or refused with a reason; never exchanged silently. */
public enum Engine {
  /** Plain Java, the reference. */
  SCALAR,
  /** The JDK's Vector API. */
  VECTOR,
  /** ND4J's arrays, on OpenBLAS or a GPU, for wide layers. */
  ND4J;

  /** Planes of one learner take no more than this, so that a few fit beside Spark in a JVM. */
  public static final long MOST_BYTES = 512L << 20;

  /** From so many units on {@code auto} looks at nd4j; docs/engines.md has figures. */
  private static final int WIDE = 256;

  /** With more weights than this those of 64 trials outgrow a second cache of 2 MiB. */
  private static final long MOST_WEIGHTS = 1 << 13;

  /** With more numbers than this 64 trials take more than 256 MiB. */
  private static final long MOST_CELLS = 1 << 20;

  /** Numbers of all trials side by side on nd4j: 4 MB, beyond which a call gains nothing. */
  private static final long BUDGET = 1 << 20;

  /** By then the cost of a call is small beside its work, and lanes without a trial cost more. */
  private static final long MOST = 4096;

  /** The name in sweep files and records. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its rows are those of the scalar engine, bit for bit. */
  public boolean exact() {
    return this != ND4J;
  }

  /**
   * Why this engine can't work in this JVM; empty when it can. For nd4j this loads its libraries,
   * which takes a second or two.
   */
  public Optional<String> refusal() {
    if (this == ND4J) {
      return Nd4jRuntime.refusal();
    }
    if (this == VECTOR && ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.of(
          "the vector engine needs the Vector API: start java with"
              + " --add-modules=jdk.incubator.vector (conf/jvm.options holds it; executors get it"
              + " by spark.executor.extraJavaOptions), or choose engine scalar");
    }
    return Optional.empty();
  }

  /** "ready", with what it stands on where that differs, or why it can't work in this JVM. */
  public String state() {
    return refusal().orElseGet(() -> this == ND4J ? "ready, " + Nd4jRuntime.library() : "ready");
  }

  /**
   * What {@code auto} stands for in this JVM: nd4j for wide layers on a GPU, else vector where that
   * works, else nd4j for wide layers on a CPU, where it is slower than vector and faster than
   * scalar, else scalar, whose rows are those of vector (docs/decisions/0012).
   *
   * @param width units of the widest layer that a sweep trains
   */
  public static Engine auto(int width) {
    boolean gpu = CudaBuild.PRESENT && width >= WIDE && ND4J.refusal().isEmpty();
    if (!gpu && VECTOR.refusal().isEmpty()) {
      return VECTOR;
    }
    return gpu || width >= WIDE && ND4J.refusal().isEmpty() ? ND4J : SCALAR;
  }

  /**
   * Asserts that this engine works in this JVM.
   *
   * @throws EngineRefusedException with the reason when it doesn't
   */
  public void require() {
    refusal()
        .ifPresent(
            reason -> {
              throw new EngineRefusedException(reason);
            });
  }

  /**
   * How many trials this engine trains side by side: as many as there are logical lanes while they
   * are small, one at a time when a single one fills vectors and caches by itself
   * (docs/decisions/0011); on nd4j as many as fit in a few megabytes. Rows of scalar and vector
   * don't depend on it.
   *
   * @param weights numbers that every minibatch of one trial reads
   * @param cells all numbers of one trial
   */
  public int lanes(long weights, long cells) {
    if (this == ND4J) {
      return (int) Math.max(1, Math.min(MOST, BUDGET / Math.max(1, cells)));
    }
    return weights > MOST_WEIGHTS || cells > MOST_CELLS ? 1 : Plane.LANES;
  }

  /** How many bytes a number of a plane takes: the scalar engine keeps doubles. */
  public int bytes() {
    return this == SCALAR ? Double.BYTES : Float.BYTES;
  }

  /**
   * How many lanes a few trials need, of those that may stand side by side: arrays can be as short
   * as they are, vectors can't.
   */
  public int filled(int most, int trials) {
    return this == ND4J ? Math.min(most, trials) : most;
  }

  /** Kernels of this engine on whichever device it finds, as {@link #open(int, Device)}. */
  public Kernels open(int lanes) {
    return open(lanes, Device.ANY);
  }

  /**
   * Kernels of this engine, in single precision, for the thread that opens them.
   *
   * @param lanes trials side by side, as {@link #lanes(long, long)} or {@link #filled(int, int)}
   *     says
   * @param device where nd4j works when it is built for GPUs
   * @throws EngineRefusedException with the reason when the engine can't work here
   */
  public Kernels open(int lanes, Device device) {
    require();
    return switch (this) {
      case SCALAR -> new ScalarKernels(Precision.SINGLE, lanes);
      case VECTOR -> lanes == 1 ? new WideKernels() : new VectorKernels();
      case ND4J -> {
        Nd4jRuntime.use(device);
        yield new Nd4jKernels(lanes);
      }
    };
  }
}
