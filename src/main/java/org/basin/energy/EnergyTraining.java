package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.LaneValues;
import org.basin.learn.Net;
import org.basin.learn.Parameter;
import org.basin.learn.Readout;
import org.basin.learn.Start;
import org.basin.learn.Watch;
import org.basin.learn.Weights;
import org.basin.sweep.Part;

/**
 * Energy nets in training. Error and cost are measured on the last minibatch before its parameter
 * update, as the notebook does; {@link Measures} says when the others are.
 */
final class EnergyTraining implements Net {

  private final EnergySettings settings;
  private final EnergyNet net;
  private final Dataset data;
  private final Measures measures;
  private final LaneValues values;

  /** Whether the Hopfield energy is the one that the sweep measures. */
  private final boolean hopfield;

  private final Start start;
  private final List<Weights> parameters;

  /** Seeds of the trials, by lane. */
  private final long[] seeds;

  /**
   * @param values where step sizes, nudging and start values come from
   */
  EnergyTraining(
      EnergyNet net, Dataset data, LaneValues values, Measures measures, Energy.Choice energy) {
    hopfield = energy.function() == Energy.Function.HOPFIELD;
    this.net = net;
    this.data = data;
    this.measures = measures;
    this.values = values;
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
      Form weights = settings.forms().get(2 * k);
      Form biases = settings.forms().get(2 * k + 1);
      parameters.add(
          Weights.of(weights.name(), weights.shape(), net.startWeights[k], net.weights[k]));
      parameters.add(
          Weights.of(biases.name(), biases.shape(), net.startBiases[k + 1], net.biases[k + 1]));
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
  public boolean named(int parameter, int index) {
    int k = parameter / 2;
    int columns = settings.units(k + 1);
    return parameter % 2 == 1
        ? values.sets(EnergyFamily.BIAS, k + 1, index)
        : values.setsAny(EnergyFamily.WEIGHT)
            && values.sets(EnergyFamily.WEIGHT, k, index / columns, index % columns);
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
  public Optional<Readout> readout(Part part) {
    Samples samples = part == Part.TRAIN ? data.train() : data.test();
    return samples.size() == 0
        ? Optional.empty()
        : Optional.of(new FreeOutputs(net, samples, hopfield));
  }

  /** A net that settles reads no label: they are 0 where it looks for one. */
  @Override
  public Optional<Readout> readout(float[] inputs) {
    Samples samples = new Samples(inputs, new int[inputs.length / settings.units(0)]);
    return Optional.of(new FreeOutputs(net, samples, hopfield).withoutLabels());
  }

  @Override
  public Optional<Readout> implied(Part part, Set<Integer> held) {
    Samples samples = part == Part.TRAIN ? data.train() : data.test();
    return samples.size() == 0
        ? Optional.empty()
        : Optional.of(new ImpliedInputs(net, samples, held));
  }

  @Override
  public Optional<Readout> implied(float[] outputs) {
    return Optional.of(new Backward.OfOutputs(net, outputs));
  }

  /**
   * Where persistent states stand, {@code state_K} of layer K from 1, (samples, units): the last of
   * them is what the notebook prints as logits. An incomplete last minibatch has none.
   */
  @Override
  public List<Parameter> states(int lane) {
    List<Parameter> states = new ArrayList<>();
    boolean kept = settings.states() == EnergySettings.States.PERSISTENT;
    for (int k = 1; kept && k <= settings.matrices(); k++) {
      int units = settings.units(k);
      int cells = net.batches.rows() * units;
      float[] numbers = new float[net.batches.size() * cells];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) net.batches.get(i / cells).layers()[k].get(i % cells, lane);
      }
      states.add(new Parameter("state_" + k, List.of(numbers.length / units, units), numbers));
    }
    return states;
  }

  @Override
  public boolean diverged(int lane) {
    return measures.diverged(lane);
  }
}
