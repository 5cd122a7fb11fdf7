package org.basin.ham;

import java.util.List;

/**
 * Layers, synapses and which synapse connects which layers: all that the energy {@code Σ (g·x − L)
 * + Σ E_synapse} is made of.
 */
public record Hypergraph(
    List<NeuronLayer> layers, List<Synapse> synapses, List<Connection> connections) {

  public Hypergraph {
    layers = List.copyOf(layers);
    synapses = List.copyOf(synapses);
    connections = List.copyOf(connections);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a hypergraph must have at least one layer, got none");
    }
    for (Connection connection : connections) {
      check(connection, layers, synapses);
    }
  }

  private static void check(
      Connection connection, List<NeuronLayer> layers, List<Synapse> synapses) {
    if (connection.synapse() < 0 || connection.synapse() >= synapses.size()) {
      throw new IllegalArgumentException(
          "a connection must name one of the "
              + synapses.size()
              + " synapses, got synapse "
              + connection.synapse());
    }
    for (int layer : connection.layers()) {
      if (layer < 0 || layer >= layers.size()) {
        throw new IllegalArgumentException(
            "a connection must name layers from 0 to " + (layers.size() - 1) + ", got " + layer);
      }
    }
    List<Integer> units =
        connection.layers().stream().map(layer -> layers.get(layer).units()).toList();
    List<Integer> places = synapses.get(connection.synapse()).places();
    if (!units.equals(places)) {
      throw new IllegalArgumentException(
          "a synapse must fit the layers that it connects, got a synapse for "
              + places
              + " units and layers of "
              + units);
    }
  }
}
