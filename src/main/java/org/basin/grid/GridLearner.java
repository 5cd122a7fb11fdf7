package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.basin.data.Augmentation;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Interruption;
import org.basin.learn.Parameter;
import org.basin.learn.Restorable;
import org.basin.learn.SampleOrder;

/** Trains one neural grid at a time, minibatch after minibatch, and measures it. */
final class GridLearner implements Restorable {

  private final GridSettings settings;
  private final Dataset data;
  private final Kernels kernels;
  private final Map<String, Double> fixed;
  private final List<String> axes;
  private final List<GridMetric> wanted;
  private final int most;
  private final GridNet net;
  private final Descent descent;
  private final Dropout dropout;
  private final SampleOrder order;
  private final Augmentation augmentation;

  /** A minibatch as the trial sees it, (batch, inputs), and its places; empty when as it is. */
  private final float[] shown;

  private final int[] places;

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

  /** Whether the last loss was a number, and whether a parameter is none. */
  private boolean finite;

  private boolean unsound;

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
    // tests go faster in larger minibatches, except where all rows are moved every time
    most =
        kernels.wholePlanes()
            ? settings.batchSize()
            : Math.max(settings.batchSize(), GridKernels.FEW);
    net = new GridNet(settings, most, kernels);
    descent = new Descent(settings.optimizer(), net, kernels);
    boolean drops = axes.contains("dropout") || fixed.getOrDefault("dropout", 0.0) > 0;
    dropout = drops ? new Dropout(net.stack, settings.stencil(), kernels) : null;
    order = new SampleOrder(samples, 1);
    augmentation = Augmentation.of(data, settings.flip(), settings.crop());
    shown = new float[augmentation.none() ? 0 : settings.batchSize() * settings.inputs()];
    places = new int[settings.batchSize()];
    Arrays.setAll(places, i -> i);
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
    net.clear();
    GridStart.draw(net, seed, number("init_scale", values));
    finite = true;
  }

  private double number(String name, double[] values) {
    int axis = axes.indexOf(name);
    if (axis >= 0) {
      return values[axis];
    }
    Double one = fixed.get(name);
    return one == null ? GridModel.STANDARDS.number(name) : one;
  }

  @Override
  public void train() {
    descent.restart(momentum);
    order.inPlace(0);
    double current = rate;
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      Interruption.check();
      if (epoch > 0 && settings.decayEvery() > 0 && epoch % settings.decayEvery() == 0) {
        current *= decay;
      }
      epoch(epoch, current);
    }
    int samples = data.train().size();
    scores[GridMetric.TRAIN_LOSS.ordinal()] = loss / samples;
    scores[GridMetric.TRAIN_ACCURACY.ordinal()] = 100.0 * right / samples;
    finite = Double.isFinite(loss);
    measure();
  }

  @Override
  public void measure() {
    unsound = net.probe(probe) != 0;
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
      show(data.train(), chosen, epoch);
      step(chosen.length, number + first);
      descent.step(current);
    }
  }

  /** A minibatch of training, augmented. */
  private void show(Samples from, int[] chosen, int epoch) {
    if (augmentation.none()) {
      gather(from, chosen, chosen.length);
      return;
    }
    for (int s = 0; s < chosen.length; s++) {
      augmentation.show(seed, epoch, chosen[s], from.x(), shown, s * settings.inputs());
    }
    kernels.gather(shown, places, net.x, chosen.length, settings.inputs());
    label(from, chosen, chosen.length);
  }

  private void gather(Samples from, int[] chosen, int count) {
    kernels.gather(from.x(), chosen, net.x, count, settings.inputs());
    label(from, chosen, count);
  }

  private void label(Samples from, int[] chosen, int count) {
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
    for (int first = 0; first < samples; first += net.stack.rows) {
      int rows = Math.min(net.stack.rows, samples - first);
      net.stack.drop(
          dropped > 0 ? dropout.masks(dropped, seed, number + first, rows) : Dropout.NONE);
      net.forward(first, rows);
      loss += net.loss(first, rows, by);
      right += net.right(rows);
      net.backward(first, rows);
    }
    net.leave(samples);
  }

  private void test(Samples samples) {
    net.stack.drop(Dropout.NONE);
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
      for (int first = 0; first < count; first += net.stack.rows) {
        int rows = Math.min(net.stack.rows, count - first);
        net.forward(first, rows);
        loss += net.loss(first, rows, 1);
        right += net.right(rows);
      }
    }
    scores[GridMetric.TEST_LOSS.ordinal()] = loss / samples.size();
    scores[GridMetric.TEST_ACCURACY.ordinal()] = 100.0 * right / samples.size();
  }

  @Override
  public List<Parameter> parameters(int lane) {
    return net.parameters.all().stream().map(GridLearner::parameter).toList();
  }

  private static Parameter parameter(GridParameter from) {
    double[] numbers = from.read();
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return new Parameter(from.name(), from.shape(), values);
  }

  @Override
  public void restore(int lane, List<Parameter> parameters) {
    for (Parameter one : parameters) {
      GridParameter to = net.parameters.of(one.name());
      for (int i = 0; i < one.values().length; i++) {
        to.set(i, one.values()[i]);
      }
    }
  }

  /** Those of the test part: the others are measured while the net learns. */
  @Override
  public boolean lasting(int score) {
    return wanted.get(score).tests();
  }

  @Override
  public double score(int score, int lane) {
    return scores[wanted.get(score).ordinal()];
  }

  @Override
  public boolean diverged(int lane) {
    return !finite || unsound;
  }
}
