package org.basin.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.condition.Condition;

/** One column of a file of points while it is read: reals unboxed, other values by place. */
final class PointColumn {

  /** In place of a value where there is none, but of a real one. */
  private static final Object ABSENT = new Object();

  private final String name;
  private final Hyperparameter hyperparameter;
  private final Condition when;
  private final boolean real;
  private final Map<Object, Integer> known = new HashMap<>();
  private final List<Object> values = new ArrayList<>();
  private double[] reals = new double[16];
  private int[] places = new int[16];
  private int rows;

  /**
   * @param when where its cells have values
   */
  PointColumn(String name, Hyperparameter hyperparameter, Condition when) {
    this.name = name;
    this.hyperparameter = hyperparameter;
    this.when = when;
    real = hyperparameter.type() == Hyperparameter.Type.REAL;
  }

  String name() {
    return name;
  }

  Hyperparameter hyperparameter() {
    return hyperparameter;
  }

  Condition when() {
    return when;
  }

  /** Whether any row has a value. */
  boolean any() {
    return real ? distinct().length > 0 : !values.isEmpty();
  }

  /** Adds a row without a value. */
  void addAbsent() {
    add(real ? (Object) Double.NaN : ABSENT);
  }

  void add(Object value) {
    if (rows == (real ? reals.length : places.length)) {
      reals = real ? Arrays.copyOf(reals, 2 * rows) : reals;
      places = real ? places : Arrays.copyOf(places, 2 * rows);
    }
    if (real) {
      reals[rows++] = (Double) value;
    } else if (value == ABSENT) {
      places[rows++] = 0;
    } else {
      Integer place = known.putIfAbsent(value, values.size());
      if (place == null) {
        values.add(value);
      }
      places[rows++] = place == null ? values.size() - 1 : place;
    }
  }

  /** The distinct values: numbers ascending, others in the order of the file. */
  Axis axis() {
    return new Axis(
        name, hyperparameter, real ? new Numbers(distinct()) : new Setting.Values(values), when);
  }

  private double[] distinct() {
    return Arrays.stream(reals, 0, rows)
        .filter(number -> !Double.isNaN(number))
        .sorted()
        .distinct()
        .toArray();
  }

  /** Place of each row's value on {@link #axis}; the first one where it has none. */
  int[] places() {
    if (!real) {
      return Arrays.copyOf(places, rows);
    }
    double[] distinct = distinct();
    int[] found = new int[rows];
    Arrays.setAll(
        found, row -> Double.isNaN(reals[row]) ? 0 : Arrays.binarySearch(distinct, reals[row]));
    return found;
  }
}
