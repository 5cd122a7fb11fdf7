package org.basin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.basin.read.Column;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.space.Space;
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;

/**
 * The configurations of a run in the order of a ranking: each with the number of its first trial,
 * its values, how many replicates it has and lost, what ranks it, and the means of its other
 * metrics over the replicates that are ranked.
 */
final class Configurations {

  static final String REPLICATES = "replicates";
  static final String LOST = "lost";

  /** Percent of the replicates for which a condition holds. */
  static final String SHARE = "share";

  /** Half the width of a mean's interval. */
  static final String PLUS_MINUS = "plus_minus";

  /** The ends of a share's interval. */
  static final List<String> ENDS = List.of("low", "high");

  private final Ranking ranking;
  private final Replicates made;

  Configurations(Ranking ranking) {
    this.ranking = ranking;
    this.made = ranking.replicates().orElseThrow();
  }

  /** The first of them. */
  Rows rows(Trials table, int most) {
    List<Column> columns = table.columns();
    int axes = table.names().indexOf(Space.REPLICATE);
    List<String> others =
        columns.subList(axes + 1, columns.size()).stream()
            .filter(column -> column.lists() == 0 && number(column))
            .map(Column::name)
            .filter(name -> !name.equals(ranking.metric().name()) && !name.equals("seed"))
            .toList();
    Rows rows = table.rows(select(table.from(), table.dialect(), intervals(), others, most));
    return made.condition().isPresent() ? shares(rows) : finite(rows);
  }

  private static boolean number(Column column) {
    return switch (column.kind()) {
      case INT, LONG, DECIMAL, FLOAT, DOUBLE -> true;
      case TRUTH, OTHER -> false;
    };
  }

  /**
   * The question.
   *
   * @param from what stands after FROM
   * @param intervals columns of which intervals are made
   * @param others metrics of which means are wanted
   */
  private String select(
      String from, Dialect dialect, List<String> intervals, List<String> others, int most) {
    List<String> inner = new ArrayList<>(List.of("trial", "state"));
    inner.addAll(made.axes());
    inner.add(value(dialect) + " AS value_");
    List<String> outer = new ArrayList<>(List.of("min(trial) AS trial"));
    outer.addAll(made.axes());
    outer.add("count(*) AS " + REPLICATES);
    outer.add((made.condition().isPresent() ? lost() : "count(*) - count(value_)") + " AS " + LOST);
    outer.add(figure(dialect) + " AS " + ranking.column());
    outer.addAll(intervals);
    for (String other : others) {
      inner.add(ranked(other) + " AS of_" + other);
      outer.add("avg(of_%1$s) AS %1$s".formatted(other));
    }
    String valued = made.condition().isPresent() ? "count(*)" : "count(value_)";
    String axes = String.join(", ", made.axes());
    return "SELECT %s FROM (SELECT %s FROM %s) GROUP BY %s HAVING %s > 0 ORDER BY %s LIMIT %d"
        .formatted(
            String.join(", ", outer), String.join(", ", inner), from, axes, valued, order(), most);
  }

  /** What one replicate adds; null for one that is lost to a metric. */
  private String value(Dialect dialect) {
    return made.condition()
        .map(it -> "CASE WHEN %s THEN 1 ELSE 0 END".formatted(ConditionSql.of(it, dialect)))
        .orElseGet(() -> ranked(ranking.metric().name()));
  }

  private static String lost() {
    return Dialect.counted("state <> 'COMPLETE'");
  }

  /** A metric of a replicate that is ranked. */
  private String ranked(String metric) {
    String complete = "state = '" + ranking.state() + "' AND ";
    return "CASE WHEN %s THEN %s END"
        .formatted(complete + Dialect.finite(metric), Dialect.real(metric));
  }

  /** What ranks a configuration. */
  private String figure(Dialect dialect) {
    if (made.condition().isPresent()) {
      return share();
    }
    OptionalInt percent = made.statistic().percent();
    if (percent.isEmpty()) {
      return "avg(value_)";
    }
    String worst = "coalesce(value_, %s)".formatted(Dialect.number(worst()));
    String place = "CAST(floor((%d * count(*) + 99) / 100E0) AS INT)".formatted(percent.getAsInt());
    return dialect.ranked(worst, place);
  }

  /** What its interval is made of. */
  private List<String> intervals() {
    if (made.condition().isPresent()) {
      return List.of("sum(value_) AS hits_");
    }
    return made.statistic().equals(Statistic.MEAN)
        ? List.of("stddev_samp(value_) AS deviation_", "count(value_) AS valued_")
        : List.of();
  }

  /** What ranks a share: it, or the lower end of Wilson's interval, as {@link Interval} has it. */
  private String share() {
    String p = "(sum(value_) / CAST(count(*) AS DOUBLE))";
    if (made.statistic().equals(Statistic.MEAN)) {
      return p;
    }
    String n = "CAST(count(*) AS DOUBLE)";
    String z2 = Dialect.number(Interval.NORMAL * Interval.NORMAL);
    return "CASE WHEN sum(value_) = 0 THEN 0E0 ELSE (%1$s + %3$s / (2 * %2$s) - %4$s * sqrt(%1$s * (1 - %1$s) / %2$s + %3$s / (4 * %2$s * %2$s))) / (1 + %3$s / %2$s) END"
        .formatted(p, n, z2, Dialect.number(Interval.NORMAL));
  }

