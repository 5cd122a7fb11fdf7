package org.basin.retrain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.basin.draw.Figure;
import org.basin.draw.Figure.Curves;
import org.basin.draw.Figure.Look;
import org.basin.draw.Figure.Series;

/** Curves of several trials in one figure: each its own line, or of many the median with bands. */
public final class Together {

  /** Up to so many trials have lines of their own. */
  static final int OWN_LINES = 8;

  /** So many fit below a picture. */
  private static final int MOST_LETTERS = 60;

  /** What each figure shows, by its name and its series' names. */
  private final Map<String, Curves> shown = new LinkedHashMap<>();

  private final Map<String, List<List<Series>>> all = new LinkedHashMap<>();
  private final List<String> trials = new ArrayList<>();
  private final Set<String> axes = new LinkedHashSet<>();

  /** How each trial differs from others of its run. */
  private final List<Map<String, String>> values = new ArrayList<>();

  /**
   * Adds the curves of a trial; figures of other kinds stay with their trial.
   *
   * @param trial what its lines are called
   * @param own its values by axis; those in which trials differ stand behind its name
   */
  public void add(String trial, Map<String, String> own, List<Figure> figures) {
    trials.add(trial);
    values.add(Map.copyOf(own));
    axes.addAll(own.keySet());
    for (Figure figure : figures) {
      if (figure instanceof Curves curves) {
        shown.putIfAbsent(curves.name(), curves);
        all.computeIfAbsent(curves.name(), name -> new ArrayList<>()).add(curves.series());
      }
    }
  }

  /** The figures; none of fewer than two trials. */
  public List<Figure> figures() {
    if (trials.size() < 2) {
      return List.of();
    }
    List<Figure> figures = new ArrayList<>();
    shown.forEach(
        (name, curves) -> {
          List<List<Series>> each = all.get(name);
          boolean few = trials.size() <= OWN_LINES;
          // a title may have numbers of the first trial behind its first word
          String title = curves.title().split(",", 2)[0] + " of %d trials".formatted(trials.size());
          List<String> caption =
              few
                  ? List.of()
                  : List.of(
                      "the median of the trials that have a finite number there, and between which"
                          + " numbers the middle 80 % of them lie");
          figures.add(curves.with(few ? lines(each) : bands(each)).worded(title, caption));
        });
    return figures;
  }

  /** What a trial is called, and what tells it from the others. */
  private String name(int trial) {
    String differing =
        axes.stream()
            .filter(axis -> values.stream().map(own -> own.get(axis)).distinct().count() > 1)
            .map(axis -> axis + " " + values.get(trial).get(axis))
            .collect(Collectors.joining(", "));
    String name = differing.isEmpty() ? "" : ": " + differing;
    return trials.get(trial)
        + (name.length() > MOST_LETTERS ? name.substring(0, MOST_LETTERS) + "…" : name);
  }

  /** Of every trial the main lines, of which there is mostly one. */
  private List<Series> lines(List<List<Series>> each) {
    List<Series> lines = new ArrayList<>();
    for (int trial = 0; trial < each.size(); trial++) {
      List<Series> main = each.get(trial).stream().filter(it -> it.look() == Look.MAIN).toList();
      for (Series one : main) {
        String name = name(trial);
        lines.add(one.named(main.size() > 1 ? name + ", " + one.name() : name));
      }
    }
    return lines;
  }

  /** The median of each main line with an area that holds the middle 80 %. */
  private static List<Series> bands(List<List<Series>> each) {
    List<Series> bands = new ArrayList<>();
    List<Series> names = each.get(0).stream().filter(it -> it.look() == Look.MAIN).toList();
    for (Series named : names) {
      List<Series> lines =
          each.stream().flatMap(List::stream).filter(it -> it.name().equals(named.name())).toList();
      double[] x =
          lines.stream().map(Series::x).max((a, b) -> Integer.compare(a.length, b.length)).get();
      double[][] edges = new double[3][x.length];
      for (int i = 0; i < x.length; i++) {
        int at = i;
        double[] numbers =
            lines.stream()
                .filter(line -> at < line.y().length && Double.isFinite(line.y()[at]))
                .mapToDouble(line -> line.y()[at])
                .sorted()
                .toArray();
        edges[0][i] = quantile(numbers, 0.1);
        edges[1][i] = quantile(numbers, 0.5);
        edges[2][i] = quantile(numbers, 0.9);
      }
      bands.add(new Series(named.name(), Look.MAIN, x, edges[1], List.of(edges[0], edges[2])));
    }
    return bands;
  }

  /** Between the two numbers next to it, as R's type 7 and NumPy have it; NaN of none. */
  static double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
