package org.basin.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.basin.space.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.basin.sweep.Sweep;

/** The first trials of a run in the order of a {@link Ranking}. */
public final class Leaderboard {

  /** Columns that say nothing about how good a trial is. */
  private static final List<String> HIDDEN = List.of("seed", "state", "failure");

  private Leaderboard() {}

  /**
   * The best trials.
   *
   * @param table the rows of a run
   * @param metric by which they are ranked; must be a column of the table
   * @param most how many at the most
   */
  public static Rows best(Dataset<Row> table, Sweep.Metric metric, int most) {
    return rows(table, Ranking.best(metric, Arrays.asList(table.columns())), most);
  }

  /** A ranking and its first trials. */
  public record Leaders(Ranking ranking, Rows rows) {}

  /**
   * The first trials of a ranking. If there are none because every trial diverged, the first of
   * those by the first metric that DIVERGED rows hold, with all such metrics.
   *
   * @param metrics of the run, those first that are meant to be of diverged trials, too
   */
  public static Leaders leaders(
      Dataset<Row> table, Ranking ranking, List<Sweep.Metric> metrics, int most) {
    Rows complete = rows(table, ranking, most);
    if (!complete.values().isEmpty()) {
      return new Leaders(ranking, complete);
    }
    List<String> columns = Arrays.asList(table.columns());
    List<Sweep.Metric> measures =
        held(table, metrics.stream().filter(each -> columns.contains(each.name())).toList());
    if (measures.isEmpty()) {
      return new Leaders(ranking, complete);
    }
    Sweep.Metric measure =
        measures.stream().filter(ranking.metric()::equals).findFirst().orElse(measures.get(0));
    List<String> names = new ArrayList<>(measures.stream().map(Sweep.Metric::name).toList());
    Ranking other = ranking.ofDiverged(measure, names);
    int axes = columns.indexOf(Space.REPLICATE) + 1;
    names.addAll(columns.subList(0, axes));
    Dataset<Row> measured =
        table.drop(
            columns.stream()
                .filter(name -> !names.contains(name) && !HIDDEN.contains(name))
                .toArray(String[]::new));
    return new Leaders(other, rows(measured, other, most));
  }

  /** Those metrics of which some DIVERGED row has a number. */
  private static List<Sweep.Metric> held(Dataset<Row> table, List<Sweep.Metric> metrics) {
    if (metrics.isEmpty()) {
      return List.of();
    }
    Column[] numbers =
        metrics.stream().map(each -> count_if(finite(each.name()))).toArray(Column[]::new);
    Row held = table.where(col("state").equalTo("DIVERGED")).select(numbers).first();
    return IntStream.range(0, metrics.size())
        .filter(m -> held.getLong(m) > 0)
        .mapToObj(metrics::get)
        .toList();
  }

  /** The first trials of a ranking. */
  public static Rows rows(Dataset<Row> table, Ranking ranking, int most) {
    Column[] shown =
        Arrays.stream(table.columns())
            .filter(name -> !HIDDEN.contains(name))
            .filter(name -> !(table.schema().apply(name).dataType() instanceof ArrayType))
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    return Rows.of(
        table
            .where(col("state").equalTo(ranking.state()).and(finite(ranking.metric().name())))
            .select(shown)
            .orderBy(ranking.keys().stream().map(Leaderboard::order).toArray(Column[]::new))
            .limit(most));
  }

  /**
   * The rows as a table. On a narrow screen trial and metric stay longest, then the axes, then the
   * metrics that decide ties.
   */
  public static TextTable text(Rows rows, Ranking ranking) {
    List<String> important = new ArrayList<>(List.of(Space.TRIAL, ranking.metric().name()));
    int axes = Math.max(1, rows.columns().indexOf(Space.REPLICATE));
    important.addAll(rows.columns().subList(Math.min(1, rows.columns().size()), axes));
    ranking.keys().forEach(key -> important.add(key.column()));
    return rows.text().important(important);
  }

  private static Column order(Ranking.Key key) {
    Column known = when(finite(key.column()), col(key.column()));
    return key.ascending() ? known.asc_nulls_last() : known.desc_nulls_last();
  }

  /** Whether a column holds a number; to Spark a NaN is above infinity. */
  private static Column finite(String column) {
    return abs(col(column)).lt(lit(Double.POSITIVE_INFINITY));
  }
}
