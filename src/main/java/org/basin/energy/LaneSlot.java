package org.basin.energy;

import java.util.ArrayList;
import java.util.List;
import org.basin.kernel.Plane;
import org.basin.space.Seeds;

/**
 * A number of a net that differs from lane to lane, and which of the sweep's lane values fills it.
 *
 * @param index place among the sweep's lane values; negative for the standard
 */
record LaneSlot(Plane plane, int cell, int index, double standard) {

  /** α when a sweep says nothing. */
  static final double STEP_SIZE = 0.1;

  /** β when a sweep says nothing. */
  static final double NUDGING = 0.1;

  void set(int lane, double[] values) {
    plane.set(cell, lane, index < 0 ? standard : values[index]);
  }

  /** Nudging, step sizes, biases and the start weights that the sweep sets. */
  static List<LaneSlot> of(EnergyNet net, List<String> names) {
    List<LaneSlot> slots = new ArrayList<>();
    slots.add(new LaneSlot(net.nudging, 0, names.indexOf("beta"), NUDGING));
    for (int k = 0; k < net.weights.length; k++) {
      int own = names.indexOf("alpha_" + k);
      int index = own < 0 ? names.indexOf("alpha") : own;
      slots.add(new LaneSlot(net.stepSizes[k], 0, index, STEP_SIZE));
      int columns = net.settings.units(k + 1);
      for (int cell = 0; cell < net.weights[k].cells(); cell++) {
        int named = names.indexOf(weight(k, cell, columns));
        if (named >= 0) {
          slots.add(new LaneSlot(net.weights[k], cell, named, 0));
        }
      }
      for (int j = 0; j < columns; j++) {
        int named = names.indexOf("bias_" + (k + 1) + "_" + j);
        slots.add(new LaneSlot(net.biases[k + 1], j, named, 0));
      }
    }
    return slots;
  }

  private static String weight(int k, int cell, int columns) {
    return "weight_" + k + "_" + cell / columns + "_" + cell % columns;
  }

  /**
   * A start weight that the trial's seed decides. The draw's number is the weight's place among all
   * weights of the net, so setting some weights leaves the others as they were.
   */
  record Draw(Plane plane, int cell, long number, EnergySettings.Init init, double range) {

    void set(int lane, double scale, long seed) {
      double value =
          switch (init) {
            case XAVIER, UNIFORM -> range * (2 * Seeds.uniform(seed, number) - 1);
            case NORMAL -> Seeds.normal(seed, number);
            case ZEROS -> 0;
          };
      plane.set(cell, lane, scale * value);
    }
  }

  /** The start weights that the sweep does not set. */
  static List<Draw> draws(EnergyNet net, List<String> names) {
    List<Draw> draws = new ArrayList<>();
    EnergySettings.Init init = net.settings.init();
    long number = 0;
    for (int k = 0; k < net.weights.length; k++) {
      int rows = net.settings.units(k);
      int columns = net.settings.units(k + 1);
      double range = init == EnergySettings.Init.XAVIER ? Math.sqrt(6.0 / (rows + columns)) : 1;
      for (int cell = 0; cell < net.weights[k].cells(); cell++, number++) {
        if (!names.contains(weight(k, cell, columns))) {
          draws.add(new Draw(net.weights[k], cell, number, init, range));
        }
      }
    }
    return draws;
  }
}
