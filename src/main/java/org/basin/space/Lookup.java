package org.basin.space;

/**
 * The numbers and seed terms of one axis by place. A short axis is computed once, for the values of
 * a geometric range cost as much as half a trial; a long one is computed as it is read, for a table
 * of its length would not be O(1).
 */
final class Lookup {

  /** Longest axis that is kept as a table. */
  private static final int TABLE = 4096;

  private final Axis axis;
  private final double[] numbers;
  private final long[] terms;

  Lookup(Axis axis) {
    this.axis = axis;
    int size = axis.values().size() <= TABLE ? axis.values().size() : 0;
    numbers = new double[size];
    terms = new long[size];
    for (int place = 0; place < size; place++) {
      numbers[place] = computedNumber(place);
      terms[place] = SeedTerms.ofAxis(axis, place);
    }
  }

  /** The value at a place; NaN for an axis that is not numeric. */
  double number(int place) {
    return place < numbers.length ? numbers[place] : computedNumber(place);
  }

  /** What the value at a place adds by itself to the sum behind a trial's seed. */
  long term(int place) {
    return place < terms.length ? terms[place] : SeedTerms.ofAxis(axis, place);
  }

  private double computedNumber(int place) {
    return axis.numeric() ? axis.number(place) : Double.NaN;
  }
}
