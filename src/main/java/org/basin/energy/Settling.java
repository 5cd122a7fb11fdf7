package org.basin.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * What a trained net says on its own: for every minibatch of a data set, an incomplete last one
 * included, the states start at zero and the scheme's first phase sweeps without a label, β = 0. A
 * lane that has settled goes on sweeping, so that no row depends on its neighbours.
 */
final class Settling {

  /** A sweep that changes no state by more than this has settled. */
  static final double SETTLED = 1e-4;

  private final Kernels kernels;
  private final int sweeps;
  private final int samples;

  /** Nets over the complete minibatches and over the incomplete one. */
  private final List<EnergyNet> nets = new ArrayList<>();

  /** States before a sweep, by net. */
  private final List<Plane[]> before = new ArrayList<>();

  /** Largest change of a state in a sweep, one cell. */
  private final Plane change;

  private final Plane measured;

  /** The first sweep that changed no state by much, by lane. */
  private final int[] settledAt;

  /** Sums over the samples, by lane. */
  private final double[] wrong;

  private final double[] distance;

  /** Sum over the minibatches, and their greatest, by lane. */
  private final double[] steps;

  private final double[] residual;

  /**
   * @param trained its parameters are read while {@link #measure} runs
   * @param data at least one sample
   */
  Settling(EnergyNet trained, Samples data) {
    kernels = trained.kernels;
    samples = data.size();
    EnergySettings settings = trained.settings;
    sweeps = settings.settleSteps();
    int rows = settings.batchSize();
    int complete = samples - samples % rows;
    if (complete > 0) {
      add(trained, Batches.inOrder(settings, data, kernels, 0, complete, rows));
    }
    if (complete < samples) {
      int rest = samples - complete;
      add(trained, Batches.inOrder(settings, data, kernels, complete, samples, rest));
    }
    change = kernels.plane(1);
    measured = kernels.plane(1);
    settledAt = new int[kernels.lanes()];
    wrong = new double[kernels.lanes()];
    distance = new double[kernels.lanes()];
    steps = new double[kernels.lanes()];
    residual = new double[kernels.lanes()];
  }

  private void add(EnergyNet trained, Batches batches) {
    EnergyNet net = new EnergyNet(trained, batches);
    nets.add(net);
    before.add(net.states());
  }

  /** Looks at a minibatch that has settled. */
  interface Visitor {
    /**
     * @param first place of its first sample in the data
     */
    void settled(EnergyNet net, Batch batch, int first);
  }

  /** Settles every minibatch and measures it. */
  void measure() {
    Arrays.fill(wrong, 0);
    Arrays.fill(distance, 0);
    Arrays.fill(steps, 0);
    Arrays.fill(residual, 0);
    settle((net, batch, first) -> measure(net, batch));
  }

  /** Settles every minibatch, one after the other, in the order of the data. */
  void settle(Visitor visitor) {
    show(
        (net, batch, first) -> {
          settle(net, batch, before.get(nets.indexOf(net)));
          visitor.settled(net, batch, first);
        });
  }

  /** The same without a sweep: states are zero. */
  void show(Visitor visitor) {
    int first = 0;
    for (EnergyNet net : nets) {
      for (int i = 0; i < net.batches.size(); i++) {
        Batch batch = net.batches.begin(i);
        visitor.settled(net, batch, first);
        first += batch.rows();
      }
    }
  }

  /** Sweeps to the end, unless no state of any lane changes any more: then none ever would. */
  private void settle(EnergyNet net, Batch batch, Plane[] before) {
    Arrays.fill(settledAt, sweeps);
    boolean moving = true;
    for (int sweep = 1; sweep <= sweeps && moving; sweep++) {
      kernels.fill(change, 0);
      for (int k = 1; k < before.length; k++) {
        kernels.copy(batch.layers()[k], before[k]);
      }
      net.rule().sweep(batch);
      for (int k = 1; k < before.length; k++) {
        kernels.largestChange(batch.layers()[k], before[k], change);
      }
      moving = false;
      for (int lane = 0; lane < settledAt.length; lane++) {
        double largest = change.get(0, lane);
        moving |= largest != 0;
        if (largest <= SETTLED && sweep < settledAt[lane]) {
          settledAt[lane] = sweep;
        }
      }
    }
  }

  private void measure(EnergyNet net, Batch batch) {
    int rows = batch.rows();
    int units = net.settings.units(net.settings.matrices());
    kernels.errors(batch.output(), batch.target(), Measures.MARGIN, measured, rows, units);
    for (int lane = 0; lane < settledAt.length; lane++) {
      wrong[lane] += Math.rint(measured.get(0, lane) * rows);
      steps[lane] += settledAt[lane];
      residual[lane] = Math.max(residual[lane], change.get(0, lane));
    }
    kernels.squaredDistance(batch.output(), batch.target(), measured, rows);
    for (int lane = 0; lane < settledAt.length; lane++) {
      distance[lane] += measured.get(0, lane) * rows;
    }
  }

  /** Percent of samples not decided for their label. */
  double error(int lane) {
    return 100 * wrong[lane] / samples;
  }

  /** Mean squared distance of the output from the label. */
  double cost(int lane) {
    return bounded(distance[lane] / samples);
  }

  /**
   * Sweeps until no state of the lane changes by more than {@link #SETTLED}, all of them when that
   * never happens; mean over the minibatches.
   */
  double steps(int lane) {
    return steps[lane] / nets.stream().mapToInt(net -> net.batches.size()).sum();
  }

  /** Largest change of a state of the lane in the last sweep, over all minibatches. */
  double residual(int lane) {
    return bounded(residual[lane]);
  }

  /**
   * The largest float for what is none: a net whose parameters are finite has not diverged, even if
   * its states run away when nothing pulls them.
   */
  private static double bounded(double x) {
    return x <= Float.MAX_VALUE ? x : Float.MAX_VALUE;
  }
}
