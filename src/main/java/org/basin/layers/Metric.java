package org.basin.layers;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.basin.learn.Score;
import org.basin.learn.Score.Holds;
import org.basin.learn.Score.Values;

/** The metric columns. */
enum Metric {
  LOSS(
      Holds.FINITE,
      Values.MANY,
      "½|y - t|² of the last lesson before its changes, mean over its facts"),
  LEARNING_POTENTIAL(
      Holds.FINITE, Values.MANY, "-ln of loss; 103.28 for a loss that is 0 in single precision"),
  MAX_LOSS(Holds.FINITE, Values.MANY, "greatest loss of all lessons"),
  MEAN_LOSS(Holds.FINITE, Values.MANY, "mean loss of the last 20 lessons"),
  CONVERGENCE(
      Holds.ALWAYS,
      Values.MANY,
      "with v = min(loss / first loss, 1e6): -Σ v if the last 20 v are below 1 on average, else"
          + " Σ 1/v; of DIVERGED trials too (Sohl-Dickstein 2024)"),
  CONVERGED(
      Holds.ALWAYS,
      Values.FEW,
      "1 if the last 20 losses are on average below the first, else 0; of DIVERGED trials too"),
  DIVERGED_AT(
      Holds.ALWAYS,
      Values.FEW,
      "first lesson, from 0, whose loss is not finite, lessons if none is; of DIVERGED trials too"),
  FINAL_LOSS(
      Score.Column.ON_REQUEST,
      Holds.FINITE,
      Values.MANY,
      "½|y - t|² after the last lesson, mean over all facts"),
  TEST_LOSS(
      Score.Column.TEST_PART,
      Holds.FINITE,
      Values.MANY,
      "the same over the test part of the data, with facts data"),
  TEST_ERROR(
      Score.Column.TEST_PART,
      Holds.FINITE,
      Values.FEW,
      "percent of the test samples whose greatest output is not that of their label, after the last"
          + " lesson");

  private final Score.Column column;
  private final Holds holds;
  private final Values values;
  private final String text;

  Metric(Holds holds, Values values, String text) {
    this(Score.Column.STANDARD, holds, values, text);
  }

  Metric(Score.Column column, Holds holds, Values values, String text) {
    this.column = column;
    this.holds = holds;
    this.values = values;
    this.text = text;
  }

  Score score() {
    String label = name().toLowerCase(Locale.ROOT);
    return new Score(label, values, column, holds, better(), text);
  }

  private Score.Better better() {
    return switch (this) {
      case LEARNING_POTENTIAL, CONVERGED, DIVERGED_AT -> Score.Better.MORE;
      default -> Score.Better.LESS;
    };
  }

  /** Whether the test part of the data is needed. */
  boolean tests() {
    return column == Score.Column.TEST_PART;
  }

  /** Metrics of these columns, in their order. */
  static List<Metric> of(List<String> labels) {
    return labels.stream().map(label -> valueOf(label.toUpperCase(Locale.ROOT))).toList();
  }

  static List<Metric> all() {
    return Arrays.asList(values());
  }
}
