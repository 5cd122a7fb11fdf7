package org.basin.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;

/** Computes the tables of an answer, each with one pass over the rows of a run. */
public final class SummaryQuery {

  /** Cells of a table at the most; the others stay where they are computed. */
  private static final int MOST_CELLS = 2_000;

  /** An exact median holds its values in memory; beyond this many trials ranks are rounded. */
  private static final long MOST_EXACT = 5_000_000;

  private static final int RANKS = 10_000;

  private static final String NONE = "CAST(NULL AS DOUBLE)";

  private final Trials table;
  private final Map<String, Axis> axes;
  private final long trials;

  /**
   * @param table the committed rows of a run
   * @param axes of its space
   * @param trials how many rows there are
   */
  public SummaryQuery(Trials table, List<Axis> axes, long trials) {
    this.table = table;
    this.axes = axes.stream().collect(Collectors.toMap(Axis::name, axis -> axis));
    this.trials = trials;
  }

  /** The table that a summary asks for. */
  public SummaryTable table(Summary summary) {
    return table(summary, MOST_CELLS);
  }

  SummaryTable table(Summary summary, int most) {
    if (summary.measure() instanceof Measure.Boundary boundary) {
      return new BoundaryQuery(table, axes).table(summary, boundary, most);
    }
    List<String> names = summary.axes();
    List<String> places =
        names.stream().map(axes::get).map(it -> AxisOrder.place(it, table.dialect())).toList();
    String at = names.stream().map(name -> name + ", ").collect(Collectors.joining());
    String last = places.isEmpty() ? "0" : places.get(places.size() - 1);
    String groups = names.isEmpty() ? "" : " GROUP BY " + String.join(", ", names);
    String order = places.isEmpty() ? "" : " ORDER BY " + String.join(", ", places);
    List<Row> rows =
        table.ask(
            "SELECT %s%s AS place_, trials_, lost_, counted_, value_, deviation_, beside_"
                    .formatted(at, last)
                + " FROM (SELECT %scount(*) AS trials_, %s FROM %s%s)"
                    .formatted(at, figures(summary.measure()), table.from(), groups)
                // the one group by nothing may be empty
                + " WHERE trials_ > 0%s LIMIT %d".formatted(order, most + 1));
    List<Row> kept = rows.subList(0, Math.min(most, rows.size()));
    return new SummaryTable(
        summary,
        kept.stream().map(row -> cell(row, names.size(), summary.measure())).toList(),
        summary.across().isEmpty()
            ? List.of()
            : AxisOrder.values(
                kept,
                row -> row.value(names.size()),
                row -> SummaryCell.at(row.values()).get(names.size() - 1)),
        rows.size() > most,
        table.dialect());
  }

  private String figures(Measure measure) {
    String counted;
    String value = NONE;
    String deviation = NONE;
    String beside = NONE;
    if (measure instanceof Measure.Share share) {
      counted = Dialect.counted(ConditionSql.of(share.condition(), table.dialect()));
    } else {
      String metric = Dialect.real(measure.text());
      counted = "count(" + metric + ")";
      if (measure instanceof Measure.Mean mean) {
        value = "avg(" + metric + ")";
        deviation = "stddev_samp(" + metric + ")";
        beside = mean.beside().isEmpty() ? NONE : "avg(" + Dialect.real(mean.beside()) + ")";
      } else {
        value = median(metric);
      }
    }
    return "%s AS lost_, %s AS counted_, %s AS value_, %s AS deviation_, %s AS beside_"
        .formatted(Dialect.counted("state <> 'COMPLETE'"), counted, value, deviation, beside);
  }

  private String median(String metric) {
    if (trials <= MOST_EXACT) {
      return "median(" + Dialect.real(metric) + ")";
    }
    String ranks = table.dialect().quantiles(metric, List.of(0.5), RANKS, trials);
    return table.dialect().first(ranks);
  }

  private static SummaryCell cell(Row row, int axes, Measure measure) {
    List<Object> at = SummaryCell.at(row.values().subList(0, axes));
    long trials = row.whole(axes + 1);
    long lost = row.whole(axes + 2);
    long counted = row.whole(axes + 3);
    if (measure instanceof Measure.Share) {
      Interval share = Interval.wilson(counted, trials);
      return new SummaryCell(
          at,
          trials,
          lost,
          Optional.of(counted),
          Optional.of(100.0 * counted / trials),
          Optional.of(new Interval(100 * share.low(), 100 * share.high())));
    }
    Optional<Double> value = Optional.ofNullable((Double) row.value(axes + 4));
    OptionalDouble half =
        row.absent(axes + 5)
            ? OptionalDouble.empty()
            : Interval.student(row.number(axes + 5), counted);
    Optional<Interval> interval =
        half.isEmpty()
            ? Optional.empty()
            : value.map(it -> new Interval(it - half.getAsDouble(), it + half.getAsDouble()));
    Optional<Double> beside = Optional.ofNullable((Double) row.value(axes + 6));
    return new SummaryCell(at, trials, lost, Optional.empty(), value, interval, beside);
  }
}
