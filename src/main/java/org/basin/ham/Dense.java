package org.basin.ham;

import java.util.List;

/**
 * A weight for every choice of one unit from each layer: {@code E = −Σ W[i,j,…] g_a[i] g_b[j] …}.
 * With one place it is a bias, {@code E = −b·g}; with two the dense synapse; with more a many-body
 * synapse (B. Hoover et al.: A universal abstraction for hierarchical Hopfield networks, 2022).
 *
 * @param shape units of the layers, in the order of the places
 */
public record Dense(List<Integer> shape) implements Synapse {

  public Dense {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "a dense synapse must have at least one axis and every axis at least one unit, got "
              + shape);
    }
  }

  @Override
  public List<Integer> places() {
    return shape;
  }
}
