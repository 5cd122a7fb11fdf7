package org.basin.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.basin.compare.Mean;
import org.basin.compare.Overlay;
import org.basin.draw.JsonText;
import org.basin.draw.Shown;
import org.basin.report.Interval;
import org.basin.sweep.Difference;
import org.basin.sweep.SweepWriter;

/**
 * A page about several runs, drawn over one another: what differs in their sweeps, their means over
 * each hyperparameter, their distributions.
 *
 * @param runs two or more, the first as what others are held against
 * @param axes hyperparameters of all runs
 * @param metrics of all runs
 */
public record OverlayPage(List<OverlayRun> runs, List<String> axes, List<String> metrics) {

  /** Of a hyperparameter with more values every so manieth is drawn. */
  private static final int MOST_VALUES = 512;

  public OverlayPage {
    runs = List.copyOf(runs);
    axes = List.copyOf(axes);
    metrics = List.copyOf(metrics);
  }

  /** The page. */
  public byte[] bytes() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("axes", List.of());
    data.put("metrics", List.of());
    data.put("claims", List.of());
    Map<String, Object> focus = new HashMap<>();
    focus.put("claim", Optional.empty());
    focus.put("metric", -1);
    data.put("focus", focus);
    data.put("colours", Map.of("sequential", List.of(), "diverging", List.of()));
    data.put("runs", runs.stream().map(OverlayPage::run).toList());
    data.put("differences", differences());
    data.put("compared", metrics.stream().map(this::metric).toList());
    Map<String, String> texts = new HashMap<>();
    texts.put("title", runs.size() + " runs");
    texts.put("name", runs.size() + " runs");
    texts.put("subject", String.join(", ", runs.stream().map(OverlayRun::name).toList()));
    texts.put("question", question());
    Optional<Finding> finding = finding();
    texts.put("number", finding.map(Finding::number).orElse(runs.size() + ""));
    texts.put("label", finding.map(Finding::label).orElse("runs"));
    texts.put("sentence", finding.map(Finding::sentence).orElse("They have no metric in common."));
    texts.put("notes", "");
    texts.put("partial", "");
    return Template.page(texts, Map.of("pictures", ""), JsonText.line(data));
  }

  private String question() {
    List<String> asked = runs.stream().flatMap(run -> run.question().stream()).distinct().toList();
    return asked.size() == 1 ? asked.get(0) : "How do these runs differ?";
  }

  /** The best of the runs. */
  private record Finding(String number, String label, String sentence) {}

  private Optional<Finding> finding() {
    if (runs.stream().allMatch(run -> run.learned().isPresent() && run.trials() > 0)) {
      OverlayRun best = runs.get(0);
      for (OverlayRun run : runs) {
        best = share(run) > share(best) ? run : best;
      }
      List<String> others = new ArrayList<>();
      for (OverlayRun run : runs) {
        if (run != best) {
          others.add(Shown.percent(run.learned().get(), run.trials()) + " in " + run.name());
        }
      }
      return Optional.of(
          new Finding(
              Shown.percent(best.learned().get(), best.trials()).replace(" ", "\u00a0"),
              "of the trials learned in " + best.name(),
              "Against " + String.join(", ", others) + "."));
    }
    return metrics.stream().findFirst().flatMap(this::finding);
  }

  private static double share(OverlayRun run) {
    return (double) run.learned().orElseThrow() / run.trials();
  }

  private Optional<Finding> finding(String metric) {
    OverlayRun best = null;
    List<String> all = new ArrayList<>();
    for (OverlayRun run : runs) {
      double middle = median(run, metric);
      if (!Double.isNaN(middle)) {
        all.add(Shown.value((float) middle) + " in " + run.name());
        boolean first = best == null;
        boolean better =
            !first
                && (run.more(metric)
                    ? middle > median(best, metric)
                    : middle < median(best, metric));
        best = first || better ? run : best;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            Shown.value((float) median(best, metric)),
            "is the best median of " + metric + ", of " + best.name(),
            "Medians over trials: " + String.join(", ", all) + "."));
  }

  private static double median(OverlayRun run, String metric) {
    List<Double> quantiles = run.quantiles().get(metric);
    return quantiles.isEmpty() ? Double.NaN : quantiles.get(quantiles.size() / 2);
  }

  private static Map<String, Object> run(OverlayRun run) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", run.name());
    map.put("sweep", run.job().sweep().name());
    map.put("trials", run.trials());
    map.put("learned", run.learned());
    run.learned()
        .ifPresent(
            learned -> {
              Interval share = Interval.wilson(learned, run.trials());
              map.put("low", 100 * share.low());
              map.put("high", 100 * share.high());
            });
    map.put("counts", run.counts());
    return map;
  }

  /** A line for each key that any run has otherwise than the first: the key, then all values. */
  private List<List<String>> differences() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    for (int r = 1; r < runs.size(); r++) {
      for (Difference each :
          SweepWriter.compare(runs.get(0).job().sweep(), runs.get(r).job().sweep())) {
        List<String> line =
            lines.computeIfAbsent(
                each.path(),
                path -> {
                  List<String> fresh = new ArrayList<>(List.of(path));
                  runs.forEach(any -> fresh.add(each.left()));
                  return fresh;
                });
        line.set(1 + r, each.right());
      }
    }
    return List.copyOf(lines.values());
  }

  private Map<String, Object> metric(String metric) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", metric);
    map.put("quantiles", runs.stream().map(run -> run.quantiles().get(metric)).toList());
    map.put("axes", axes.stream().map(axis -> axis(axis, metric)).toList());
    return map;
  }

  private Map<String, Object> axis(String axis, String metric) {
    List<SortedMap<Object, Mean>> series =
        runs.stream().map(run -> run.means().get(metric).get(axis)).toList();
    List<Object> values = List.copyOf(new Overlay(axis, metric, series).values());
    int every = Math.max(1, (values.size() + MOST_VALUES - 1) / MOST_VALUES);
    List<String> labels = new ArrayList<>();
    List<List<Object>> means = new ArrayList<>();
    series.forEach(any -> means.add(new ArrayList<>()));
    for (int v = 0; v < values.size(); v += every) {
      labels.add(Shown.place(values.get(v)));
      for (int r = 0; r < series.size(); r++) {
        Mean mean = series.get(r).get(values.get(v));
        means
            .get(r)
            .add(mean == null ? Optional.empty() : List.of(mean.mean(), mean.half(), mean.count()));
      }
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", axis);
    map.put("values", values.size());
    map.put("every", every);
    map.put("numeric", values.stream().allMatch(Number.class::isInstance));
    map.put("labels", labels);
    map.put("means", means);
    return map;
  }
}
