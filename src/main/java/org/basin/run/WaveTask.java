package org.basin.run;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.basin.data.Datasets;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.ResultFile;
import org.basin.sweep.Sweep;
import org.basin.table.TaskDevice;
import org.basin.trial.BlockRunner;
import org.basin.trial.Models;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * What every task of a wave does: train a stretch of positions, block by block, and write one file.
 * Travels to executors once per wave; a task adds nothing but its stretch.
 *
 * <p>A file carries the task attempt in its name, so that attempts never touch one another's; the
 * driver commits those of the attempts that Spark reports as successful.
 *
 * @param sweep with its engine named
 * @param fingerprint of the data, which every machine must find the same
 * @param folder where files go
 * @param block positions in a block, at most
 * @param facts key-value metadata of the files
 */
record WaveTask(
    Sweep sweep,
    Space space,
    String fingerprint,
    String folder,
    int block,
    Map<String, String> facts)
    implements Serializable {

  /** Positions {@code [from, until)}. */
  record Stretch(int number, long from, long until) implements Serializable {}

  /**
   * What a task has done.
   *
   * @param file its name
   * @param rows trials in it
   * @param lanes stepped for them, filled or not
   * @param nanoseconds inside the training code
   */
  record Done(String file, long rows, long lanes, long nanoseconds) implements Serializable {}

  Done run(Stretch stretch, Configuration configuration) throws IOException {
    TaskContext task = TaskContext.get();
    String name = "part-%05d-%d.parquet".formatted(stretch.number(), task.taskAttemptId());
    long nanoseconds = 0;
    try (BlockRunner runner =
            new BlockRunner(
                sweep,
                space,
                true,
                TaskDevice.of(task),
                () -> Datasets.of(sweep.data(), configuration, fingerprint));
        ResultFile file =
            new ResultFile(
                configuration,
                new Path(folder, name),
                ResultColumn.all(space, sweep),
                facts)) {
      for (Block each : space.blocks(stretch.from(), stretch.until(), block)) {
        task.killTaskIfInterrupted();
        long start = System.nanoTime();
        Results results = runner.run(each);
        nanoseconds += System.nanoTime() - start;
        file.write(results);
      }
      file.finish();
      return new Done(name, file.rows(), runner.lanes(), nanoseconds);
    }
  }
}
