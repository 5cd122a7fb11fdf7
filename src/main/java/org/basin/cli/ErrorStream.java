package org.basin.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * What others say in a process that is ours. Threads of Spark, Scala and Java that fail print their
 * stack traces to the standard error stream by themselves; a person cannot mend any of it. What
 * matters of it is logged, or comes back to the command, which says it in a sentence through a
 * writer of its own.
 */
final class ErrorStream {

  /** Made before memory runs out. */
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  private static volatile boolean ours;
  private static volatile boolean exhausted;

  private ErrorStream() {}

  /** This process is ours alone, and nobody wants to see stack traces. */
  static void own() {
    ours = true;
    // allocates nothing: there may be nothing left
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (thrown instanceof OutOfMemoryError) {
            exhausted = true;
          }
        });
  }

  /** From now on only logs and commands are heard; logging has found its stream by now. */
  static void quiet() {
    if (ours) {
      System.setErr(NOWHERE);
    }
  }

  /** Whether memory ran out in a thread that nobody waits for. */
  static boolean exhausted() {
    return exhausted;
  }
}
