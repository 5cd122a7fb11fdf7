package org.basin.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.ResultFile;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * What a trial costs on disk, measured by writing a few blocks as a run writes them.
 *
 * @param bytes per trial, of Parquet
 * @param seconds per trial on one core, to write it
 */
public record Footprint(double bytes, double seconds) {

  /** Blocks that are written, spread evenly over the space. */
  private static final int BLOCKS = 8;

  /** Seconds of training and writing after which it must do, warm or not. */
  private static final double PATIENCE = 3;

  /** Code is warm once a file takes no less time than this share of the one before. */
  private static final double STEADY = 0.85;

  /**
   * Measures in the folder for temporary files, and leaves nothing there.
   *
   * @param block positions in a block at the most
   * @return empty when no file can be written there
   */
  static Optional<Footprint> of(Job job, Dataset data, int block) {
    try {
      java.nio.file.Path folder = Files.createTempDirectory("basin-plan");
      try {
        Footprint measured = measured(job, data, block, folder.resolve("blocks.parquet"));
        double said = Float.BYTES * unmeasured(job, data);
        return Optional.of(new Footprint(measured.bytes + said, measured.seconds));
      } finally {
        try (Stream<java.nio.file.Path> left = Files.list(folder)) {
          for (java.nio.file.Path each : left.toList()) {
            Files.delete(each);
          }
        }
        Files.delete(folder);
      }
    } catch (IOException closed) {
      return Optional.empty();
    }
  }

  private static Footprint measured(Job job, Dataset data, int block, java.nio.file.Path temporary)
      throws IOException {
    Configuration configuration = new Configuration();
    FileSystem local = FileSystem.getLocal(configuration).getRawFileSystem();
    List<ResultColumn> columns = job.columns();
    List<Block> blocks = spread(job.space(), block);
    Path path = local.makeQualified(new Path(temporary.toUri()));
    long start = System.nanoTime();
    double best = Double.POSITIVE_INFINITY;
    try (BlockRunner runner = new BlockRunner(job, true, few(job, data))) {
      while (true) {
        long rows = 0;
        long nanos = -System.nanoTime();
        try (ResultFile file = new ResultFile(configuration, path, columns, Map.of())) {
          for (Block each : blocks) {
            nanos += System.nanoTime();
            Results results = runner.run(each);
            nanos -= System.nanoTime();
            file.write(results);
            rows += results.rows();
          }
          file.finish(job.sweep().metric().name());
        }
        nanos += System.nanoTime();
        double bytes = Files.size(temporary);
        local.delete(path, false);
        double each = nanos * 1e-9 / Math.max(1, rows);
        boolean steady = each >= STEADY * best;
        best = Math.min(best, each);
        if (steady || (System.nanoTime() - start) * 1e-9 >= PATIENCE) {
          return new Footprint(bytes / Math.max(1, rows), best);
        }
      }
    }
  }

  /** Numbers that trials say of the samples which they were measured without. */
  private static double unmeasured(Job job, Dataset data) {
    Dataset few = few(job, data).get();
    return job.space().structures().stream()
        .mapToLong(each -> job.outputs(each, data) - job.outputs(each, few))
        .average()
        .orElse(0);
  }

  /** So few samples that every trial is trained soon: its columns hardly depend on them. */
  private static Supplier<Dataset> few(Job job, Dataset data) {
    Engine engine = job.engine();
    int samples =
        job.space().structures().stream()
            .mapToInt(
                each -> {
                  double most = Calibration.OPERATIONS / job.lanes(engine, each, data);
                  return job.shortened(each, data, most).train().size();
                })
            .max()
            .orElse(1);
    Dataset few = data.shortened(samples);
    return () -> few;
  }

  private static List<Block> spread(Space space, int size) {
    List<Block> blocks = new ArrayList<>();
    long until = 0;
    for (int b = 0; b < BLOCKS; b++) {
      long from = Math.max(until, (long) ((double) b / BLOCKS * space.positions()));
      until = Math.min(space.positions(), from + size);
      space.blocks(from, until, size).forEach(blocks::add);
    }
    return blocks;
  }
}
