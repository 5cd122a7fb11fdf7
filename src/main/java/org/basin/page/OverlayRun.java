package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.compare.Mean;
import org.basin.compare.Overlay;
import org.basin.compare.Side;
import org.basin.learn.Score;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.report.Answer;
import org.basin.report.CountedRows;
import org.basin.space.Axis;
import org.basin.trial.Job;
import org.basin.trial.Models;

/**
 * What one of several runs shows beside the others.
 *
 * @param name as the person names its directory
 * @param job what was run
 * @param question the sweep's own; empty when the file has none
 * @param counts lines of state, trials and share
 * @param trials committed
 * @param learned trials that learned; empty where the metrics do not say so
 * @param means of each metric over each hyperparameter
 * @param quantiles of each metric, 101 of them; none where no trial has it
 */
public record OverlayRun(
    String name,
    Job job,
    Optional<String> question,
    List<List<String>> counts,
    long trials,
    Optional<Long> learned,
    Map<String, Map<String, SortedMap<Object, Mean>>> means,
    Map<String, List<Double>> quantiles) {

  /** Quantiles: percentiles and both ends. */
  private static final int PERCENT = 100;

  /** Values in the sample of an approximate quantile, where a table is too large for exact ones. */
  private static final int ACCURACY = 10_000;

  /** Metrics of several runs that are drawn, and hyperparameters. */
  private static final int MOST = 12;

  public OverlayRun {
    counts = List.copyOf(counts);
  }

  /** The metrics that the rows of all runs have, that of the first run's sweep first. */
  public static List<String> metrics(List<Job> jobs) {
    Set<String> shared = new LinkedHashSet<>(List.of(jobs.get(0).sweep().metric().name()));
    shared.addAll(jobs.get(0).metrics());
    jobs.forEach(job -> shared.retainAll(job.metrics()));
    return shared.stream().limit(MOST).toList();
  }

  /** What varies in some run and is a hyperparameter of all of them. */
  public static List<String> axes(List<Job> jobs) {
    Set<String> axes = new LinkedHashSet<>();
    for (Job job : jobs) {
      job.axes().stream()
          .filter(axis -> axis.values().size() > 1)
          .map(Axis::name)
          .filter(name -> jobs.stream().allMatch(each -> has(each, name)))
          .forEach(axes::add);
    }
    return axes.stream().limit(MOST).toList();
  }

  private static boolean has(Job job, String name) {
    return Models.withoutData().hyperparameter(job.sweep().model(), name).isPresent();
  }

  /**
   * Gathers it.
   *
   * @param committed the rows of the run
   * @param axes hyperparameters of all runs
   * @param metrics of all runs
   */
  public static OverlayRun of(
      String name,
      Job job,
      Optional<String> question,
      Trials committed,
      List<String> axes,
      List<String> metrics) {
    Trials counted = CountedRows.of(committed, job);
    Answer answer = Answer.of(counted, job, 1);
    Side side = new Side(job, counted);
    Map<String, Map<String, SortedMap<Object, Mean>>> means = new LinkedHashMap<>();
    for (String metric : metrics) {
      Map<String, SortedMap<Object, Mean>> by = new LinkedHashMap<>();
      axes.forEach(axis -> by.put(axis, Overlay.of(side, axis, metric)));
      means.put(metric, by);
    }
    return new OverlayRun(
        name,
        job,
        question,
        answer.countLines(),
        answer.trials(),
        answer.learning().map(Answer.Learning::learned),
        means,
        quantiles(counted, metrics));
  }

  private static Map<String, List<Double>> quantiles(Trials trials, List<String> metrics) {
    List<Double> ranks =
        IntStream.rangeClosed(0, PERCENT).mapToObj(rank -> (double) rank / PERCENT).toList();
    Dialect dialect = trials.dialect();
    long rows = trials.table().rows();
    String asked =
        metrics.stream()
            .map(Quantity::finite)
            .map(value -> dialect.quantiles(value, ranks, ACCURACY, rows))
            .collect(Collectors.joining(", "));
    Map<String, List<Double>> quantiles = new LinkedHashMap<>();
    if (metrics.isEmpty()) {
      return quantiles;
    }
    Row row = trials.ask("SELECT %s FROM %s".formatted(asked, trials.from())).get(0);
    for (int m = 0; m < metrics.size(); m++) {
      List<?> found = row.absent(m) ? List.of() : (List<?>) row.value(m);
      List<Double> numbers = new ArrayList<>();
      for (Object each : found) {
        numbers.add(each instanceof Number number ? number.doubleValue() : Double.NaN);
      }
      quantiles.put(metrics.get(m), numbers);
    }
    return quantiles;
  }

  /** Whether more of a metric is better. */
  boolean more(String metric) {
    return job.scores().stream()
        .anyMatch(it -> it.name().equals(metric) && it.better() == Score.Better.MORE);
  }
}
