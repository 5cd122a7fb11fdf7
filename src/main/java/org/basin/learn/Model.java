package org.basin.learn;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/** One structure of a family, with what it learns: what a trial costs, and its learners. */
public interface Model {

  /**
   * A learner for trials of this structure.
   *
   * @param values where lane hyperparameters come from
   * @param metrics names of the {@link Family#scores} to measure, in the order of the learner's
   *     scores
   */
  Learner learner(Kernels kernels, LaneValues values, List<String> metrics);

  /**
   * About how many additions and multiplications one trial takes.
   *
   * @param metrics names of the {@link Family#scores} that are measured
   */
  double operations(List<String> metrics);

  /**
   * Data with so few training samples that a trial takes about so many additions and
   * multiplications; the data itself when that is few enough or a trial does not go over samples.
   *
   * @param metrics names of the {@link Family#scores} that are measured
   */
  Dataset shortened(List<String> metrics, double operations);

  /** How many trials an engine trains side by side. */
  int lanes(Engine engine);
}
