package org.basin.ham;

import java.util.List;

/**
 * A synapse between layers; a layer may stand at several places, a synapse in several connections.
 *
 * @param synapse index of the synapse
 * @param layers indices of the layers, one for each place of the synapse
 */
public record Connection(int synapse, List<Integer> layers) {
  public Connection {
    layers = List.copyOf(layers);
  }
}
