package org.basin.grid;

import java.util.Arrays;
import java.util.List;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Weights;

/**
 * A neural grid whose parameters and minibatch can be set, and everything it computes read, for
 * holding it against reference vectors and for trying it out.
 *
 * <p>Arrays are row-major: inputs of shape (samples, inputs), parameters as {@link #shape} says.
 */
public final class GridReplay {

  private final GridSettings settings;
  private final int samples;
  private final GridNet net;
  private final GridDescent descent;
  private final double[] outputs;

  /** States of all layers, {@code [depth + 1][samples * cells]}. */
  private final double[][] states;

  private final Plane cells;

  /**
   * @param samples of the minibatch
   * @param kernels of one lane
   */
  public GridReplay(GridSettings settings, int samples, Kernels kernels) {
    this.settings = settings;
    this.samples = samples;
    net = new GridNet(settings, samples, kernels);
    descent = new GridDescent(settings.optimizer(), net, kernels);
    outputs = new double[samples * settings.classes()];
    states = new double[settings.depth() + 1][samples * settings.cells()];
    cells = kernels.plane(net.stack.rows * settings.cells());
    descent.restart(0);
  }

  /** Names of all parameters. */
  public List<String> names() {
    return net.parameters.parameters().stream().map(Weights::name).toList();
  }

  /** Shape of a parameter. */
  public List<Integer> shape(String name) {
    return net.parameters.of(name).weights().shape();
  }

  /** Reads a parameter. */
  public double[] get(String name) {
    return net.parameters.of(name).read();
  }

  /** Sets a parameter. */
  public void set(String name, double[] values) {
    net.parameters.of(name).write(values);
  }

  /** Gradient of the mean loss with respect to a parameter, of the last {@link #run}. */
  public double[] gradient(String name) {
    return net.parameters.of(name).readGradient();
  }

  /** Sets the samples, (samples, inputs), and their targets, (samples, classes). */
  public void setSamples(double[] inputs, double[] targets) {
    write(inputs, net.x, samples * settings.inputs());
    write(targets, net.target, samples * settings.classes());
  }

  private static void write(double[] values, Plane plane, int numbers) {
    if (values.length != numbers) {
      throw new IllegalArgumentException(
          "as many numbers must be given as samples have, got %d for %d"
              .formatted(values.length, numbers));
    }
    for (int i = 0; i < numbers; i++) {
      plane.set(i, 0, values[i]);
    }
  }

  /** Forgets what momentum or Adam remember. */
  public void restart(double momentum) {
    descent.restart(momentum);
  }

  /** All samples forwards, which leaves outputs and states and no gradients. */
  public void forward() {
    net.enter(samples);
    for (int first = 0; first < samples; first += net.stack.rows) {
      int rows = Math.min(net.stack.rows, samples - first);
      net.forward(first, rows);
      keep(first, rows);
    }
  }

  /** All samples forwards and backwards, gradients from zero; returns the mean loss. */
  public double run() {
    net.clearGradients();
    net.enter(samples);
    double loss = 0;
    for (int first = 0; first < samples; first += net.stack.rows) {
      int rows = Math.min(net.stack.rows, samples - first);
      net.forward(first, rows);
      loss += net.loss(first, rows, 1.0 / samples);
      keep(first, rows);
      net.backward(first, rows);
    }
    net.leave(samples);
    return loss / samples;
  }

  private void keep(int first, int rows) {
    int classes = settings.classes();
    for (int i = 0; i < rows * classes; i++) {
      outputs[first * classes + i] = net.output.get(i, 0);
    }
    for (int k = 0; k < states.length; k++) {
      net.stack.grid.collect(net.stack.states[k], cells, 0, rows);
      for (int i = 0; i < rows * settings.cells(); i++) {
        states[k][first * settings.cells() + i] = cells.get(i, 0);
      }
    }
  }

  /** Outputs of the last {@link #run} or {@link #forward}, (samples, classes). */
  public double[] outputs() {
    return outputs.clone();
  }

  /** States of the last of these behind a layer, from 0 before the first, (samples, cells). */
  public double[] states(int layer) {
    return Arrays.copyOf(states[layer], states[layer].length);
  }

  /** A step of the optimizer along the gradients of the last {@link #run}, which it forgets. */
  public void step(double rate) {
    descent.step(rate);
  }
}
