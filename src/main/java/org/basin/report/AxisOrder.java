package org.basin.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.basin.read.Dialect;
import org.basin.space.Axis;
import org.basin.sweep.Setting;

/** Sorts rows as a sweep lists the values of an axis, which need be neither rising nor sorted. */
final class AxisOrder {

  private AxisOrder() {}

  /** What rises with the places on an axis, as SQL. */
  static String place(Axis axis, Dialect dialect) {
    boolean itself = axis.numeric() && rising(axis);
    String place =
        itself ? axis.name() : position(axis, IntStream.range(0, axis.values().size()), dialect);
    if (!axis.conditional()) {
      return place;
    }
    // last those at which it is not there
    return itself
        ? "coalesce(%s, CAST('Infinity' AS DOUBLE))".formatted(Dialect.real(axis.name()))
        : "coalesce(%s, %d)".formatted(place, axis.values().size() + 1);
  }

  /** The place of a row's value, from 1, among those at some places on an axis. */
  static String position(Axis axis, IntStream places, Dialect dialect) {
    return dialect.position(
        places.mapToObj(place -> literal(axis, place, dialect)).toList(), axis.name());
  }

  private static String literal(Axis axis, int place, Dialect dialect) {
    if (!axis.numeric()) {
      return dialect.text(axis.text(place));
    }
    return axis.values().value(place) instanceof Long whole
        ? "CAST(%d AS BIGINT)".formatted(whole)
        : Dialect.number(axis.number(place));
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
