package org.basin.grid;

import org.basin.learn.Along;
import org.basin.learn.Gauge;
import org.basin.learn.Gauges;

/** The metrics of neural grids. */
final class GridGauges {

  /** All metrics. */
  static final Gauges<GridTraining> ALL = new Gauges<>();

  static final Gauge<GridTraining> TRAIN_LOSS =
      ALL.along(Along.ALWAYS)
          .tie(3)
          .less(
              "train_loss",
              "mean loss of a training sample over the last epoch, each before the step that it is"
                  + " part of",
              (net, lane) -> net.trained.loss());

  static final Gauge<GridTraining> TRAIN_ACCURACY =
      ALL.along(Along.ALWAYS)
          .more(
              "train_accuracy",
              "percent of the training samples that were right then",
              (net, lane) -> net.trained.accuracy());

  static final Gauge<GridTraining> TEST_LOSS =
      ALL.tested()
          .along(Along.NAMED)
          .tie(2)
          .less(
              "test_loss",
              "mean loss of a test sample after training",
              (net, lane) -> net.tested.loss());

  static final Gauge<GridTraining> TEST_ACCURACY =
      ALL.tested()
          .along(Along.NAMED)
          .tie(1)
          .more(
              "test_accuracy",
              "percent of the test samples that are right after training",
              (net, lane) -> net.tested.accuracy());

  private GridGauges() {}
}
