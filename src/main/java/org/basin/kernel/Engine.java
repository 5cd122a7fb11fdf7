package org.basin.kernel;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Arithmetic of one kind and what others must know of it: its traits. An engine is opened or
 * refused with a reason and never exchanged silently. A trait has a standard where most engines
 * agree; no caller asks for an engine by its name.
 */
public interface Engine {

  /** Planes of one learner take no more than this, so that a few fit beside Spark in a JVM. */
  long MOST_BYTES = 512L << 20;

  /** With more weights than this those of 64 trials outgrow a second cache of 2 MiB. */
  long MOST_WEIGHTS = 1 << 13;

  /** With more numbers than this 64 trials take more than 256 MiB. */
  long MOST_CELLS = 1 << 20;

  /** The name in sweep files and records, in lower case. */
  String name();

  /** Whether its rows are those of every other exact engine, bit for bit. */
  boolean exact();

  /** What its numbers are rounded to. */
  default Precision precision() {
    return Precision.SINGLE;
  }

  /** The same algorithms in double precision, to be held against reference vectors. */
  default Optional<Engine> doubled() {
    return Optional.empty();
  }

  /** How many bytes a number of a plane takes. */
  default int bytes() {
    return Float.BYTES;
  }

  /**
   * How many trials this engine trains side by side: as many as there are logical lanes while they
   * are small, one at a time when a single one fills vectors and caches by itself
   * (docs/decisions/0011). Rows of exact engines don't depend on it.
   *
   * @param weights numbers that every minibatch of one trial reads
   * @param cells all numbers of one trial
   */
  default int lanes(long weights, long cells) {
    return weights > MOST_WEIGHTS || cells > MOST_CELLS ? 1 : Plane.LANES;
  }

  /**
   * {@link #lanes} of a model that is written over {@link Algebra}, which an engine may have in one
   * layout only.
   */
  default int algebraLanes(long cells) {
    return lanes(0, cells);
  }

  /** How many lanes a few trials need, of those that may stand side by side. */
  default int filled(int most, int trials) {
    return most;
  }

  /** Whether its kernels work on {@linkplain Kernels#wholePlanes whole planes}. */
  default boolean wholePlanes() {
    return false;
  }

  /** Whether it keeps the numbers that {@link Links} read, once for each link and trial. */
  default boolean gathersLinks() {
    return false;
  }

  /**
   * Why this engine can't work in this JVM; empty when it can. May load native libraries, which
   * takes a second or two.
   */
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /** "ready", with what it stands on where that differs, or why it can't work in this JVM. */
  default String state() {
    return refusal().orElse("ready");
  }

  /**
   * Asserts that this engine works in this JVM.
   *
   * @throws EngineRefusedException with the reason when it doesn't
   */
  default void require() {
    refusal()
        .ifPresent(
            reason -> {
              throw new EngineRefusedException(reason);
            });
  }

  /**
   * The engine that trains in this JVM where this one is named: itself, or one whose rows are the
   * same where it can't work and has one.
   */
  default Engine here() {
    return this;
  }

  /** Kernels of this engine on whichever device it finds, as {@link #open(int, Device)}. */
  default Kernels open(int lanes) {
    return open(lanes, Device.ANY);
  }

  /**
   * Kernels of this engine for the thread that opens them.
   *
   * @param lanes trials side by side, as {@link #lanes(long, long)} or {@link #filled(int, int)}
   *     says; an engine whose lanes are fixed may have more of them
   * @param device where an engine works that uses one
   * @throws EngineRefusedException with the reason when the engine can't work here
   */
  Kernels open(int lanes, Device device);

  /**
   * This engine made ready for trials of one structure, on one thread.
   *
   * @param lanes as above
   * @param device as above
   * @param trials about how many of them there are to be trained
   * @param rehearsal does on kernels whose numbers are all NaN what will be done on others, again
   *     and again, so that an engine can prepare for it
   */
  default Ready ready(
      int lanes, Device device, double trials, Function<Kernels, Runnable> rehearsal) {
    String name = name();
    return new Ready() {
      @Override
      public Kernels open() {
        return Engine.this.open(lanes, device);
      }

      @Override
      public String engine() {
        return name;
      }
    };
  }

  /** Whether it makes something for a structure of so many trials that takes a while to make. */
  default boolean foresees(double trials) {
    return false;
  }

  /** Takes what {@link Ready#ahead} has made in another JVM. */
  default void take(Map<String, byte[]> made) {}

  /** An engine that knows what its kernels are for. */
  interface Ready {

    /**
     * Kernels, for the thread that opens them.
     *
     * @throws EngineRefusedException with the reason when the engine can't work here
     */
    Kernels open();

    /** The name of the engine that works in the kernels which were opened last. */
    String engine();

    /**
     * Whether kernels that are opened now are faster than those that were opened before, by more
     * than it costs to open them. May begin to make such kernels, on another thread.
     *
     * @param nanoseconds that the trials which remain take as before
     */
    default boolean better(double nanoseconds) {
      return false;
    }

    /**
     * Makes what takes a while to make, and keeps it for this JVM.
     *
     * @param everywhere whether also for machines of other kinds
     * @return what other JVMs {@linkplain Engine#take take} to have it, by name
     */
    default Map<String, byte[]> ahead(boolean everywhere) {
      return Map.of();
    }
  }
}
