package org.basin.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Stencil;
import org.basin.learn.Weights;

/** All parameters of a net, in the order in which the signal meets them. */
final class GridParameters {

  private final Kernels kernels;
  private final List<GridParameter> all = new ArrayList<>();
  private final List<Weights> parameters = new ArrayList<>();

  GridParameters(Kernels kernels) {
    this.kernels = kernels;
  }

  List<GridParameter> all() {
    return all;
  }

  /** What can be read and set of them, in the same order. */
  List<Weights> parameters() {
    return parameters;
  }

  /**
   * One of them.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  GridParameter of(String name) {
    return all.stream()
        .filter(one -> one.weights().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a parameter is one of "
                        + parameters.stream().map(Weights::name).toList()
                        + ", got "
                        + name));
  }

  /** Weights of a dense layer, held as (inputs, outputs). */
  GridParameter dense(String name, int inputs, int outputs) {
    return add(
        name, List.of(outputs, inputs), inputs * outputs, i -> i % inputs * outputs + i / inputs);
  }

  GridParameter vector(String name, int size) {
    return add(name, List.of(size), size, i -> i);
  }

  /** Numbers for each neuron of some layers, held as rows of a sheet. */
  GridParameter layers(String name, int layers, Stencil stencil) {
    int cells = stencil.cells();
    List<Integer> shape =
        stencil.lines() == 1
            ? List.of(layers, cells)
            : List.of(layers, stencil.lines(), stencil.columns());
    return add(
        name,
        shape,
        layers * stencil.stride(),
        i -> i / cells * stencil.stride() + stencil.at(i % cells));
  }

  private GridParameter add(String name, List<Integer> shape, int cells, IntUnaryOperator place) {
    Plane values = kernels.plane(cells);
    Weights weights = new Weights(name, shape, values, values, place);
    GridParameter made = new GridParameter(weights, kernels.plane(cells));
    parameters.add(weights);
    all.add(made);
    return made;
  }
}
