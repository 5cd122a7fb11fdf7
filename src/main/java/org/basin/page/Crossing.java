package org.basin.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.draw.Shown;
import org.basin.report.SummaryCell;
import org.basin.report.SummaryTable;

/**
 * How far along an axis a table's values stay on the better side of the middle between the best and
 * the worst of them, where they go from one side to the other once: how many patterns are recalled,
 * how deep a net still learns.
 *
 * @param axis whose numbers it is about
 * @param middle between the best and the worst value
 * @param lowest whether the axis is good at its upper end, so that the least good number counts
 * @param limits the last good number of each group that passes the middle
 */
record Crossing(String axis, double middle, boolean lowest, Map<String, Limit> limits) {

  /** Numbers of an axis that make a curve. */
  private static final int FEWEST = 4;

  /** Groups that a sentence names. */
  private static final int MOST_NAMED = 4;

  /**
   * Where a group passes the middle.
   *
   * @param good the last number on the better side
   * @param bad the next number, on the other side
   */
  record Limit(double good, double bad) {}

  Crossing {
    limits = new LinkedHashMap<>(limits);
  }

  /**
   * The crossing of a table.
   *
   * @param more whether more is better
   * @return empty unless half of its groups or more pass the middle, each of them once and in the
   *     same direction
   */
  static Optional<Crossing> of(SummaryTable table, boolean more) {
    List<SummaryCell> cells =
        table.cells().stream().filter(cell -> cell.value().isPresent()).toList();
    List<String> axes = table.summary().axes();
    int along =
        IntStream.range(0, axes.size())
            .filter(i -> cells.stream().allMatch(cell -> cell.at().get(i) instanceof Number))
            .boxed()
            .max(Comparator.comparing(i -> numbers(cells, i)))
            .filter(i -> numbers(cells, i) >= FEWEST)
            .orElse(-1);
    if (along < 0) {
      return Optional.empty();
    }
    DoubleSummaryStatistics values =
        cells.stream().mapToDouble(cell -> cell.value().orElseThrow()).summaryStatistics();
    double middle = (values.getMin() + values.getMax()) / 2;
    Map<String, TreeMap<Double, Boolean>> groups = new LinkedHashMap<>();
    for (SummaryCell cell : cells) {
      groups
          .computeIfAbsent(group(cell, axes, along), any -> new TreeMap<>())
          .put(number(cell, along), cell.value().orElseThrow() > middle == more);
    }
    return of(axes.get(along), middle, groups);
  }

  private static Optional<Crossing> of(
      String axis, double middle, Map<String, TreeMap<Double, Boolean>> groups) {
    Map<String, Limit> falling = new LinkedHashMap<>();
    Map<String, Limit> rising = new LinkedHashMap<>();
    for (Map.Entry<String, TreeMap<Double, Boolean>> group : groups.entrySet()) {
      List<Map.Entry<Double, Boolean>> steps = List.copyOf(group.getValue().entrySet());
      List<Integer> turns =
          IntStream.range(1, steps.size())
              .filter(i -> !steps.get(i).getValue().equals(steps.get(i - 1).getValue()))
              .boxed()
              .toList();
      if (turns.size() > 1) {
        return Optional.empty();
      }
      for (int turn : turns) {
        double before = steps.get(turn - 1).getKey();
        double after = steps.get(turn).getKey();
        if (steps.get(turn).getValue()) {
          rising.put(group.getKey(), new Limit(after, before));
        } else {
          falling.put(group.getKey(), new Limit(before, after));
        }
      }
    }
    if (!rising.isEmpty() && !falling.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Limit> limits = rising.isEmpty() ? falling : rising;
    return limits.size() * 2 < groups.size() || limits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Crossing(axis, middle, !rising.isEmpty(), limits));
  }

  private static long numbers(List<SummaryCell> cells, int axis) {
    return cells.stream().map(cell -> cell.at().get(axis)).distinct().count();
  }

  private static double number(SummaryCell cell, int axis) {
    return ((Number) cell.at().get(axis)).doubleValue();
  }

  private static String group(SummaryCell cell, List<String> axes, int along) {
    return IntStream.range(0, axes.size())
        .filter(i -> i != along)
        .mapToObj(i -> axes.get(i) + " " + Shown.place(cell.at().get(i)))
        .collect(Collectors.joining(", "));
  }

  /** The headline: the farthest good number, and where others pass. */
  Headline headline(SummaryTable table, boolean share) {
    Comparator<Map.Entry<String, Limit>> good =
        Comparator.comparing(entry -> entry.getValue().good());
    List<Map.Entry<String, Limit>> sorted = new ArrayList<>(limits.entrySet());
    sorted.sort(lowest ? good : good.reversed());
    Map.Entry<String, Limit> best = sorted.get(0);
    String what = table.summary().measure().text();
    String half = share ? Headline.percent(middle) : Headline.digits(middle);
    String side = best.getKey().isEmpty() ? "" : ", at " + best.getKey();
    List<String> others =
        sorted.stream()
            .skip(1)
            .limit(MOST_NAMED)
            .map(
                entry -> "%s at %s".formatted(entry.getKey(), Shown.place(entry.getValue().good())))
            .toList();
    String rest = sorted.size() - 1 > MOST_NAMED ? ", …" : "";
    return new Headline(
        Shown.place(best.getValue().good()),
        "%s, the %s on the better side of %s%s"
            .formatted(axis, lowest ? "least" : "most", half, side),
        "%s passes %s, half-way between its best and its worst value, between %s %s and %s%s.%s"
            .formatted(
                (share ? "The share of " : "The " + table.summary().measure().word() + " of ")
                    + what,
                half,
                axis,
                Shown.place(best.getValue().good()),
                Shown.place(best.getValue().bad()),
                side,
                others.isEmpty()
                    ? ""
                    : " Others hold as far as: " + String.join("; ", others) + rest + "."));
  }
}
