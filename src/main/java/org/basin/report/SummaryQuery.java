package org.basin.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.stddev_samp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;

/** Computes the tables of an answer, each with one pass over the rows of a run. */
public final class SummaryQuery {

  /** Cells of a table at the most; the others stay in the executors. */
  private static final int MOST_CELLS = 2_000;

  /** An exact median holds its values in memory; beyond this many trials ranks are rounded. */
  private static final long MOST_EXACT = 5_000_000;

  private static final int RANKS = 10_000;

  /** The columns after the axes: the last axis' place, and what a cell is made of. */
  private static final List<String> FIGURES =
      List.of("place_", "trials_", "lost_", "counted_", "value_", "deviation_", "beside_");

  private final Dataset<Row> table;
  private final Map<String, Axis> axes;
  private final long trials;

  /**
   * @param table the committed rows of a run
   * @param axes of its space
   * @param trials how many rows there are
   */
  public SummaryQuery(Dataset<Row> table, List<Axis> axes, long trials) {
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
    List<Column> places = names.stream().map(axes::get).map(AxisOrder::place).toList();
    List<Column> shown = new ArrayList<>(names.stream().map(name -> col(name)).toList());
    Column last = places.isEmpty() ? lit(0) : places.get(places.size() - 1);
    Dataset<Row> cells =
        table
            .groupBy(array(shown))
            .agg(count(lit(1)).as("trials_"), array(figures(summary.measure())))
            .withColumn("place_", last);
    FIGURES.forEach(name -> shown.add(col(name)));
    List<Row> rows =
        (places.isEmpty() ? cells : cells.orderBy(array(places)))
            .where("trials_ > 0") // the one group by nothing may be empty
            .limit(most + 1)
            .select(array(shown))
            .collectAsList();
    List<Row> kept = rows.subList(0, Math.min(most, rows.size()));
    return new SummaryTable(
        summary,
        kept.stream().map(row -> cell(row, names.size(), summary.measure())).toList(),
        summary.across().isEmpty()
            ? List.of()
            : AxisOrder.values(
                kept, row -> row.get(names.size()), row -> row.get(names.size() - 1)),
        rows.size() > most);
  }

  private List<Column> figures(Measure measure) {
    Column counted;
    Column value = lit(null).cast("double");
    Column deviation = value;
    Column beside = value;
    if (measure instanceof Measure.Share share) {
      counted = count_if(expr(ConditionSql.of(share.condition())));
    } else {
      Column metric = col(measure.text()).cast("double");
      counted = count(metric);
      if (measure instanceof Measure.Mean mean) {
        value = avg(metric);
        deviation = stddev_samp(metric);
        beside = mean.beside().isEmpty() ? beside : avg(col(mean.beside()).cast("double"));
      } else if (trials <= MOST_EXACT) {
        value = median(metric);
      } else {
        value = percentile_approx(metric, lit(0.5), lit(RANKS));
      }
    }
    return List.of(
        count_if(col("state").notEqual("COMPLETE")).as("lost_"),
        counted.as("counted_"),
        value.as("value_"),
        deviation.as("deviation_"),
        beside.as("beside_"));
  }

  private static SummaryCell cell(Row row, int axes, Measure measure) {
    List<Object> at = new ArrayList<>();
    for (int a = 0; a < axes; a++) {
      at.add(row.get(a));
    }
    long trials = row.getLong(axes + 1);
    long lost = row.getLong(axes + 2);
    long counted = row.getLong(axes + 3);
    if (measure instanceof Measure.Share) {
      Interval share = Interval.wilson(counted, trials);
      return new SummaryCell(
          List.copyOf(at),
          trials,
          lost,
          Optional.of(counted),
          Optional.of(100.0 * counted / trials),
          Optional.of(new Interval(100 * share.low(), 100 * share.high())));
    }
    Optional<Double> value = Optional.ofNullable((Double) row.get(axes + 4));
    OptionalDouble half =
        row.isNullAt(axes + 5)
            ? OptionalDouble.empty()
            : Interval.student(row.getDouble(axes + 5), counted);
    Optional<Interval> interval =
        half.isEmpty()
            ? Optional.empty()
            : value.map(it -> new Interval(it - half.getAsDouble(), it + half.getAsDouble()));
    Optional<Double> beside = Optional.ofNullable((Double) row.get(axes + 6));
    return new SummaryCell(
        List.copyOf(at), trials, lost, Optional.empty(), value, interval, beside);
  }

  private static Column[] array(List<Column> columns) {
    return columns.toArray(Column[]::new);
  }
}
