package org.basin.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;

/**
 * A point of a sweep with what its replicates come to.
 *
 * @param values of the axes
 * @param trial the number of its first trial
 * @param replicates committed trials
 * @param complete those of them that are COMPLETE with a finite value of the sweep's metric
 * @param means of each metric over its COMPLETE trials; without metrics that none of them has
 */
public record Configuration(
    Map<String, Object> values,
    long trial,
    long replicates,
    long complete,
    Map<String, Double> means) {

  /**
   * The best of a run: first those that lost the fewest replicates, of them those with the better
   * mean of the sweep's metric, of them that with the least number.
   *
   * @param most how many at the most
   */
  public static List<Configuration> best(Job job, Trials trials, int most) {
    List<String> axes = job.axes().stream().map(Axis::name).toList();
    List<String> metrics = job.metrics().stream().filter(trials.names()::contains).toList();
    Sweep.Metric metric = job.sweep().metric();
    String complete = "state = 'COMPLETE' AND " + Dialect.finite(metric.name());
    List<String> columns = new ArrayList<>(axes);
    columns.add("min(%s) AS first_trial".formatted(Space.TRIAL));
    columns.add("count(*) AS all_replicates");
    columns.add(Dialect.counted(complete) + " AS complete_replicates");
    for (int m = 0; m < metrics.size(); m++) {
      columns.add(
          "avg(CASE WHEN state = 'COMPLETE' AND %s THEN %s END) AS mean_%d"
              .formatted(Dialect.finite(metrics.get(m)), Dialect.real(metrics.get(m)), m));
    }
    String groups = axes.isEmpty() ? "" : " GROUP BY " + String.join(", ", axes);
    String ranked =
        "SELECT * FROM (SELECT %s FROM %s%s) WHERE complete_replicates > 0 ORDER BY all_replicates - complete_replicates, mean_%d %s, first_trial LIMIT %d"
            .formatted(
                String.join(", ", columns),
                trials.from(),
                groups,
                metrics.indexOf(metric.name()),
                metric.minimize() ? "ASC" : "DESC",
                most);
    return trials.ask(ranked).stream().map(row -> of(row, axes, metrics)).toList();
  }

  private static Configuration of(Row row, List<String> axes, List<String> metrics) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int a = 0; a < axes.size(); a++) {
      values.put(axes.get(a), row.value(a));
    }
    int next = axes.size();
    Map<String, Double> means = new LinkedHashMap<>();
    for (int m = 0; m < metrics.size(); m++) {
      if (!row.absent(next + 3 + m)) {
        means.put(metrics.get(m), row.number(next + 3 + m));
      }
    }
    return new Configuration(
        values, row.whole(next), row.whole(next + 1), row.whole(next + 2), means);
  }
}
