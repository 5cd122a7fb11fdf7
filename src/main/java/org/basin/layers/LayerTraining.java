package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.Gauge;
import org.basin.learn.Init;
import org.basin.learn.LaneValues;
import org.basin.learn.Net;
import org.basin.learn.Readout;
import org.basin.learn.Start;
import org.basin.learn.Wanted;
import org.basin.learn.Watch;
import org.basin.learn.Weights;
import org.basin.space.Seeds;
import org.basin.sweep.Part;

/** Nets of layers in training: an epoch is a lesson. */
final class LayerTraining implements Net {

  private static final int[] NONE = {};

  private final LayerSettings settings;
  private final Dataset data;
  private final Kernels kernels;

  /** Whether the loss of all facts is measured at the end, and along the training. */
  private final boolean finalLoss;

  private final boolean finalLossAlong;
  private final boolean testAlong;

  private final LaneValues values;
  private final Start start;
  private final LaneValues.Value startNumber;
  private final List<Weights> parameters = new ArrayList<>();

  final Lessons lessons;
  final LossCurve losses;

  /** Null when nothing of it is wanted. */
  final TestPart test;

  /**
   * @param values where step sizes and start values come from
   * @param wanted what is measured; the rest costs nothing
   */
  LayerTraining(
      LayerSettings settings, Dataset data, Kernels kernels, LaneValues values, Wanted wanted) {
    this.settings = settings;
    this.data = data;
    this.kernels = kernels;
    this.values = values;
    List<Gauge<LayerTraining>> last = LayerGauges.ALL.named(wanted.metrics());
    List<Gauge<LayerTraining>> along = LayerGauges.ALL.named(wanted.histories());
    finalLoss = last.contains(LayerGauges.FINAL_LOSS);
    finalLossAlong = along.contains(LayerGauges.FINAL_LOSS);
    testAlong = along.stream().anyMatch(Gauge::tests);
    lessons = new Lessons(settings, Facts.of(settings, data), kernels);
    losses = new LossCurve(kernels.lanes(), settings.lessons(), last);
    boolean tested = testAlong || last.stream().anyMatch(Gauge::tests);
    test = tested ? new TestPart(lessons.net(), Facts.test(settings, data)) : null;
    start = start(lessons.net(), values);
    startNumber = values.of(LayersFamily.START);
    LayerNet net = lessons.net();
    int k = 0;
    for (int i = net.lowest; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        int in = settings.units().get(i);
        int out = settings.units().get(i + 1);
        Form matrix = settings.forms().get(k++);
        Form vector = settings.forms().get(k++);
        parameters.add(
            Weights.transposed(matrix.name(), out, in, net.startWeights[i], net.weights[i]));
        parameters.add(
            Weights.of(vector.name(), vector.shape(), net.startBiases[i], net.biases[i]));
      }
    }
  }

  /** What a trial begins with; parameters are numbered as the notebook draws them. */
  static Start start(LayerNet net, LaneValues values) {
    Start start = new Start(net.settings.init());
    int k = 0;
    for (int i = 0; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        start.set(net.stepSizes[i], 0, values.of(LayersFamily.ALPHA_K, k));
        affine(start, net, values, i, k++);
      }
    }
    return start;
  }

  /** M row by row, then b. */
  private static void affine(Start start, LayerNet net, LaneValues values, int i, int k) {
    boolean named = values.setsAny(LayersFamily.MATRIX) || values.setsAny(LayersFamily.VECTOR);
    LaneValues.Value scale = values.of(LayersFamily.INIT_SCALE_K, k);
    LaneValues.Value mean = values.of(LayersFamily.INIT_MEAN_K, k);
    int in = net.settings.units().get(i);
    int out = net.settings.units().get(i + 1);
    Init init = net.settings.init();
    for (int row = 0; row < out; row++) {
      for (int column = 0; column < in; column++) {
        int cell = column * out + row;
        if (named && values.sets(LayersFamily.MATRIX, k, row, column)) {
          start.parameter(
              net.startWeights[i], cell, values.of(LayersFamily.MATRIX, k, row, column));
        } else {
          start.draw(net.startWeights[i], cell, init.range(in, out), mean, scale);
        }
      }
    }
    for (int row = 0; net.settings.bias() && row < out; row++) {
      if (named && values.sets(LayersFamily.VECTOR, k, row)) {
        start.parameter(net.startBiases[i], row, values.of(LayersFamily.VECTOR, k, row));
      } else {
        start.draw(net.startBiases[i], row, init == Init.XAVIER ? 0 : 1, scale);
      }
    }
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  /** {@code affine_K_M} of shape (outputs, inputs) and {@code affine_K_b} of every affine layer. */
  @Override
  public List<Weights> parameters() {
    return parameters;
  }

  /** Draws from the number {@code start} where the sweep sets it, else from the trial's seed. */
  @Override
  public void start(int lane, long seed, double[] trial) {
    boolean started = values.sets(LayersFamily.START);
    double number = startNumber.in(trial) + 0.0;
    start.begin(lane, started ? Seeds.bits(Double.doubleToLongBits(number), 0) : seed, trial);
  }

  @Override
  public boolean named(int parameter, int index) {
    Form form = settings.forms().get(parameter);
    int k = parameter / 2;
    if (parameter % 2 == 1) {
      return values.sets(LayersFamily.VECTOR, k, index);
    }
    int columns = form.shape().get(1);
    return values.setsAny(LayersFamily.MATRIX)
        && values.sets(LayersFamily.MATRIX, k, index / columns, index % columns);
  }

  @Override
  public void restart() {
    lessons.restart();
    losses.restart();
  }

  @Override
  public int epochs() {
    return settings.lessons();
  }

  @Override
  public void step(int lesson, int step) {
    lessons.learn(lesson);
    lessons.loss.read(0, losses.next());
    losses.take();
  }

  @Override
  public void look() {
    if (finalLossAlong) {
      lessons.measure();
    }
    if (testAlong) {
      test.measure();
    }
  }

  @Override
  public void measure(Watch watch) {
    if (finalLoss || finalLossAlong) {
      lessons.measure();
    }
    if (test != null) {
      test.measure();
    }
  }

  /** All facts, or those of the test part of the data. */
  @Override
  public Optional<Readout> readout(Part part) {
    boolean sampled = settings.source() == FactSource.DATA;
    Samples samples = part == Part.TRAIN ? data.train() : data.test();
    if (part == Part.TEST && (!sampled || samples.size() == 0)) {
      return Optional.empty();
    }
    Facts facts = part == Part.TRAIN ? Facts.of(settings, data) : Facts.test(settings, data);
    int[] labels = sampled && settings.targets() == 0 ? samples.labels() : NONE;
    return Optional.of(new LayerOutputs(lessons.net(), facts.x(), labels));
  }

  @Override
  public Optional<Readout> readout(float[] inputs) {
    return Optional.of(new LayerOutputs(lessons.net(), inputs, NONE));
  }

  @Override
  public boolean diverged(int lane) {
    return losses.divergedAt(lane) < settings.lessons();
  }
}
