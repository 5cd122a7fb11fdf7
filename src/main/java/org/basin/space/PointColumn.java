package org.basin.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;

/** One column of a file of points while it is read: reals unboxed, other values by place. */
final class PointColumn {

  private final String name;
  private final Hyperparameter hyperparameter;
  private final boolean real;
  private final Map<Object, Integer> known = new HashMap<>();
  private final List<Object> values = new ArrayList<>();
  private double[] reals = new double[16];
  private int[] places = new int[16];
  private int rows;

  PointColumn(String name, Hyperparameter hyperparameter) {
    this.name = name;
    this.hyperparameter = hyperparameter;
    real = hyperparameter.type() == Hyperparameter.Type.REAL;
  }

  String name() {
    return name;
  }

  Hyperparameter hyperparameter() {
    return hyperparameter;
  }

  void add(Object value) {
    if (rows == (real ? reals.length : places.length)) {
      reals = real ? Arrays.copyOf(reals, 2 * rows) : reals;
      places = real ? places : Arrays.copyOf(places, 2 * rows);
    }
    if (real) {
      reals[rows++] = (Double) value;
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
        name, hyperparameter, real ? new Numbers(distinct()) : new Setting.Values(values));
  }

  private double[] distinct() {
    return Arrays.stream(reals, 0, rows).sorted().distinct().toArray();
  }

  /** Place of each row's value on {@link #axis}. */
  int[] places() {
    if (!real) {
      return Arrays.copyOf(places, rows);
    }
    double[] distinct = distinct();
    int[] found = new int[rows];
    Arrays.setAll(found, row -> Arrays.binarySearch(distinct, reals[row]));
    return found;
  }
}
