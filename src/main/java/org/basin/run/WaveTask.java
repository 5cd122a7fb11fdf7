package org.basin.run;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.run.Done.Aside;
import org.basin.run.Stretch.Company;
import org.basin.run.Stretch.Piece;
import org.basin.space.Block;
import org.basin.store.Checksums;
import org.basin.store.Marks;
import org.basin.store.Marks.Mark;
import org.basin.store.ResultFile;
import org.basin.store.Written;
import org.basin.table.TaskDevice;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;
import org.basin.trial.StartParameters;

/**
 * What every task of a wave does: train a stretch of positions, block by block, and write one file.
 * Travels to executors once per wave; a task adds nothing but its stretch.
 *
 * <p>A file carries the task attempt in its name, so that attempts never touch one another's; the
 * driver commits those of the attempts that Spark reports as successful.
 *
 * <p>An attempt that is not the first leaves {@link Marks} of where it is. Where an earlier one
 * left its mark it does not go again, but puts these positions aside, as it does with those for
 * which memory does not suffice: what becomes of them is found out when nothing else is at work.
 *
 * @param job with its engine named, without what its trials start from, which travels once a run
 * @param fingerprint of the data, which every machine must find the same
 * @param folder where files go
 * @param block positions in a block, at most
 * @param limit of a block's training; zero for none
 * @param made what the driver has made ahead for the engine, by name
 * @param facts key-value metadata of the files
 * @param run under which it can be called to a {@link Halt}: it ends at its next block, and what it
 *     has by then is a file like any other
 */
record WaveTask(
    Job job,
    String fingerprint,
    String folder,
    int block,
    Duration limit,
    Map<String, byte[]> made,
    Map<String, String> facts,
    String run)
    implements Serializable {

  /** Deaths with nothing else at work after which positions are not tried again. */
  static final int DEATHS = 2;

  /** Marks that an attempt sets one after the other, at the most. */
  private static final int MARKS = 64;

  /**
   * Trains a stretch.
   *
   * @param start what its trials start from
   */
  Done run(Stretch stretch, StartParameters start, Configuration configuration) throws IOException {
    TaskContext task = TaskContext.get();
    try {
      return run(stretch, job.with(start), configuration, task);
    } catch (OutOfMemoryError e) {
      // an Error would end this process: what it costs is one attempt of this task
      throw new IllegalStateException("a task ran out of memory outside of training: " + e);
    }
  }

  private Done run(Stretch stretch, Job started, Configuration configuration, TaskContext task)
      throws IOException {
    String name = "part-%05d-%d.parquet".formatted(stretch.number(), task.taskAttemptId());
    if (Halt.called(run)) {
      Written none = new Written(name, 0, 0, Checksums.NONE, Double.NaN, Double.NaN);
      return new Done(
          stretch.number(), stretch.from(), stretch.from(), none, 0, Work.NONE, List.of());
    }
    Dataset data = Datasets.of(job.sweep().data(), configuration, fingerprint);
    started.engine().take(made);
    boolean marking = task.attemptNumber() > 0 || stretch.company() == Company.ALONE;
    Marks marks = new Marks(configuration, new Path(folder), stretch.number());
    List<Mark> earlier = task.attemptNumber() > 0 ? marks.standing() : List.of();
    try (BlockTraining training =
            new BlockTraining(
                () -> new BlockRunner(started, true, TaskDevice.of(task), () -> data),
                limit,
                task::killTaskIfInterrupted);
        ResultFile file = file(configuration, name)) {
      Part part = new Part(stretch, training, file, task);
      List<Piece> pieces = stretch.pieces(marking ? MARKS : 1, block);
      int most = stretch.company() == Company.ALONE && pieces.size() == 1 ? DEATHS : 1;
      for (Piece piece : pieces) {
        if (part.halted) {
          break;
        }
        if (deaths(earlier, piece) >= most) {
          part.leave(new Aside(piece.from(), piece.until(), "the process died"));
        } else if (marking) {
          Mark mark = new Mark(task.attemptNumber(), piece.from(), piece.until());
          marks.set(mark);
          try {
            part.train(piece);
          } finally {
            marks.remove(mark);
          }
        } else {
          part.train(piece);
        }
      }
      return part.done(file.finish(job.sweep().metric().name()));
    }
  }

  private static long deaths(List<Mark> earlier, Piece piece) {
    return earlier.stream()
        .filter(mark -> mark.from() == piece.from() && mark.until() == piece.until())
        .count();
  }

  /**
   * Writes FAILED rows for a stretch, without training.
   *
   * @param name of the file
   */
  Done giveUp(Stretch stretch, Configuration configuration, String name, String reason)
      throws IOException {
    try (BlockRunner runner = new BlockRunner(job, false);
        ResultFile file = file(configuration, name)) {
      for (Block each : job.space().blocks(stretch.from(), stretch.until(), block)) {
        Results results = runner.fail(each, reason);
        file.write(results);
      }
      Written written = file.finish(job.sweep().metric().name());
      return new Done(
          stretch.number(),
          stretch.from(),
          stretch.until(),
          written,
          written.rows(),
          Work.NONE,
          List.of());
    }
  }

  private ResultFile file(Configuration configuration, String name) throws IOException {
    return new ResultFile(configuration, new Path(folder, name), job.columns(), facts);
  }

  /** A task at work. */
  private final class Part {

    private final Stretch stretch;
    private final BlockTraining training;
    private final ResultFile file;
    private final TaskContext task;
    private final List<Aside> aside = new ArrayList<>();
    private long reached;
    private boolean halted;
    private long failed;
    private long nanoseconds;

    Part(Stretch stretch, BlockTraining training, ResultFile file, TaskContext task) {
      this.stretch = stretch;
      this.reached = stretch.from();
      this.training = training;
      this.file = file;
      this.task = task;
    }

    void train(Piece piece) throws IOException {
      for (Block each : job.space().blocks(piece.from(), piece.until(), block)) {
        task.killTaskIfInterrupted();
        halted = Halt.called(run);
        if (halted) {
          return;
        }
        long start = System.nanoTime();
        Optional<Results> results = train(each);
        nanoseconds += System.nanoTime() - start;
        if (results.isPresent()) {
          failed += failed(results.get());
          file.write(results.get());
        } else {
          aside.add(new Aside(each.from(), each.until(), "memory did not suffice beside others"));
        }
        reached = each.until();
      }
      reached = piece.until();
    }

    void leave(Aside piece) {
      aside.add(piece);
      reached = piece.until();
    }

    /** Empty when memory does not suffice for a block beside others. */
    private Optional<Results> train(Block each) {
      try {
        return Optional.of(training.train(each, runner -> runner.run(each)));
      } catch (OutOfMemoryError e) {
        return stretch.company() == Company.SHARED
            ? Optional.empty()
            : Optional.of(training.train(each, runner -> runner.runSparingly(each)));
      }
    }

    Done done(Written written) {
      return new Done(
          stretch.number(),
          stretch.from(),
          reached,
          written,
          failed,
          new Work(nanoseconds, training.lanes(), training.blocks()),
          aside);
    }
  }

  private static long failed(Results results) {
    long failed = 0;
    for (int row = 0; row < results.rows(); row++) {
      failed += results.state(row) == Results.State.FAILED ? 1 : 0;
    }
    return failed;
  }
}
