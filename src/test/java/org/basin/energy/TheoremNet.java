package org.basin.energy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.data.Dataset;
import org.basin.kernel.Activation;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;

/** A small random net with random samples, in double precision, whose rules can be compared. */
final class TheoremNet {

  static final int STEPS = 600;

  private final List<Integer> sizes;
  private final Activation activation;
  private final int rows;
  private final Dataset data;

  /** W[0], b[1], W[1], b[2], …. */
  final double[][] parameters;

  /**
   * @param scale weights lie within ± this
   */
  TheoremNet(List<Integer> sizes, Activation activation, int rows, double scale, long seed) {
    this.sizes = sizes;
    this.activation = activation;
    this.rows = rows;
    Random random = new Random(seed);
    double[] x = random.doubles((long) rows * sizes.get(0), -1, 1).toArray();
    int classes = sizes.get(sizes.size() - 1);
    int[] labels = random.ints(rows, 0, classes).toArray();
    data = Dataset.of("random", sizes.get(0), classes, x, labels);
    parameters = new double[2 * (sizes.size() - 1)][];
    for (int k = 0; k + 1 < sizes.size(); k++) {
      long cells = (long) sizes.get(k) * sizes.get(k + 1);
      parameters[2 * k] = random.doubles(cells, -scale, scale).toArray();
      parameters[2 * k + 1] = random.doubles(sizes.get(k + 1), 0.4, 0.6).toArray();
    }
  }

  EnergySettings settings(Scheme scheme, EnergySettings.Mode mode) {
    return EnergySettings.of(
        Map.of(
            "hidden",
            sizes.subList(1, sizes.size() - 1).stream().map(Integer::longValue).toList(),
            "activation",
            activation.label(),
            "scheme",
            scheme.label(),
            "epochs",
            1L,
            "batch_size",
            (long) rows,
            "free_steps",
            (long) STEPS,
            "nudged_steps",
            (long) STEPS,
            "mode",
            mode.name().toLowerCase(Locale.ROOT),
            "init",
            "zeros"),
        data);
  }

  /** The net with these parameters at its free state. */
  EnergyReplay settled(Scheme scheme, double beta) {
    return settled(scheme, beta, EnergySettings.Mode.ASYNCHRONOUS);
  }

  EnergyReplay settled(Scheme scheme, double beta, EnergySettings.Mode mode) {
    ScalarKernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
    EnergyReplay net = new EnergyReplay(settings(scheme, mode), data, kernels);
    for (int k = 0; k + 1 < sizes.size(); k++) {
      net.setWeights(k, parameters[2 * k]);
      net.setBiases(k + 1, parameters[2 * k + 1]);
    }
    net.setNudging(beta);
    net.begin();
    net.settle(0);
    return net;
  }

  /** The gradient that a scheme estimates at the free state, in the order of the parameters. */
  double[] gradient(Scheme scheme, double beta) {
    return gradient(settled(scheme, beta));
  }

  double[] gradient(EnergyReplay net) {
    net.learn(0);
    return IntStream.range(0, sizes.size() - 1)
        .boxed()
        .flatMap(k -> Stream.of(net.weightGradient(k), net.biasGradient(k + 1)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** Mean of ½|s_L - y|² at the free state. */
  double cost() {
    return settled(Scheme.CEP, 0.5).cost() / 2;
  }

  /** A net of kernels for a scheme, with these parameters, states zero. */
  EnergyNet net(EnergySettings.Mode mode) {
    EnergyNet net =
        new EnergyNet(settings(Scheme.CEP, mode), data, new ScalarKernels(Precision.DOUBLE, 1));
    for (int k = 0; k + 1 < sizes.size(); k++) {
      for (int cell = 0; cell < parameters[2 * k].length; cell++) {
        net.weights[k].set(cell, 0, parameters[2 * k][cell]);
      }
      for (int cell = 0; cell < parameters[2 * k + 1].length; cell++) {
        net.biases[k + 1].set(cell, 0, parameters[2 * k + 1][cell]);
      }
    }
    return net;
  }

  /** The largest distance between two gradients. */
  static double distance(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
  }
}
