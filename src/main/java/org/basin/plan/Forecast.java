package org.basin.plan;

/**
 * How a run would be cut, as {@link Pace} cuts it when every wave comes as fast as expected.
 *
 * @param waves that are committed
 * @param files of Parquet: one for each task of each wave
 */
public record Forecast(long waves, long files) {

  /**
   * Plays a run through.
   *
   * @param positions how many the space has
   * @param cores that train at once
   * @param cost of the costliest trial
   * @param rate positions a second, on all cores together
   */
  public static Forecast of(long positions, int cores, TrialCost cost, double rate) {
    Pace pace = new Pace(cores, cost.block(), Pace.WAVE, cost.operations());
    long waves = 0;
    long files = 0;
    long before = 0;
    for (long left = positions; left > 0; ) {
      long size = pace.next(left);
      // once waves have found their size, all but the last few are alike
      long alike = size == before ? Math.max(1, left / size - 2) : 1;
      waves += alike;
      files += alike * pace.tasks(size);
      pace.learn(size, size / rate, 0);
      before = size;
      left -= alike * size;
    }
    return new Forecast(waves, files);
  }
}
