package org.basin.grid;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Learner;
import org.basin.learn.SampleOrder;

/** Trains one neural grid at a time, minibatch after minibatch, and measures it. */
final class GridLearner implements Learner {

  private final GridSettings settings;
  private final Dataset data;
  private final Kernels kernels;
  private final Map<String, Double> fixed;
  private final List<String> axes;
  private final List<GridMetric> wanted;
  private final GridNet net;
  private final Descent descent;
  private final Dropout dropout;
  private final SampleOrder order;

  /** Which samples a minibatch has; a last one that is not full. */
  private final int[] whole;

  private final int[] rest;
  private final Plane probe;

  private long seed;
  private double rate;
  private double decay;
  private double momentum;
  private double dropped;

  private double loss;
  private int right;
  private final double[] scores = new double[GridMetric.values().length];
  private boolean diverged;

  GridLearner(
      GridSettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<GridMetric> wanted) {
    this.settings = settings;
    this.data = data;
    this.kernels = kernels;
    this.fixed = fixed;
    this.axes = axes;
    this.wanted = wanted;
    int samples = data.train().size();
    net = new GridNet(settings, Math.max(settings.batchSize(), GridStack.ROWS), kernels);
    descent = new Descent(settings.optimizer(), net, kernels);
    boolean drops = axes.contains("dropout") || fixed.getOrDefault("dropout", 0.0) > 0;
    dropout = drops ? new Dropout(net.stack, settings.stencil(), kernels) : null;
    order = new SampleOrder(samples, 1);
    whole = new int[settings.batchSize()];
    rest = new int[samples % settings.batchSize()];
    probe = kernels.plane(1);
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    this.seed = seed;
    rate = number("learning_rate", values);
    decay = number("decay", values);
    momentum = number("momentum", values);
    dropped = number("dropout", values);
    GridStart.draw(net, seed, number("init_scale", values));
  }

  private double number(String name, double[] values) {
    int axis = axes.indexOf(name);
    return axis >= 0 ? values[axis] : fixed.getOrDefault(name, GridModel.standard(name));
  }

  @Override
  public void train() {
    descent.restart(momentum);
    order.inPlace(0);
    double current = rate;
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      if (epoch > 0 && settings.decayEvery() > 0 && epoch % settings.decayEvery() == 0) {
        current *= decay;
      }
      epoch(epoch, current);
    }
    int samples = data.train().size();
    scores[GridMetric.TRAIN_LOSS.ordinal()] = loss / samples;
    scores[GridMetric.TRAIN_ACCURACY.ordinal()] = 100.0 * right / samples;
    diverged = net.probe(probe) != 0 || !Double.isFinite(loss);
    if (wanted.stream().anyMatch(GridMetric::tests)) {
      test(data.test());
    }
  }

  private void epoch(int epoch, double current) {
    int samples = data.train().size();
    if (settings.shuffle()) {
      order.draw(0, seed, epoch);
    }
    loss = 0;
    right = 0;
    long number = (long) epoch * samples;
    for (int first = 0; first < samples; first += settings.batchSize()) {
      int[] chosen = samples - first < whole.length ? rest : whole;
      order.copy(first, chosen);
      gather(data.train(), chosen, chosen.length);
      step(chosen.length, number + first);
      descent.step(current);
    }
  }

  private void gather(Samples from, int[] chosen, int count) {
    kernels.gather(from.x(), chosen, net.x, count, settings.inputs());
    int classes = settings.classes();
    for (int s = 0; s < count; s++) {
      for (int k = 0; k < classes; k++) {
        net.target.set(s * classes + k, 0, from.labels()[chosen[s]] == k ? 1 : 0);
      }
    }
  }

  /** Gradients of one minibatch. */
  private void step(int samples, long number) {
    net.enter(samples);
    double by = 1.0 / samples;
    for (int first = 0; first < samples; first += GridStack.ROWS) {
      int rows = Math.min(GridStack.ROWS, samples - first);
      if (dropped > 0) {
        net.stack.drop(dropout.masks(dropped, seed, number + first, rows));
      }
      net.forward(first, rows);
      loss += net.loss(first, rows, by);
      right += net.right(rows);
      net.backward(first, rows);
    }
    net.leave(samples);
  }

  private void test(Samples samples) {
    net.stack.drop(Dropout.NONE);
    int most = Math.max(settings.batchSize(), GridStack.ROWS);
    int[] chosen = new int[most];
    double loss = 0;
    int right = 0;
    for (int from = 0; from < samples.size(); from += most) {
      int count = Math.min(most, samples.size() - from);
      for (int s = 0; s < count; s++) {
        chosen[s] = from + s;
      }
      gather(samples, chosen, count);
      net.enter(count);
      for (int first = 0; first < count; first += GridStack.ROWS) {
        int rows = Math.min(GridStack.ROWS, count - first);
        net.forward(first, rows);
        loss += net.loss(first, rows, 1);
        right += net.right(rows);
      }
    }
    scores[GridMetric.TEST_LOSS.ordinal()] = loss / samples.size();
    scores[GridMetric.TEST_ACCURACY.ordinal()] = 100.0 * right / samples.size();
  }

  @Override
  public double score(int score, int lane) {
    return scores[wanted.get(score).ordinal()];
  }

  @Override
  public boolean diverged(int lane) {
    return diverged;
  }
}
