package org.basin.ham;

import java.util.List;

/**
 * A layer of neurons: a state x, an activation g = ∂L/∂x and an energy g·x − L(x).
 *
 * @param name by which synapses find it
 * @param lagrangian L
 * @param shape sizes of its axes, the last one varying fastest; Lagrangians that normalise do so
 *     over the last axis
 */
public record NeuronLayer(String name, Lagrangian lagrangian, List<Integer> shape) {

  public NeuronLayer {
    shape = List.copyOf(shape);
    if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "a layer must have at least one axis and every axis at least one unit, got layer "
              + name
              + " of shape "
              + shape);
    }
  }

  /** Units, over all axes. */
  public int units() {
    int units = 1;
    for (int size : shape) {
      units = Math.multiplyExact(units, size);
    }
    return units;
  }

  /** Units of the last axis. */
  int width() {
    return shape.get(shape.size() - 1);
  }
}
