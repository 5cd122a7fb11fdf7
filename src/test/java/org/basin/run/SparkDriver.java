package org.basin.run;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.basin.LocalSpark;
import org.basin.store.LockedException;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.Job;
import org.basin.trial.Models;

/** Runs a sweep file with Spark, in waves of a given time and blocks of a given size. */
final class SparkDriver {

  private SparkDriver() {}

  /** Arguments: the sweep file, the run directory, milliseconds of a wave, trials in a block. */
  public static void main(String[] arguments) throws SweepException {
    Sweep sweep = new SweepParser(new Models()).parse(Path.of(arguments[0]), List.of());
    RunOptions options =
        RunOptions.of(
                new org.apache.hadoop.fs.Path(arguments[1]), new PrintWriter(System.err, true))
            .withWave(Duration.ofMillis(Long.parseLong(arguments[2])))
            .withBlock(Integer.parseInt(arguments[3]));
    SweepRun run = new SweepRun(Job.of(sweep), options);
    try {
      System.err.println(run.run(new Configuration(), SparkDriver::session));
    } catch (LockedException e) {
      System.err.println(e.getMessage());
      System.exit(75);
    }
    System.exit(0);
  }

  private static SparkSession session() {
    return LocalSpark.session(2);
  }
}
