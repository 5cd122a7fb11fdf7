package org.basin.run;

import java.util.Locale;
import org.basin.store.CommitLog;
import org.basin.sweep.Sweep;
import org.basin.sweep.Sweep.EngineChoice;

/** The engine that trained a run's rows, which its sweep may have left open. */
public final class RunEngine {

  private RunEngine() {}

  /** The sweep with that engine named; as it is while nothing is committed. */
  public static Sweep of(Sweep sweep, CommitLog log) {
    return log.waves().stream()
        .findFirst()
        .map(wave -> EngineChoice.valueOf(wave.engine().toUpperCase(Locale.ROOT)))
        .map(sweep::withEngine)
        .orElse(sweep);
  }
}
