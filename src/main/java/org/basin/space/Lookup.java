package org.basin.space;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * The numbers and seed terms of one axis by place. A short axis is computed once, for the values of
 * a geometric range cost as much as half a trial; a long one is computed as it is read, for a table
 * of its length would not be O(1).
 */
final class Lookup {

  /** Longest axis that is kept as a table. */
  private static final int TABLE = 4096;

  private final IntToDoubleFunction numbers;
  private final IntToLongFunction terms;

  Lookup(Axis axis) {
    IntToDoubleFunction values = axis.numeric() ? axis.values().reader() : place -> Double.NaN;
    IntToLongFunction added = SeedTerms.ofAxis(axis);
    int size = axis.values().size();
    if (size > TABLE) {
      numbers = values;
      terms = added;
      return;
    }
    double[] number = new double[size];
    long[] term = new long[size];
    for (int place = 0; place < size; place++) {
      number[place] = values.applyAsDouble(place);
      term[place] = added.applyAsLong(place);
    }
    numbers = place -> number[place];
    terms = place -> term[place];
  }

  /** The value at a place; NaN for an axis that is not numeric. */
  double number(int place) {
    return numbers.applyAsDouble(place);
  }

  /** What the value at a place adds by itself to the sum behind a trial's seed. */
  long term(int place) {
    return terms.applyAsLong(place);
  }
}
