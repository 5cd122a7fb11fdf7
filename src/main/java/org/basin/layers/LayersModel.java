package org.basin.layers;

import java.util.List;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.learn.Form;
import org.basin.learn.Gauge;
import org.basin.learn.LaneValues;
import org.basin.learn.Learner;
import org.basin.learn.Model;
import org.basin.learn.NetLearner;
import org.basin.learn.Parameter;
import org.basin.learn.Portrait;
import org.basin.learn.Wanted;
import org.basin.sweep.Part;

/** Nets of layers of one structure: what a trial costs, and learners. */
final class LayersModel implements Model {

  private final LayerSettings settings;
  private final Dataset data;

  LayersModel(LayerSettings settings, Dataset data) {
    this.settings = settings;
    this.data = data;
  }

  @Override
  public Learner learner(Kernels kernels, LaneValues values, Wanted wanted) {
    LayerTraining net = new LayerTraining(settings, data, kernels, values, wanted);
    return new NetLearner<>(net, net, LayerGauges.ALL, wanted);
  }

  @Override
  public List<Figure> figures(Portrait trial) {
    return new LayerPictures(settings, trial).all();
  }

  @Override
  public List<Form> forms() {
    return settings.forms();
  }

  /** A net without bias starts without one, whatever the file has of shape and name. */
  @Override
  public Optional<String> refusal(List<Parameter> start) {
    Optional<String> shape = Model.super.refusal(start);
    if (shape.isPresent() || settings.bias()) {
      return shape;
    }
    return start.stream()
        .filter(one -> one.name().endsWith("_b"))
        .filter(LayersModel::some)
        .findFirst()
        .map(one -> one.name() + " must be 0 where bias is false, got other numbers");
  }

  private static boolean some(Parameter one) {
    for (float number : one.values()) {
      if (number != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public int samples(Part part) {
    return part == Part.TRAIN ? settings.factCount() : tested();
  }

  @Override
  public int inputs() {
    return settings.inputs();
  }

  @Override
  public int outputs() {
    return settings.outputs();
  }

  @Override
  public int lanes(Engine engine) {
    return engine.lanes(settings.weights(), cells());
  }

  /** A lesson on one fact takes as long whatever the data holds; one on all facts is cut short. */
  @Override
  public Dataset shortened(Wanted wanted, double operations) {
    boolean samples = settings.source() == FactSource.DATA;
    if (!samples || settings.batch() != LayerSettings.Batch.FULL) {
      return data;
    }
    double share = operations / operations(wanted);
    return data.shortened((int) Math.max(1, Math.min(1, share) * data.train().size()));
  }

  @Override
  public double operations(Wanted wanted) {
    double units = settings.units().stream().mapToDouble(Integer::doubleValue).sum();
    double fact = 6.0 * settings.weights() + 15 * units;
    double forward = 2.0 * settings.weights() + 5 * units;
    return settings.lessons() * (settings.rows() * fact + 10)
        + measured(LayerGauges.ALL.named(wanted.metrics())) * forward
        + (double) wanted.numbers(settings.lessons())
            * measured(LayerGauges.ALL.named(wanted.histories()))
            * forward;
  }

  /** Samples and facts that are gone through for some metrics alone. */
  private long measured(List<Gauge<LayerTraining>> gauges) {
    long tested = gauges.stream().anyMatch(Gauge::tests) ? tested() : 0;
    return tested + (gauges.contains(LayerGauges.FINAL_LOSS) ? settings.factCount() : 0);
  }

  private int tested() {
    return settings.source() == FactSource.DATA ? data.test().size() : 0;
  }

  /** How many numbers a trial keeps: parameters, states and changes of a pass, facts. */
  long cells() {
    long units = settings.units().stream().mapToLong(Integer::longValue).sum();
    long parameters = 3 * (settings.weights() + units);
    long fact = settings.inputs() + settings.outputs();
    int tests = Lessons.together(settings, tested());
    return parameters
        + 3L * Lessons.rows(settings) * units
        + Math.min(settings.factCount() * fact, Lessons.KEPT_NUMBERS)
        + 2L * tests * (3 * units + fact);
  }

  /** How many numbers all trials side by side share: facts that lie nowhere else. */
  long shared() {
    int numbers =
        switch (settings.source()) {
          case XOR -> 0;
          case DATA -> settings.targets() > 0 ? 0 : settings.outputs();
          default -> settings.inputs() + settings.outputs();
        };
    return ((long) settings.factCount() + tested()) * numbers;
  }
}
