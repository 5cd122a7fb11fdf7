package org.basin.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.basin.draw.TextTable;
import org.basin.read.Column;
import org.basin.read.Dialect;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.space.Space;
import org.basin.sweep.Sweep;

/** The first trials or configurations of a run in the order of a {@link Ranking}. */
public final class Leaderboard {

  /** Columns that say nothing about how good a trial is. */
  private static final List<String> HIDDEN = List.of("seed", "state", "failure");

  private Leaderboard() {}

  /** A ranking and its first trials or configurations. */
  public record Leaders(Ranking ranking, Rows rows) {

    /** Both as JSON wants them. */
    public Map<String, Object> map() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("metric", ranking.metric().name());
      map.put("goal", ranking.metric().goal());
      map.put("worst", ranking.worst());
      map.put("state", ranking.state());
      ranking.replicates().ifPresent(made -> map.put("rank", made.statistic().word()));
      map.put(ranking.replicates().isPresent() ? "configurations" : "trials", rows.maps());
      return map;
    }
  }

  /**
   * The first of a ranking. If there are none because every trial diverged, the first trials of
   * those by the ranking's own metric or the first measure that one of them has, with all such
   * measures.
   *
   * @param diverging the metrics that trials may have which diverged, the most telling first
   */
  public static Leaders leaders(
      Trials table, Ranking ranking, List<Sweep.Metric> diverging, int most) {
    Rows complete = rows(table, ranking, most);
    List<String> columns = table.names();
    List<Sweep.Metric> measures =
        diverging.stream()
            .filter(metric -> columns.contains(metric.name()))
            .sorted(Comparator.comparing(metric -> !metric.name().equals(ranking.metric().name())))
            .toList();
    if (!complete.values().isEmpty() || measures.isEmpty()) {
      return new Leaders(ranking, complete);
    }
    List<String> names = new ArrayList<>(measures.stream().map(Sweep.Metric::name).toList());
    names.addAll(columns.subList(0, columns.indexOf(Space.REPLICATE) + 1));
    Trials measured =
        table.without(
            columns.stream()
                .filter(name -> !names.contains(name) && !HIDDEN.contains(name))
                .toList());
    for (Sweep.Metric measure : measures) {
      Ranking other =
          ranking.ofDiverged(measure, measures.stream().map(Sweep.Metric::name).toList());
      Rows diverged = rows(measured, other, most);
      if (!diverged.values().isEmpty()) {
        return new Leaders(other, diverged.without(empty(diverged, measures)));
      }
    }
    return new Leaders(ranking, complete);
  }

  /** The measures that no row has. */
  private static List<String> empty(Rows rows, List<Sweep.Metric> measures) {
    return measures.stream()
        .map(Sweep.Metric::name)
        .filter(
            name -> {
              int column = rows.columns().indexOf(name);
              return rows.values().stream().allMatch(row -> row.get(column).isEmpty());
            })
        .toList();
  }

  /** The first of a ranking. */
  public static Rows rows(Trials table, Ranking ranking, int most) {
    if (ranking.replicates().isPresent()) {
      return new Configurations(ranking).rows(table, most);
    }
    String shown =
        table.columns().stream()
            .filter(column -> column.lists() == 0 && !HIDDEN.contains(column.name()))
            .map(Column::name)
            .collect(Collectors.joining(", "));
    String order =
        ranking.keys().stream().map(Leaderboard::order).collect(Collectors.joining(", "));
    return table.rows(
        "SELECT %s FROM %s WHERE state = '%s' AND %s ORDER BY %s LIMIT %d"
            .formatted(
                shown,
                table.from(),
                ranking.state(),
                Dialect.finite(ranking.metric().name()),
                order,
                most));
  }

  /**
   * The rows as a table. On a narrow screen trial, metric and its interval stay longest, then the
   * axes, then how many replicates there are, then the metrics that decide ties.
   */
  public static TextTable text(Rows rows, Ranking ranking) {
    List<String> important =
        new ArrayList<>(List.of(Space.TRIAL, ranking.column(), ConfigurationText.SIGN));
    important.addAll(Configurations.ENDS);
    String last = ranking.replicates().isPresent() ? Configurations.REPLICATES : Space.REPLICATE;
    int axes = Math.max(1, rows.columns().indexOf(last));
    important.addAll(rows.columns().subList(Math.min(1, rows.columns().size()), axes));
    important.addAll(List.of(Configurations.REPLICATES, Configurations.LOST));
    ranking.keys().forEach(key -> important.add(key.column()));
    return shown(rows, ranking).text().important(important);
  }

  /** The rows with the digits that they are worth. */
  static Rows shown(Rows rows, Ranking ranking) {
    return ranking.replicates().isPresent() ? ConfigurationText.of(rows) : rows;
  }

  private static String order(Ranking.Key key) {
    String column = key.column();
    return "CASE WHEN %s THEN %s END %s NULLS LAST"
        .formatted(Dialect.finite(column), column, key.ascending() ? "ASC" : "DESC");
  }
}
