package org.basin.ham;

import org.basin.kernel.Plane;

/** The weights of a synapse, and what they do to the layers that it joins. */
sealed interface SynapseWeights permits DenseWeights, ConvolutionWeights {

  /** The weights, row-major. */
  Plane plane();

  /**
   * Adds to a field what the synapse contributes at one place: minus the gradient of its energy
   * with respect to the activation there.
   *
   * @param g activations of the layers at all places, each (samples, units)
   */
  void addField(Plane[] g, int place, Plane field);
}
