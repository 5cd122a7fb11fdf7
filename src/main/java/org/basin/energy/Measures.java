package org.basin.energy;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** Measures the metrics that are wanted of a net in training; the others cost nothing. */
final class Measures {

  /** The right output must lead by more than this to count as a decision. */
  static final double MARGIN = 1e-3;

  /** {@code error} is the mean over so many last epochs. */
  static final int AVERAGED_EPOCHS = 4;

  private final EnergyNet net;
  private final Kernels kernels;
  private final int units;
  private final boolean free;
  private final boolean energyWanted;
  private final boolean energyParts;
  private final boolean settled;
  private final boolean tested;

  /** Errors of the last epochs, one cell each. */
  private final Plane[] errors;

  private final Plane cost;
  private final Plane freeOutput;
  private final Plane freeError;
  private final Plane freeCost;
  private final HopfieldEnergy energy;

  /** Over the training part and the test part; null when not wanted. */
  private final Settling training;

  private final Settling test;

  Measures(EnergyNet net, Dataset data, List<Metric> wanted) {
    this.net = net;
    kernels = net.kernels;
    units = net.settings.units(net.settings.matrices());
    free = wanted.contains(Metric.FREE_ERROR) || wanted.contains(Metric.FREE_COST);
    energyParts =
        wanted.contains(Metric.ENERGY_BIASES)
            || wanted.contains(Metric.ENERGY_WEIGHTS)
            || wanted.contains(Metric.ENERGY_STATES);
    energyWanted = energyParts || wanted.contains(Metric.ENERGY);
    settled = wanted.stream().anyMatch(Metric::settles);
    tested = wanted.stream().anyMatch(Metric::tests);
    errors = new Plane[Math.min(AVERAGED_EPOCHS, net.settings.epochs())];
    for (int e = 0; e < errors.length; e++) {
      errors[e] = kernels.plane(1);
    }
    cost = kernels.plane(1);
    freeOutput = net.outputPlane();
    freeError = kernels.plane(1);
    freeCost = kernels.plane(1);
    energy = new HopfieldEnergy(net);
    training = settled ? new Settling(net, data.train()) : null;
    test = tested ? new Settling(net, data.test()) : null;
  }

  /** Measures the settled states of an epoch's last minibatch. */
  void measure(Batch batch, int epoch) {
    int rows = batch.rows();
    int averaged = epoch - (net.settings.epochs() - errors.length);
    if (averaged >= 0) {
      kernels.errors(batch.output(), batch.target(), MARGIN, errors[averaged], rows, units);
    }
    if (averaged == errors.length - 1) {
      // always: diverged() reads it
      kernels.squaredDistance(batch.output(), batch.target(), cost, rows);
      if (free) {
        measureFree(batch);
      }
      if (energyWanted) {
        energy.measure(batch);
      }
      if (energyParts) {
        energy.measureParts(batch);
      }
    }
  }

  private void measureFree(Batch batch) {
    Plane plain = batch.output();
    if (net.settings.scheme().source() == Source.NOTEBOOK) {
      plain = freeOutput;
      net.predict(batch, plain);
    }
    kernels.errors(plain, batch.target(), MARGIN, freeError, batch.rows(), units);
    kernels.squaredDistance(plain, batch.target(), freeCost, batch.rows());
  }

  /** Measures the trained net. */
  void measureTrained() {
    if (settled) {
      training.measure();
    }
    if (tested) {
      test.measure();
    }
  }

  /** A metric that was wanted. */
  double of(Metric metric, int lane) {
    return switch (metric) {
      case ERROR -> meanError(lane);
      case FINAL_ERROR -> 100 * errors[errors.length - 1].get(0, lane);
      case COST -> cost.get(0, lane);
      case FREE_ERROR -> 100 * freeError.get(0, lane);
      case FREE_COST -> freeCost.get(0, lane);
      case ENERGY -> energy.total(lane);
      case ENERGY_BIASES -> energy.ofBiases(lane);
      case ENERGY_WEIGHTS -> energy.ofWeights(lane);
      case ENERGY_STATES -> energy.ofStates(lane);
      case SETTLED_ERROR -> training.error(lane);
      case SETTLED_COST -> training.cost(lane);
      case SETTLING_STEPS -> training.steps(lane);
      case RESIDUAL -> training.residual(lane);
      case TEST_ERROR -> test.error(lane);
      case TEST_COST -> test.cost(lane);
    };
  }

  private double meanError(int lane) {
    double sum = 0;
    for (Plane error : errors) {
      sum += 100 * error.get(0, lane);
    }
    return sum / errors.length;
  }

  /** Whether the outputs of a lane left the finite numbers. */
  boolean diverged(int lane) {
    return !Double.isFinite(cost.get(0, lane));
  }
}
