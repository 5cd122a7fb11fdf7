package org.basin.learn;

import java.util.List;

/**
 * Models of equal structure, one to a lane, and how they are trained. A learner is reused: {@link
 * #start} overwrites whatever the trial before left in that lane. Its models can be taken out, put
 * back, and measured without training.
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
   * A history of the trial in a lane, an array of its own.
   *
   * @param history place among those that the learner was made to keep
   */
  float[] history(int history, int lane);

  /** Whether a parameter of the trial in a lane became NaN or infinite. */
  boolean diverged(int lane);

  /**
   * The parameters of the trial in a lane, in an order that never changes: those it starts from
   * before it is trained, afterwards what it has learned.
   */
  List<Parameter> parameters(int lane);

  /** As {@link Net#states}. */
  default List<Parameter> states(int lane) {
    return List.of();
  }

  /**
   * Gives a lane other parameters than it has.
   *
   * @param parameters of the names and shapes, and in the order, of {@link #parameters}; the lane
   *     was started with the trial's seed and lane values
   */
  void restore(int lane, List<Parameter> parameters);

  /** Measures all lanes as they are. Scores that {@link #lasting} denies are left undefined. */
  void measure();

  /**
   * Whether a metric depends on parameters, seed and data alone, so that {@link #measure} gives
   * what training gave. What is measured while a model changes is gone afterwards.
   *
   * @param score place among the metrics that the learner was made to measure
   */
  boolean lasting(int score);
}
