package org.basin.energy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;

/** Nets with normally distributed parameters over random samples; each lane has its own. */
final class RandomNet {

  private RandomNet() {}

  static Dataset data(int samples, int inputs, int classes, long seed) {
    return Dataset.of(
        "random",
        inputs,
        classes,
        new Random(seed).doubles((long) samples * inputs, -1, 1).map(x -> (float) x).toArray(),
        IntStream.range(0, samples).map(s -> s * 7 % 11 % classes).toArray());
  }

  /** Settings of these hidden layers and others by name. */
  static EnergySettings settings(Dataset data, List<Long> hidden, Map<String, Object> others) {
    Map<String, Object> structure = new HashMap<>(others);
    structure.put("hidden", hidden);
    return EnergySettings.of(structure, data);
  }

  static EnergyNet net(EnergySettings settings, Dataset data, Kernels kernels, long seed) {
    EnergyNet net = new EnergyNet(settings, data, kernels);
    for (int k = 0; k < settings.matrices(); k++) {
      randomise(net.weights[k], seed + 100 * k);
      randomise(net.biases[k + 1], seed + 100 * k + 50);
      net.stepSizes[k].setAll(0, 0.1);
      net.biasStepSizes[k].setAll(0, 0.1);
    }
    net.nudging.setAll(0, 0.2);
    return net;
  }

  /** Fills each lane with numbers that depend on the seed and the lane alone. */
  static void randomise(Plane plane, long seed) {
    for (int lane = 0; lane < plane.lanes(); lane++) {
      Random random = new Random(seed * 1000 + lane);
      for (int cell = 0; cell < plane.cells(); cell++) {
        plane.set(cell, lane, (float) random.nextGaussian());
      }
    }
  }
}
