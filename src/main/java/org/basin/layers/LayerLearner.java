package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Interruption;
import org.basin.learn.Parameter;
import org.basin.learn.Restorable;

/**
 * Trains nets of layers: lesson by lesson from the start parameters, which every training goes back
 * to.
 */
final class LayerLearner implements Restorable {

  /** Lessons on one fact between two questions whether to stop. */
  private static final int ASKING = 64;

  private final LayerSettings settings;
  private final Kernels kernels;
  private final Lessons lessons;
  private final LaneStart starts;
  private final Losses losses;

  /** Null when nothing of it is wanted. */
  private final TestPart test;

  private final List<Metric> wanted;

  /** Losses of every so many lessons, {@code [number][lane]}; none unless asked for. */
  private float[][] recorded = {};

  private int every = Integer.MAX_VALUE;

  /** NaN where a parameter is not finite, else 0; one cell. */
  private final Plane probe;

  /** Whether the lanes hold trials that are not trained yet. */
  private boolean fresh;

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
    boolean tested = wanted.stream().anyMatch(Metric::tests);
    test = tested ? new TestPart(lessons.net(), Facts.test(settings, data)) : null;
    probe = kernels.plane(1);
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    starts.set(lane, seed, values);
    fresh = true;
  }

  @Override
  public void train() {
    fresh = false;
    lessons.restart();
    losses.restart();
    for (int lesson = 0; lesson < settings.lessons(); lesson++) {
      if (settings.batch() == LayerSettings.Batch.FULL || lesson % ASKING == 0) {
        Interruption.check();
      }
      lessons.learn(lesson);
      lessons.loss.read(0, losses.next());
      if (recorded.length > 0 && lesson % every == 0) {
        keep(losses.next(), recorded[lesson / every]);
      }
      losses.take();
    }
    measure();
  }

  @Override
  public void measure() {
    if (wanted.contains(Metric.FINAL_LOSS)) {
      lessons.measure();
    }
    if (test != null) {
      test.measure();
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

  /** {@code affine_K_M} of shape (outputs, inputs) and {@code affine_K_b} of every affine layer. */
  @Override
  public List<Parameter> parameters(int lane) {
    List<Parameter> parameters = new ArrayList<>();
    LayerNet net = lessons.net();
    for (int i = net.lowest; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        int in = settings.units().get(i);
        int out = settings.units().get(i + 1);
        Plane weights = fresh ? net.startWeights[i] : net.weights[i];
        Plane biases = fresh ? net.startBiases[i] : net.biases[i];
        float[] m = new float[out * in];
        for (int j = 0; j < m.length; j++) {
          m[j] = (float) weights.get(transposed(j, in, out), lane);
        }
        float[] b = new float[out];
        for (int j = 0; j < out; j++) {
          b[j] = (float) biases.get(j, lane);
        }
        int k = parameters.size() / 2;
        parameters.add(new Parameter("affine_" + k + "_M", List.of(out, in), m));
        parameters.add(new Parameter("affine_" + k + "_b", List.of(out), b));
      }
    }
    return parameters;
  }

  @Override
  public void restore(int lane, List<Parameter> parameters) {
    fresh = false;
    LayerNet net = lessons.net();
    int next = 0;
    for (int i = net.lowest; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        float[] m = parameters.get(next++).values();
        float[] b = parameters.get(next++).values();
        for (int j = 0; j < m.length; j++) {
          int cell = transposed(j, settings.units().get(i), b.length);
          net.weights[i].set(cell, lane, m[j]);
        }
        for (int j = 0; j < b.length; j++) {
          net.biases[i].set(j, lane, b[j]);
        }
      }
    }
  }

  /** Where number j of M, row by row, stands in the transposed layout of the kernels. */
  private static int transposed(int j, int in, int out) {
    return j % in * out + j / in;
  }

  /** What is measured after the last lesson: the others are those of lessons. */
  @Override
  public boolean lasting(int score) {
    return wanted.get(score) == Metric.FINAL_LOSS || wanted.get(score).tests();
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
      case FINAL_LOSS -> lessons.finalLoss.get(0, lane);
      case TEST_LOSS -> test.loss(lane);
      case TEST_ERROR -> test.error(lane);
    };
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0) || losses.divergedAt(lane) < settings.lessons();
  }
}
