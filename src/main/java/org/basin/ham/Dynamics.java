package org.basin.ham;

import java.util.Arrays;
import java.util.List;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * A hypergraph in motion, for some samples in every lane: {@code τ dx/dt = −∂E/∂g = field − x},
 * where the field of a layer is minus the gradient of the synapses' energy with respect to its
 * activation (D. Krotov: Hierarchical associative memory, 2021, eq. 3). A step moves all layers at
 * once by Euler's rule; {@link Descent} has others.
 */
final class Dynamics {

  final Hypergraph graph;
  final Kernels kernels;
  final int samples;
  final Neurons[] neurons;
  final SynapseWeights[] weights;

  /** The greatest {@code |∂E/∂g| / max(1, |field|)} of a free unit in the last step, one cell. */
  final Plane change;

  /** Activations at the places of each connection. */
  private final Plane[][] activations;

  /** Room for a field at the first place of each connection. */
  private final Plane[] fields;

  private final Plane sample;

  Dynamics(Hypergraph graph, int samples, Kernels kernels) {
    this.graph = graph;
    this.samples = samples;
    this.kernels = kernels;
    neurons =
        graph.layers().stream()
            .map(layer -> new Neurons(layer, samples, kernels))
            .toArray(Neurons[]::new);
    weights =
        graph.synapses().stream()
            .map(synapse -> weights(synapse, samples, kernels))
            .toArray(SynapseWeights[]::new);
    List<Connection> connections = graph.connections();
    activations = places(Arrays.stream(neurons).map(one -> one.g).toArray(Plane[]::new));
    fields =
        connections.stream()
            .map(one -> kernels.plane(neurons[one.layers().get(0)].field.cells()))
            .toArray(Plane[]::new);
    change = kernels.plane(1);
    sample = kernels.plane(samples);
  }

  private static SynapseWeights weights(Synapse synapse, int samples, Kernels kernels) {
    return synapse instanceof Dense dense
        ? new DenseWeights(dense, samples, kernels)
        : new ConvolutionWeights((Convolution) synapse, samples, kernels);
  }

  /** Planes of the layers, at the places of each connection. */
  Plane[][] places(Plane[] layers) {
    return graph.connections().stream()
        .map(one -> one.layers().stream().map(k -> layers[k]).toArray(Plane[]::new))
        .toArray(Plane[][]::new);
  }

  /** A plane like the states of each layer. */
  Plane[] statePlanes() {
    return Arrays.stream(neurons).map(one -> kernels.plane(one.x.cells())).toArray(Plane[]::new);
  }

  /** Activations of all layers. */
  void activate() {
    for (Neurons one : neurons) {
      one.activate();
    }
  }

  /** Fields of all layers, from the activations. */
  void pull() {
    for (Neurons one : neurons) {
      kernels.fill(one.field, 0);
    }
    for (int c = 0; c < activations.length; c++) {
      Connection connection = graph.connections().get(c);
      for (int place = 0; place < activations[c].length; place++) {
        Plane field = neurons[connection.layers().get(place)].field;
        weights[connection.synapse()].addField(activations[c], place, field);
      }
    }
  }

  /**
   * Starts a recall: the first layer at the cues, every other one, in order, where {@link
   * StartStates} say, else at the field that those before it give while those after it are at 0.
   */
  void show(Cues cues) {
    for (Neurons one : neurons) {
      kernels.fill(one.x, 0);
    }
    kernels.copy(cues.states, neurons[0].x);
    kernels.copy(cues.mask, neurons[0].mask);
    for (int k = 1; k < neurons.length; k++) {
      look();
      cues.starts.show(k, neurons[k]);
    }
  }

  /** Activations and fields of all layers. */
  void look() {
    activate();
    pull();
  }

  /** One step of all layers by Euler's rule; leaves activations of the states before it. */
  void step() {
    look();
    kernels.fill(change, 0);
    for (Neurons one : neurons) {
      one.relax(one.x, change);
    }
  }

  /** {@code g·x − L} of a layer, one cell for each sample; needs activations. */
  void layerEnergy(int layer, Plane out) {
    neurons[layer].energy(out, sample);
  }

  /** Energy of a connection's synapse, one cell for each sample; needs activations. */
  void connectionEnergy(int connection, Plane out) {
    Connection one = graph.connections().get(connection);
    Neurons first = neurons[one.layers().get(0)];
    kernels.fill(fields[connection], 0);
    weights[one.synapse()].addField(activations[connection], 0, fields[connection]);
    first.algebra.dot(first.g, fields[connection], out, first.units);
    first.algebra.scale(out, -1, out);
  }

  /** Energy of layers and synapses, one cell for each sample; needs activations. */
  void energy(Plane out, Plane scratch) {
    layerEnergy(0, out);
    for (int k = 1; k < neurons.length; k++) {
      layerEnergy(k, scratch);
      neurons[0].algebra.add(out, scratch, out, 1);
    }
    for (int c = 0; c < activations.length; c++) {
      connectionEnergy(c, scratch);
      neurons[0].algebra.add(out, scratch, out, 1);
    }
  }
}
