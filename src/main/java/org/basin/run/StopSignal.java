package org.basin.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM: lets the wave at work end early, waits until what it has is committed and the
 * run is closed, and says how to go on. A second signal ends the process at once. Runs before
 * Spark's own shutdown, while jobs can still be cancelled and files still written.
 */
final class StopSignal implements AutoCloseable {

  /** Spark's hooks have priorities up to 50; the higher ones run first. */
  private static final int BEFORE_SPARK = 200;

  private static final long SECONDS_TO_CLOSE = 20;

  /** Of these, so many are for tasks that are in the middle of a block. */
  private static final long SECONDS_TO_TRAIN = 15;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final WaveTraining training;
  private final Supplier<String> farewell;
  private final PrintWriter err;
  private final Runnable hook = this::stop;
  private volatile boolean requested;

  StopSignal(WaveTraining training, Supplier<String> farewell, PrintWriter err) {
    this.training = training;
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
    if (closed.getCount() > 0) {
      haltOn("INT", 130);
      haltOn("TERM", 143);
      err.println("Stopping: what is trained is kept; a second signal stops at once.");
      err.flush();
    }
    // Scala prints the tasks that find their executor closed; our own lines have a writer
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    training.stop();
    try {
      if (!closed.await(SECONDS_TO_TRAIN, TimeUnit.SECONDS)) {
        training.cancel();
      }
      if (!closed.await(SECONDS_TO_CLOSE - SECONDS_TO_TRAIN, TimeUnit.SECONDS)) {
        err.println("The wave at work did not end in time; the next start clears it away.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    err.println(farewell.get());
    err.flush();
  }

  /** While a process ends, Java takes further signals for granted and waits on. */
  private void haltOn(String signal, int code) {
    try {
      Signal.handle(
          new Signal(signal),
          again -> {
            err.println("Stopped at once: the wave at work is dropped, what is committed stays.");
            err.flush();
            Runtime.getRuntime().halt(code);
          });
    } catch (IllegalArgumentException taken) {
      // no such signal here, or Java was told to leave it alone: then it waits
    }
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
