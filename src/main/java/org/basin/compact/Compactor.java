package org.basin.compact;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.ParquetRuntimeException;
import org.basin.store.CommitLog;
import org.basin.store.Compaction;
import org.basin.store.LockedException;
import org.basin.store.RunWriter;

/**
 * Merges the small files of a run, some at a time: each step is staged, committed and cleared away
 * before the next, so that a run needs little more room than it has and little is lost to a kill.
 */
public final class Compactor {

  /** So many files are no burden, however small. */
  private static final int FEW = 64;

  /** Merged files of a step. */
  private static final int STEP = 8;

  /** What merging takes of memory, at the most, for each file that is written at a time. */
  private static final long MEMORY = 256L << 20;

  private final RunWriter writer;

  /**
   * @param writer of a run, which is held meanwhile
   */
  public Compactor(RunWriter writer) {
    this.writer = writer;
  }

  /** Whether a run has so many files, and such small ones, that it merges them by itself. */
  public static boolean wanted(CommitLog log) {
    int files = log.files().size();
    return files > FEW && log.bytes() / files < SmallFiles.SMALL && possible(log);
  }

  /** Whether any files can be merged. */
  public static boolean possible(CommitLog log) {
    return !SmallFiles.of(log).isEmpty();
  }

  /**
   * Merges what is small, until nothing is left to merge.
   *
   * @param enough asked between steps: whether to leave the rest as it is
   * @throws IOException if a file cannot be read or written; what was merged before counts
   * @throws LockedException if another process took the run over
   * @throws org.basin.store.StoreException if the store fails
   */
  public void run(BooleanSupplier enough) throws IOException {
    List<List<CommitLog.Live>> merges = SmallFiles.of(writer.log());
    while (!merges.isEmpty() && !enough.getAsBoolean()) {
      step(merges.subList(0, Math.min(STEP, merges.size())));
      merges = SmallFiles.of(writer.log());
    }
  }

  private void step(List<List<CommitLog.Live>> merges) throws IOException {
    Path folder = writer.stageCompaction();
    List<Compaction.Merged> merged;
    try {
      merged = merged(merges, folder);
    } catch (IOException | RuntimeException e) {
      try {
        writer.discardCompaction();
      } catch (LockedException lost) {
        // whoever has the run now may have merged the same files
        lost.addSuppressed(e);
        throw lost;
      } catch (RuntimeException stray) {
        e.addSuppressed(stray);
      }
      throw e;
    }
    writer.commit(merged);
  }

  private List<Compaction.Merged> merged(List<List<CommitLog.Live>> merges, Path folder)
      throws IOException {
    long room = Math.max(1, Runtime.getRuntime().maxMemory() / MEMORY);
    int threads = (int) Math.min(room, Runtime.getRuntime().availableProcessors());
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(threads, merges.size()),
            task -> {
              Thread thread = new Thread(task, "basin-compact");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Compaction.Merged>> running = new ArrayList<>();
      for (List<CommitLog.Live> files : merges) {
        String name = String.format(Locale.ROOT, "part-%05d.parquet", running.size());
        running.add(pool.submit(() -> merge(files, new Path(folder, name))));
      }
      List<Compaction.Merged> merged = new ArrayList<>();
      for (Future<Compaction.Merged> each : running) {
        merged.add(each.get());
      }
      return merged;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("merging was interrupted; nothing of it counts", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private Compaction.Merged merge(List<CommitLog.Live> files, Path path) throws IOException {
    List<Path> sources = files.stream().map(writer.directory()::path).toList();
    try {
      return new Compaction.Merged(
          MergedFile.write(writer.directory().configuration(), sources, path),
          files.stream().map(CommitLog.Live::name).toList());
    } catch (ParquetRuntimeException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
  }
}
