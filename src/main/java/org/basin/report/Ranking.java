package org.basin.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.space.Axis;
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;

/**
 * The one order in which trials and configurations are ranked: by a metric, then by what the
 * trained models do on their own, then by number. Every reader of a table takes it from here:
 * Spark, and the lines for DuckDB and pandas that a run prints.
 *
 * <p>Ranked are the COMPLETE trials whose metric is a number, so neither null, NaN nor infinite; a
 * null among the ties comes last, whichever end of a metric is asked for. Where every trial
 * diverged the DIVERGED ones are, by a metric that says how.
 *
 * <p>Where points have replicates, configurations are ranked, each by what its replicates say in
 * common; a lost replicate, one that is not ranked itself, makes its configuration no better: by
 * the mean of the others configurations that lost fewer come first; to quantiles and shares it
 * counts as worst.
 *
 * @param metric by which is ranked; the text of a condition where its share does
 * @param ties metrics of the table that decide between equals
 * @param worst whether the worst come first
 * @param state of the trials that are ranked
 * @param replicates what makes configurations; empty where single trials are ranked
 */
public record Ranking(
    Sweep.Metric metric,
    List<Sweep.Metric> ties,
    boolean worst,
    String state,
    Optional<Replicates> replicates) {

  /** A column, and whether its small values come first. */
  public record Key(String column, boolean ascending) {}

  private static final String TRIAL = "trial";

  public Ranking {
    ties = ties.stream().filter(tie -> !tie.name().equals(metric.name())).toList();
  }

  /**
   * Single trials, the best first.
   *
   * @param metric a column of the table
   * @param ties columns of the table
   */
  public static Ranking best(Sweep.Metric metric, List<Sweep.Metric> ties) {
    return new Ranking(metric, ties, false, "COMPLETE", Optional.empty());
  }

  /** Single trials, the worst first, of which ties too go to the worse. */
  public static Ranking worst(Sweep.Metric metric, List<Sweep.Metric> ties) {
    return best(metric, ties).reversed();
  }

  /**
   * Configurations by the metric's own statistic; single trials where points have but one.
   *
   * @param columns of the table
   */
  public static Ranking of(Job job, Sweep.Metric metric, Collection<String> columns) {
    Ranking trials = trials(job, metric, columns);
    return configured(job) ? trials.with(job, metric.rank(), Optional.empty()) : trials;
  }

  /** Single trials. */
  public static Ranking trials(Job job, Sweep.Metric metric, Collection<String> columns) {
    return best(metric, ties(job, columns));
  }

  /**
   * Configurations by the share of their replicates for which a condition holds.
   *
   * @param statistic the mean, or the lower end of its interval
   * @param columns of the table
   */
  public static Ranking shares(
      Job job, Condition condition, Statistic statistic, Collection<String> columns) {
    Sweep.Metric share = new Sweep.Metric(condition.toString(), false, statistic);
    return best(share, ties(job, columns)).with(job, statistic, Optional.of(condition));
  }

  /** Whether the points of a sweep have replicates to be ranked by. */
  public static boolean configured(Job job) {
    return job.sweep().replicates() > 1 && !job.axes().isEmpty();
  }

  private static List<Sweep.Metric> ties(Job job, Collection<String> columns) {
    return job.ties().stream().filter(tie -> columns.contains(tie.name())).toList();
  }

  private Ranking with(Job job, Statistic statistic, Optional<Condition> condition) {
    List<String> axes = job.axes().stream().map(axis -> axis.name()).toList();
    Replicates made =
        new Replicates(axes, statistic, condition, job.axes().stream().anyMatch(Axis::conditional));
    return new Ranking(metric, ties, worst, state, Optional.of(made));
  }

  /** From the other end. */
  public Ranking reversed() {
    return new Ranking(metric, ties, !worst, state, replicates);
  }

  /** The same order of the trials that diverged, by a metric that they have. */
  Ranking ofDiverged(Sweep.Metric measure, Collection<String> columns) {
    List<Sweep.Metric> measured = new ArrayList<>(ties);
    measured.add(metric);
    return new Ranking(
        measure,
        measured.stream().filter(tie -> columns.contains(tie.name())).toList(),
        worst,
        "DIVERGED",
        Optional.empty());
  }

  /** The columns, the most important one first; the last is the trial's number. */
  public List<Key> keys() {
    List<Key> keys = new ArrayList<>();
    if (replicates.filter(Replicates::fewestLostFirst).isPresent()) {
      keys.add(new Key(Configurations.LOST, !worst));
    }
    keys.add(new Key(column(), metric.minimize() != worst));
    ties.forEach(tie -> keys.add(new Key(tie.name(), tie.minimize() != worst)));
    keys.add(new Key(TRIAL, true));
    return keys;
  }

  /** The column that ranks. */
  public String column() {
    boolean share = replicates.flatMap(Replicates::condition).isPresent();
    return share ? Configurations.SHARE : metric.name();
  }

  /** What stands above the rows: {@code best by error (less is better)}. */
  public String title() {
    return "%s%s by %s (%s is better)"
        .formatted(
            worst ? "worst" : "best",
            state.equals("DIVERGED") ? " of the diverged" : "",
            replicates.map(this::what).orElse(metric.name()),
            metric.better());
  }

  private String what(Replicates made) {
    String word = made.statistic().word();
    if (made.condition().isEmpty()) {
      return word + " " + metric.name() + " of replicates";
    }
    boolean low = made.statistic().equals(Statistic.WILSON);
    return "share of replicates with %s%s"
        .formatted(metric.name(), low ? ", lower end of its interval" : "");
  }

  /**
   * A query for DuckDB that gives the first rows.
   *
   * @param files a pattern of Parquet files
   */
  String duckDb(String files, int most) {
    if (replicates.isPresent()) {
      return new Configurations(this).duckDb(files, most);
    }
    String order =
        keys().stream()
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
    String literal = folder.replace("\\", "\\\\").replace("'", "\\'");
    if (replicates.isPresent()) {
      return new Configurations(this).pandas(literal, most);
    }
    List<Key> keys = keys();
    String columns =
        keys.stream().map(key -> "'" + key.column() + "'").collect(Collectors.joining(", "));
    String ascending =
        keys.stream().allMatch(Key::ascending)
            ? ""
            : keys.stream()
                .map(key -> key.ascending() ? "True" : "False")
                .collect(Collectors.joining(", ", ", ascending=[", "]"));
    return "pandas.read_parquet('%s').query(\"state == '%s' and abs(%s) < inf\").sort_values([%s]%s).head(%d)"
        .formatted(literal, state, metric.name(), columns, ascending, most);
  }
}
