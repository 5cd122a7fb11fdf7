package org.basin.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A store that is out of reach for a while: a NameNode in safe mode, restarting or on standby. What
 * it refused then, it did not begin; so it can be asked again.
 */
public final class Outage {

  /** For so long a driver at work waits for its store, before it stops. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);

  /** So often a pause looks whether it shall end. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Names of exceptions, which are all that is left of them in a report that travels as text. */
  private static final List<String> SIGNS =
      List.of(
          "SafeModeException",
          "Name node is in safe mode",
          "RetriableException",
          "RetryStartFileException",
          "StandbyException",
          "java.net.ConnectException",
          "NoRouteToHostException");

  private final long end;
  private Duration pause = FIRST;

  /** Something to do with the store. */
  interface Call<T> {
    T make() throws IOException;
  }

  /**
   * An outage begins.
   *
   * @param patience how long to bear it
   */
  public Outage(Duration patience) {
    this.end = System.nanoTime() + patience.toNanos();
  }

  /** Whether a failure, or a report of one, is that of a store that may come back. */
  public static boolean tells(String report) {
    return SIGNS.stream().anyMatch(report::contains);
  }

  private static boolean tells(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (tells(e.toString())) {
        return true;
      }
    }
    return false;
  }

  private boolean pause() {
    return pause(() -> false);
  }

  /**
   * Waits a while, longer each time; false at once when patience is at its end.
   *
   * @param stopped whether waiting has no purpose any more
   */
  public boolean pause(BooleanSupplier stopped) {
    long until = System.nanoTime() + pause.toNanos();
    if (until > end) {
      return false;
    }
    try {
      while (System.nanoTime() < until && !stopped.getAsBoolean()) {
        Thread.sleep(LOOK.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    return true;
  }

  /** Makes a call until the store answers it, or patience is at its end. */
  static <T> T bridge(Duration patience, Call<T> call) throws IOException {
    Outage outage = new Outage(patience);
    while (true) {
      try {
        return call.make();
      } catch (IOException e) {
        if (!tells(e) || !outage.pause()) {
          throw e;
        }
      }
    }
  }
}
