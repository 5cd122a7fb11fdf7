package org.basin.space;

/**
 * Walks the trials of a stretch of a space, one at a time, without allocating. Starts before the
 * first trial.
 */
public interface Cursor {

  /** Moves to the next trial; false when there is none left. */
  boolean next();

  /** Number of the trial at hand. */
  long trial();

  /** Replicate of the trial at hand, from 0. */
  int replicate();

  /**
   * Seed of the trial at hand: a hash of the sweep's seed, the point's values and the replicate, so
   * that adding values to an axis later leaves it as it is.
   */
  long seed();

  /**
   * Value of a numeric axis; for {@code INTEGER} axes the whole number as a double. NaN where the
   * axis is not there.
   */
  double number(int axis);

  /**
   * Place of the value on its axis: {@code axes().get(axis).values().value(place)} is the value,
   * unless the axis is {@linkplain Axis#continuous continuous}. Negative where the axis is not
   * there.
   */
  int place(int axis);

  /** Value on an axis; null where the axis is not there. */
  default Object value(int axis, Axis of) {
    int place = place(axis);
    if (place < 0) {
      return null;
    }
    return of.continuous() ? (Object) number(axis) : of.values().value(place);
  }
}
