package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Kernels;
import org.basin.learn.LaneValues;
import org.basin.learn.Net;
import org.basin.learn.Start;
import org.basin.learn.Watch;
import org.basin.learn.Weights;

/**
 * Energy nets in training. Error and cost are measured on the last minibatch before its parameter
 * update, as the notebook does; {@link Measures} says when the others are.
 */
final class EnergyTraining implements Net {

  private final EnergySettings settings;
  private final EnergyNet net;
  private final Measures measures;
  private final Start start;
  private final List<Weights> parameters;

  /** Seeds of the trials, by lane. */
  private final long[] seeds;

  /**
   * @param values where step sizes, nudging and start values come from
   */
  EnergyTraining(EnergyNet net, LaneValues values, Measures measures) {
    this.net = net;
    this.measures = measures;
    settings = net.settings;
    start = start(net, values);
    seeds = new long[net.kernels.lanes()];
    parameters = parameters(net);
  }

  /**
   * {@code weights_K} of shape (below, above), each followed by {@code biases_K} of the layer
   * above.
   */
  static List<Weights> parameters(EnergyNet net) {
    List<Weights> parameters = new ArrayList<>();
    EnergySettings settings = net.settings;
    for (int k = 0; k < settings.matrices(); k++) {
      int above = settings.units(k + 1);
      List<Integer> shape = List.of(settings.units(k), above);
      parameters.add(Weights.of("weights_" + k, shape, net.startWeights[k], net.weights[k]));
      parameters.add(
          Weights.of(
              "biases_" + (k + 1), List.of(above), net.startBiases[k + 1], net.biases[k + 1]));
    }
    return parameters;
  }

  /** What a trial begins with; start weights are numbered as they lie in the matrices. */
  static Start start(EnergyNet net, LaneValues values) {
    Start start = new Start(net.settings.init());
    start.set(net.nudging, 0, values.of(EnergyFamily.BETA));
    start.set(net.momentum, 0, values.of(EnergyFamily.MOMENTUM));
    start.set(net.weightDecay, 0, values.of(EnergyFamily.WEIGHT_DECAY));
    LaneValues.Value scale = values.of(EnergyFamily.INIT_SCALE);
    // a wide net has too many weights to ask each of them
    boolean named = values.setsAny(EnergyFamily.WEIGHT);
    for (int k = 0; k < net.weights.length; k++) {
      start.set(net.stepSizes[k], 0, values.of(EnergyFamily.ALPHA_K, k));
      start.set(net.biasStepSizes[k], 0, values.of(EnergyFamily.BIAS_ALPHA_K, k));
      int columns = net.settings.units(k + 1);
      for (int j = 0; j < columns; j++) {
        start.set(net.startBiases[k + 1], j, values.of(EnergyFamily.BIAS, k + 1, j));
      }
      double range = net.settings.init().range(net.settings.units(k), columns);
      for (int cell = 0; cell < net.weights[k].cells(); cell++) {
        int[] place = {k, cell / columns, cell % columns};
        if (named && values.sets(EnergyFamily.WEIGHT, place)) {
          start.parameter(net.startWeights[k], cell, values.of(EnergyFamily.WEIGHT, place));
        } else {
          start.draw(net.startWeights[k], cell, range, scale);
        }
      }
    }
    return start;
  }

  @Override
  public Kernels kernels() {
    return net.kernels;
  }

  @Override
  public List<Weights> parameters() {
    return parameters;
  }

  @Override
  public void start(int lane, long seed, double[] values) {
    seeds[lane] = seed;
    start.begin(lane, seed, values);
  }

  @Override
  public void restart() {
    net.restart();
  }

  @Override
  public int epochs() {
    return settings.epochs();
  }

  @Override
  public int steps() {
    return net.batches.size();
  }

  @Override
  public void begin(int epoch) {
    net.batches.shuffle(seeds, epoch);
  }

  @Override
  public void step(int epoch, int step) {
    Batch batch = net.batches.begin(step);
    settings.scheme().settle(net, batch);
    if (step == steps() - 1) {
      measures.measure(batch, epoch);
    }
    settings.scheme().learn(net, batch);
  }

  @Override
  public void look() {
    measures.look();
  }

  @Override
  public void finish() {
    measures.measureLeft();
  }

  @Override
  public void measure(Watch watch) {
    measures.measureTrained();
  }

  @Override
  public boolean diverged(int lane) {
    return measures.diverged(lane);
  }
}
