package org.basin.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.basin.space.Space;
import org.basin.store.LockedException;
import org.basin.store.Rows;
import org.basin.store.RunDirectory;
import org.basin.store.Staged;
import org.basin.trial.Job;

/** Runs the toy sweep without Spark in waves of some positions: starts fast, commits often. */
final class PlainDriver {

  /** Nanoseconds that the first commit is taken to last. */
  private static final long FIRST_COMMIT = 100_000_000;

  private static final long LONGEST = 1_000_000_000;

  private PlainDriver() {}

  /**
   * Four positions take three times as long as the last commit: waves outlast their commits, so
   * they would hold the whole sweep if training took no time, and here hold a dozen positions.
   *
   * <p>Arguments: the run directory; a file whose appearance its fourth wave awaits, or "-";
   * "force" to take the lock.
   */
  public static void main(String[] arguments) {
    Space space = Toy.space();
    RunOptions options =
        RunOptions.of(
                Toy.options(Path.of(arguments[0]), false, 2).directory(),
                new PrintWriter(System.err, true))
            .withWave(Duration.ofMillis(1))
            .withBlock(2);
    options = arguments.length > 2 ? options.forced() : options;
    try {
      new SweepRun(new Job(Toy.sweep(), space), options)
          .run(
              RunDirectory.at(Rows.CONFIGURATION, options.directory()),
              new PlainTraining(space) {
                private long commit = FIRST_COMMIT;
                private long ended;

                @Override
                public Trained train(Staged staged, int tasks, LongConsumer finished)
                    throws IOException {
                  long start = System.nanoTime();
                  commit = ended == 0 ? commit : start - ended;
                  long slow = commit * (staged.until() - staged.from()) * 3 / 4;
                  // a machine that was busy elsewhere for one commit does not make it last
                  long pause = Math.min(slow, LONGEST);
                  while (System.nanoTime() - start < pause) {
                    LockSupport.parkNanos(pause);
                  }
                  while (staged.wave() == 3
                      && arguments.length > 1
                      && !arguments[1].equals("-")
                      && Files.notExists(Path.of(arguments[1]))) {
                    LockSupport.parkNanos(1_000_000);
                  }
                  Trained trained = super.train(staged, tasks, finished);
                  ended = System.nanoTime();
                  return trained;
                }
              },
              1e9);
    } catch (LockedException e) {
      System.err.println(e.getMessage());
      System.exit(75);
    }
    System.exit(0);
  }
}
