package org.basin.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.basin.sweep.Sweep;

/**
 * The one order in which trials are ranked: by a metric, then by what the trained models do on
 * their own, then by number. Every reader of a table takes it from here: Spark, and the lines for
 * DuckDB and pandas that a run prints.
 *
 * <p>Ranked are the COMPLETE trials whose metric is a number, so neither null, NaN nor infinite; a
 * null among the ties comes last, whichever end of a metric is asked for. Where every trial
 * diverged the DIVERGED ones are, by a metric that says how.
 *
 * @param metric by which trials are ranked
 * @param keys the columns, the most important one first; the last is the trial's number
 * @param worst whether the worst come first
 * @param state of the trials that are ranked
 */
public record Ranking(Sweep.Metric metric, List<Key> keys, boolean worst, String state) {

  /** A column, and whether its small values come first. */
  public record Key(String column, boolean ascending) {}

  private static final String TRIAL = "trial";

  /**
   * Metrics of what was learned, used as it is meant to be, and their better end; among trials of
   * equal metric these say which one is better.
   */
  static final List<Sweep.Metric> HONEST =
      List.of(
          new Sweep.Metric("free_error", true),
          new Sweep.Metric("free_cost", true),
          new Sweep.Metric("test_accuracy", false),
          new Sweep.Metric("test_loss", true),
          new Sweep.Metric("train_loss", true),
          new Sweep.Metric("recalled", false),
          new Sweep.Metric("overlap", false),
          new Sweep.Metric("loss", true));

  public Ranking {
    keys = List.copyOf(keys);
  }

  /**
   * The best first.
   *
   * @param metric a column of the table
   * @param columns of the table
   */
  public static Ranking best(Sweep.Metric metric, Collection<String> columns) {
    return of(metric, columns, false);
  }

  /** The worst first, of which ties too go to the worse. */
  public static Ranking worst(Sweep.Metric metric, Collection<String> columns) {
    return of(metric, columns, true);
  }

  private static Ranking of(Sweep.Metric metric, Collection<String> columns, boolean worst) {
    List<Key> keys = new ArrayList<>();
    keys.add(new Key(metric.name(), metric.minimize() != worst));
    HONEST.stream()
        .filter(tie -> columns.contains(tie.name()) && !tie.name().equals(metric.name()))
        .forEach(tie -> keys.add(new Key(tie.name(), tie.minimize() != worst)));
    keys.add(new Key(TRIAL, true));
    return new Ranking(metric, keys, worst, "COMPLETE");
  }

  /** The same order of the trials that diverged, by a metric that they have. */
  Ranking ofDiverged(Sweep.Metric measure, Collection<String> columns) {
    return new Ranking(measure, of(measure, columns, worst).keys(), worst, "DIVERGED");
  }

  /** What stands above the rows: {@code best by error (less is better)}. */
  public String title() {
    return "%s%s by %s (%s is better)"
        .formatted(
            worst ? "worst" : "best",
            state.equals("DIVERGED") ? " of the diverged" : "",
            metric.name(),
            metric.better());
  }

  /**
   * A query for DuckDB that gives the first rows.
   *
   * @param files a pattern of Parquet files
   */
  String duckDb(String files, int most) {
    String order =
        keys.stream()
            .map(key -> key.ascending() ? key.column() : key.column() + " DESC")
            .collect(Collectors.joining(", "));
    return "SELECT * FROM '%s' WHERE state = '%s' AND isfinite(%s) ORDER BY %s LIMIT %d"
        .formatted(files.replace("'", "''"), state, metric.name(), order, most);
  }

  /**
   * An expression for pandas that gives the first rows.
   *
   * @param folder of Parquet files
   */
  String pandas(String folder, int most) {
    String columns =
        keys.stream().map(key -> "'" + key.column() + "'").collect(Collectors.joining(", "));
    String ascending =
        keys.stream().allMatch(Key::ascending)
            ? ""
            : keys.stream()
                .map(key -> key.ascending() ? "True" : "False")
                .collect(Collectors.joining(", ", ", ascending=[", "]"));
    return "pandas.read_parquet('%s').query(\"state == '%s' and abs(%s) < inf\").sort_values([%s]%s).head(%d)"
        .formatted(
            folder.replace("\\", "\\\\").replace("'", "\\'"),
            state,
            metric.name(),
            columns,
            ascending,
            most);
  }
}
