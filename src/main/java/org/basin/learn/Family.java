package org.basin.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.sweep.Hyperparameter;

/**
 * A model family: what a sweep may set of it, what is measured, which laws hold, and its learners.
 * A structure maps structural hyperparameters that the sweep sets to their values.
 */
public interface Family {

  /** What a sweep may set. */
  List<Hyperparameter> hyperparameters();

  /** All metrics, in column order. */
  List<Score> scores();

  /** Whether trials may draw what they learn, so that a sweep can do without data. */
  default boolean drawsData() {
    return false;
  }

  /** What learners can keep along a training; none unless a family says so. */
  default List<History> histories() {
    return List.of();
  }

  /** Of how many steps a history could have a number; 0 where there are no histories. */
  default int steps(Map<String, Object> structure) {
    return 0;
  }

  /**
   * Why a metric can't be measured of what a sweep trains, as it is said after the metric's name;
   * empty when it can. Whether the sweep wants it does not matter.
   */
  default Optional<String> refusal(Score score, Proposal proposal) {
    boolean none = score.column() == Score.Column.TEST_PART && proposal.data().test().size() == 0;
    return none
        ? Optional.of(
            "needs data with a test part, got %s with none".formatted(proposal.data().name()))
        : Optional.empty();
  }

  /**
   * Checks the laws that tie hyperparameters, data and engine together.
   *
   * @param mistake receives a path in the sweep file, such as {@code parameters.alpha}, and the law
   *     with the values; the first of a path counts
   */
  void check(Proposal proposal, BiConsumer<String, String> mistake);

  /**
   * A learner for the trials of one structure.
   *
   * @param fixed lane hyperparameters that are the same in every trial
   * @param axes lane hyperparameters that vary, in the order of the learner's lane values
   * @param metrics names of the {@link #scores} to measure, in the order of the learner's scores
   */
  Learner learner(
      Map<String, Object> structure,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<String> metrics);

  /**
   * About how many additions and multiplications one trial takes.
   *
   * @param metrics names of the {@link #scores} that are measured
   */
  double operations(Map<String, Object> structure, Dataset data, List<String> metrics);

  /**
   * Data with so few training samples that a trial takes about so many additions and
   * multiplications; the data itself when that is few enough or a trial does not go over samples.
   *
   * @param metrics names of the {@link #scores} that are measured
   */
  Dataset shortened(
      Map<String, Object> structure, Dataset data, List<String> metrics, double operations);

  /** How many trials an engine trains side by side. */
  int lanes(Map<String, Object> structure, Dataset data, Engine engine);

  /** What {@code engine: auto} goes by: units of the widest layer that is learned. */
  int width(Map<String, Object> structure);
}
