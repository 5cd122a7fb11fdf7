package org.basin.cli.process;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * The standard error stream of a process that runs one command. Threads of Spark, Scala and Java
 * that fail print stack traces to it; they are dropped. What matters is logged or reaches the
 * command, which prints through a writer of its own.
 */
public final class ErrorStream {

  /** Made before memory runs out. */
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  private static volatile boolean ours;
  private static volatile boolean exhausted;

  private ErrorStream() {}

  /** This process runs one command, and stack traces are not wanted. */
  public static void own() {
    ours = true;
    // allocates nothing: there may be nothing left
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (thrown instanceof OutOfMemoryError) {
            exhausted = true;
          }
        });
  }

  /** Drops what is printed from now on; logging has opened its stream by now. */
  public static void quiet() {
    if (ours) {
      System.setErr(NOWHERE);
    }
  }

  /** Whether memory ran out in a thread whose end is not awaited. */
  static boolean exhausted() {
    return exhausted;
  }
}
