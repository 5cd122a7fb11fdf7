package org.basin.run;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.basin.store.Wave;
import org.basin.sweep.Counted;
import org.basin.sweep.text.Numeral;

/**
 * One line about a run at work, rewritten in place once a second on a terminal, there behind a
 * {@link Bar}; printed anew every ten seconds elsewhere.
 */
final class Progress implements AutoCloseable {

  private static final int MOST = Integer.MAX_VALUE;

  /** Parts of the line in the order in which they give way. */
  private static final int[] LEAST_IMPORTANT = {3, 2, 1, 5, 4};

  private final PrintWriter out;
  private final boolean terminal;
  private final Bar bar = Bar.of(System.getenv());
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
    this.terminal = System.getenv("TERM") != null && Screen.width(Screen.Stream.ERR).isPresent();
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

  /** A line of its own beside the one that is rewritten. */
  synchronized void say(String text) {
    out.println(terminal ? "\n" + text : text);
    out.flush();
  }

  /** Seconds since the start. */
  double elapsed() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The line as it stands. */
  String line() {
    return line(Integer.MAX_VALUE);
  }

  /**
   * The line as it stands, without what has no room: first goes what Spark takes, then the time
   * that is training, the speed, the best, and how much longer it takes.
   *
   * @param most characters
   */
  String line(int most) {
    return line(most, elapsed());
  }

  /** The line so many seconds after the start. */
  synchronized String line(int most, double seconds) {
    long done = Math.min(trials, committed + underway.sum());
    double rate = (done - before) / seconds;
    double share = Math.min(1, training / cores / seconds);
    boolean moved = done > before;
    String percent =
        String.format(Locale.ROOT, "%.1f %%", trials == 0 ? 100.0 : 100.0 * done / trials);
    String[] parts = {
      String.format(Locale.ROOT, "%,d of %s (%s)", done, Counted.of(trials, "trial"), percent),
      moved ? String.format(Locale.ROOT, ", %,.0f/s", rate) : "",
      training > 0 ? String.format(Locale.ROOT, ", training %.0f %%", 100 * share) : "",
      training > 0
          ? String.format(Locale.ROOT, ", Spark and store %.0f %%", 100 - 100 * share)
          : "",
      moved && done < goal ? ", " + duration((goal - done) / rate) + " left" : "",
      Double.isNaN(best) ? "" : ", best " + metric + " " + Numeral.text((float) best)
    };
    for (int part : LEAST_IMPORTANT) {
      if (String.join("", parts).length() > most) {
        parts[part] = "";
      }
    }
    String line = String.join("", parts);
    return line.length() <= most ? line : percent.substring(0, Math.min(most, percent.length()));
  }

  /** The share of the trials that is done. */
  private double share() {
    return trials == 0 ? 1 : (double) Math.min(trials, committed + underway.sum()) / trials;
  }

  private synchronized void print() {
    if (terminal) {
      // the last column stays free: a terminal may go to the next line when it is filled
      int most = Math.max(1, Screen.columns(Screen.Stream.ERR).orElse(MOST) - 1);
      int cells = bar.cells(most);
      int room = cells == 0 ? 0 : cells + 1;
      String line = line(most - room);
      int length = room + line.length();
      String gap = " ".repeat(Math.max(0, Math.min(width, most) - length));
      out.print("\r" + bar.text(share(), cells) + line + gap);
      width = length;
    } else {
      out.println(line(Screen.set(System.getenv("COLUMNS")).orElse(MOST)));
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
