package org.basin.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.basin.sweep.Revision;

/**
 * What {@code run.json} says of a run. It is information for people and programs; what counts
 * stands in the commits, so a lost run.json is written anew.
 *
 * @param name of the sweep
 * @param digest of the sweep
 * @param engine that trains it
 * @param metric the column by which trials are ranked
 * @param columns name to type, in the order of the table
 * @param fixed the hyperparameters that do not vary, which are no columns
 * @param positions how many positions the space has
 * @param trials how many trials it has, at most {@code positions}
 * @param committed trials that count by now
 * @param state whether anyone works on it, as far as the last writer knew
 * @param provenance version, commit, Java, OS, CPU and the like
 * @param revision {@link Revision#ROWS} of the build that trains it
 */
public record RunRecord(
    String name,
    String digest,
    String engine,
    String metric,
    Map<String, String> columns,
    Map<String, Object> fixed,
    long positions,
    long trials,
    long committed,
    State state,
    Map<String, String> provenance,
    @Absent("1") int revision) {

  /** How far a run is. */
  public enum State {
    /** A driver works on it, or was killed while it did. */
    RUNNING,
    /** A driver stopped it; it can be continued. */
    STOPPED,
    /** Every trial is committed; no stray file is left. */
    COMPLETE
  }

  public RunRecord {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    if (committed < 0 || trials < committed || positions < trials) {
      throw new IllegalArgumentException(
          "0 <= committed <= trials <= positions must hold, got committed=%d, trials=%d, positions=%d"
              .formatted(committed, trials, positions));
    }
  }

  /** The same run under the name and the metric of a sweep that makes the same rows. */
  RunRecord ranked(String name, String metric) {
    return new RunRecord(
        name,
        digest,
        engine,
        metric,
        columns,
        fixed,
        positions,
        trials,
        committed,
        state,
        provenance,
        revision);
  }

  /** Of rows of this build. */
  public RunRecord(
      String name,
      String digest,
      String engine,
      String metric,
      Map<String, String> columns,
      Map<String, Object> fixed,
      long positions,
      long trials,
      long committed,
      State state,
      Map<String, String> provenance) {
    this(
        name,
        digest,
        engine,
        metric,
        columns,
        fixed,
        positions,
        trials,
        committed,
        state,
        provenance,
        Revision.ROWS);
  }

  RunRecord with(State state, long committed) {
    return new RunRecord(
        name,
        digest,
        engine,
        metric,
        columns,
        fixed,
        positions,
        trials,
        committed,
        state,
        provenance,
        revision);
  }
}
