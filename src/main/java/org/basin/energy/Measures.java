package org.basin.energy;

import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Gauge;

/** Measures the metrics that are wanted of a net in training; the others cost nothing. */
final class Measures {

  /** The right output must lead by more than this to count as a decision. */
  static final double MARGIN = 1e-3;

  /** {@code error} is the mean over so many last epochs. */
  static final int AVERAGED_EPOCHS = 4;

  private final EnergyNet net;
  private final Kernels kernels;
  private final int units;
  private final boolean energyWanted;
  private final boolean settled;
  private final boolean tested;

  /** Errors of the last epochs, one cell each. */
  private final Plane[] errors;

  private final Plane cost;

  /** Null when not wanted. */
  private final PlainOutput plain;

  private final Energy energy;

  /** The energy whose parts are wanted; null when none is. */
  private final HopfieldEnergy parts;

  /** Over the training part and the test part; null when not wanted. */
  private final Settling training;

  private final Settling test;

  /**
   * @param choice which energy is measured; its parts are those of the Hopfield energy alone
   */
  Measures(EnergyNet net, Dataset data, List<Gauge<Measures>> wanted, EnergyChoice choice) {
    this.net = net;
    kernels = net.kernels;
    units = net.settings.units(net.settings.matrices());
    boolean free =
        wanted.contains(EnergyGauges.FREE_ERROR) || wanted.contains(EnergyGauges.FREE_COST);
    boolean energyParts =
        wanted.contains(EnergyGauges.ENERGY_BIASES)
            || wanted.contains(EnergyGauges.ENERGY_WEIGHTS)
            || wanted.contains(EnergyGauges.ENERGY_STATES);
    energyWanted = energyParts || wanted.contains(EnergyGauges.ENERGY);
    settled = wanted.stream().anyMatch(EnergyGauges::settles);
    tested = wanted.stream().anyMatch(Gauge::tests);
    errors = new Plane[Math.min(AVERAGED_EPOCHS, net.settings.epochs())];
    for (int e = 0; e < errors.length; e++) {
      errors[e] = kernels.plane(1);
    }
    cost = kernels.plane(1);
    plain = free ? new PlainOutput(net, data.train()) : null;
    energy = energyWanted ? Energy.of(net, choice) : null;
    parts = energyParts ? (HopfieldEnergy) energy : null;
    training = settled ? new Settling(net, data.train()) : null;
    test = tested ? new Settling(net, data.test()) : null;
  }

  /** Measures the settled states of an epoch's last minibatch, before its changes. */
  void measure(Batch batch, int epoch) {
    int rows = batch.rows();
    int averaged = epoch - (net.settings.epochs() - errors.length);
    if (averaged >= 0) {
      kernels.errors(batch.output(), batch.target(), MARGIN, errors[averaged], rows, units);
    }
    if (averaged == errors.length - 1) {
      // always: diverged() reads it
      kernels.squaredDistance(batch.output(), batch.target(), cost, rows);
      if (plain != null && plain.whole()) {
        plain.measure(batch);
      }
      if (energyWanted) {
        energy.keep(batch);
      }
    }
  }

  /** Measures what the training left behind, once its last change is made. */
  void measureLeft() {
    if (energyWanted) {
      energy.measure();
    }
    if (parts != null) {
      parts.measureParts();
    }
    if (plain != null && !plain.whole()) {
      plain.measureTrained();
    }
  }

  /** Measures the trained net by its parameters alone. */
  void measureTrained() {
    if (settled) {
      training.measure();
    }
    if (tested) {
      test.measure();
    }
  }

  /** Mean over the last epochs, in percent. */
  double meanError(int lane) {
    double sum = 0;
    for (Plane error : errors) {
      sum += 100 * error.get(0, lane);
    }
    return sum / errors.length;
  }

  /** That of the last epoch, in percent. */
  double finalError(int lane) {
    return 100 * errors[errors.length - 1].get(0, lane);
  }

  double cost(int lane) {
    return cost.get(0, lane);
  }

  PlainOutput plain() {
    return plain;
  }

  Energy energy() {
    return energy;
  }

  HopfieldEnergy energyParts() {
    return parts;
  }

  /** Over the training part. */
  Settling settled() {
    return training;
  }

  /** Over the test part. */
  Settling tested() {
    return test;
  }

  /** Whether the outputs of a lane left the finite numbers. */
  boolean diverged(int lane) {
    return !Double.isFinite(cost.get(0, lane));
  }
}
