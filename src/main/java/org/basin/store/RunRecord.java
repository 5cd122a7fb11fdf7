package org.basin.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basin.sweep.Remarks;
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
 * @param trials how many trials it has, at most {@code positions}; an estimate when {@code
 *     interval} is not empty
 * @param committed trials that count by now
 * @param state whether anyone works on it, as far as the last writer knew
 * @param provenance version, commit, Java, OS, CPU and the like
 * @param revision {@link Revision#ROWS} of the build that trains it
 * @param notes of the sweep; "" for none
 * @param tags of the sweep
 * @param interval least and most of an estimated number of trials; empty when that is exact
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
    @Absent("1") int revision,
    @Absent("\"\"") String notes,
    @Absent("[]") List<String> tags,
    @Absent("[]") List<Long> interval) {

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
    tags = List.copyOf(tags);
    interval = List.copyOf(interval);
    boolean estimated = !interval.isEmpty();
    if (committed < 0 || !estimated && trials < committed || positions < trials) {
      throw new IllegalArgumentException(
          "0 <= committed <= trials <= positions must hold, got committed=%d, trials=%d, positions=%d"
              .formatted(committed, trials, positions));
    }
  }

  /** The same run under the name, the metric and the remarks of a sweep that makes its rows. */
  RunRecord said(String name, String metric, Remarks remarks) {
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
        revision,
        remarks.notes(),
        remarks.tags(),
        interval);
  }

  /** The same with a number of trials that is known. */
  RunRecord counted(long trials) {
    return estimated(trials, List.of());
  }

  /** The same with a number of trials that is estimated. */
  public RunRecord estimated(long trials, List<Long> interval) {
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
        revision,
        notes,
        tags,
        interval);
  }

  /** Of rows of this build, with nothing more said of them. */
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
        Revision.ROWS,
        "",
        List.of(),
        List.of());
  }

  /** The same with what a person says of it. */
  public RunRecord with(Remarks remarks) {
    return said(name, metric, remarks);
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
        revision,
        notes,
        tags,
        interval);
  }
}
