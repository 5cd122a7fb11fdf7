package org.basin.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;

/**
 * One table of the answer, computed.
 *
 * @param summary what was asked
 * @param cells those that have trials, in the order of the axes, the first axis outermost
 * @param columns the values of the axis across that occur, in its order; empty without such an axis
 * @param cut whether there are more cells
 * @param dialect of whom it was asked
 * @param ofComplete metrics that were taken of COMPLETE trials alone, see {@link CountedRows}
 */
public record SummaryTable(
    Summary summary,
    List<SummaryCell> cells,
    List<Object> columns,
    boolean cut,
    Dialect dialect,
    Set<String> ofComplete) {

  public SummaryTable {
    cells = List.copyOf(cells);
    columns = List.copyOf(columns);
    ofComplete = Set.copyOf(ofComplete);
  }

  /** A table of rows as they are. */
  SummaryTable(
      Summary summary,
      List<SummaryCell> cells,
      List<Object> columns,
      boolean cut,
      Dialect dialect) {
    this(summary, cells, columns, cut, dialect, Set.of());
  }

  /** This table, made of rows whose metrics were {@linkplain CountedRows counted}. */
  SummaryTable ofComplete(Set<String> metrics) {
    return new SummaryTable(summary, cells, columns, cut, dialect, metrics);
  }

  /** The SQL that gives every cell, for the table {@code trials}. */
  public String sql() {
    String axes = String.join(", ", summary.axes());
    String what = axes.isEmpty() ? "" : axes + ", ";
    if (summary.measure() instanceof Measure.Boundary plane) {
      axes = String.join(", ", List.of(plane.x(), plane.y())) + (axes.isEmpty() ? "" : ", " + axes);
      what = axes + ", ";
    }
    String groups = axes.isEmpty() ? "" : " GROUP BY " + axes + " ORDER BY " + axes;
    return "SELECT " + what + measured() + ", count(*) AS trials FROM " + from() + groups;
  }

  private String from() {
    Set<String> columns = new TreeSet<>(summary.measure().columns());
    if (columns.stream().noneMatch(ofComplete::contains)) {
      return "trials";
    }
    columns.addAll(summary.axes());
    return columns.stream()
        .map(
            name ->
                ofComplete.contains(name)
                    ? "CASE WHEN state = 'COMPLETE' THEN %1$s END AS %1$s".formatted(name)
                    : name)
        .collect(Collectors.joining(", ", "(SELECT ", " FROM trials)"));
  }

  private String measured() {
    Measure measure = summary.measure();
    if (measure instanceof Measure.Share share) {
      return Dialect.counted(ConditionSql.of(share.condition(), dialect)) + " AS hits";
    }
    if (measure instanceof Measure.Boundary plane) {
      return "any_value(" + ConditionSql.of(plane.condition(), dialect) + ") AS holds";
    }
    if (measure instanceof Measure.Mean mean) {
      String beside = mean.beside().isEmpty() ? "" : ", avg(" + mean.beside() + ")";
      return "avg(" + mean.metric() + ")" + beside;
    }
    return "median(" + Dialect.real(measure.text()) + ")";
  }

  /** The table as JSON wants it. */
  public Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!summary.title().isEmpty()) {
      map.put("title", summary.title());
    }
    map.put(summary.measure().word(), summary.measure().text());
    if (summary.measure() instanceof Measure.Mean mean && !mean.beside().isEmpty()) {
      map.put("beside", mean.beside());
    }
    if (summary.measure() instanceof Measure.Boundary plane) {
      map.put("x", plane.x());
      map.put("y", plane.y());
    }
    map.put("by", summary.by());
    if (!summary.across().isEmpty()) {
      map.put("across", summary.across());
    }
    map.put("cut", cut);
    map.put("cells", cells.stream().map(this::map).toList());
    return map;
  }

  private Map<String, Object> map(SummaryCell cell) {
    Map<String, Object> at = new LinkedHashMap<>();
    for (int i = 0; i < cell.at().size(); i++) {
      Object value = cell.at().get(i);
      at.put(summary.axes().get(i), SummaryCell.ABSENT.equals(value) ? Optional.empty() : value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("at", at);
    map.put("trials", cell.trials());
    map.put("lost", cell.lost());
    cell.hits().ifPresent(hits -> map.put("hits", hits));
    map.put(summary.measure().word(), cell.value());
    if (!(summary.measure() instanceof Measure.Median)) {
      map.put("low", cell.interval().map(Interval::low));
      map.put("high", cell.interval().map(Interval::high));
    }
    boolean boundary = summary.measure() instanceof Measure.Boundary;
    cell.beside().ifPresent(value -> map.put(boundary ? "median_slope" : "beside", value));
    return map;
  }
}
