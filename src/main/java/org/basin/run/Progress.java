package org.basin.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.basin.store.Wave;

/**
 * One line about a run at work, rewritten in place once a second on a terminal, printed anew every
 * ten seconds elsewhere.
 */
final class Progress implements AutoCloseable {

  private final PrintWriter out;
  private final boolean terminal;
  private final long trials;
  private final long goal;
  private final int cores;
  private final String metric;
  private final boolean minimize;
  private final long start = System.nanoTime();
  private final long before;
  private final LongAdder underway = new LongAdder();
  private final ScheduledExecutorService timer;
  private long committed;
  private double training;
  private double best = Double.NaN;
  private int width;

  /**
   * @param trials of the whole sweep
   * @param goal that ends this call when so many are committed
   * @param committed before this start
   * @param metric by which trials are ranked
   */
  Progress(
      PrintWriter out,
      long trials,
      long goal,
      long committed,
      int cores,
      String metric,
      boolean minimize) {
    this.out = out;
    this.terminal = System.console() != null && System.getenv("TERM") != null;
    this.trials = trials;
    this.goal = Math.min(trials, goal);
    this.before = committed;
    this.committed = committed;
    this.cores = cores;
    this.metric = metric;
    this.minimize = minimize;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "basin-progress");
              thread.setDaemon(true);
              return thread;
            });
    long period = terminal ? 1 : 10;
    var unused = timer.scheduleAtFixedRate(this::print, period, period, TimeUnit.SECONDS);
  }

  /** Trials of the wave at work that a task has finished. */
  void finished(long more) {
    underway.add(more);
  }

  /** The wave at work will be trained again or not at all. */
  void dropped() {
    underway.reset();
  }

  /** A wave is committed. */
  synchronized void committed(long rows, double seconds) {
    underway.reset();
    committed += rows;
    training += seconds;
  }

  /**
   * The extent of a wave, committed now or before; NaN changes nothing, nor does another metric's,
   * by which trials were ranked then.
   */
  synchronized void best(Wave.Extent extent) {
    if (!extent.name().equals(metric)) {
      return;
    }
    double candidate = minimize ? extent.min() : extent.max();
    if (Double.isNaN(best) || (minimize ? candidate < best : candidate > best)) {
      best = candidate;
    }
  }

  /** Seconds since the start. */
  double elapsed() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The line as it stands. */
  synchronized String line() {
    double seconds = elapsed();
    long done = Math.min(trials, committed + underway.sum());
    double rate = (done - before) / seconds;
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%,d of %,d trials (%.1f %%)",
            done,
            trials,
            trials == 0 ? 100.0 : 100.0 * done / trials));
    if (done > before) {
      line.append(String.format(Locale.ROOT, ", %,.0f/s", rate));
    }
    if (training > 0) {
      double share = Math.min(1, training / cores / seconds);
      line.append(
          String.format(
              Locale.ROOT,
              ", training %.0f %%, Spark and store %.0f %%",
              100 * share,
              100 - 100 * share));
    }
    if (done > before && done < goal) {
      line.append(", ").append(duration((goal - done) / rate)).append(" left");
    }
    if (!Double.isNaN(best)) {
      line.append(String.format(Locale.ROOT, ", best %s %.6g", metric, best));
    }
    return line.toString();
  }

  private synchronized void print() {
    String line = line();
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  /** Seconds in the two largest units that say something. */
  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return s + " s";
    } else if (s < 3600) {
      return s / 60 + " min " + s % 60 + " s";
    } else if (s < 86_400) {
      return s / 3600 + " h " + s % 3600 / 60 + " min";
    }
    return s / 86_400 + " d " + s % 86_400 / 3600 + " h";
  }

  /** Prints the line a last time. */
  @Override
  public void close() {
    timer.shutdownNow();
    print();
    if (terminal) {
      out.println();
      out.flush();
    }
  }
}
