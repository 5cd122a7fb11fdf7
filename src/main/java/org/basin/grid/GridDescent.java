package org.basin.grid;

import java.util.ArrayList;
import java.util.List;
import org.basin.grid.GridSettings.Optimizer;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/**
 * Turns gradients into steps: SGD with momentum, {@code v = μ v + g}, {@code p -= α v}, or Adam (D.
 * P. Kingma, J. Ba, 2015), both as PyTorch has them. Leaves the gradients zero.
 */
final class GridDescent {

  private final Optimizer optimizer;
  private final GridNet net;
  private final List<GridParameter> parameters;
  private final Kernels kernels;
  private final GridKernels grid;

  /** Velocities or running means, one plane for each parameter. */
  private final List<Plane> means = new ArrayList<>();

  /** Running mean squares; empty for SGD. */
  private final List<Plane> squares = new ArrayList<>();

  private final Plane stepSize;
  private final Plane momentum;
  private final Plane decay;

  /** Powers of what Adam's means forget by, for its bias correction. */
  private double mean;

  private double square;

  GridDescent(Optimizer optimizer, GridNet net, Kernels kernels) {
    this.optimizer = optimizer;
    this.kernels = kernels;
    this.net = net;
    grid = net.stack.grid;
    parameters = net.parameters.all();
    for (GridParameter parameter : parameters) {
      means.add(kernels.plane(parameter.values().cells()));
      if (optimizer == Optimizer.ADAM) {
        squares.add(kernels.plane(parameter.values().cells()));
      }
    }
    stepSize = kernels.plane(1);
    momentum = kernels.plane(1);
    decay = kernels.plane(1);
  }

  /** Forgets all steps before, and sets the momentum of SGD. */
  void restart(double momentum) {
    means.forEach(plane -> kernels.fill(plane, 0));
    squares.forEach(plane -> kernels.fill(plane, 0));
    net.clearGradients();
    this.momentum.setAll(0, momentum);
    mean = 1;
    square = 1;
  }

  void step(double rate) {
    mean *= GridKernels.MEAN;
    square *= GridKernels.SQUARE;
    stepSize.setAll(0, rate);
    for (int i = 0; i < parameters.size(); i++) {
      Plane values = parameters.get(i).values();
      Plane gradient = parameters.get(i).gradient();
      if (optimizer == Optimizer.ADAM) {
        double scale = 1 / Math.sqrt(1 - square);
        grid.adam(values, means.get(i), squares.get(i), gradient, rate / (1 - mean), scale);
      } else {
        kernels.descend(values, means.get(i), gradient, stepSize, momentum, decay);
        kernels.fill(gradient, 0);
      }
    }
  }
}
