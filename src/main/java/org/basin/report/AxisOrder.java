package org.basin.report;

import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.basin.space.Axis;
import org.basin.sweep.Setting;

/** Sorts rows as a sweep lists the values of an axis, which need be neither rising nor sorted. */
final class AxisOrder {

  private AxisOrder() {}

  /** A column that rises with the places on an axis. */
  static Column place(Axis axis) {
    if (axis.numeric() && rising(axis)) {
      return col(axis.name());
    }
    return position(axis, IntStream.range(0, axis.values().size()));
  }

  /** The place of a row's value, from 1, among those at some places on an axis. */
  static Column position(Axis axis, IntStream places) {
    Object values;
    if (!axis.numeric()) {
      values = places.mapToObj(axis::text).toArray(String[]::new);
    } else if (axis.values().value(0) instanceof Long) {
      values = places.mapToLong(k -> (Long) axis.values().value(k)).toArray();
    } else {
      values = places.mapToDouble(axis::number).toArray();
    }
    return array_position(lit(values), col(axis.name()));
  }

  /** The values of an axis that cells have, each once, by its place on the axis. */
  static <T> List<Object> values(
      List<T> cells, Function<T, Object> place, Function<T, Object> value) {
    Map<Object, Object> sorted = new TreeMap<>();
    cells.forEach(cell -> sorted.put(place.apply(cell), value.apply(cell)));
    return List.copyOf(sorted.values());
  }

  /** Ranges always are; listed values are few. */
  private static boolean rising(Axis axis) {
    if (!(axis.values() instanceof Setting.Values values)) {
      return true;
    }
    return IntStream.range(1, values.size()).allMatch(k -> axis.number(k - 1) < axis.number(k));
  }
}
