package org.basin.report;

import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;

/**
 * Computes tables of boundaries. Executors pack 64 trials of a plane into one word, the driver
 * holds one plane at a time with two bits a trial.
 */
public final class BoundaryQuery {

  private final Dataset<Row> table;
  private final Map<String, Axis> axes;

  /**
   * @param table rows of a run
   * @param axes of its space, by name
   */
  public BoundaryQuery(Dataset<Row> table, Map<String, Axis> axes) {
    this.table = table;
    this.axes = Map.copyOf(axes);
  }

  /**
   * The boundary over the whole table.
   *
   * @return empty when there is none, when the plane is too small, or when points have several
   *     trials
   */
  public Optional<BoxCount> boundary(Condition holds, String x, String y) {
    Measure.Boundary boundary = new Measure.Boundary(holds, x, y);
    List<Found> planes = found(boundary, List.of(), 1);
    return planes.isEmpty() ? Optional.empty() : planes.get(0).count();
  }

  /** The table that a summary asks for. */
  SummaryTable table(Summary summary, Measure.Boundary boundary, int most) {
    List<Found> found = found(boundary, summary.axes(), most + 1);
    List<Found> kept = found.subList(0, Math.min(most, found.size()));
    return new SummaryTable(
        summary,
        kept.stream().map(Found::cell).toList(),
        summary.across().isEmpty()
            ? List.of()
            : AxisOrder.values(kept, Found::place, plane -> plane.at().get(plane.at().size() - 1)),
        found.size() > most);
  }

  /**
   * What became of one plane.
   *
   * @param place of the last of {@code at} on its axis
   */
  private record Found(
      List<Object> at, Object place, long trials, long lost, Optional<BoxCount> count) {

    SummaryCell cell() {
      return new SummaryCell(
          at,
          trials,
          lost,
          Optional.empty(),
          count.map(BoxCount::dimension),
          count.map(BoxCount::interval),
          count.map(BoxCount::median));
    }
  }

  /** The planes of the cells, in the order of the axes. */
  private List<Found> found(Measure.Boundary boundary, List<String> names, int most) {
    PlaneAxis x = whole(boundary.x());
    PlaneAxis y = whole(boundary.y());
    Column known = col("state").isin("COMPLETE", "DIVERGED");
    Column holds = known.and(coalesce(expr(ConditionSql.of(boundary.condition())), lit(false)));
    List<Column> at = new ArrayList<>(names.stream().map(name -> col(name)).toList());
    List<Column> places = names.stream().map(axes::get).map(AxisOrder::place).toList();
    Column last = places.isEmpty() ? lit(0) : places.get(places.size() - 1);
    at.add(last.as("place_"));
    List<Column> word = new ArrayList<>(names.stream().map(name -> col(name)).toList());
    word.addAll(List.of(col("place_"), col("y_"), expr("int(x_ div 64)").as("word_")));
    Dataset<Row> bits =
        table
            .select(
                array(
                    Stream.concat(
                        at.stream(),
                        Stream.of(
                            x.place().cast("int").as("x_"),
                            y.place().cast("int").as("y_"),
                            known.as("known_"),
                            holds.as("holds_")))))
            .groupBy(array(word.stream()))
            .agg(
                bit_or(expr("if(known_, shiftleft(1L, int(x_ % 64)), 0L)")),
                bit_or(expr("if(holds_, shiftleft(1L, int(x_ % 64)), 0L)")),
                count(lit(1)),
                count_if(col("known_")));
    Dataset<Row> ordered = places.isEmpty() ? bits : bits.orderBy(array(places.stream()));
    List<Found> found = new ArrayList<>();
    Plane plane = null;
    for (Iterator<Row> each = ordered.toLocalIterator(); each.hasNext(); ) {
      Row row = each.next();
      List<Object> key = new ArrayList<>();
      for (int a = 0; a < names.size(); a++) {
        key.add(row.get(a));
      }
      if (plane == null || !plane.at.equals(key)) {
        if (plane != null) {
          found.add(plane.found());
        }
        if (found.size() == most) {
          return found;
        }
        plane = new Plane(key, row.get(names.size()), x.places(), y.places());
      }
      plane.add(row, names.size() + 1);
    }
    if (plane != null) {
      found.add(plane.found());
    }
    return found;
  }

  private PlaneAxis whole(String name) {
    Axis axis = axes.get(name);
    return PlaneAxis.of(axis, axis.values().size());
  }

  /** The trials of one cell of a table, as they come in. */
  private static final class Plane {
    final List<Object> at;
    final Object place;
    final Mask known;
    final Mask holds;
    long trials;
    long seen;

    Plane(List<Object> at, Object place, int width, int height) {
      this.at = at;
      this.place = place;
      known = new Mask(width, height);
      holds = new Mask(width, height);
    }

    /** Takes 64 trials of a row of the plane. */
    void add(Row row, int first) {
      int y = row.getInt(first);
      int word = row.getInt(first + 1);
      known.add(word, y, row.getLong(first + 2));
      holds.add(word, y, row.getLong(first + 3));
      trials += row.getLong(first + 4);
      seen += row.getLong(first + 5);
    }

    /** Its boundary; none where trials share a point. */
    Found found() {
      Optional<BoxCount> count =
          known.count() == seen ? BoxCount.of(holds.border(known)) : Optional.empty();
      return new Found(at, place, trials, trials - seen, count);
    }
  }

  private static Column[] array(Stream<Column> columns) {
    return columns.toArray(Column[]::new);
  }
}
