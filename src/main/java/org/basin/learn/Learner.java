package org.basin.learn;

/**
 * Models of equal structure, one to a lane, and how they step. A learner is reused: {@link #start}
 * overwrites whatever the trial before left in that lane.
 */
public interface Learner {

  /** How many trials are trained side by side. */
  int lanes();

  /**
   * Gives a lane its trial: initial parameters drawn from the seed, then the values of the lane
   * axes, in the order the learner was made with.
   *
   * @param lane from 0 to {@link #lanes()} - 1
   */
  void start(int lane, long seed, double[] values);

  /** Trains all lanes from start to end. */
  void train();

  /**
   * A metric of the trial in a lane; NaN or infinite when the trial diverged.
   *
   * @param score place among the metrics that the learner was made to measure
   */
  double score(int score, int lane);

  /**
   * Asks for the family's histories from the next training on.
   *
   * @param every a number is kept of steps 0, every, 2 every and so on
   */
  default void record(int every) {
    throw new UnsupportedOperationException("this learner keeps no histories");
  }

  /**
   * A history of the trial in a lane, an array of its own.
   *
   * @param history place among the {@link Family#histories}
   */
  default float[] history(int history, int lane) {
    throw new UnsupportedOperationException("this learner keeps no histories");
  }

  /** Whether a parameter of the trial in a lane became NaN or infinite. */
  boolean diverged(int lane);
}
