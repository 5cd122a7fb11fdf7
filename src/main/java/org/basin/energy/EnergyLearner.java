package org.basin.energy;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Learner;

/**
 * Trains energy nets: epochs over minibatches in data order, measured on the last minibatch before
 * its parameter update, as the notebook does.
 */
public final class EnergyLearner implements Learner {

  /** The metrics, by their places in {@link EnergyModel#scores}. */
  static final int ERROR = 0;

  static final int FINAL_ERROR = 1;
  static final int COST = 2;
  static final int FREE_ERROR = 3;
  static final int FREE_COST = 4;

  private static final List<Integer> ALL = List.of(ERROR, FINAL_ERROR, COST, FREE_ERROR, FREE_COST);

  /** The right output must lead by more than this to count as a decision. */
  static final double MARGIN = 1e-3;

  /** {@code error} is the mean over so many last epochs. */
  static final int AVERAGED_EPOCHS = 4;

  private final EnergySettings settings;
  private final Kernels kernels;
  private final EnergyNet net;
  private final LaneSlot[] slots;
  private final LaneSlot.Draw[] draws;

  /** {@code init_scale} when it is the same in every trial. */
  private final double scale;

  /** Which lane value is {@code init_scale}; negative when it is the same in every trial. */
  private final int scaleIndex;

  /** Errors of the last epochs, one cell each. */
  private final Plane[] errors;

  private final Plane cost;
  private final Plane freeOutput;
  private final Plane freeError;
  private final Plane freeCost;
  private final Plane probe;

  /** What {@link #score} tells, in its order. */
  private final int[] wanted;

  /** Whether the plain output is wanted. */
  private final boolean free;

  /** A learner that measures every metric. */
  public EnergyLearner(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes) {
    this(settings, data, kernels, fixed, axes, ALL);
  }

  /**
   * @param fixed lane hyperparameters that are the same in every trial
   * @param axes lane hyperparameters that vary, in the order of the values that {@link #start} gets
   * @param wanted the metrics to measure, as places in {@link EnergyModel#scores}; what nobody
   *     wants costs nothing
   */
  public EnergyLearner(
      EnergySettings settings,
      Dataset data,
      Kernels kernels,
      Map<String, Double> fixed,
      List<String> axes,
      List<Integer> wanted) {
    this.settings = settings;
    this.wanted = wanted.stream().mapToInt(Integer::intValue).toArray();
    free = wanted.contains(FREE_ERROR) || wanted.contains(FREE_COST);
    this.kernels = kernels;
    net = new EnergyNet(settings, data, kernels);
    LaneSlot.Sorter sorter = new LaneSlot.Sorter(net, fixed, axes);
    slots = sorter.slots.toArray(LaneSlot[]::new);
    draws = sorter.draws.toArray(LaneSlot.Draw[]::new);
    scale = fixed.getOrDefault("init_scale", 1.0);
    scaleIndex = axes.indexOf("init_scale");
    errors = new Plane[Math.min(AVERAGED_EPOCHS, settings.epochs())];
    for (int e = 0; e < errors.length; e++) {
      errors[e] = kernels.plane(1);
    }
    cost = kernels.plane(1);
    freeOutput = kernels.plane(settings.batchSize() * data.classes());
    freeError = kernels.plane(1);
    freeCost = kernels.plane(1);
    probe = kernels.plane(1);
  }

  @Override
  public int lanes() {
    return kernels.lanes();
  }

  @Override
  public void start(int lane, long seed, double[] values) {
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
    net.restart();
    int epochs = settings.epochs();
    for (int epoch = 0; epoch < epochs; epoch++) {
      int averaged = epoch - (epochs - errors.length);
      epoch(averaged);
    }
    kernels.fill(probe, 0);
    for (int k = 0; k < settings.matrices(); k++) {
      kernels.probe(net.weights[k], probe);
      kernels.probe(net.biases[k + 1], probe);
    }
  }

  /** One pass; {@code averaged} is the place in {@link #errors}, negative for none. */
  private void epoch(int averaged) {
    int count = net.batches.size();
    for (int i = 0; i < count; i++) {
      Batch batch = net.batches.get(i);
      settings.scheme().settle(net, batch);
      if (averaged >= 0 && i == count - 1) {
        measure(batch, averaged);
      }
      settings.scheme().learn(net, batch);
    }
  }

  private void measure(Batch batch, int averaged) {
    int units = settings.units(settings.matrices());
    Plane output = batch.layers()[settings.matrices()];
    kernels.errors(output, batch.labels(), MARGIN, errors[averaged], units);
    if (averaged == errors.length - 1) {
      // always: diverged() reads it
      kernels.squaredDistance(output, batch.target(), cost, batch.rows());
    }
    if (free && averaged == errors.length - 1) {
      Plane plain = output;
      if (settings.scheme().source() == Source.NOTEBOOK) {
        plain = freeOutput;
        net.predict(batch, plain);
      }
      kernels.errors(plain, batch.labels(), MARGIN, freeError, units);
      kernels.squaredDistance(plain, batch.target(), freeCost, batch.rows());
    }
  }

  @Override
  public double score(int score, int lane) {
    return switch (wanted[score]) {
      case ERROR -> meanError(lane);
      case FINAL_ERROR -> 100 * errors[errors.length - 1].get(0, lane);
      case COST -> cost.get(0, lane);
      case FREE_ERROR -> 100 * freeError.get(0, lane);
      case FREE_COST -> freeCost.get(0, lane);
      default -> throw new IllegalArgumentException("no score " + wanted[score]);
    };
  }

  private double meanError(int lane) {
    double sum = 0;
    for (Plane error : errors) {
      sum += 100 * error.get(0, lane);
    }
    return sum / errors.length;
  }

  @Override
  public boolean diverged(int lane) {
    return !(probe.get(0, lane) == 0) || !Double.isFinite(cost.get(0, lane));
  }
}
