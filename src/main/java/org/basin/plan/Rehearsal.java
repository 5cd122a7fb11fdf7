package org.basin.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A run on a large cluster, played through: waves are cut as {@link Pace} cuts them, tasks go to
 * simulated executors that die now and then, and so does the driver. What executors do takes
 * simulated time; what the driver does is up to a {@link Ledger}.
 *
 * @param seconds from start to end
 * @param waves committed
 * @param files of Parquet
 * @param executorDeaths that met a task at work
 * @param driverDeaths each of which cost the wave at work
 * @param lost core seconds of training that were repeated
 * @param trained core seconds of training that were committed
 * @param driver seconds in which only the driver worked
 */
public record Rehearsal(
    double seconds,
    long waves,
    long files,
    long executorDeaths,
    long driverDeaths,
    double lost,
    double trained,
    double driver) {

  /** Tasks of equal length differ by so much at work. */
  private static final double JITTER = 0.1;

  /**
   * What is run, and on what.
   *
   * @param trials in all
   * @param trial seconds of one on a core
   * @param wave how long a wave shall take
   * @param executors at work
   * @param cores of an executor
   * @param executorLife seconds that an executor lives, in the mean
   * @param driverLife seconds that a driver lives, in the mean
   * @param restart seconds until a dead process is replaced
   */
  public record Scene(
      long trials,
      double trial,
      Duration wave,
      int executors,
      int cores,
      double executorLife,
      double driverLife,
      double restart) {}

  /**
   * What the driver's own work takes.
   *
   * @param task seconds to launch a task and take its result
   * @param wave seconds to commit a wave, apart from its files
   * @param file seconds to commit a file
   * @param read seconds to read a committed file's entry at a start
   */
  public record Costs(double task, double wave, double file, double read) {}

  /** Keeps the log of what is played: in numbers alone, or on a real store. */
  public interface Ledger {

    /**
     * A wave was trained.
     *
     * @param positions of the wave
     * @param files it left
     * @return seconds that committing it takes
     */
    double commit(long positions, int files) throws IOException;

    /**
     * The driver died with a wave at work.
     *
     * @param positions of that wave
     * @param files that it had left so far
     * @return seconds that the next driver takes until it can go on
     */
    double restart(long positions, int files) throws IOException;
  }

  /** A log in numbers alone. */
  private static final class Reckoned implements Ledger {
    private final Costs costs;
    private long files;

    Reckoned(Costs costs) {
      this.costs = costs;
    }

    @Override
    public double commit(long positions, int more) {
      files += more;
      return costs.wave() + more * costs.file();
    }

    @Override
    public double restart(long positions, int more) {
      return files * costs.read();
    }
  }

  /** A core and when it is free. */
  private record Core(int executor, double free) {}

  /** When processes die. */
  private static final class Deaths {
    private final Random random;
    private final double life;
    private final List<Double> times = new ArrayList<>();

    Deaths(double life, long seed) {
      this.life = life;
      this.random = new Random(seed);
      times.add(next());
    }

    private double next() {
      return -life * Math.log(1 - random.nextDouble());
    }

    /** The first death at or after a time. */
    double after(double time) {
      while (times.get(times.size() - 1) < time) {
        times.add(times.get(times.size() - 1) + next());
      }
      int i = times.size() - 1;
      while (i > 0 && times.get(i - 1) >= time) {
        i--;
      }
      return times.get(i);
    }
  }

  /** Plays it with a log in numbers alone. */
  public static Rehearsal of(Scene scene, Costs costs, long seed) {
    try {
      return of(scene, costs.task(), new Reckoned(costs), seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // numbers need no store
    }
  }

  /**
   * Plays it.
   *
   * @param task seconds to launch a task and take its result
   */
  public static Rehearsal of(Scene scene, double task, Ledger ledger, long seed)
      throws IOException {
    return new Play(scene, task, ledger, seed).run();
  }

  /** A run being played. */
  private static final class Play {
    private final Scene scene;
    private final double launch;
    private final Ledger ledger;
    private final Random random;
    private final Deaths driver;
    private final List<Deaths> executors = new ArrayList<>();
    private final PriorityQueue<Core> cores =
        new PriorityQueue<>(Comparator.comparingDouble(Core::free));
    private long executorDeaths;
    private double lost;

    Play(Scene scene, double launch, Ledger ledger, long seed) {
      this.scene = scene;
      this.launch = launch;
      this.ledger = ledger;
      this.random = new Random(seed);
      this.driver = new Deaths(scene.driverLife(), random.nextLong());
      for (int e = 0; e < scene.executors(); e++) {
        executors.add(new Deaths(scene.executorLife(), random.nextLong()));
        for (int c = 0; c < scene.cores(); c++) {
          cores.add(new Core(e, 0));
        }
      }
    }

    Rehearsal run() throws IOException {
      int all = scene.executors() * scene.cores();
      TrialCost cost = new TrialCost(scene.trial() * TrialCost.SLOW, 64);
      Pace pace = new Pace(all, cost.block(), scene.wave(), cost.operations());
      double now = 0;
      double own = 0;
      long waves = 0;
      long files = 0;
      long driverDeaths = 0;
      double trained = 0;
      for (long left = scene.trials(); left > 0; ) {
        long size = pace.next(left);
        int tasks = pace.tasks(size);
        double work = size * scene.trial() / tasks;
        double trainedAt = wave(now, tasks, work);
        double death = driver.after(now);
        if (death < trainedAt) {
          // all that the wave has done so far is lost, and the next driver reads the log first
          driverDeaths++;
          lost += (death - now) * all;
          int written = (int) (tasks * (death - now) / (trainedAt - now));
          now = death + scene.restart() + ledger.restart(size, written);
          own += now - death;
          free(now);
          continue;
        }
        double commit = ledger.commit(size, tasks);
        double end = trainedAt + commit;
        pace.learn(size, trainedAt - now, commit);
        own += commit;
        waves++;
        files += tasks;
        trained += size * scene.trial();
        left -= size;
        now = end;
        free(now);
      }
      return new Rehearsal(now, waves, files, executorDeaths, driverDeaths, lost, trained, own);
    }

    /** When the last task of a wave ends. */
    private double wave(double now, int tasks, double work) {
      double last = now;
      for (int task = 0; task < tasks; task++) {
        double end = task(now + task * launch, work * (1 + JITTER * (2 * random.nextDouble() - 1)));
        last = Math.max(last, end);
      }
      return last;
    }

    /** Trains a task where a core is free first, again when its executor dies. */
    private double task(double launch, double work) {
      while (true) {
        Core core = cores.poll();
        double start = Math.max(core.free(), launch);
        double death = executors.get(core.executor()).after(start);
        if (death >= start + work) {
          cores.add(new Core(core.executor(), start + work));
          return start + work;
        }
        executorDeaths++;
        lost += death - start;
        cores.add(new Core(core.executor(), death + scene.restart()));
      }
    }

    /** Every core is free at a time: the wave has ended, or its driver has. */
    private void free(double now) {
      List<Core> all = new ArrayList<>(cores);
      cores.clear();
      all.forEach(core -> cores.add(new Core(core.executor(), now)));
    }
  }
}
