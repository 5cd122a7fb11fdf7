package org.basin.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.basin.space.Block;
import org.basin.store.ResultFile;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;

/**
 * What it costs one thread to write a row of a job that is trained already: as a run writes it, and
 * through parquet-java's own column writers. Each column is also written into files of its own.
 */
public final class RowBench implements AutoCloseable {

  private static final int BLOCK = 4096;

  /** A file has a million rows, or few more: one row group. */
  private static final int FILE_ROWS = 1_000_000;

  private final List<BlockRunner> runners = new ArrayList<>();
  private final List<Results> trained = new ArrayList<>();
  private final List<ResultColumn> columns;
  private final Path folder;
  private final Configuration configuration = new Configuration();
  private int rows;

  /**
   * What a row of some columns costs.
   *
   * @param name of the only column, or of all
   * @param library nanoseconds of one thread through parquet-java's column writers
   * @param pages nanoseconds as a run writes it
   * @param libraryBytes of the file that parquet-java's column writers make
   * @param pagesBytes of the file that a run makes
   */
  public record Cost(
      String name, double library, double pages, double libraryBytes, double pagesBytes) {}

  /** Trains so many blocks of a job, spread over it, which all files are made of. */
  public RowBench(Job job, int blocks) throws IOException {
    columns = job.columns();
    long whole = job.space().positions();
    for (int b = 0; b < blocks; b++) {
      long from = whole / blocks * b;
      for (Block block : job.space().blocks(from, Math.min(whole, from + BLOCK), BLOCK)) {
        BlockRunner runner = new BlockRunner(job, true);
        runners.add(runner);
        trained.add(runner.run(block));
        rows += trained.get(trained.size() - 1).rows();
      }
    }
    folder = Files.createTempDirectory("basin-bench-rows");
  }

  /** Measures all columns together, then each; so often, of which the medians count. */
  public List<Cost> measure(int runs) throws IOException {
    List<Cost> costs = new ArrayList<>();
    costs.add(cost("all", columns, runs));
    for (ResultColumn column : columns) {
      costs.add(cost(column.name(), List.of(column), runs));
    }
    return costs;
  }

  private Cost cost(String name, List<ResultColumn> some, int runs) throws IOException {
    double[] library = new double[runs];
    double[] pages = new double[runs];
    long libraryBytes = 0;
    long pagesBytes = 0;
    for (int run = -1; run < runs; run++) { // the first warms up
      Path file = folder.resolve("file.parquet");
      double before = seconds();
      long written = library(file, some);
      double between = seconds();
      libraryBytes = Files.size(file);
      Files.delete(file);
      double start = seconds();
      pages(file, some);
      double end = seconds();
      pagesBytes = Files.size(file);
      Files.delete(file);
      if (run >= 0) {
        library[run] = (between - before) * 1e9 / written;
        pages[run] = (end - start) * 1e9 / written;
      }
    }
    double all = (double) rows * repetitions();
    return new Cost(name, median(library), median(pages), libraryBytes / all, pagesBytes / all);
  }

  private int repetitions() {
    return (FILE_ROWS + rows - 1) / rows;
  }

  private long library(Path path, List<ResultColumn> some) throws IOException {
    try (LibraryFile file = new LibraryFile(path, some)) {
      for (int i = 0; i < repetitions(); i++) {
        for (Results each : trained) {
          file.write(each);
        }
      }
      file.finish();
    }
    return (long) rows * repetitions();
  }

  private void pages(Path path, List<ResultColumn> some) throws IOException {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(path.toUri());
    try (ResultFile file = new ResultFile(configuration, target, some, Map.of())) {
      for (int i = 0; i < repetitions(); i++) {
        for (Results each : trained) {
          file.write(each);
        }
      }
      file.finish("none");
    }
  }

  private static double seconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  @Override
  public void close() throws IOException {
    runners.forEach(BlockRunner::close);
    Files.deleteIfExists(folder.resolve("file.parquet"));
    Files.deleteIfExists(folder);
  }
}
