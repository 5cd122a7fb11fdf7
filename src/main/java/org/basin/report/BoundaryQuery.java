package org.basin.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Row;
import org.basin.read.RowStream;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Measure;
import org.basin.sweep.Summary;
import org.basin.sweep.condition.Condition;

/**
 * Computes tables of boundaries. Who answers packs 64 trials of a plane into one word, and here is
 * one plane at a time with two bits a trial.
 */
public final class BoundaryQuery {

  private final Trials trials;
  private final Map<String, Axis> axes;

  /**
   * @param trials of a run
   * @param axes of its space, by name
   */
  public BoundaryQuery(Trials trials, Map<String, Axis> axes) {
    this.trials = trials;
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
        found.size() > most,
        trials.dialect());
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
    Dialect dialect = trials.dialect();
    String holds = ConditionSql.of(boundary.condition(), dialect);
    List<String> places =
        names.stream().map(axes::get).map(axis -> AxisOrder.place(axis, dialect)).toList();
    String at = names.stream().map(name -> name + ", ").collect(Collectors.joining());
    String last = places.isEmpty() ? "0" : places.get(places.size() - 1);
    String bits =
        "SELECT %1$splace_, y_, word_, bit_or(CASE WHEN known_ THEN %2$s ELSE 0 END) AS knowns_,"
                .formatted(at, dialect.bit("bit_"))
            + " bit_or(CASE WHEN known_ AND holds_ THEN %s ELSE 0 END) AS held_,"
                .formatted(dialect.bit("bit_"))
            + " count(*) AS trials_, %s AS seen_".formatted(Dialect.counted("known_"))
            + " FROM (SELECT %1$splace_, y_, CAST(floor(x_ / 64E0) AS INT) AS word_, x_ %% 64 AS bit_, known_, holds_"
                .formatted(at)
            + " FROM (SELECT %s%s AS place_, CAST(%s AS INT) AS x_, CAST(%s AS INT) AS y_,"
                .formatted(at, last, x.place().apply(dialect), y.place().apply(dialect))
            + " state IN ('COMPLETE', 'DIVERGED') AS known_, coalesce(%s, false) AS holds_ FROM %s))"
                .formatted(holds, trials.from())
            + " GROUP BY %splace_, y_, word_".formatted(at);
    String ordered = places.isEmpty() ? "" : " ORDER BY " + String.join(", ", places);
    List<Found> found = new ArrayList<>();
    Plane plane = null;
    try (RowStream rows = trials.table().ask(bits + ordered)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        List<Object> key = SummaryCell.at(row.values().subList(0, names.size()));
        if (plane == null || !plane.at.equals(key)) {
          if (plane != null) {
            found.add(plane.found());
          }
          if (found.size() == most) {
            return found;
          }
          plane = new Plane(key, row.value(names.size()), x.places(), y.places());
        }
        plane.add(row, names.size() + 1);
      }
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
      int y = (int) row.whole(first);
      int word = (int) row.whole(first + 1);
      known.add(word, y, row.whole(first + 2));
      holds.add(word, y, row.whole(first + 3));
      trials += row.whole(first + 4);
      seen += row.whole(first + 5);
    }

    /** Its boundary; none where trials share a point. */
    Found found() {
      Optional<BoxCount> count =
          known.count() == seen ? BoxCount.of(holds.border(known)) : Optional.empty();
      return new Found(at, place, trials, trials - seen, count);
    }
  }
}
