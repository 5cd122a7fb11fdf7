package org.basin.grid;

import org.basin.kernel.GridActivation;
import org.basin.kernel.GridKernels;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Stencil;

/**
 * The grid alone, without dense layers and loss, for holding it against reference vectors. Arrays
 * are row-major, (samples, cells) or (depth, cells).
 */
public final class StackReplay {

  private final int cells;
  private final int samples;
  private final GridStack stack;
  private final GridParameters parameters;
  private final Plane flat;

  /** Gradient of the input. */
  private final double[] gradient;

  private final double[][] states;

  /**
   * @param samples that go through one after the other
   * @param kernels of one lane
   */
  public StackReplay(
      Stencil stencil, int depth, GridActivation activation, int samples, Kernels kernels) {
    this.samples = samples;
    int rows = GridKernels.rows(kernels.wholePlanes(), samples);
    cells = stencil.cells();
    parameters = new GridParameters(kernels);
    stack = new GridStack(stencil, depth, activation, false, false, rows, kernels, parameters);
    flat = kernels.plane(rows * cells);
    gradient = new double[samples * cells];
    states = new double[depth + 1][samples * cells];
  }

  /** Sets weights and biases. */
  public void set(double[] weights, double[] biases) {
    parameters.of("grid_w").write(weights);
    parameters.of("grid_b").write(biases);
  }

  /** Sets the inputs. */
  public void setInputs(double[] x) {
    System.arraycopy(x, 0, states[0], 0, states[0].length);
  }

  /** All samples forwards. */
  public void forward() {
    for (int first = 0; first < samples; first += stack.rows) {
      forward(first, Math.min(stack.rows, samples - first));
    }
  }

  /** All samples forwards, and back from the gradient of the outputs. */
  public void run(double[] outputGradient) {
    for (int first = 0; first < samples; first += stack.rows) {
      int rows = Math.min(stack.rows, samples - first);
      forward(first, rows);
      write(outputGradient, first, rows);
      stack.grid.spread(flat, 0, stack.gradient[0], rows);
      stack.backward(rows);
      stack.grid.collect(stack.arrived, flat, 0, rows);
      read(gradient, first, rows);
    }
  }

  private void forward(int first, int rows) {
    write(states[0], first, rows);
    stack.grid.spread(flat, 0, stack.states[0], rows);
    stack.forward(rows);
    for (int k = 1; k < states.length; k++) {
      stack.grid.collect(stack.states[k], flat, 0, rows);
      read(states[k], first, rows);
    }
  }

  private void write(double[] from, int first, int rows) {
    for (int i = 0; i < rows * cells; i++) {
      flat.set(i, 0, from[first * cells + i]);
    }
  }

  private void read(double[] to, int first, int rows) {
    for (int i = 0; i < rows * cells; i++) {
      to[first * cells + i] = flat.get(i, 0);
    }
  }

  /** States behind a layer, from 0 before the first. */
  public double[] states(int layer) {
    return states[layer].clone();
  }

  /** Gradient of the weights, summed over the samples. */
  public double[] weightGradient() {
    return parameters.of("grid_w").readGradient();
  }

  /** Gradient of the biases, summed over the samples. */
  public double[] biasGradient() {
    return parameters.of("grid_b").readGradient();
  }

  /** Gradient of the inputs. */
  public double[] inputGradient() {
    return gradient.clone();
  }
}
