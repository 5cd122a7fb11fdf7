package org.basin.grid;

import java.util.ArrayList;
import java.util.List;
import org.basin.data.Samples;
import org.basin.kernel.Kernels;
import org.basin.learn.Parameter;

/** What a neural grid does with the samples of each class: its states, mean over the samples. */
public final class ClassStates {

  /** Samples that are shown together. */
  private static final int TOGETHER = 64;

  private final GridSettings settings;
  private final List<Parameter> parameters;
  private final Kernels kernels;

  /**
   * @param parameters of a grid of these settings
   * @param kernels of one lane
   */
  public ClassStates(GridSettings settings, List<Parameter> parameters, Kernels kernels) {
    this.settings = settings;
    this.parameters = parameters;
    this.kernels = kernels;
  }

  /**
   * The means, {@code [class][(depth + 1) * cells]}, the grid's entry first; NaN for a class
   * without samples.
   */
  public double[][] of(Samples samples) {
    int cells = settings.cells();
    double[][] sums = new double[settings.classes()][(settings.depth() + 1) * cells];
    int[] counts = new int[settings.classes()];
    GridReplay whole = replay(Math.min(TOGETHER, samples.size()));
    for (int from = 0; from < samples.size(); from += TOGETHER) {
      int count = Math.min(TOGETHER, samples.size() - from);
      GridReplay net = count < TOGETHER && from > 0 ? replay(count) : whole;
      show(net, samples, from, count);
      for (int layer = 0; layer <= settings.depth(); layer++) {
        double[] states = net.states(layer);
        for (int i = 0; i < states.length; i++) {
          int label = samples.labels()[from + i / cells];
          sums[label][layer * cells + i % cells] += states[i];
        }
      }
      for (int s = 0; s < count; s++) {
        counts[samples.labels()[from + s]]++;
      }
    }
    for (int k = 0; k < sums.length; k++) {
      for (int i = 0; i < sums[k].length; i++) {
        sums[k][i] /= counts[k];
      }
    }
    return sums;
  }

  /** The entry of the grid for one sample, one number for each neuron. */
  double[] entry(Samples samples, int sample) {
    GridReplay net = replay(1);
    show(net, samples, sample, 1);
    return net.states(0);
  }

  private GridReplay replay(int samples) {
    GridReplay net = new GridReplay(settings, samples, kernels);
    for (Parameter one : parameters) {
      double[] values = new double[one.values().length];
      for (int i = 0; i < values.length; i++) {
        values[i] = one.values()[i];
      }
      net.set(one.name(), values);
    }
    return net;
  }

  private void show(GridReplay net, Samples samples, int from, int count) {
    double[] inputs = new double[count * settings.inputs()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = samples.x()[from * settings.inputs() + i];
    }
    net.setSamples(inputs, new double[count * settings.classes()]);
    net.forward();
  }

  /** Layers of a parameter of the grid, {@code [depth][cells]}, by its name. */
  public double[][] layers(String name) {
    List<double[]> layers = new ArrayList<>();
    for (Parameter one : parameters) {
      for (int from = 0; one.name().equals(name) && from < one.values().length; ) {
        double[] layer = new double[settings.cells()];
        for (int i = 0; i < layer.length; i++) {
          layer[i] = one.values()[from++];
        }
        layers.add(layer);
      }
    }
    return layers.toArray(double[][]::new);
  }
}
