package org.basin.layers;

import org.basin.learn.Along;
import org.basin.learn.Gauge;
import org.basin.learn.Gauges;
import org.basin.learn.Score.Holds;

/** The metrics and histories of nets of layers. */
final class LayerGauges {

  /** All metrics. */
  static final Gauges<LayerTraining> ALL = new Gauges<>();

  static final Gauge<LayerTraining> LOSS =
      ALL.along(Along.BEFORE)
          .tie(2)
          .less(
              "loss",
              "½|y - t|² of the last lesson before its changes, mean over its facts",
              (net, lane) -> net.losses.last(lane));

  static final Gauge<LayerTraining> LEARNING_POTENTIAL =
      ALL.more(
          "learning_potential",
          "-ln of loss; 103.28 for a loss that is 0 in single precision",
          (net, lane) -> -StrictMath.log(Math.max(net.losses.last(lane), Float.MIN_VALUE)));

  static final Gauge<LayerTraining> MAX_LOSS =
      ALL.less(
          "max_loss", "greatest loss of all lessons", (net, lane) -> net.losses.greatest(lane));

  static final Gauge<LayerTraining> MEAN_LOSS =
      ALL.less(
          "mean_loss", "mean loss of the last 20 lessons", (net, lane) -> net.losses.mean(lane));

  static final Gauge<LayerTraining> CONVERGENCE =
      ALL.held(Holds.ALWAYS)
          .less(
              "convergence",
              "with v = min(loss / first loss, 1e6): -Σ v if the last 20 v are below 1 on average,"
                  + " else Σ 1/v; of DIVERGED trials too (Sohl-Dickstein 2024)",
              (net, lane) -> net.losses.convergence(lane));

  static final Gauge<LayerTraining> CONVERGED =
      ALL.few()
          .held(Holds.ALWAYS)
          .more(
              "converged",
              "1 if the last 20 losses are on average below the first, else 0; of DIVERGED trials"
                  + " too",
              (net, lane) -> net.losses.converged(lane) ? 1 : 0);

  static final Gauge<LayerTraining> DIVERGED_AT =
      ALL.few()
          .held(Holds.ALWAYS)
          .more(
              "diverged_at",
              "first lesson, from 0, whose loss is not finite, lessons if none is; of DIVERGED"
                  + " trials too",
              (net, lane) -> net.losses.divergedAt(lane));

  static final Gauge<LayerTraining> FINAL_LOSS =
      ALL.along(Along.NAMED)
          .onRequest()
          .trained()
          .less(
              "final_loss",
              "½|y - t|² after the last lesson, mean over all facts",
              (net, lane) -> net.lessons.finalLoss.get(0, lane));

  static final Gauge<LayerTraining> TEST_LOSS =
      ALL.tested()
          .along(Along.NAMED)
          .tie(1)
          .less(
              "test_loss",
              "the same over the test part of the data, with facts data",
              (net, lane) -> net.test.loss(lane));

  static final Gauge<LayerTraining> TEST_ERROR =
      ALL.tested()
          .along(Along.NAMED)
          .few()
          .less(
              "test_error",
              "percent of the test samples whose greatest output is not that of their label, after"
                  + " the last lesson",
              (net, lane) -> net.test.error(lane));

  private LayerGauges() {}
}
