package org.basin.layers;

import static org.basin.learn.Gauge.less;

import java.util.List;
import org.basin.learn.Gauge;
import org.basin.learn.Score.Holds;

/** The metrics and histories of nets of layers. */
final class LayerGauges {

  static final Gauge<LayerTraining> LOSS =
      less(
          "loss",
          "½|y - t|² of the last lesson before its changes, mean over its facts",
          (net, lane) -> net.losses.last(lane));

  static final Gauge<LayerTraining> LEARNING_POTENTIAL =
      Gauge.more(
          "learning_potential",
          "-ln of loss; 103.28 for a loss that is 0 in single precision",
          (net, lane) -> -StrictMath.log(Math.max(net.losses.last(lane), Float.MIN_VALUE)));

  static final Gauge<LayerTraining> MAX_LOSS =
      less("max_loss", "greatest loss of all lessons", (net, lane) -> net.losses.greatest(lane));

  static final Gauge<LayerTraining> MEAN_LOSS =
      less("mean_loss", "mean loss of the last 20 lessons", (net, lane) -> net.losses.mean(lane));

  static final Gauge<LayerTraining> CONVERGENCE =
      Gauge.<LayerTraining>less(
              "convergence",
              "with v = min(loss / first loss, 1e6): -Σ v if the last 20 v are below 1 on average, else"
                  + " Σ 1/v; of DIVERGED trials too (Sohl-Dickstein 2024)",
              (net, lane) -> net.losses.convergence(lane))
          .held(Holds.ALWAYS);

  static final Gauge<LayerTraining> CONVERGED =
      Gauge.<LayerTraining>more(
              "converged",
              "1 if the last 20 losses are on average below the first, else 0; of DIVERGED trials too",
              (net, lane) -> net.losses.converged(lane) ? 1 : 0)
          .few()
          .held(Holds.ALWAYS);

  static final Gauge<LayerTraining> DIVERGED_AT =
      Gauge.<LayerTraining>more(
              "diverged_at",
              "first lesson, from 0, whose loss is not finite, lessons if none is; of DIVERGED trials too",
              (net, lane) -> net.losses.divergedAt(lane))
          .few()
          .held(Holds.ALWAYS);

  static final Gauge<LayerTraining> FINAL_LOSS =
      Gauge.<LayerTraining>less(
              "final_loss",
              "½|y - t|² after the last lesson, mean over all facts",
              (net, lane) -> net.lessons.finalLoss.get(0, lane))
          .onRequest()
          .ofTrained();

  static final Gauge<LayerTraining> TEST_LOSS =
      Gauge.<LayerTraining>less(
              "test_loss",
              "the same over the test part of the data, with facts data",
              (net, lane) -> net.test.loss(lane))
          .ofTestPart();

  static final Gauge<LayerTraining> TEST_ERROR =
      Gauge.<LayerTraining>less(
              "test_error",
              "percent of the test samples whose greatest output is not that of their label, after the last"
                  + " lesson",
              (net, lane) -> net.test.error(lane))
          .ofTestPart()
          .few();

  /** All metrics, in the order of the columns. */
  static final List<Gauge<LayerTraining>> ALL =
      List.of(
          LOSS,
          LEARNING_POTENTIAL,
          MAX_LOSS,
          MEAN_LOSS,
          CONVERGENCE,
          CONVERGED,
          DIVERGED_AT,
          FINAL_LOSS,
          TEST_LOSS,
          TEST_ERROR);

  /** What can be kept along a training. */
  static final List<Gauge<LayerTraining>> HISTORIES =
      List.of(
          less(
              "losses",
              "loss of every N-th lesson before its changes, from the first",
              (net, lane) -> net.losses.latest(lane)));

  private LayerGauges() {}
}
