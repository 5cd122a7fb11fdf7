package org.basin.run;

import java.util.Optional;
import org.basin.kernel.Engine;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep;
import org.basin.trial.Engines;
import org.basin.trial.Job;

/**
 * The engine that trained a run's rows, which its sweep may have left open. Rows of exact engines,
 * which agree bit for bit, make one class, those of each other engine one of their own; a run keeps
 * the class of its first commit.
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
    Optional<String> there = committed(log);
    return there.isEmpty() || alike(there.get(), here.sweep().engine())
        ? here
        : job.withEngine(there.get());
  }

  /**
   * Makes sure that an engine is of the class of a run's rows.
   *
   * @param engine any will do if {@code auto}
   * @throws UsageException if it is not
   */
  static void requireClass(String engine, RunDirectory directory, CommitLog log) {
    Optional<String> there = committed(log);
    if (!engine.equals(Sweep.AUTO) && there.isPresent() && !alike(there.get(), engine)) {
      throw new UsageException(
          "%s: engine must be of the class of %s, which trained the rows of this run, since the roundings of %s differ, got %s; run with engine=%s, or give another name or output.path"
              .formatted(
                  PathLaw.plain(directory.path().toString()),
                  there.get(),
                  exact(engine) ? there.get() : engine,
                  engine,
                  there.get()));
    }
  }

  private static Optional<String> committed(CommitLog log) {
    return log.waves().stream().findFirst().map(wave -> named(wave.engine()));
  }

  /** The engine of a label. */
  static String named(String label) {
    return Engines.find(label)
        .map(Engine::name)
        .orElseThrow(
            () ->
                new UsageException(
                    "the engine that trained a run must be known to this build, got %s; take the build that made the run"
                        .formatted(label)));
  }

  private static boolean alike(String one, String other) {
    return one.equals(other) || exact(one) && exact(other);
  }

  private static boolean exact(String engine) {
    return Engines.of(engine).exact();
  }
}
