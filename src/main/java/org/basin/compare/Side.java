package org.basin.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.RowStream;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.space.Space;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.trial.Job;
import org.basin.trial.Models;

/**
 * One of two runs that are compared.
 *
 * @param job its sweep
 * @param trials its committed rows
 */
public record Side(Job job, Trials trials) {

  /** The columns before the metrics: replicate, number, state. */
  static final List<String> FIRST = List.of(Space.REPLICATE, Space.TRIAL, "state");

  /** Names of its axes. */
  List<String> axes() {
    return job.axes().stream().map(Axis::name).toList();
  }

  /** Names of the metric columns of its table. */
  List<String> metrics() {
    List<String> known = job.modelMetrics();
    return trials.names().stream().filter(known::contains).toList();
  }

  /**
   * What all its trials have of hyperparameters: where an axis stands, null; what is fixed, its
   * value; what is not set, the standard if it has one of its own, else "-".
   *
   * @param names of hyperparameters
   */
  List<Object> constants(List<String> names) {
    return names.stream().map(this::constant).collect(Collectors.toCollection(ArrayList::new));
  }

  /**
   * The mean of a metric over COMPLETE trials by the values of a hyperparameter, in no order.
   *
   * @param name of an axis, or of what all trials have alike
   */
  Map<Object, Mean> means(String name, String metric) {
    Object constant = constant(name);
    String value = Dialect.real(metric);
    String asked =
        "SELECT %s count(*), avg(%s), stddev(%s) FROM %s WHERE state = 'COMPLETE' AND %s%s"
            .formatted(
                constant == null ? name + "," : "",
                value,
                value,
                trials.from(),
                Dialect.finite(metric),
                constant == null ? " GROUP BY " + name : "");
    Map<Object, Mean> means = new HashMap<>();
    for (Row row : trials.ask(asked)) {
      int first = constant == null ? 1 : 0;
      if (row.whole(first) > 0) {
        double deviation = row.absent(first + 2) ? Double.NaN : row.number(first + 2);
        means.put(
            constant == null ? row.value(0) : constant,
            Mean.of(row.whole(first), row.number(first + 1), deviation));
      }
    }
    return means;
  }

  private Object constant(String name) {
    if (axes().contains(name)) {
      return null;
    }
    if (job.sweep().parameters().get(name) instanceof Setting.Fixed fixed) {
      return cell(fixed.value());
    }
    Optional<Hyperparameter> what = Models.withoutData().hyperparameter(job.sweep().model(), name);
    return what.map(Hyperparameter::standard)
        .filter(Standard.Always.class::isInstance)
        .flatMap(standard -> standard.in(Map.of()))
        .map(Side::cell)
        .orElse("-");
  }

  /** As a column of the table has it. */
  private static Object cell(Object value) {
    return value instanceof Number ? value : Setting.text(value);
  }

  /**
   * Its rows in the order of the hyperparameters.
   *
   * @param names of hyperparameters, of which its axes are read
   * @param metrics columns that follow {@link #FIRST}
   */
  RowStream rows(List<String> names, List<String> metrics) {
    List<String> keys = names.stream().filter(axes()::contains).toList();
    List<String> columns = new ArrayList<>(keys);
    columns.addAll(FIRST);
    columns.addAll(metrics);
    List<String> order = new ArrayList<>();
    for (String key : keys) {
      boolean conditional =
          job.axes().stream().anyMatch(it -> it.name().equals(key) && it.conditional());
      order.add(conditional ? "(" + key + " IS NULL), " + key : key);
    }
    order.add(Space.REPLICATE);
    order.add(Space.TRIAL);
    return trials
        .table()
        .ask(
            "SELECT %s FROM %s ORDER BY %s"
                .formatted(String.join(", ", columns), trials.from(), String.join(", ", order)));
  }
}
