package org.basin.energy;

import static org.basin.learn.Score.Column.ON_REQUEST;
import static org.basin.learn.Score.Column.STANDARD;
import static org.basin.learn.Score.Column.TEST_PART;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.basin.learn.Score;
import org.basin.learn.Score.Column;
import org.basin.learn.Score.Holds;
import org.basin.learn.Score.Values;

/** The metric columns, the standard ones first. */
enum Metric {
  ERROR(
      Values.FEW,
      "percent of samples not decided for their label (lead > 0.001), mean over the last four"
          + " epochs, in each of its last minibatch before the changes; measured on the nudged"
          + " output with the notebook's schemes, as it does, on the free one with the study's"),
  FINAL_ERROR(Values.FEW, "the same in the last epoch alone"),
  COST(
      Values.MANY,
      "mean squared distance of the output that error is measured on from the label, of the last"
          + " minibatch before the last changes; the study's cost is half of it"),
  FREE_ERROR(
      Values.FEW,
      "percent of all training samples not decided, on the plain output: before the last changes"
          + " if one minibatch holds them all, else in one more first phase of every minibatch"
          + " after them"),
  FREE_COST(
      Values.MANY, "mean squared distance of the plain output from the label, measured likewise"),
  ENERGY(
      Values.MANY,
      "Hopfield energy -Σ b·s - Σ s W s, mean over the samples: the states that cost is measured"
          + " on, the parameters after the last changes"),
  ENERGY_BIASES(ON_REQUEST, Values.MANY, "the part -Σ b·s of energy"),
  ENERGY_WEIGHTS(ON_REQUEST, Values.MANY, "the part -Σ s W s of energy"),
  ENERGY_STATES(
      ON_REQUEST,
      Values.MANY,
      "½ Σ |s|² of these states above the input; with energy it is what hard-sigmoid nets lower"),
  SETTLED_ERROR(
      ON_REQUEST,
      Values.FEW,
      "percent of all training samples not decided by the trained net, settled from zero for"
          + " settle_steps sweeps without any label"),
  SETTLED_COST(
      ON_REQUEST,
      Values.MANY,
      "mean squared distance of that settled output; 3.4e38 if states run away"),
  SETTLING_STEPS(
      ON_REQUEST,
      Values.FEW,
      "sweeps until no state of a minibatch changes by more than 0.0001, settle_steps if that never"
          + " happens; mean over the minibatches"),
  RESIDUAL(ON_REQUEST, Values.MANY, "largest change of a state in the last of these sweeps"),
  TEST_ERROR(TEST_PART, Values.FEW, "settled_error over the test part of the data"),
  TEST_COST(TEST_PART, Values.MANY, "settled_cost over the test part of the data");

  private final Column column;
  private final Values values;
  private final String text;

  Metric(Values values, String text) {
    this(STANDARD, values, text);
  }

  Metric(Column column, Values values, String text) {
    this.column = column;
    this.values = values;
    this.text = text;
  }

  /** The column. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Score score() {
    return new Score(label(), values, column, holds(), Score.Better.LESS, text);
  }

  /** What is bounded where states run away says nothing of a net whose parameters are NaN. */
  private Holds holds() {
    return switch (this) {
      case SETTLED_COST, SETTLING_STEPS, RESIDUAL, TEST_COST -> Holds.COMPLETE;
      default -> Holds.FINITE;
    };
  }

  /** Whether the test part of the data is needed. */
  boolean tests() {
    return column == TEST_PART;
  }

  /** Whether the trained net settles over its training data. */
  boolean settles() {
    return switch (this) {
      case SETTLED_ERROR, SETTLED_COST, SETTLING_STEPS, RESIDUAL -> true;
      default -> false;
    };
  }

  /** Those that a sweep has without asking. */
  static List<Metric> standard() {
    return Arrays.stream(values()).filter(metric -> metric.column == STANDARD).toList();
  }

  /** Metrics of these columns, in their order. */
  static List<Metric> of(List<String> labels) {
    return labels.stream().map(label -> valueOf(label.toUpperCase(Locale.ROOT))).toList();
  }
}
