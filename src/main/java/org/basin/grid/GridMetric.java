package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.basin.learn.Score;
import org.basin.learn.Score.Better;
import org.basin.learn.Score.Column;
import org.basin.learn.Score.Values;

/** What is measured of a neural grid. */
enum GridMetric {
  TRAIN_LOSS(
      Values.MANY,
      Column.STANDARD,
      Better.LESS,
      "mean loss of a training sample over the last epoch, each before the step that it is part of"),
  TRAIN_ACCURACY(
      Values.MANY,
      Column.STANDARD,
      Better.MORE,
      "percent of the training samples that were right then"),
  TEST_LOSS(
      Values.MANY, Column.TEST_PART, Better.LESS, "mean loss of a test sample after training"),
  TEST_ACCURACY(
      Values.MANY,
      Column.TEST_PART,
      Better.MORE,
      "percent of the test samples that are right after training");

  private final Values values;
  private final Column column;
  private final Better better;
  private final String text;

  GridMetric(Values values, Column column, Better better, String text) {
    this.values = values;
    this.column = column;
    this.better = better;
    this.text = text;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Score score() {
    return new Score(label(), values, column, better, text);
  }

  boolean tests() {
    return column == Column.TEST_PART;
  }

  static List<GridMetric> of(List<String> names) {
    return names.stream()
        .map(name -> Arrays.stream(values()).filter(m -> m.label().equals(name)).findFirst())
        .map(found -> found.orElseThrow())
        .toList();
  }
}
