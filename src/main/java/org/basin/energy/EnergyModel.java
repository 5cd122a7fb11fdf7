package org.basin.energy;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Activation;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Form;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;
import org.basin.sweep.Part;

/** Energy nets of one structure: what a trial costs, and learners. */
final class EnergyModel implements Model {

  private final EnergySettings settings;
  private final Dataset data;
  private final Energy.Choice energy;
  private final boolean study;
  private final long units;

  /** A model whose energy is the standard one. */
  EnergyModel(EnergySettings settings, Dataset data) {
    this(settings, data, Energy.Choice.HOPFIELD);
  }

  EnergyModel(EnergySettings settings, Dataset data, Energy.Choice energy) {
    this.energy = energy;
    this.settings = settings;
    this.data = data;
    study = settings.scheme().source() == Source.STUDY;
    units = settings.sizes().stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
    EnergyNet net = new EnergyNet(settings, data, kernels);
    Measures measures = new Measures(net, data, wanted, energy);
    EnergyTraining training = new EnergyTraining(net, data, values, measures, energy);
    return new NetLearner<>(training, measures, EnergyGauges.ALL, wanted);
  }

  @Override
  public List<Figure> figures(Portrait trial) {
    return new EnergyFigures(settings, data, trial).all();
  }

  @Override
  public List<Form> forms() {
    return settings.forms();
  }

  @Override
  public int samples(Part part) {
    return (part == Part.TRAIN ? data.train() : data.test()).size();
  }

  @Override
  public int inputs() {
    return settings.units(0);
  }

  @Override
  public int outputs() {
    return settings.units(settings.matrices());
  }

  @Override
  public int lanes(Engine engine) {
    return engine.lanes(settings.weights(), cells());
  }

  /** Whole minibatches, two at least when the data has them. */
  @Override
  public Dataset shortened(Wanted wanted, double operations) {
    int batch = settings.batchSize();
    double share = operations / operations(wanted);
    double fit = share * data.train().size() / batch;
    return data.shortened(
        (int) Math.min(data.train().size(), batch * Math.max(2, Math.floor(fit))));
  }

  @Override
  public double operations(Wanted wanted) {
    double sweep = 4.0 * settings.weights() + unit() * units;
    double step = settings.scheme().sweeps(settings) * sweep + change() * settings.weights();
    double along = (double) wanted.numbers(settings.epochs()) * wanted.histories().size();
    return settings.epochs() * (double) data.train().size() * step
        + measuring(EnergyGauges.ALL.named(wanted.metrics()), sweep)
        + wanted.numbers(settings.epochs())
            * measuring(EnergyGauges.ALL.named(wanted.histories()), sweep)
        + along * settings.batchSize() * settings.units(settings.matrices());
  }

  /** Of all phases that run for some metrics alone. */
  private double measuring(List<Gauge<Measures>> gauges, double sweep) {
    long settled = gauges.stream().anyMatch(EnergyGauges::settles) ? data.train().size() : 0;
    long tested = gauges.stream().anyMatch(Gauge::tests) ? data.test().size() : 0;
    boolean whole = settings.batchSize() == data.train().size();
    long free = EnergyGauges.free(gauges) && !whole ? data.train().size() : 0;
    boolean backward = gauges.contains(EnergyGauges.RECONSTRUCTION_ERROR);
    settled += backward ? data.train().size() : 0;
    return free * (double) settings.freeSteps() * sweep
        + (settled + tested) * (double) settings.settleSteps() * sweep;
  }

  /** Of a unit in a sweep: its activation, and the notebook's normalisation. */
  private double unit() {
    if (!study) {
      return 25;
    }
    Activation f = settings.activation();
    return f == Activation.SIGMOID || f == Activation.TANH ? 20 : 3;
  }

  /** Of a weight for each sample: what its change sums, and a share of the step of a minibatch. */
  private double change() {
    return study ? 6 + 6.0 / settings.batchSize() : 3;
  }

  /** How many numbers it keeps: parameters, states, samples. */
  long cells() {
    long above = units - settings.units(0);
    long parameters = (study ? 4 : 2) * (settings.weights() + above);
    boolean persistent = settings.states() == EnergySettings.States.PERSISTENT;
    long saved = settings.batchSize() < data.train().size() ? 2 : 1; // see Batches#save
    long kept = persistent ? saved * data.train().size() : settings.batchSize();
    return parameters
        + above * (kept + states() * settings.batchSize())
        + samples()
        + rest(above)
        + tested(above);
  }

  /** Numbers of the nets that settle over the test part: complete minibatches, and what remains. */
  private long tested(long above) {
    int tests = data.test().size();
    int rows = Math.min(tests, settings.batchSize());
    if (tests == 0) {
      return 0;
    }
    long nets = tests % rows == 0 ? 1 : 2;
    long sample = data.inputs() + outputs();
    boolean many = sample * tests * Plane.LANES * Float.BYTES > Batches.KEPT_BYTES;
    return nets * ((study ? 2 : 0) * (settings.weights() + above) + (states() + 2) * rows * above)
        + sample * (many ? 2L * rows : tests);
  }

  /** Numbers of the minibatch for the samples that training leaves out, see {@link PlainOutput}. */
  private long rest(long above) {
    boolean none = data.train().size() % settings.batchSize() == 0;
    return none ? 0 : settings.batchSize() * (data.inputs() + outputs() + above);
  }

  /** Numbers of the samples that are kept, and which they are when a trial has its own order. */
  private long samples() {
    long sample = data.inputs() + outputs();
    long all = sample * data.train().size();
    if (settings.shuffle()) {
      return sample * settings.batchSize() + data.train().size();
    }
    boolean many = all * Plane.LANES * Float.BYTES > Batches.KEPT_BYTES;
    return many ? sample * settings.batchSize() : all;
  }

  /** How many states of a minibatch a scheme and its measures keep besides those of the net. */
  private long states() {
    return switch (settings.scheme()) {
      case EP, CHL, FIRST_STEP -> 1;
      case PC_NUDGE, EARLY_INFERENCE -> 2;
      case TBP -> 7L + settings.nudgedSteps();
      case RBP -> 8;
      default -> 5;
    };
  }
}
