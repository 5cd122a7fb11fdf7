package org.basin.run;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.basin.compact.Compactor;
import org.basin.plan.Pace;
import org.basin.space.Space;
import org.basin.store.CommitLog;
import org.basin.store.LockedException;
import org.basin.store.RunWriter;
import org.basin.store.Staged;
import org.basin.store.StoreException;
import org.basin.store.Wave;

/** Wave after wave: stage, train, commit, until every position is done or a limit is reached. */
final class WaveLoop {

  private final Space space;
  private final RunOptions options;
  private final RunWriter writer;
  private final WaveTraining training;
  private final Progress progress;
  private final StopSignal signal;
  private final Pace pace;
  private long trained;
  private long lanes;
  private double trainingSeconds;

  WaveLoop(
      Space space,
      RunOptions options,
      double operations,
      RunWriter writer,
      WaveTraining training,
      Progress progress,
      StopSignal signal) {
    this.space = space;
    this.options = options;
    this.writer = writer;
    this.training = training;
    this.progress = progress;
    this.signal = signal;
    this.pace = new Pace(training.cores(), options.block(), options.wave(), operations);
  }

  /** Goes on until the end, a limit or a signal. */
  RunOutcome run() {
    CommitLog before = writer.log();
    for (Wave wave : before.waves()) {
      progress.best(wave.metric());
    }
    while (!writer.done() && !signal.requested()) {
      pace.cores(training.cores());
      long size = allowed(pace.next(space.positions() - writer.from()));
      if (size <= 0 || tooLate(size)) {
        return outcome(RunOutcome.End.STOPPED);
      }
      wave(writer.stage(writer.from() + size));
    }
    if (!writer.done()) {
      return outcome(RunOutcome.End.STOPPED);
    }
    if (Compactor.wanted(writer.log())) {
      compact();
      if (signal.requested()) {
        return outcome(RunOutcome.End.STOPPED);
      }
    }
    writer.finish();
    return outcome(RunOutcome.End.COMPLETED);
  }

  /**
   * Many small files make every reader slow; but a run whose files cannot be merged is complete all
   * the same.
   */
  private void compact() {
    int files = writer.log().files().size();
    try {
      new Compactor(writer).run(signal::requested);
      progress.say(
          String.format(
              Locale.ROOT, "Merged %,d small files into %,d.", files, writer.log().files().size()));
    } catch (IOException e) {
      progress.say("Files stay as small as they are: " + e.getMessage());
    }
  }

  /** The most of the next positions that hold no more trials than the limit allows. */
  private long allowed(long positions) {
    long from = writer.from();
    long trials = options.trials() - writer.log().rows();
    if (trials >= positions || space.count(from, from + positions) <= trials) {
      return positions;
    }
    long few = Math.max(0, trials);
    for (long many = positions; many - few > 1; ) {
      long middle = few + (many - few) / 2;
      if (space.count(from, from + middle) <= trials) {
        few = middle;
      } else {
        many = middle;
      }
    }
    return few;
  }

  private boolean tooLate(long size) {
    Duration left = Duration.between(Instant.now(), options.end());
    return pace.seconds(size) > left.getSeconds();
  }

  private void wave(Staged staged) {
    long start = System.nanoTime();
    WaveTraining.Trained done;
    try {
      int tasks = pace.tasks(staged.until() - staged.from());
      done = training.train(staged, tasks, progress::finished);
    } catch (IOException | RuntimeException e) {
      if (signal.requested() || overtaken(staged, e)) {
        progress.dropped();
        writer.discard(staged);
        return;
      }
      throw dropped(
          staged, e instanceof IOException io ? writer.failure(staged, io) : (RuntimeException) e);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (done.until() == staged.from()) {
      progress.dropped();
      writer.discard(staged);
      return;
    }
    Staged kept = staged.until(done.until());
    long positions = kept.until() - kept.from();
    long rows = space.count(kept.from(), kept.until());
    double inside = done.work().nanoseconds() / 1e9;
    Wave.Seconds time = new Wave.Seconds(inside, seconds);
    Map<String, Long> blocks = done.work().blocks();
    if (writer.commit(kept, done.files(), rows, done.failed(), time, blocks)) {
      Wave wave = writer.log().waves().get(staged.wave());
      trained += rows;
      lanes += done.work().lanes();
      trainingSeconds += inside;
      progress.committed(rows, inside);
      progress.best(wave.metric());
      pace.learn(positions, seconds, (System.nanoTime() - start) / 1e9 - seconds);
    } else {
      progress.dropped();
    }
  }

  /** Whether our files are gone because another driver has committed this wave. */
  private boolean overtaken(Staged staged, Exception failure) {
    try {
      return writer.overtaken(staged);
    } catch (LockedException lost) {
      lost.addSuppressed(failure);
      throw lost;
    } catch (StoreException unreachable) {
      failure.addSuppressed(unreachable);
      return false;
    }
  }

  /** Leaves no half-written wave behind. */
  private RuntimeException dropped(Staged staged, RuntimeException failure) {
    try {
      writer.discard(staged);
    } catch (RuntimeException stray) {
      failure.addSuppressed(stray);
    }
    return failure;
  }

  private RunOutcome outcome(RunOutcome.End end) {
    return new RunOutcome(
        end,
        writer.log().rows(),
        end == RunOutcome.End.COMPLETED ? writer.log().rows() : space.count(),
        trained,
        lanes,
        progress.elapsed(),
        trainingSeconds / training.cores());
  }
}
