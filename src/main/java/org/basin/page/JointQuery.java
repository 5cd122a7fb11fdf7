package org.basin.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;

/**
 * How many trials lie in each cell of a coarse grid over several sides, and how they did: the lines
 * of parallel coordinates.
 *
 * @param trials of a run
 * @param sides the most important first
 * @param value of a trial, as SQL: a metric or 100 and 0
 */
record JointQuery(Trials trials, List<Side> sides, String value) {

  /** Lines that can be told apart. */
  private static final int MOST_LINES = 1_500;

  private static final int MOST_SIDES = 8;

  /** Cells of a side at the most. */
  private static final int MOST_CELLS = 9;

  JointQuery {
    sides = List.copyOf(sides.subList(0, Math.min(MOST_SIDES, sides.size())));
  }

  /** Cells of each side: as many as keep the lines few, the more important ones the finer. */
  List<Integer> cells() {
    List<Integer> cells =
        sides.stream()
            .map(side -> Math.min(side.cells(), MOST_CELLS))
            .collect(Collectors.toCollection(ArrayList::new));
    while (product(cells) > MOST_LINES) {
      int widest = 0;
      for (int i = 0; i < cells.size(); i++) {
        widest = cells.get(i) >= cells.get(widest) ? i : widest;
      }
      if (cells.get(widest) <= 2) {
        cells.remove(cells.size() - 1);
      } else {
        cells.set(widest, cells.get(widest) - 1);
      }
    }
    return cells;
  }

  private static long product(List<Integer> cells) {
    return cells.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
  }

  /** The lines as the page reads them. */
  Map<String, Object> ask() {
    List<Integer> cells = cells();
    Dialect dialect = trials.dialect();
    String columns =
        IntStream.range(0, cells.size())
            .mapToObj(i -> "c" + i + "_")
            .collect(Collectors.joining(", "));
    String coarse =
        IntStream.range(0, cells.size())
            .mapToObj(i -> coarse(sides.get(i), cells.get(i), dialect) + " AS c" + i + "_")
            .collect(Collectors.joining(", "));
    List<Object> lines = new ArrayList<>();
    trials.each(
        "SELECT %1$s, count(*), avg(value_) FROM (SELECT %2$s, %3$s AS value_ FROM %4$s) GROUP BY %1$s ORDER BY %1$s"
            .formatted(columns, coarse, value, trials.from()),
        row -> lines.add(line(row, cells.size())));
    Map<String, Object> map = new LinkedHashMap<>();
    List<Object> axes = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      axes.add(axis(sides.get(i), cells.get(i)));
    }
    map.put("axes", axes);
    map.put(
        "left_out", sides.subList(cells.size(), sides.size()).stream().map(Side::name).toList());
    map.put("lines", lines);
    return map;
  }

  private static List<Object> line(Row row, int sides) {
    List<Object> line = new ArrayList<>();
    for (int i = 0; i < sides; i++) {
      line.add(row.whole(i));
    }
    line.add(row.whole(sides));
    line.add(row.absent(sides + 1) ? Double.NaN : (double) (float) row.number(sides + 1));
    return line;
  }

  private static String coarse(Side side, int cells, Dialect dialect) {
    String cell = side.cell().apply(dialect);
    return side.cells() == cells
        ? cell
        : "CAST(floor((%s) * %s / %s) AS INT)"
            .formatted(cell, Dialect.number(cells), Dialect.number(side.cells()));
  }

  private static Map<String, Object> axis(Side side, int cells) {
    List<String> labels = new ArrayList<>();
    int from = 0;
    for (int cell = 0; cell < cells; cell++) {
      int until = from;
      while (until < side.cells() && (long) until * cells / side.cells() == cell) {
        until++;
      }
      String first = side.labels().get(from);
      labels.add(until - from == 1 ? first : first + " … " + side.labels().get(until - 1));
      from = until;
    }
    return Map.of("name", side.name(), "labels", labels);
  }
}
