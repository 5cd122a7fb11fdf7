package org.basin.report;

import org.basin.draw.Field;
import org.basin.read.ConditionSql;
import org.basin.read.Dialect;
import org.basin.read.Trials;
import org.basin.sweep.Measure;

/**
 * Averages the trials of a run over the cells of a plane. Who answers keeps one sum for each cell,
 * and here is the field alone, however many trials there are.
 */
public final class FieldQuery {

  private FieldQuery() {}

  /**
   * The field of a mean or a share. A trial at which one of the axes is not there is in no cell.
   *
   * @param trials of a run
   * @param measure what is said of the trials of a cell; shares in percent
   */
  public static Field of(Trials trials, Measure measure, PlaneAxis x, PlaneAxis y) {
    Dialect dialect = trials.dialect();
    Field field = new Field(x.cells(), y.cells());
    trials.each(
        "SELECT x_, y_, avg(value_), count(*) FROM (SELECT %s AS x_, %s AS y_, %s AS value_ FROM %s WHERE %s IS NOT NULL AND %s IS NOT NULL) GROUP BY x_, y_"
            .formatted(
                x.cell(dialect),
                y.cell(dialect),
                value(measure, dialect),
                trials.from(),
                x.name(),
                y.name()),
        cell ->
            field.set(
                (int) cell.whole(0),
                (int) cell.whole(1),
                cell.absent(2) ? Double.NaN : cell.number(2),
                cell.whole(3)));
    return field;
  }

  private static String value(Measure measure, Dialect dialect) {
    return measure instanceof Measure.Share share
        ? "CASE WHEN %s THEN 100E0 ELSE 0E0 END"
            .formatted(ConditionSql.of(share.condition(), dialect))
        : Dialect.real(measure.text());
  }
}
