package org.basin.ham;

import org.basin.kernel.Algebra;
import org.basin.kernel.Kernels;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;

/** A filter's weights, of shape (side, side, channels, features). */
final class ConvolutionWeights implements SynapseWeights {

  private final Plane plane;
  private final Algebra algebra;
  private final int samples;
  private final Links up;
  private final Links down;

  ConvolutionWeights(Convolution synapse, int samples, Kernels kernels) {
    this.samples = samples;
    algebra = kernels.algebra();
    plane = kernels.plane(synapse.weights());
    up = synapse.links();
    down = up.transposed();
  }

  @Override
  public Plane plane() {
    return plane;
  }

  @Override
  public void addField(Plane[] g, int place, Plane field) {
    algebra.link(plane, g[1 - place], field, samples, place == 1 ? up : down);
  }
}
