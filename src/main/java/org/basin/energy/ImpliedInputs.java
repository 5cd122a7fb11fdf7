package org.basin.energy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.basin.data.Samples;
import org.basin.kernel.Plane;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;

/**
 * The inputs that the labels of samples imply, by {@link Backward} over {@code settle_steps}
 * sweeps, in the minibatches of {@link Settling}. Layers that are held stand where the net settled
 * on the sample; all others start at zero, so that nothing of the sample reaches them but what held
 * layers have of it.
 */
final class ImpliedInputs implements Readout {

  private final Settling settling;
  private final EnergySettings settings;
  private final Set<Integer> held;
  private final int[] labels;

  /** What goes backward, and its states of layers 0 to L, by net. */
  private final Map<EnergyNet, Backward> backward = new HashMap<>();

  private final Map<EnergyNet, Plane[]> states = new HashMap<>();

  /**
   * @param samples at least one
   * @param held layers below the output that are held
   * @throws IllegalArgumentException with the law, when there is no such layer
   */
  ImpliedInputs(EnergyNet trained, Samples samples, Set<Integer> held) {
    settings = trained.settings;
    for (int layer : held) {
      if (layer < 0 || layer >= settings.matrices()) {
        throw new IllegalArgumentException(
            "layers that are held must be from 0 to %d, below the output, got %d"
                .formatted(settings.matrices() - 1, layer));
      }
    }
    settling = new Settling(trained, samples);
    this.held = Set.copyOf(held);
    labels = samples.labels();
  }

  @Override
  public int samples() {
    return labels.length;
  }

  @Override
  public int width() {
    return settings.units(0);
  }

  @Override
  public int label(int sample) {
    return labels[sample];
  }

  @Override
  public void read(Outputs into) {
    each((inputs, first, rows) -> into.take(inputs, first, rows));
  }

  /** Takes the implied inputs of a minibatch. */
  private interface Taker {
    /**
     * @param inputs (rows, inputs)
     * @param first place of the first sample
     */
    void take(Plane inputs, int first, int rows);
  }

  private void each(Taker taker) {
    Settling.Visitor visitor =
        (net, batch, first) -> {
          backward(net, batch);
          taker.take(states.get(net)[0], first, batch.rows());
        };
    if (held.isEmpty()) {
      settling.show(visitor);
    } else {
      settling.settle(visitor);
    }
  }

  private void backward(EnergyNet net, Batch batch) {
    Plane[] own = states.computeIfAbsent(net, ImpliedInputs::planes);
    int last = settings.matrices();
    for (int k = 0; k < last; k++) {
      if (held.contains(k)) {
        net.kernels.copy(batch.layers()[k], own[k]);
      } else {
        net.kernels.fill(own[k], 0);
      }
    }
    own[last] = batch.target();
    backward
        .computeIfAbsent(net, Backward::new)
        .relax(own, held, batch.rows(), settings.settleSteps());
  }

  private static Plane[] planes(EnergyNet net) {
    Plane[] planes = net.states();
    planes[0] = net.kernels.plane(net.batches.rows() * net.settings.units(0));
    return planes;
  }

  /** How far the inputs that labels imply are from the samples that have them. */
  static final class Reconstruction {

    private final Samples samples;
    private final ImpliedInputs implied;

    /** Sums of squared distances, by lane. */
    private final double[] distances;

    Reconstruction(EnergyNet trained, Samples samples) {
      this.samples = samples;
      implied = new ImpliedInputs(trained, samples, Set.of());
      distances = new double[trained.kernels.lanes()];
    }

    /** Goes backward from the labels of all samples. */
    void measure() {
      Arrays.fill(distances, 0);
      implied.each(this::add);
    }

    private void add(Plane inputs, int first, int rows) {
      int from = first * implied.width();
      for (int lane = 0; lane < distances.length; lane++) {
        for (int cell = 0; cell < rows * implied.width(); cell++) {
          double distance = (float) inputs.get(cell, lane) - samples.x()[from + cell];
          distances[lane] += distance * distance;
        }
      }
    }

    /**
     * Mean squared distance of the implied input from the sample; the largest float for more, see
     * {@link Settling}.
     */
    double error(int lane) {
      double mean = distances[lane] / samples.size();
      return mean <= Float.MAX_VALUE ? mean : Float.MAX_VALUE;
    }
  }
}
