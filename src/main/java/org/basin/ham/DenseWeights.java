package org.basin.ham;

import java.util.List;
import org.basin.kernel.Algebra;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Weights of a dense synapse. The field at one place is the contraction over all others: the axes
 * behind it from the last one inwards, then those before it from the first one, each time into a
 * smaller tensor with one more axis in front, that of the samples.
 */
final class DenseWeights implements SynapseWeights {

  private final Plane plane;
  private final Kernels kernels;
  private final Algebra algebra;
  private final int samples;
  private final int[] sizes;

  /** Tensors between contractions: {@code between[place][step]}. */
  private final Plane[][] between;

  /** One for every sample: the activation of a place that a bias does not have. */
  private final Plane ones;

  DenseWeights(Dense synapse, int samples, Kernels kernels) {
    this.samples = samples;
    this.kernels = kernels;
    algebra = kernels.algebra();
    plane = kernels.plane(synapse.weights());
    List<Integer> shape = synapse.shape();
    sizes = shape.stream().mapToInt(Integer::intValue).toArray();
    ones = kernels.plane(samples);
    kernels.fill(ones, 1);
    between = new Plane[sizes.length][Math.max(0, sizes.length - 2)];
    for (int place = 0; place < sizes.length; place++) {
      int cells = synapse.weights();
      for (int step = 0; step < between[place].length; step++) {
        cells /= sizes[contracted(place, step)];
        between[place][step] = kernels.plane(samples * cells);
      }
    }
  }

  /** Which axis a step contracts. */
  private int contracted(int place, int step) {
    int behind = sizes.length - 1 - place;
    return step < behind ? sizes.length - 1 - step : step - behind;
  }

  @Override
  public Plane plane() {
    return plane;
  }

  @Override
  public void addField(Plane[] g, int place, Plane field) {
    if (sizes.length == 1) {
      algebra.contract(plane, 1, ones, field, samples, 1, 1, sizes[0]);
      return;
    }
    Plane tensor = plane;
    int rows = 1;
    int cells = plane.cells();
    for (int step = 0; step < sizes.length - 1; step++) {
      int axis = contracted(place, step);
      cells /= sizes[axis];
      Plane out = field;
      if (step < between[place].length) {
        out = between[place][step];
        kernels.fill(out, 0);
      }
      boolean last = axis > place;
      algebra.contract(
          tensor, rows, g[axis], out, samples, last ? cells : 1, sizes[axis], last ? 1 : cells);
      tensor = out;
      rows = samples;
    }
  }
}
