package org.basin.energy;

import java.util.Arrays;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Gauge;
import org.basin.learn.Wanted;

/** Measures the metrics that are wanted of a net in training; the others cost nothing. */
final class Measures {

  /** The right output must lead by more than this to count as a decision. */
  static final double MARGIN = 1e-3;

  /** {@code error} is the mean over so many last epochs. */
  static final int AVERAGED_EPOCHS = 4;

  private final EnergyNet net;
  private final Kernels kernels;
  private final Wanted wanted;
  private final int epochs;
  private final int units;

  /** What is measured of the trained net, and what is kept along the training. */
  private final Kinds last;

  private final Kinds along;

  /** Errors of the last epochs, one cell each, in the place of the epoch's rest by their number. */
  private final Plane[] errors;

  /** The epoch that was measured last. */
  private int measured;

  /** One number of every lane. */
  private final double[] one;

  /** Sum of {@link #errors} in percent by lane, where their history is kept. */
  private final double[] sum;

  private final Plane cost;

  /** Null when not wanted. */
  private final PlainOutput plain;

  private final Energy energy;

  /** The energy whose parts are wanted; null when none is. */
  private final HopfieldEnergy parts;

  /** Over the training part and the test part; null when not wanted. */
  private final Settling training;

  private final Settling test;

  /** Null when not wanted. */
  private final ImpliedInputs.Reconstruction reconstruction;

  /** Which kinds of measurements some metrics need. */
  private record Kinds(
      boolean error,
      boolean freeError,
      boolean freeCost,
      boolean energy,
      boolean energyParts,
      boolean settled,
      boolean tested) {

    static Kinds of(List<Gauge<Measures>> gauges) {
      boolean parts =
          gauges.contains(EnergyGauges.ENERGY_BIASES)
              || gauges.contains(EnergyGauges.ENERGY_WEIGHTS)
              || gauges.contains(EnergyGauges.ENERGY_STATES);
      return new Kinds(
          gauges.contains(EnergyGauges.ERROR) || gauges.contains(EnergyGauges.FINAL_ERROR),
          gauges.contains(EnergyGauges.FREE_ERROR),
          gauges.contains(EnergyGauges.FREE_COST),
          parts || gauges.contains(EnergyGauges.ENERGY),
          parts,
          gauges.stream().anyMatch(EnergyGauges::settles),
          gauges.stream().anyMatch(Gauge::tests));
    }

    boolean free() {
      return freeError || freeCost;
    }
  }

  /**
   * @param choice which energy is measured; its parts are those of the Hopfield energy alone
   */
  Measures(EnergyNet net, Dataset data, Wanted wanted, Energy.Choice choice) {
    this.net = net;
    this.wanted = wanted;
    kernels = net.kernels;
    epochs = net.settings.epochs();
    units = net.settings.units(net.settings.matrices());
    last = Kinds.of(EnergyGauges.ALL.named(wanted.metrics()));
    along = Kinds.of(EnergyGauges.ALL.named(wanted.histories()));
    errors = new Plane[Math.min(AVERAGED_EPOCHS, epochs)];
    for (int e = 0; e < errors.length; e++) {
      errors[e] = kernels.plane(1);
    }
    one = new double[kernels.lanes()];
    sum = new double[kernels.lanes()];
    cost = kernels.plane(1);
    plain = last.free() || along.free() ? new PlainOutput(net, data.train()) : null;
    if (along.free()) {
      plain.keep();
    }
    energy = last.energy || along.energy ? Energy.of(net, choice) : null;
    parts = last.energyParts || along.energyParts ? (HopfieldEnergy) energy : null;
    training = last.settled || along.settled ? new Settling(net, data.train()) : null;
    test = last.tested || along.tested ? new Settling(net, data.test()) : null;
    boolean backward = wanted.metrics().contains(EnergyGauges.RECONSTRUCTION_ERROR.name());
    reconstruction = backward ? new ImpliedInputs.Reconstruction(net, data.train()) : null;
  }

  /** Measures the settled states of an epoch's last minibatch, before its changes. */
  void measure(Batch batch, int epoch) {
    int rows = batch.rows();
    boolean end = epoch == epochs - 1;
    boolean due = end || wanted.due(epoch, epochs);
    if (epoch >= epochs - errors.length || along.error) {
      Plane place = errors[epoch % errors.length];
      if (along.error) {
        count(place, epoch < errors.length ? 0 : -100, epoch == 0);
      }
      kernels.errors(batch.output(), batch.target(), MARGIN, place, rows, units);
      if (along.error) {
        count(place, 100, false);
      }
      measured = epoch;
    }
    if (due) {
      // always at the end: diverged() reads it
      kernels.squaredDistance(batch.output(), batch.target(), cost, rows);
    }
    if (plain != null && plain.whole() && end) {
      plain.measure(batch, true, true);
    } else if (plain != null && plain.whole() && due && along.free()) {
      plain.measure(batch, along.freeError, along.freeCost);
    }
    if (due && energy != null && (end || along.energy)) {
      energy.keep(batch);
    }
  }

  /** Measures what histories are read of, after an epoch's last change. */
  void look() {
    if (along.energy) {
      energy.measure();
    }
    if (along.energyParts) {
      parts.measureParts();
    }
    if (along.free() && !plain.whole()) {
      plain.look();
    }
    if (along.settled) {
      training.measure();
    }
    if (along.tested) {
      test.measure();
    }
  }

  /** Measures what the training left behind, once its last change is made. */
  void measureLeft() {
    if (energy != null) {
      energy.measure();
    }
    if (parts != null) {
      parts.measureParts();
    }
    boolean kept = net.settings.states() == EnergySettings.States.PERSISTENT;
    if (plain != null && !plain.whole() && kept) {
      plain.look(); // a checkpoint holds the states that the training left
    } else if (plain != null && !plain.whole()) {
      plain.measureTrained();
    }
  }

  /** Measures the trained net by its parameters alone. */
  void measureTrained() {
    if (training != null) {
      training.measure();
    }
    if (test != null) {
      test.measure();
    }
    if (reconstruction != null) {
      reconstruction.measure();
    }
  }

  /** Mean over the last epochs, in percent. */
  double meanError(int lane) {
    int first = Math.max(0, measured - errors.length + 1);
    double sum = 0;
    for (int epoch = first; epoch <= measured; epoch++) {
      sum += 100 * errors[epoch % errors.length].get(0, lane);
    }
    return sum / (measured - first + 1);
  }

  /** Adds the errors of an epoch to the sum; multiples of 100 / samples are added exactly. */
  private void count(Plane place, double factor, boolean first) {
    if (first) {
      Arrays.fill(sum, 0);
    }
    if (factor != 0) {
      place.read(0, one);
      for (int lane = 0; lane < one.length; lane++) {
        sum[lane] += factor * one[lane];
      }
    }
  }

  /** That of every lane. */
  void meanErrors(double[] numbers) {
    double epochs = Math.min(errors.length, measured + 1);
    for (int lane = 0; lane < numbers.length; lane++) {
      numbers[lane] = sum[lane] / epochs;
    }
  }

  /** That of the last epoch, in percent. */
  double finalError(int lane) {
    return 100 * errors[measured % errors.length].get(0, lane);
  }

  /** One cell. */
  Plane cost() {
    return cost;
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

  /** From the labels of the training part. */
  ImpliedInputs.Reconstruction reconstruction() {
    return reconstruction;
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
