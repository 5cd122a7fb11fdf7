package org.basin.learn;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;

/** One structure of a family, with what it learns: what a trial costs, and its learners. */
public interface Model {

  /**
   * A learner for trials of this structure.
   *
   * @param values where lane hyperparameters come from
   * @param wanted the {@link Family#scores} to measure, in the order of the learner's scores, and
   *     the {@link Family#histories} to keep
   */
  Learner learner(Kernels kernels, LaneValues values, Wanted wanted);

  /**
   * About how many additions and multiplications one trial takes.
   *
   * @param wanted what is measured
   */
  double operations(Wanted wanted);

  /**
   * Data with so few training samples that a trial takes about so many additions and
   * multiplications; the data itself when that is few enough or a trial does not go over samples.
   *
   * @param wanted what is measured
   */
  Dataset shortened(Wanted wanted, double operations);

  /** The pictures of a trained trial; their titles say nothing of which trial it is. */
  List<Figure> figures(Portrait trial);

  /** How many trials an engine trains side by side. */
  int lanes(Engine engine);
}
