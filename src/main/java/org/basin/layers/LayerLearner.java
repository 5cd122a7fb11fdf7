package org.basin.layers;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Interruption;
import org.basin.learn.Learner;

/**
 * Trains nets of layers: lesson by lesson from the start parameters, which every training goes back
 * to.
 */
final class LayerLearner implements Learner {

  /** Lessons between two questions whether to stop. */
  private static final int ASKING = 64;

  private final LayerSettings settings;
  private final Kernels kernels;
  private final Lessons lessons;
  private final LaneStart starts;
  private final Losses losses;
  private final List<Metric> wanted;

  /** Losses of every so many lessons, {@code [number][lane]}; none unless asked for. */
  private float[][] recorded = {};

  private int every = Integer.MAX_VALUE;

  /** NaN where a parameter is not finite, else 0; one cell. */
  private final Plane probe;

  /**
   * @param wanted what {@link #score} tells, in its order
   */
  LayerLearner(
      LayerSettings settings,
      Dataset data,
      Kernels kernels,
      LaneValues values,
      List<Metric> wanted) {
    this.settings = settings;
    this.kernels = kernels;
    this.wanted = wanted;
    lessons = new Lessons(settings, Facts.of(settings, data), kernels);
    starts = new LaneStart(lessons.net(), values);
    losses = new Losses(kernels.lanes(), settings.lessons(), wanted);
    probe = kernels.plane(1);
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    starts.set(lane, seed, values);
  }

  @Override
  public void train() {
    lessons.restart();
    losses.restart();
    for (int lesson = 0; lesson < settings.lessons(); lesson++) {
      if (lesson % ASKING == 0) {
        Interruption.check();
      }
      lessons.learn(lesson);
      lessons.loss.read(0, losses.next());
      if (recorded.length > 0 && lesson % every == 0) {
        keep(losses.next(), recorded[lesson / every]);
      }
      losses.take();
    }
    kernels.fill(probe, 0);
    LayerNet net = lessons.net();
    for (int i = net.lowest; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        kernels.probe(net.weights[i], probe);
        kernels.probe(net.biases[i], probe);
      }
    }
  }

  private static void keep(double[] losses, float[] kept) {
    for (int lane = 0; lane < kept.length; lane++) {
      kept[lane] = (float) losses[lane];
    }
  }

  @Override
  public void record(int every) {
    this.every = every;
    recorded = new float[(settings.lessons() + every - 1) / every][kernels.lanes()];
  }

  @Override
  public float[] history(int history, int lane) {
    float[] losses = new float[recorded.length];
    for (int i = 0; i < losses.length; i++) {
      losses[i] = recorded[i][lane];
    }
    return losses;
  }

  @Override
  public double score(int score, int lane) {
    return switch (wanted.get(score)) {
      case LOSS -> losses.last(lane);
      case LEARNING_POTENTIAL -> -StrictMath.log(Math.max(losses.last(lane), Float.MIN_VALUE));
      case MAX_LOSS -> losses.greatest(lane);
      case MEAN_LOSS -> losses.mean(lane);
      case CONVERGENCE -> losses.convergence(lane);
      case CONVERGED -> losses.converged(lane) ? 1 : 0;
      case DIVERGED_AT -> losses.divergedAt(lane);
    };
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0) || losses.divergedAt(lane) < settings.lessons();
  }
}
