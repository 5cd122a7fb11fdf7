package org.basin.energy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basin.kernel.Plane;
import org.basin.learn.Standards;
import org.basin.space.Seeds;

/**
 * A number of a net that differs from lane to lane.
 *
 * @param index which of the sweep's lane values fills it
 */
record LaneSlot(Plane plane, int cell, int index) {

  void set(int lane, double[] values) {
    plane.set(cell, lane, values[index]);
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

  /**
   * Sorts the numbers of a net: what is the same in every trial is set at once, what an axis varies
   * becomes a slot, what nobody sets becomes a draw.
   */
  static final class Sorter {

    final List<LaneSlot> slots = new ArrayList<>();
    final List<Draw> draws = new ArrayList<>();
    private final Map<String, Double> fixed;
    private final List<String> axes;

    /** Whether a weight is set by name; a wide net has too many to ask each of them. */
    private final boolean named;

    Sorter(EnergyNet net, Map<String, Double> fixed, List<String> axes) {
      this.fixed = fixed;
      this.axes = axes;
      named =
          Stream.concat(fixed.keySet().stream(), axes.stream())
              .anyMatch(name -> name.startsWith("weight_") && !name.equals("weight_decay"));
      Standards standards = EnergyModel.STANDARDS;
      double stepSize = standards.number("alpha");
      double bias = standards.number("bias_K_J");
      place("beta", net.nudging, 0, standards.number("beta"));
      place("momentum", net.momentum, 0, standards.number("momentum"));
      place("weight_decay", net.weightDecay, 0, standards.number("weight_decay"));
      long number = 0;
      for (int k = 0; k < net.weights.length; k++) {
        String alpha = firstSet("alpha_" + k, "alpha");
        String biasAlpha = firstSet("bias_alpha_" + k, "bias_alpha", alpha);
        place(alpha, net.stepSizes[k], 0, stepSize);
        place(biasAlpha, net.biasStepSizes[k], 0, stepSize);
        for (int j = 0; j < net.settings.units(k + 1); j++) {
          place("bias_" + (k + 1) + "_" + j, net.startBiases[k + 1], j, bias);
        }
        for (int cell = 0; cell < net.weights[k].cells(); cell++) {
          weight(net, k, cell, number++);
        }
      }
    }

    /** The first that the sweep sets, else the last. */
    private String firstSet(String... names) {
      return Arrays.stream(names)
          .filter(name -> fixed.containsKey(name) || axes.contains(name))
          .findFirst()
          .orElse(names[names.length - 1]);
    }

    private void weight(EnergyNet net, int k, int cell, long number) {
      int columns = net.settings.units(k + 1);
      String name = named ? "weight_" + k + "_" + cell / columns + "_" + cell % columns : "";
      Plane plane = net.startWeights[k];
      if (fixed.containsKey(name) || axes.contains(name)) {
        place(name, plane, cell, 0);
      } else {
        EnergySettings.Init init = net.settings.init();
        int units = net.settings.units(k) + columns;
        double range = init == EnergySettings.Init.XAVIER ? Math.sqrt(6.0 / units) : 1;
        draws.add(new Draw(plane, cell, number, init, range));
      }
    }

    private void place(String name, Plane plane, int cell, double standard) {
      int index = axes.indexOf(name);
      if (index >= 0) {
        slots.add(new LaneSlot(plane, cell, index));
      } else {
        plane.setAll(cell, fixed.getOrDefault(name, standard));
      }
    }
  }
}
