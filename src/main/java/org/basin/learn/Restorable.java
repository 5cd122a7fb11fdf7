package org.basin.learn;

import java.util.List;

/**
 * A learner whose models can be taken out, put back, and measured without training. Every family's
 * learner is one; training itself needs none of it.
 */
public interface Restorable extends Learner {

  /**
   * The parameters of the trial in a lane, in an order that never changes: those it starts from
   * before it is trained, afterwards what it has learned.
   */
  List<Parameter> parameters(int lane);

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
