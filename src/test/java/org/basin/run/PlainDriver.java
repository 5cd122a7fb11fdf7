package org.basin.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.basin.space.Space;
import org.basin.store.LockedException;
import org.basin.store.Rows;
import org.basin.store.RunDirectory;

/** Runs the toy sweep without Spark in waves of four positions: starts fast, commits often. */
final class PlainDriver {

  private PlainDriver() {}

  /**
   * Arguments: the run directory; a file whose appearance its fourth wave awaits, or "-"; "force"
   * to take the lock.
   */
  public static void main(String[] arguments) {
    Space space = Toy.space();
    RunOptions toy = Toy.options(Path.of(arguments[0]), false, 2);
    RunOptions options =
        new RunOptions(
            toy.directory(),
            arguments.length > 2,
            toy.trials(),
            toy.time(),
            Duration.ofMillis(1),
            toy.block(),
            new PrintWriter(System.err, true));
    try {
      new SweepRun(Toy.sweep(), space, options)
          .run(RunDirectory.at(Rows.CONFIGURATION, options.directory()), new PlainTraining(space));
    } catch (LockedException e) {
      System.err.println(e.getMessage());
      System.exit(75);
    }
    System.exit(0);
  }
}
