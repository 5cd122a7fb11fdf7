package org.basin.draw;

/** How values are spread over colours. */
public enum Spread {
  /** Evenly. */
  LINEAR,
  /** By their logarithm; values must be above zero. */
  LOG,
  /** By rank on each side of zero. */
  RANK;

  /** What suits a field: ranks where signs differ, the logarithm for a wide range, else evenly. */
  public static Spread of(Field field) {
    if (field.least() < 0 && field.greatest() > 0) {
      return RANK;
    }
    return ValueScale.wide(field.least(), field.greatest()) ? LOG : LINEAR;
  }

  /**
   * The scale of a field's values.
   *
   * @throws IllegalArgumentException for LOG when a value is not above zero
   */
  public ValueScale scale(Field field) {
    float least = field.least();
    float greatest = field.greatest();
    if (Float.isNaN(least)) {
      return new LinearScale(0, 1);
    }
    if (this == RANK) {
      return RankScale.of(field.values());
    }
    if (this == LOG) {
      if (!(least > 0)) {
        throw new IllegalArgumentException(
            "values must be above 0 for a log scale, got " + Shown.value(least));
      }
      return new LogScale(least, greatest);
    }
    double end = Math.max(Math.abs((double) least), Math.abs((double) greatest));
    return least < 0 && greatest > 0 // white is zero
        ? new LinearScale(-end, end)
        : new LinearScale(least, greatest);
  }
}
