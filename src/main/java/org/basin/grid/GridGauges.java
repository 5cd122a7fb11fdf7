package org.basin.grid;

import java.util.List;
import org.basin.learn.Gauge;

/** The metrics of neural grids. */
final class GridGauges {

  static final Gauge<GridTraining> TRAIN_LOSS =
      Gauge.less(
          "train_loss",
          "mean loss of a training sample over the last epoch, each before the step that it is part of",
          (net, lane) -> net.trained.loss());

  static final Gauge<GridTraining> TRAIN_ACCURACY =
      Gauge.more(
          "train_accuracy",
          "percent of the training samples that were right then",
          (net, lane) -> net.trained.accuracy());

  static final Gauge<GridTraining> TEST_LOSS =
      Gauge.<GridTraining>less(
              "test_loss",
              "mean loss of a test sample after training",
              (net, lane) -> net.tested.loss())
          .ofTestPart();

  static final Gauge<GridTraining> TEST_ACCURACY =
      Gauge.<GridTraining>more(
              "test_accuracy",
              "percent of the test samples that are right after training",
              (net, lane) -> net.tested.accuracy())
          .ofTestPart();

  /** All of them, in the order of the columns. */
  static final List<Gauge<GridTraining>> ALL =
      List.of(TRAIN_LOSS, TRAIN_ACCURACY, TEST_LOSS, TEST_ACCURACY);

  private GridGauges() {}
}
