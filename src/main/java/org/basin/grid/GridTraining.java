package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.basin.data.Augmentation;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.learn.LaneValues;
import org.basin.learn.Net;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;
import org.basin.learn.SampleOrder;
import org.basin.learn.Watch;
import org.basin.learn.Weights;
import org.basin.sweep.Part;

/** Neural grids in training, one at a time. */
final class GridTraining implements Net {

  private final GridSettings settings;
  private final Dataset data;
  private final Kernels kernels;
  private final LaneValues values;
  private final boolean tests;
  private final boolean testsAlong;
  private final int most;
  private final GridNet net;
  private final GridDescent descent;
  private final Dropout dropout;
  private final SampleOrder order;
  private final Augmentation augmentation;

  /** A minibatch as the trial sees it, (batch, inputs), and its places; empty when as it is. */
  private final float[] shown;

  private final int[] places;

  /** Which samples a minibatch has; a last one that is not full. */
  private final int[] whole;

  private final int[] rest;

  private long seed;
  private double rate;

  /** The rate of the epoch at work. */
  private double current;

  private double decay;
  private double momentum;
  private double dropped;

  /** Of the last epoch, each sample before the step that it is part of. */
  Sums trained = new Sums();

  /** Of the test part after training. */
  Sums tested = new Sums();

  /** What is summed over samples. */
  static final class Sums {
    private double loss;
    private int right;
    private int samples;

    /** Mean loss. */
    double loss() {
      return loss / samples;
    }

    /** Percent that are right. */
    double accuracy() {
      return 100.0 * right / samples;
    }
  }

  /**
   * @param values where learning rate, momentum, decay, dropout and scale come from
   * @param tests whether the test part is measured of the trained grid
   * @param testsAlong whether it is for histories, too
   */
  GridTraining(
      GridSettings settings,
      Dataset data,
      Kernels kernels,
      LaneValues values,
      boolean tests,
      boolean testsAlong) {
    this.settings = settings;
    this.data = data;
    this.kernels = kernels;
    this.values = values;
    this.tests = tests || testsAlong;
    this.testsAlong = testsAlong;
    int samples = data.train().size();
    // tests go faster in larger minibatches, except where all rows are moved every time
    most =
        kernels.wholePlanes()
            ? settings.batchSize()
            : Math.max(settings.batchSize(), GridKernels.FEW);
    net = new GridNet(settings, most, kernels);
    descent = new GridDescent(settings.optimizer(), net, kernels);
    LaneValues.Value drop = values.of(GridFamily.DROPOUT);
    boolean drops = drop.axis() >= 0 || drop.fixed() > 0;
    dropout = drops ? new Dropout(net.stack, settings.stencil(), kernels) : null;
    order = new SampleOrder(samples, 1);
    augmentation = Augmentation.of(data, settings.flip(), settings.crop());
    shown = new float[augmentation.none() ? 0 : settings.batchSize() * settings.inputs()];
    places = new int[settings.batchSize()];
    Arrays.setAll(places, i -> i);
    whole = new int[settings.batchSize()];
    rest = new int[samples % settings.batchSize()];
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public List<Weights> parameters() {
    return net.parameters.parameters();
  }

  @Override
  public void start(int lane, long seed, double[] trial) {
    this.seed = seed;
    rate = values.of(GridFamily.LEARNING_RATE).in(trial);
    decay = values.of(GridFamily.DECAY).in(trial);
    momentum = values.of(GridFamily.MOMENTUM).in(trial);
    dropped = values.of(GridFamily.DROPOUT).in(trial);
    net.clear();
    GridStart.draw(net, seed, values.of(GridFamily.INIT_SCALE).in(trial));
    trained = new Sums();
  }

  @Override
  public void restart() {
    descent.restart(momentum);
    current = rate;
    order.inPlace(0);
  }

  @Override
  public int epochs() {
    return settings.epochs();
  }

  @Override
  public int steps() {
    return (data.train().size() + settings.batchSize() - 1) / settings.batchSize();
  }

  @Override
  public void begin(int epoch) {
    if (epoch > 0 && settings.decayEvery() > 0 && epoch % settings.decayEvery() == 0) {
      current *= decay;
    }
    if (settings.shuffle()) {
      order.draw(0, seed, epoch);
    }
    trained = new Sums();
  }

  @Override
  public void step(int epoch, int step) {
    int samples = data.train().size();
    int first = step * settings.batchSize();
    int[] chosen = samples - first < whole.length ? rest : whole;
    order.copy(first, chosen);
    show(data.train(), chosen, epoch);
    differentiate(chosen.length, (long) epoch * samples + first);
    descent.step(current);
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
  private void differentiate(int samples, long number) {
    net.enter(samples);
    double by = 1.0 / samples;
    for (int first = 0; first < samples; first += net.stack.rows) {
      int rows = Math.min(net.stack.rows, samples - first);
      net.stack.drop(
          dropped > 0 ? dropout.masks(dropped, seed, number + first, rows) : Dropout.NONE);
      forward(first, rows, by, trained);
      net.backward(first, rows);
    }
    net.leave(samples);
  }

  private void forward(int first, int rows, double by, Sums sums) {
    net.forward(first, rows);
    sums.loss += net.loss(first, rows, by);
    sums.right += net.right(rows);
    sums.samples += rows;
  }

  @Override
  public void look() {
    if (testsAlong) {
      test();
    }
  }

  @Override
  public void measure(Watch watch) {
    if (tests) {
      test();
    }
  }

  /** Measures the test part. */
  private void test() {
    Samples samples = data.test();
    net.stack.drop(Dropout.NONE);
    int[] chosen = new int[most];
    tested = new Sums();
    for (int from = 0; from < samples.size(); from += most) {
      int count = Math.min(most, samples.size() - from);
      for (int s = 0; s < count; s++) {
        chosen[s] = from + s;
      }
      gather(samples, chosen, count);
      net.enter(count);
      for (int first = 0; first < count; first += net.stack.rows) {
        forward(first, Math.min(net.stack.rows, count - first), 1, tested);
      }
    }
  }

  @Override
  public Optional<Readout> readout(Part part) {
    Samples samples = part == Part.TRAIN ? data.train() : data.test();
    return samples.size() == 0
        ? Optional.empty()
        : Optional.of(new Logits(samples, samples.labels()));
  }

  @Override
  public Optional<Readout> readout(float[] inputs) {
    int[] labels = new int[inputs.length / settings.inputs()];
    int[] none = new int[labels.length];
    Arrays.fill(none, -1);
    return Optional.of(new Logits(new Samples(inputs, labels), none));
  }

  /** Outputs of the last dense layer, before a softmax. */
  private final class Logits implements Readout {

    private final Samples samples;
    private final int[] labels;

    /**
     * @param labels -1 where there is none
     */
    Logits(Samples samples, int[] labels) {
      this.samples = samples;
      this.labels = labels;
    }

    @Override
    public int label(int sample) {
      return labels[sample];
    }

    @Override
    public int samples() {
      return samples.size();
    }

    @Override
    public int width() {
      return settings.classes();
    }

    @Override
    public void read(Outputs into) {
      net.stack.drop(Dropout.NONE);
      int[] chosen = new int[most];
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
          into.take(net.output, from + first, rows);
        }
      }
    }
  }

  /** Whether the loss of the last epoch is no number. */
  @Override
  public boolean diverged(int lane) {
    return !Double.isFinite(trained.loss);
  }
}
