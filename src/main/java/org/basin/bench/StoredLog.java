package org.basin.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.basin.plan.Rehearsal;
import org.basin.store.Checksums;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.RunWriter;
import org.basin.store.Staged;
import org.basin.store.Wave;
import org.basin.store.Written;

/**
 * The log of a run that is played, on a real store by the real {@link RunWriter}: every file of
 * every wave is created, listed, committed and moved; only that it holds one byte in place of rows
 * is not as in a run. A driver that dies leaves its staged files and its lock, and the next one
 * takes over.
 */
final class StoredLog implements Rehearsal.Ledger, AutoCloseable {

  private static final String SWEEP = "name: scale\n";

  private final Configuration configuration;
  private final Path folder;
  private final long trials;
  private RunWriter writer;

  /**
   * @param folder does not exist yet
   * @param trials of the whole run
   */
  StoredLog(Configuration configuration, Path folder, long trials) {
    this.configuration = configuration;
    this.folder = folder;
    this.trials = trials;
    this.writer = open(false);
  }

  private RunWriter open(boolean force) {
    RunRecord record = ScaleBench.record("scale", "0", trials);
    return RunWriter.open(RunDirectory.at(configuration, folder), record, SWEEP, force);
  }

  @Override
  public double commit(long positions, int files) throws IOException {
    Staged staged = writer.stage(writer.from() + positions);
    List<Written> written = written(staged, files, positions);
    long start = System.nanoTime();
    writer.commit(staged, written, positions, 0, new Wave.Seconds(0, 0), Map.of());
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public double restart(long positions, int files) throws IOException {
    written(writer.stage(writer.from() + positions), files, positions);
    long start = System.nanoTime();
    RunWriter next = open(true);
    double seconds = (System.nanoTime() - start) / 1e9;
    writer.close();
    writer = next;
    return seconds;
  }

  /** What executors do, which is not the driver's time. */
  private List<Written> written(Staged staged, int files, long positions) throws IOException {
    FileSystem store = staged.folder().getFileSystem(configuration);
    store.mkdirs(staged.folder());
    return IntStream.range(0, files)
        .parallel()
        .mapToObj(
            file -> {
              long from = positions * file / files;
              long until = positions * (file + 1L) / files;
              return written(
                  store, staged.folder(), "part-%05d-0.parquet".formatted(file), until - from);
            })
        .toList();
  }

  private static Written written(FileSystem store, Path folder, String name, long rows) {
    Path path = new Path(folder, name);
    try (OutputStream out =
        store instanceof LocalFileSystem local
            ? Files.newOutputStream(local.pathToFile(path).toPath())
            : store.create(path, false)) {
      out.write(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(name, 1, rows, Checksums.of(new byte[1], 1), 0, 1);
  }

  /** Ends the run, which checks that every trial is committed and every file where it belongs. */
  void finish() {
    writer.finish();
  }

  @Override
  public void close() {
    writer.close();
  }
}
