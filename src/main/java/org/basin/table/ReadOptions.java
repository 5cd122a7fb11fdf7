package org.basin.table;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import org.basin.trial.StartParameters;

/**
 * What is to be read.
 *
 * @param sweep from option {@code path}, a sweep file, or {@code sweep}, the text of one
 * @param start what its trials start from
 * @param block positions trained between two batches of rows, option {@code block}; 0 to choose
 * @param partitions how many tasks, option {@code partitions}; 0 to choose
 */
record ReadOptions(Sweep sweep, StartParameters start, int block, int partitions) {

  /** Most positions in a block: their columns stay within some tens of MB. */
  private static final int LARGEST_BLOCK = 1 << 20;

  ReadOptions {
    require(
        block >= 0 && block <= LARGEST_BLOCK, "0 <= block <= " + LARGEST_BLOCK, "block=" + block);
    require(partitions >= 0, "partitions >= 0", "partitions=" + partitions);
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException if they are wrong; for a sweep file its mistakes are the
   *     message and a {@link SweepException} the cause
   */
  static ReadOptions of(CaseInsensitiveStringMap options) {
    Job job = job(options);
    return new ReadOptions(
        job.sweep(), job.start(), options.getInt("block", 0), options.getInt("partitions", 0));
  }

  ReadOptions withSweep(Sweep sweep) {
    return new ReadOptions(sweep, start, block, partitions);
  }

  private static Job job(CaseInsensitiveStringMap options) {
    String path = options.getOrDefault("path", "");
    String text = options.getOrDefault("sweep", "");
    if (path.isEmpty() == text.isEmpty()) {
      throw new IllegalArgumentException(
          "one of the options path (a sweep file) and sweep (its text) must be given, got path="
              + path
              + ", sweep="
              + text);
    }
    Configuration configuration = SparkSession.active().sparkContext().hadoopConfiguration();
    try {
      return path.isEmpty()
          ? Job.parsed("sweep", text, configuration)
          : Job.read(path, configuration, List.of());
    } catch (SweepException mistakes) {
      throw new IllegalArgumentException(mistakes.getMessage(), mistakes);
    }
  }

  private static void require(boolean holds, String law, String got) {
    if (!holds) {
      throw new IllegalArgumentException(law + " must hold, got " + got);
    }
  }
}
