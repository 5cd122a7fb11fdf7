package org.basin.learn;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.sweep.Hyperparameter;

/**
 * A model family: what a sweep may set of it, what is measured, which laws hold, and its models. A
 * structure maps structural hyperparameters that the sweep sets to their values.
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

  /** What learners can keep along a training, in the order of the columns. */
  default List<History> histories() {
    return List.of();
  }

  /** When a trial has learned; empty where its metrics alone say so. */
  default Optional<Learned> learned() {
    return Optional.empty();
  }

  /** Metrics whose histories the pictures of a trial need. */
  default List<String> pictured() {
    return histories().stream().filter(History::standard).map(History::metric).toList();
  }

  /** Of how many epochs, or steps of measuring, a history could have a number. */
  default int steps(Map<String, Object> structure, History history) {
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
   * Those hyperparameters that say how start parameters are drawn, which have no meaning where
   * trials start from a checkpoint.
   */
  default List<Hyperparameter> draws() {
    return List.of();
  }

  /** Checks the laws that tie hyperparameters, data and engine together. */
  void check(Laws laws);

  /** What {@code engine: auto} goes by: units of the widest layer that is learned. */
  int width(Map<String, Object> structure);

  /** A structure made ready for its data. */
  Model model(Map<String, Object> structure, Dataset data);
}
