package org.basin.cli;

import java.util.Locale;
import java.util.Optional;
import org.basin.store.RunRecord;
import org.basin.sweep.Sweep;

/** The engine that a run was given, which its sweep may have left open. */
final class RunEngine {

  private RunEngine() {}

  /** The sweep with that engine named. */
  static Sweep of(Sweep sweep, Optional<RunRecord> record) {
    return record
        .map(known -> Sweep.EngineChoice.valueOf(known.engine().toUpperCase(Locale.ROOT)))
        .map(sweep::withEngine)
        .orElse(sweep);
  }
}