  private double worst() {
    return ranking.metric().minimize() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  private String order() {
    return ranking.keys().stream().map(this::order).collect(Collectors.joining(", "));
  }

  private String order(Ranking.Key key) {
    boolean tie = ranking.ties().stream().anyMatch(it -> it.name().equals(key.column()));
    return key.column() + (key.ascending() ? "" : " DESC") + (tie ? " NULLS LAST" : "");
  }

  /** A quantile among lost replicates has no value; a mean has its interval. */
  private Rows finite(Rows rows) {
    int metric = rows.columns().indexOf(ranking.metric().name());
    boolean mean = made.statistic().equals(Statistic.MEAN);
    List<String> columns = new ArrayList<>(rows.columns());
    if (mean) {
      columns.set(metric + 1, PLUS_MINUS);
      columns.remove(metric + 2);
    }
    List<List<Optional<Object>>> values = new ArrayList<>();
    for (List<Optional<Object>> row : rows.values()) {
      List<Optional<Object>> kept = new ArrayList<>(row);
      kept.set(metric, row.get(metric).filter(it -> Double.isFinite(number(it))));
      if (mean) {
        OptionalDouble half =
            row.get(metric + 1).isEmpty()
                ? OptionalDouble.empty()
                : Interval.student(
                    number(row.get(metric + 1).get()), (long) number(row.get(metric + 2).get()));
        kept.set(metric + 1, half.isEmpty() ? Optional.empty() : Optional.of(half.getAsDouble()));
        kept.remove(metric + 2);
      }
      values.add(kept);
    }
    return new Rows(columns, values);
  }

  /** The share in percent, with its interval. */
  private static Rows shares(Rows rows) {
    int share = rows.columns().indexOf(SHARE);
    int replicates = rows.columns().indexOf(REPLICATES);
    List<String> columns = new ArrayList<>(rows.columns());
    columns.remove(share + 1);
    columns.addAll(share + 1, ENDS);
    List<List<Optional<Object>>> values = new ArrayList<>();
    for (List<Optional<Object>> row : rows.values()) {
      long hits = (long) number(row.get(share + 1).orElseThrow());
      long all = (long) number(row.get(replicates).orElseThrow());
      Interval interval = Interval.wilson(hits, all);
      List<Optional<Object>> kept = new ArrayList<>(row);
      kept.set(share, Optional.of(100.0 * hits / all));
      kept.set(share + 1, Optional.of(100 * interval.low()));
      kept.add(share + 2, Optional.of(100 * interval.high()));
      values.add(kept);
    }
    return new Rows(columns, values);
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /**
   * The question for DuckDB.
   *
   * @param files a pattern of Parquet files
   */
  String duckDb(String files, int most) {
    List<String> ties = ranking.ties().stream().map(Sweep.Metric::name).toList();
    return select(Dialect.DUCKDB.text(files), Dialect.DUCKDB, List.of(), ties, most);
  }

  /**
   * The expression for pandas, of a metric.
   *
   * @param folder of Parquet files, as a literal
   */
  String pandas(String folder, int most) {
    String metric = ranking.metric().name();
    List<String> ties = ranking.ties().stream().map(Sweep.Metric::name).toList();
    OptionalInt percent = made.statistic().percent();
    String worst = percent.isEmpty() ? "" : ", float('%sinf')".formatted(worst() < 0 ? "-" : "");
    String statistic =
        percent.isEmpty()
            ? "'mean'"
            : "lambda v: sorted(v)[-(-%d * len(v) // 100) - 1]".formatted(percent.getAsInt());
    String masked =
        Stream.concat(ties.stream().map(tie -> masked(tie, "")), Stream.of(masked(metric, worst)))
            .collect(Collectors.joining(", "));
    String means =
        ties.stream()
            .map(tie -> ", %1$s=('%1$s', 'mean')".formatted(tie))
            .collect(Collectors.joining());
    return "pandas.read_parquet('%s').assign(lost=lambda t: ~((t.state == '%s') & (t['%s'].abs() < float('inf')))).assign(%s).groupby(%s, as_index=False%s).agg(trial=('trial', 'min'), replicates=('trial', 'size'), lost=('lost', 'sum'), %s=('%s', %s)%s).query('lost < replicates').sort_values(%s, ascending=%s).head(%d)"
        .formatted(
            folder,
            ranking.state(),
            metric,
            masked,
            list(made.axes()),
            made.conditional() ? ", dropna=False" : "",
            metric,
            metric,
            statistic,
            means,
            list(ranking.keys().stream().map(Ranking.Key::column).toList()),
            ranking.keys().stream()
                .map(key -> key.ascending() ? "True" : "False")
                .collect(Collectors.joining(", ", "[", "]")),
            most);
  }

  /** A metric as a column of the replicates that are ranked. */
  private static String masked(String metric, String otherwise) {
    return "%1$s=lambda t: t['%1$s'].astype(float).where(~t['lost'] & (t['%1$s'].abs() < float('inf'))%2$s)"
        .formatted(metric, otherwise);
  }

  private static String list(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
  }
}
