package org.basin.layers;

import java.util.Arrays;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.learn.Outputs;
import org.basin.learn.Readout;

/** What a net makes of inputs: its last layer. */
final class LayerOutputs implements Readout {

  private final Kernels kernels;
  private final int inputs;
  private final int outputs;
  private final float[] x;
  private final int[] labels;
  private final int samples;
  private final int rows;

  /** Over so many inputs at a time, and over those that remain; null when none do. */
  private final Pass pass;

  private final Pass rest;
  private final Plane shown;
  private final Plane left;

  /**
   * @param x inputs one after the other, at least one
   * @param labels of them; empty where they have none
   */
  LayerOutputs(LayerNet net, float[] x, int[] labels) {
    this.labels = labels;
    kernels = net.kernels;
    inputs = net.settings.inputs();
    outputs = net.settings.outputs();
    this.x = x;
    samples = x.length / inputs;
    rows = Lessons.together(net.settings, samples);
    pass = new Pass(net, rows, samples);
    shown = kernels.plane(rows * inputs);
    int remaining = samples % rows;
    rest = remaining == 0 ? null : new Pass(net, remaining, samples);
    left = remaining == 0 ? null : kernels.plane(remaining * inputs);
  }

  @Override
  public int samples() {
    return samples;
  }

  @Override
  public int width() {
    return outputs;
  }

  @Override
  public int label(int sample) {
    return labels.length == 0 ? -1 : labels[sample];
  }

  @Override
  public void read(Outputs into) {
    int whole = samples - samples % rows;
    for (int first = 0; first < whole; first += rows) {
      into.take(forward(pass, shown, first, rows), first, rows);
    }
    if (rest != null) {
      into.take(forward(rest, left, whole, samples - whole), whole, samples - whole);
    }
  }

  private Plane forward(Pass pass, Plane inputs, int first, int count) {
    int lanes = kernels.lanes();
    int[] places = new int[count * lanes];
    for (int row = 0; row < count; row++) {
      Arrays.fill(places, row * lanes, (row + 1) * lanes, first + row);
    }
    kernels.gather(x, places, inputs, count, this.inputs);
    return pass.forward(inputs);
  }
}
