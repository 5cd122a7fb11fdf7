package org.basin.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

/**
 * Sums and counts over the cells of sides. One question for several sets of sides: whoever answers
 * reads the rows once.
 *
 * @param trials of a run
 * @param sides all of the page
 * @param quantities whose means are wanted
 * @param conditions whose shares are wanted, as SQL
 * @param chosen what trials one would like to see, as SQL
 */
record CellQuery(
    Trials trials,
    List<Side> sides,
    List<Quantity> quantities,
    List<String> conditions,
    String chosen) {

  CellQuery {
    sides = List.copyOf(sides);
    quantities = List.copyOf(quantities);
    conditions = List.copyOf(conditions);
  }

  /** The cells of sets of sides, none of them twice. */
  Map<List<Integer>, Grouped> ask(List<List<Integer>> sets) {
    Map<List<Integer>, Grouped> all = new HashMap<>();
    sets.forEach(set -> all.put(set, Grouped.none(set, sides)));
    if (sets.isEmpty()) {
      return all;
    }
    List<Integer> used = sets.stream().flatMap(List::stream).distinct().sorted().toList();
    String cells = used.stream().map(side -> "c" + side + "_, ").collect(Collectors.joining());
    int at = used.size();
    trials.each(
        "SELECT %s%s FROM (%s) GROUP BY %s"
            .formatted(cells, sums(), rows(used), groupingSets(sets)),
        row -> {
          Grouped grouped = all.get(set(row, used));
          int[] places =
              IntStream.range(0, at)
                  .filter(i -> !row.absent(i))
                  .map(i -> (int) row.whole(i))
                  .toArray();
          grouped
              .cells()
              .put(
                  grouped.number(places),
                  Tally.read(row, at, quantities.size(), conditions.size()));
        });
    return all;
  }

  /** The sums over all trials. */
  Tally all() {
    Row row = trials.ask("SELECT %s FROM (%s)".formatted(sums(), rows(List.of()))).get(0);
    return row.absent(2)
        ? new Tally(quantities.size(), conditions.size())
        : Tally.read(row, 0, quantities.size(), conditions.size());
  }

  /** No cell is null: null is in the columns of other sets. */
  private static List<Integer> set(Row row, List<Integer> used) {
    List<Integer> set = new ArrayList<>();
    for (int i = 0; i < used.size(); i++) {
      if (!row.absent(i)) {
        set.add(used.get(i));
      }
    }
    return set;
  }

  /** What GROUP BY has for sets of sides. */
  static String groupingSets(List<List<Integer>> sets) {
    return sets.stream()
        .map(
            set ->
                set.stream()
                    .map(side -> "c" + side + "_")
                    .collect(Collectors.joining(", ", "(", ")")))
        .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
  }

  private String sums() {
    List<String> sums =
        new ArrayList<>(
            List.of(
                "count(*)",
                Dialect.counted("lost_"),
                "min(trial)",
                "max(trial)",
                "min(trial) FILTER (WHERE chosen_)"));
    for (int m = 0; m < quantities.size(); m++) {
      // to count what all have is to count all
      String counted = quantities.get(m).without() == 0 ? "count(*)" : "count(m" + m + "_)";
      sums.add("%s, sum(m%d_)".formatted(counted, m));
    }
    for (int c = 0; c < conditions.size(); c++) {
      sums.add(Dialect.counted("h" + c + "_"));
    }
    return String.join(", ", sums);
  }

  private String rows(List<Integer> used) {
    List<String> columns = new ArrayList<>();
    used.forEach(side -> columns.add(cell(side)));
    for (int m = 0; m < quantities.size(); m++) {
      columns.add("%s AS m%d_".formatted(Quantity.finite(quantities.get(m).name()), m));
    }
    for (int c = 0; c < conditions.size(); c++) {
      columns.add("(%s) AS h%d_".formatted(conditions.get(c), c));
    }
    columns.add("state <> 'COMPLETE' AS lost_");
    columns.add("(%s) AS chosen_".formatted(chosen));
    columns.add("trial");
    return "SELECT %s FROM %s".formatted(String.join(", ", columns), trials.from());
  }

  private String cell(int side) {
    return sides.get(side).column(trials.dialect(), "c" + side + "_");
  }
}
