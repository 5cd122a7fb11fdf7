package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Interruption;
import org.basin.learn.Parameter;
import org.basin.learn.Restorable;

/**
 * Trains energy nets: epochs over minibatches. Error and cost are measured on the last minibatch
 * before its parameter update, as the notebook does; {@link Measures} says when the others are.
 */
public final class EnergyLearner implements Restorable {

  private final EnergySettings settings;
  private final Kernels kernels;
  private final EnergyNet net;
  private final LaneSlot[] slots;
  private final LaneSlot.Draw[] draws;

  /** {@code init_scale} when it is the same in every trial. */
  private final double scale;

  /** Which lane value is {@code init_scale}; negative when it is the same in every trial. */
  private final int scaleIndex;

  /** Seeds of the trials, by lane. */
  private final long[] seeds;

  /** What {@link #score} tells, in its order. */
  private final List<Metric> wanted;

  private final Measures measures;

  /** NaN where a parameter is not finite, else 0; one cell. */
  private final Plane probe;

  /** Whether the lanes hold trials that are not trained yet. */
  private boolean fresh;

  /** A learner that measures the standard metrics. */
  public EnergyLearner(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes) {
    this(settings, data, kernels, fixed, axes, Metric.standard());
  }

  /**
   * @param fixed lane hyperparameters that are the same in every trial
   * @param axes lane hyperparameters that vary, in the order of the values that {@link #start} gets
   * @param wanted the metrics to measure; what nobody wants costs nothing
   */
  EnergyLearner(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<Metric> wanted) {
    this.settings = settings;
    this.wanted = wanted;
    this.kernels = kernels;
    net = new EnergyNet(settings, data, kernels);
    measures = new Measures(net, data, wanted);
    LaneSlot.Sorter sorter = new LaneSlot.Sorter(net, fixed, axes);
    slots = sorter.slots.toArray(LaneSlot[]::new);
    draws = sorter.draws.toArray(LaneSlot.Draw[]::new);
    scale = fixed.getOrDefault("init_scale", EnergyModel.STANDARDS.number("init_scale"));
    scaleIndex = axes.indexOf("init_scale");
    seeds = new long[kernels.lanes()];
    probe = kernels.plane(1);
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    seeds[lane] = seed;
    fresh = true;
    double factor = scaleIndex < 0 ? scale : values[scaleIndex];
    for (LaneSlot.Draw draw : draws) {
      draw.set(lane, factor, seed);
    }
    for (LaneSlot slot : slots) {
      slot.set(lane, values);
    }
  }

  @Override
  public void train() {
    fresh = false;
    net.restart();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      Interruption.check();
      net.batches.shuffle(seeds, epoch);
      epoch(epoch);
    }
    measures.measureLeft();
    measure();
  }

  @Override
  public void measure() {
    kernels.fill(probe, 0);
    for (int k = 0; k < settings.matrices(); k++) {
      kernels.probe(net.weights[k], probe);
      kernels.probe(net.biases[k + 1], probe);
    }
    measures.measureTrained();
  }

  private void epoch(int epoch) {
    int count = net.batches.size();
    for (int i = 0; i < count; i++) {
      Batch batch = net.batches.begin(i);
      settings.scheme().settle(net, batch);
      if (i == count - 1) {
        measures.measure(batch, epoch);
      }
      settings.scheme().learn(net, batch);
    }
  }

  /**
   * {@code weights_K} of shape (below, above), each followed by {@code biases_K} of the layer
   * above.
   */
  @Override
  public List<Parameter> parameters(int lane) {
    List<Parameter> parameters = new ArrayList<>();
    for (int k = 0; k < settings.matrices(); k++) {
      int above = settings.units(k + 1);
      Plane weights = fresh ? net.startWeights[k] : net.weights[k];
      Plane biases = fresh ? net.startBiases[k + 1] : net.biases[k + 1];
      parameters.add(parameter("weights_" + k, List.of(settings.units(k), above), weights, lane));
      parameters.add(parameter("biases_" + (k + 1), List.of(above), biases, lane));
    }
    return parameters;
  }

  private static Parameter parameter(String name, List<Integer> shape, Plane plane, int lane) {
    float[] values = new float[plane.cells()];
    for (int cell = 0; cell < values.length; cell++) {
      values[cell] = (float) plane.get(cell, lane);
    }
    return new Parameter(name, shape, values);
  }

  @Override
  public void restore(int lane, List<Parameter> parameters) {
    fresh = false;
    for (int k = 0; k < settings.matrices(); k++) {
      set(net.weights[k], lane, parameters.get(2 * k).values());
      set(net.biases[k + 1], lane, parameters.get(2 * k + 1).values());
    }
  }

  private static void set(Plane plane, int lane, float[] values) {
    for (int cell = 0; cell < values.length; cell++) {
      plane.set(cell, lane, values[cell]);
    }
  }

  @Override
  public boolean lasting(int score) {
    return wanted.get(score).settles() || wanted.get(score).tests();
  }

  @Override
  public double score(int score, int lane) {
    return measures.of(wanted.get(score), lane);
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0) || measures.diverged(lane);
  }
}
