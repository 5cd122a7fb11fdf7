package org.basin.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.report.Leaderboard;
import org.basin.report.Ranking;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.trial.Job;

/**
 * A point of a sweep with what its replicates come to.
 *
 * @param values of the axes
 * @param trial the number of its first trial
 * @param replicates committed trials
 * @param lost those of them that were not trained to the end
 * @param metrics what its replicates come to, of each metric that any of them has
 */
public record Configuration(
    Map<String, Object> values,
    long trial,
    long replicates,
    long lost,
    Map<String, Double> metrics) {

  /**
   * The best of a run, in the order of {@code top}: by the sweep's metric and its statistic.
   *
   * @param most how many at the most
   */
  static List<Configuration> best(Job job, Trials trials, int most) {
    Ranking ranking = Ranking.of(job, job.sweep().metric(), trials.names());
    Rows rows = Leaderboard.rows(trials, ranking, most);
    return rows.maps().stream().map(row -> of(job, row)).toList();
  }

  private static Configuration of(Job job, Map<String, Optional<Object>> row) {
    Map<String, Object> values = new LinkedHashMap<>();
    job.axes().stream()
        .map(Axis::name)
        .forEach(axis -> values.put(axis, row.get(axis).orElseThrow()));
    Map<String, Double> metrics = new LinkedHashMap<>();
    for (String metric : job.metrics()) {
      row.getOrDefault(metric, Optional.empty())
          .map(value -> ((Number) value).doubleValue())
          .ifPresent(value -> metrics.put(metric, value));
    }
    return new Configuration(
        values,
        whole(row, Space.TRIAL, 0),
        whole(row, "replicates", 1),
        whole(row, "lost", 0),
        metrics);
  }

  /** A count; what it is where the points of a sweep have but one trial. */
  private static long whole(Map<String, Optional<Object>> row, String column, long otherwise) {
    return row.getOrDefault(column, Optional.empty())
        .map(value -> ((Number) value).longValue())
        .orElse(otherwise);
  }
}
