package org.basin.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

/**
 * How many trials of each cell have which level of a metric, from which a page makes quantiles,
 * distributions and histograms.
 *
 * @param trials of a run
 * @param sides all of the page
 */
record LevelQuery(Trials trials, List<Side> sides) {

  /**
   * What is counted.
   *
   * @param sides the places of the sides whose cells are told apart, rising; none for all trials
   * @param quantity whose levels are told apart
   */
  record Wanted(List<Integer> sides, Quantity quantity) {
    Wanted {
      sides = List.copyOf(sides);
    }
  }

  LevelQuery {
    sides = List.copyOf(sides);
  }

  /** Counts by cell, then by level; cells are numbered as in {@link Grouped}. */
  Map<Wanted, long[][]> ask(List<Wanted> wanted) {
    Map<Wanted, long[][]> counts = new LinkedHashMap<>();
    for (Wanted each : wanted) {
      counts.put(
          each, new long[Grouped.none(each.sides(), sides).size()][each.quantity().levels()]);
    }
    if (wanted.isEmpty()) {
      return counts;
    }
    List<Integer> used =
        wanted.stream().flatMap(each -> each.sides().stream()).distinct().sorted().toList();
    List<Quantity> quantities = wanted.stream().map(Wanted::quantity).distinct().toList();
    Map<Key, Place> places = new HashMap<>();
    counts.forEach(
        (each, numbers) ->
            places.put(
                new Key(each.sides(), quantities.indexOf(each.quantity())),
                new Place(Grouped.none(each.sides(), sides), numbers)));
    List<String> columns = new ArrayList<>();
    used.forEach(side -> columns.add("c" + side + "_"));
    for (int q = 0; q < quantities.size(); q++) {
      columns.add("l" + q + "_");
    }
    String sets =
        wanted.stream()
            .map(each -> set(each, quantities))
            .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
    trials.each(
        "SELECT %s, count(*) FROM (%s) GROUP BY %s"
            .formatted(String.join(", ", columns), rows(used, quantities), sets),
        row -> put(row, used, quantities, places));
    return counts;
  }

  /** Finds counts without hashing a quantity for each row. */
  private record Key(List<Integer> sides, int quantity) {}

  private record Place(Grouped cells, long[][] counts) {}

  private static String set(Wanted wanted, List<Quantity> quantities) {
    return Stream.concat(
            wanted.sides().stream().map(side -> "c" + side + "_"),
            Stream.of("l" + quantities.indexOf(wanted.quantity()) + "_"))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String rows(List<Integer> used, List<Quantity> quantities) {
    Dialect dialect = trials.dialect();
    List<String> levels = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int side : used) {
      values.add(sides.get(side).column(dialect, "c" + side + "_"));
      levels.add("c" + side + "_");
    }
    for (int q = 0; q < quantities.size(); q++) {
      values.add("%s AS m%d_".formatted(Quantity.finite(quantities.get(q).name()), q));
      levels.add(
          "CAST(%s AS SMALLINT) AS l%d_"
              .formatted(quantities.get(q).level("m" + q + "_", dialect), q));
    }
    return "SELECT %s FROM (SELECT %s FROM %s)"
        .formatted(String.join(", ", levels), String.join(", ", values), trials.from());
  }

  private static void put(
      Row row, List<Integer> used, List<Quantity> quantities, Map<Key, Place> places) {
    List<Integer> set = new ArrayList<>();
    List<Integer> at = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      if (!row.absent(i)) {
        set.add(used.get(i));
        at.add((int) row.whole(i));
      }
    }
    for (int q = 0; q < quantities.size(); q++) {
      int column = used.size() + q;
      if (!row.absent(column) && row.whole(column) >= 0) {
        Place place = places.get(new Key(set, q));
        int cell = (int) place.cells().number(at.stream().mapToInt(i -> i).toArray());
        place.counts()[cell][(int) row.whole(column)] = row.whole(used.size() + quantities.size());
      }
    }
  }
}
