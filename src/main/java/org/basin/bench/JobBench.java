package org.basin.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.basin.run.RunOptions;
import org.basin.run.RunOutcome;
import org.basin.run.SweepRun;
import org.basin.trial.Job;

/**
 * The whole job on all cores of a session: every wave trained, written as Parquet and committed,
 * each time into a directory of its own under the temporary folder.
 */
public final class JobBench {

  /** Runs before the measured ones; by then the compiler has done most of its work. */
  private static final int WARM_UP = 20;

  private final SparkSession spark;
  private final Job job;

  public JobBench(SparkSession spark, Job job) {
    this.spark = spark;
    this.job = job;
  }

  /**
   * What was measured.
   *
   * @param trials of the job
   * @param first seconds of the first run, which warms the JVM up
   * @param rate trials a second of the runs after it
   * @param training share of the cores' time that the warm runs spent training
   * @param filled share of the lanes that held a trial
   * @param bytesPerTrial of the Parquet files
   */
  public record Result(
      long trials, double first, Rate rate, double training, double filled, double bytesPerTrial) {}

  /**
   * Runs the job {@code runs} times after {@link #WARM_UP} runs to warm up.
   *
   * @throws UncheckedIOException when the temporary folder can't be used
   */
  public Result measure(int runs) {
    List<RunOutcome> outcomes = new ArrayList<>();
    long[] bytes = new long[1];
    for (int i = 0; i < WARM_UP; i++) {
      run(outcomes, bytes);
    }
    Rate rate =
        Rate.of(
            runs,
            () -> {
              RunOutcome outcome = run(outcomes, bytes);
              return outcome.trained() / outcome.seconds();
            });
    List<RunOutcome> warm = outcomes.subList(WARM_UP, outcomes.size());
    double training = warm.stream().mapToDouble(RunOutcome::training).sum();
    double seconds = warm.stream().mapToDouble(RunOutcome::seconds).sum();
    return new Result(
        job.space().count(),
        outcomes.get(0).seconds(),
        rate,
        training / seconds,
        (double) outcomes.get(0).trained() / outcomes.get(0).lanes(),
        (double) bytes[0] / job.space().count());
  }

  private RunOutcome run(List<RunOutcome> outcomes, long[] bytes) {
    try {
      Configuration configuration = spark.sparkContext().hadoopConfiguration();
      java.nio.file.Path folder = Files.createTempDirectory("basin-bench");
      Path directory = new Path(folder.resolve("run").toUri());
      try {
        RunOptions options = RunOptions.of(directory, new PrintWriter(Writer.nullWriter()));
        outcomes.add(new SweepRun(job, options).run(configuration, () -> spark));
        FileSystem files = directory.getFileSystem(configuration);
        bytes[0] = files.getContentSummary(new Path(directory, "waves")).getLength();
      } finally {
        directory.getFileSystem(configuration).delete(new Path(folder.toUri()), true);
      }
      return outcomes.get(outcomes.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
