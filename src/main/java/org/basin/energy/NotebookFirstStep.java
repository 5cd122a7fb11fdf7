package org.basin.energy;

import java.util.List;
import java.util.Optional;
import org.basin.kernel.Plane;

/**
 * The notebook's first step (ep_neg, first_step_pos): the output's first move under the nudging is
 * taken for the change of every layer. With {@code o = x_{L-1} W + b} and {@code d = f(o - β (f(o)
 * - t)) - f(o)}, every {@code W_k} changes by {@code α x_kᵀ d / rows}, so all layers must be as
 * wide as the output. {@link EarlyInference} is what it seems to aim at.
 */
record NotebookFirstStep(EnergyNet net, Plane prediction, Plane moved) implements Notebook {

  NotebookFirstStep(EnergyNet net) {
    this(net, net.outputPlane(), net.outputPlane());
  }

  @Override
  public void learn(Batch batch) {
    int last = net.settings.matrices();
    net.feed(last, batch.layers()[last - 1], moved, batch.rows());
    net.kernels.copy(moved, prediction);
    net.kernels.activate(net.settings.activation(), prediction);
    net.kernels.nudge(moved, prediction, batch.target(), net.nudging);
    net.kernels.activate(net.settings.activation(), moved);
    for (int k = 0; k < last; k++) {
      net.learn(k, batch, prediction, moved);
    }
  }

  /** Why layers of these sizes can't learn so; empty when they can. */
  static Optional<String> refusal(List<Integer> sizes) {
    int outputs = sizes.get(sizes.size() - 1);
    if (sizes.stream().skip(1).allMatch(units -> units == outputs)) {
      return Optional.empty();
    }
    return Optional.of(
        "scheme first-step needs every layer above the input as wide as the output, got layers "
            + sizes
            + "; early-inference takes any widths");
  }
}
