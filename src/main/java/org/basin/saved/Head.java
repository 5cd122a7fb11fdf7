package org.basin.saved;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a checkpoint says of itself, beside its arrays.
 *
 * @param format {@link CheckpointFile#FORMAT}
 * @param sweep the trial's sweep with every axis at the trial's value and the engine named, as a
 *     sweep file; its own seed is that of replicate 0
 * @param digest of the run's sweep
 * @param trial its number in the run
 * @param replicate from 0
 * @param seed what the trial's randomness derives from
 * @param data fingerprint of what it learned from
 * @param engine that trained it
 * @param metrics of its row, by column; null where the row has none
 * @param provenance of the run
 * @param revision {@link org.basin.sweep.Revision#ROWS} of the build that wrote it; 1 where it is
 *     missing
 */
public record Head(
    String format,
    String sweep,
    String digest,
    long trial,
    int replicate,
    long seed,
    String data,
    String engine,
    Map<String, Float> metrics,
    Map<String, String> provenance,
    int revision) {

  public Head {
    if (trial < 0 || replicate < 0) {
      throw new IllegalArgumentException(
          "trial >= 0 and replicate >= 0 must hold, got trial=%d, replicate=%d"
              .formatted(trial, replicate));
    }
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }
}
