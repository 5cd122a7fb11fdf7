package org.basin.run;

import java.util.Locale;
import java.util.Optional;
import org.basin.kernel.Engine;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.sweep.Labels;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep.EngineChoice;
import org.basin.trial.Job;

/**
 * The engine that trained a run's rows, which its sweep may have left open. Rows of engines that
 * agree bit for bit make one class, those of nd4j another; a run keeps the class of its first
 * commit.
 */
public final class RunEngine {

  private RunEngine() {}

  /**
   * The job with the engine named that makes more rows of a run, or the same again: the one of this
   * machine or, where that would leave the class of the rows, the one that trained them.
   *
   * @param job all trials of the sweep
   */
  public static Job of(Job job, CommitLog log) {
    Job here = job.resolved();
    Optional<EngineChoice> there = committed(log);
    return there.isEmpty() || exact(there.get()) == exact(here.sweep().engine())
        ? here
        : job.withEngine(there.get());
  }

  /**
   * Makes sure that an engine is of the class of a run's rows.
   *
   * @param engine any will do if {@code auto}
   * @throws UsageException if it is not
   */
  static void requireClass(EngineChoice engine, RunDirectory directory, CommitLog log) {
    Optional<EngineChoice> there = committed(log);
    if (engine != EngineChoice.AUTO && there.isPresent() && exact(there.get()) != exact(engine)) {
      throw new UsageException(
          "%s: engine must be of the class of %s, which trained the rows of this run, since the roundings of nd4j differ, got %s; run with engine=%s, or give another name or output.path"
              .formatted(
                  PathLaw.plain(directory.path().toString()),
                  Labels.of(there.get()),
                  Labels.of(engine),
                  Labels.of(there.get())));
    }
  }

  private static Optional<EngineChoice> committed(CommitLog log) {
    return log.waves().stream().findFirst().map(wave -> named(wave.engine()));
  }

  /** The engine of a label. */
  static EngineChoice named(String label) {
    try {
      return EngineChoice.valueOf(label.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new UsageException(
          "the engine that trained a run must be known to this build, got %s; take the build that made the run"
              .formatted(label));
    }
  }

  private static boolean exact(EngineChoice engine) {
    return Engine.valueOf(engine.name()).exact();
  }
}
