package org.basin.run;

import java.util.Locale;
import java.util.Optional;
import org.basin.kernel.Engine;
import org.basin.space.Space;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Sweep;
import org.basin.sweep.Sweep.EngineChoice;
import org.basin.trial.Models;

/**
 * The engine that trained a run's rows, which its sweep may have left open. Rows of engines that
 * agree bit for bit make one class, those of nd4j another; a run keeps the class of its first
 * commit.
 */
public final class RunEngine {

  private RunEngine() {}

  /** The sweep with that engine named; as it is while nothing is committed. */
  public static Sweep of(Sweep sweep, CommitLog log) {
    return committed(log).map(sweep::withEngine).orElse(sweep);
  }

  /**
   * The sweep with the engine named that goes on with a run: the one of this machine or, where
   * {@code auto} would leave the class of the rows, the one that trained them.
   *
   * @param space all trials of the sweep
   */
  static Sweep continued(Sweep sweep, Space space, CommitLog log) {
    Sweep here = Models.resolved(sweep, space);
    Optional<EngineChoice> there = committed(log);
    return there.isEmpty() || exact(there.get()) == exact(here.engine())
        ? here
        : sweep.withEngine(there.get());
  }

  /**
   * Makes sure that a sweep names no engine of the other class.
   *
   * @throws SettingException if it does
   */
  static void requireClass(Sweep sweep, RunDirectory directory, CommitLog log) {
    Optional<EngineChoice> there = committed(log);
    if (sweep.engine() != EngineChoice.AUTO
        && there.isPresent()
        && exact(there.get()) != exact(sweep.engine())) {
      throw new SettingException(
          "%s: engine must be of the class of %s, which trained the rows of this run, since the roundings of nd4j differ, got %s; run with engine=%s, or give another name or output.path"
              .formatted(
                  PathLaw.plain(directory.path().toString()),
                  label(there.get()),
                  label(sweep.engine()),
                  label(there.get())));
    }
  }

  private static String label(EngineChoice engine) {
    return engine.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<EngineChoice> committed(CommitLog log) {
    return log.waves().stream()
        .findFirst()
        .map(wave -> EngineChoice.valueOf(wave.engine().toUpperCase(Locale.ROOT)));
  }

  private static boolean exact(EngineChoice engine) {
    return Engine.valueOf(engine.name()).exact();
  }
}
