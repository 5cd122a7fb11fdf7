package org.basin.layers;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Plane;
import org.basin.space.Seeds;

/**
 * Gives a lane the start parameters and step sizes of its trial: what the sweep sets, and for the
 * rest what the trial's seed draws, or the number {@code start} in its place. A draw's number is
 * the parameter's place in the net, so that setting some leaves the others as they were.
 */
final class LaneStart {

  private final LayerNet net;
  private final LaneValues values;
  private final boolean started;
  private final LaneValues.Value start;
  private final List<StepSize> stepSizes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  /** The draws of a seed, before any scale: trials of one start share them. */
  private final double[] drawn;

  private long drawnSeed;
  private boolean ready;

  private record StepSize(Plane plane, LaneValues.Value value) {}

  /**
   * A start parameter.
   *
   * @param named whether the sweep sets it, to {@code value}; else it is a draw times that
   * @param range what a uniform draw from ±1 is multiplied by
   */
  private record Parameter(
      Plane plane, int cell, boolean named, LaneValues.Value value, double range) {}

  LaneStart(LayerNet net, LaneValues values) {
    this.net = net;
    this.values = values;
    started = values.has("start");
    start = values.of("start", 0);
    int k = 0;
    for (int i = 0; i < net.weights.length; i++) {
      if (net.weights[i] != null) {
        stepSizes.add(
            new StepSize(
                net.stepSizes[i], values.of("alpha", k, LayersModel.STANDARDS.number("alpha"))));
        affine(i, k++);
      }
    }
    drawn = new double[parameters.size()];
  }

  /** M row by row, then b: the notebook's order. */
  private void affine(int i, int k) {
    boolean named = values.hasAny("affine_" + k + "_");
    LaneValues.Value scale = values.of("init_scale", k, LayersModel.STANDARDS.number("init_scale"));
    int in = net.settings.units().get(i);
    int out = net.settings.units().get(i + 1);
    boolean xavier = net.settings.init() == LayerSettings.Init.XAVIER;
    double range = xavier ? Math.sqrt(6.0 / (in + out)) : 1;
    for (int row = 0; row < out; row++) {
      for (int column = 0; column < in; column++) {
        String name = named ? "affine_" + k + "_M_" + row + "_" + column : "";
        add(net.startWeights[i], column * out + row, name, scale, range);
      }
    }
    for (int row = 0; net.settings.bias() && row < out; row++) {
      String name = named ? "affine_" + k + "_b_" + row : "";
      add(net.startBiases[i], row, name, scale, xavier ? 0 : 1);
    }
  }

  private void add(Plane plane, int cell, String name, LaneValues.Value scale, double range) {
    boolean named = !name.isEmpty() && values.has(name);
    LaneValues.Value value = named ? values.of(name, 0) : scale;
    parameters.add(new Parameter(plane, cell, named, value, range));
  }

  void set(int lane, long seed, double[] trial) {
    draw(started ? Seeds.bits(Double.doubleToLongBits(start.in(trial) + 0.0), 0) : seed);
    for (int i = 0; i < stepSizes.size(); i++) {
      StepSize stepSize = stepSizes.get(i);
      stepSize.plane.set(0, lane, stepSize.value.in(trial));
    }
    for (int p = 0; p < drawn.length; p++) {
      Parameter parameter = parameters.get(p);
      double value = parameter.value.in(trial);
      double number = parameter.named ? value : value * (parameter.range * drawn[p]);
      parameter.plane.set(parameter.cell, lane, number);
    }
  }

  private void draw(long seed) {
    if (ready && seed == drawnSeed) {
      return;
    }
    for (int p = 0; p < drawn.length; p++) {
      drawn[p] =
          switch (net.settings.init()) {
            case NORMAL -> Seeds.normal(seed, p);
            case XAVIER, UNIFORM -> 2 * Seeds.uniform(seed, p) - 1;
            case ZEROS -> 0;
          };
    }
    drawnSeed = seed;
    ready = true;
  }
}
