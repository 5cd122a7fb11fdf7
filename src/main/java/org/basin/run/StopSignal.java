package org.basin.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Ctrl-C and SIGTERM: cancels the wave at work, waits until the run is closed and says how to go
 * on. Runs before Spark's own shutdown, while jobs can still be cancelled and files still written.
 */
final class StopSignal implements AutoCloseable {

  /** Spark's hooks have priorities up to 50; the higher ones run first. */
  private static final int BEFORE_SPARK = 200;

  private static final long SECONDS_TO_CLOSE = 20;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable cancel;
  private final Supplier<String> farewell;
  private final PrintWriter err;
  private final Runnable hook = this::stop;
  private volatile boolean requested;

  StopSignal(Runnable cancel, Supplier<String> farewell, PrintWriter err) {
    this.cancel = cancel;
    this.farewell = farewell;
    this.err = err;
    try {
      ShutdownHookManager.get()
          .addShutdownHook(hook, BEFORE_SPARK, SECONDS_TO_CLOSE + 5, TimeUnit.SECONDS);
    } catch (IllegalStateException shuttingDown) {
      requested = true;
    }
  }

  /** Whether the run shall end now. */
  boolean requested() {
    return requested;
  }

  private void stop() {
    requested = true;
    // Scala prints the tasks that find their executor closed; our own lines have a writer
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    cancel.run();
    try {
      if (!closed.await(SECONDS_TO_CLOSE, TimeUnit.SECONDS)) {
        err.println("The wave at work did not end in time; the next start clears it away.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.println(farewell.get());
    err.flush();
  }

  /** The run is closed: nothing is left to wait for. */
  @Override
  public void close() {
    closed.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}
