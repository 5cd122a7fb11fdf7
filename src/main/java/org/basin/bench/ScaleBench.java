package org.basin.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.basin.plan.Rehearsal;
import org.basin.space.Block;
import org.basin.store.CommitLog;
import org.basin.store.ResultFile;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.RunWriter;
import org.basin.store.Staged;
import org.basin.store.Wave;
import org.basin.store.Written;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;

/**
 * What the driver's own work costs: launching tasks, committing waves of many files, reading the
 * log at a start and holding it. Real Spark, real Parquet files and the real commit log, on the
 * store that is given.
 */
public final class ScaleBench {

  private static final int ROWS = 16;
  private static final int WAVES = 3;

  private ScaleBench() {}

  /**
   * What was measured.
   *
   * @param wave seconds to commit a wave of one file
   * @param file seconds to commit a file more
   * @param read seconds to read and check the entry of a file
   * @param entry bytes of a file's entry in its commit
   * @param heap bytes of a file's entry in the driver's memory
   */
  public record Log(double wave, double file, double read, double entry, double heap) {}

  /**
   * Plays a run with its log on a real store.
   *
   * @param folder does not exist yet
   * @param task seconds to launch a task and take its result
   */
  public static Rehearsal play(
      Configuration configuration, Path folder, Rehearsal.Scene scene, double task, long seed)
      throws IOException {
    try (StoredLog log = new StoredLog(configuration, folder, scene.trials())) {
      Rehearsal played = Rehearsal.of(scene, task, log, seed);
      log.finish();
      return played;
    }
  }

  /** Seconds of a task that does nothing, from launch to result. */
  public static double task(JavaSparkContext spark, int tasks) {
    List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
    spark.parallelize(numbers, tasks).count();
    long start = System.nanoTime();
    spark.parallelize(numbers, tasks).count();
    return (System.nanoTime() - start) / 1e9 / tasks;
  }

  /**
   * Commits waves of many small files into a folder that does not exist yet.
   *
   * @param files of a wave
   */
  public static Log log(Configuration configuration, Path folder, Job job, int files)
      throws IOException {
    Sweep sweep = job.sweep();
    RunDirectory directory = RunDirectory.at(configuration, folder);
    RunRecord record = record(sweep.name(), SweepWriter.digest(sweep), job.space().positions());
    double many = 0;
    double one = 0;
    try (RunWriter writer = RunWriter.open(directory, record, SweepWriter.write(sweep), false)) {
      commit(configuration, writer, job, 1);
      for (int wave = 0; wave < WAVES; wave++) {
        one += commit(configuration, writer, job, 1) / WAVES;
        many += commit(configuration, writer, job, files) / WAVES;
      }
    }
    CommitLog log = directory.log();
    int all = log.files().size();
    long start = System.nanoTime();
    directory.files(directory.log());
    double read = (System.nanoTime() - start) / 1e9 / all;
    double entry =
        (bytes(configuration, folder, 2) - bytes(configuration, folder, 1)) / (files - 1.0);
    return new Log(one, (many - one) / (files - 1), read, entry, heap(directory, all));
  }

  /** Of a run whose every position holds a trial. */
  static RunRecord record(String name, String digest, long positions) {
    return new RunRecord(
        name,
        digest,
        "scalar",
        "error",
        Map.of(),
        Map.of(),
        positions,
        positions,
        0,
        RunRecord.State.RUNNING,
        Map.of());
  }

  private static double bytes(Configuration configuration, Path folder, int wave)
      throws IOException {
    Path commit = new Path(folder, "commits/%05d.json".formatted(wave));
    return commit.getFileSystem(configuration).getFileStatus(commit).getLen();
  }

  private static double commit(Configuration configuration, RunWriter writer, Job job, int files)
      throws IOException {
    Staged staged = writer.stage(writer.from() + (long) files * ROWS);
    List<Written> written = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner(job, false)) {
      for (Block block : job.space().blocks(staged.from(), staged.until(), ROWS)) {
        String name = "part-%05d.parquet".formatted(written.size());
        Results results = runner.fail(block, "a measurement");
        try (ResultFile file =
            new ResultFile(
                configuration, new Path(staged.folder(), name), job.columns(), Map.of())) {
          file.write(results);
          written.add(file.finish(job.sweep().metric().name()));
        }
      }
    }
    long rows = job.space().count(staged.from(), staged.until());
    long start = System.nanoTime();
    writer.commit(staged, written, rows, rows, new Wave.Seconds(0, 0), Map.of());
    return (System.nanoTime() - start) / 1e9;
  }

  /** Of several copies of the log, so that little else matters. */
  private static double heap(RunDirectory directory, int files) {
    int copies = Math.max(4, 40_000 / files);
    List<CommitLog> held = new ArrayList<>();
    long before = used();
    for (int copy = 0; copy < copies; copy++) {
      held.add(directory.log());
    }
    double bytes = used() - before;
    return bytes / held.size() / files;
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
