package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.basin.data.Dataset;
import org.basin.kernel.Activation;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Early inference against back-propagation, in double precision. */
final class EarlyInferenceTest {

  private static final int ROWS = 5;

  /** A net with random parameters, and back-propagation through it written out plainly. */
  private static final class Net {

    final EnergyNet net;
    final Batch batch;
    final int last;

    Net(List<Integer> sizes, Activation activation, long seed) {
      Random random = new Random(seed);
      last = sizes.size() - 1;
      int classes = sizes.get(last);
      Dataset data =
          Dataset.of(
              "random",
              sizes.get(0),
              classes,
              random.doubles((long) ROWS * sizes.get(0), -1, 1).toArray(),
              IntStream.range(0, ROWS).map(r -> r % classes).toArray());
      EnergySettings settings =
          EnergySettings.of(
              Map.of(
                  "hidden",
                  sizes.subList(1, last).stream().map(Integer::longValue).toList(),
                  "activation",
                  activation.label(),
                  "scheme",
                  "early-inference",
                  "batch_size",
                  (long) ROWS),
              data);
      net = new EnergyNet(settings, data, new ScalarKernels(Precision.DOUBLE, 1));
      for (int k = 0; k < last; k++) {
        randomise(net.weights[k], random);
        randomise(net.biases[k + 1], random);
        net.stepSizes[k].setAll(0, 1);
        net.biasStepSizes[k].setAll(0, 1);
      }
      batch = net.batches.get(0);
      Scheme.EARLY_INFERENCE.settle(net, batch);
    }

    private static void randomise(Plane plane, Random random) {
      for (int cell = 0; cell < plane.cells(); cell++) {
        plane.setAll(cell, random.nextGaussian());
      }
    }

    double state(int k, int row, int unit) {
      return batch.layers()[k].get(row * net.settings.units(k) + unit, 0);
    }

    /** -δ/β of every layer as the scheme moves it, {@code [layer][cell]}. */
    double[][] steps(double beta) {
      net.nudging.setAll(0, beta);
      Plane[] moved = ((EarlyInference) net.rule()).move(batch);
      double[][] steps = new double[last + 1][];
      for (int k = 1; k <= last; k++) {
        steps[k] = new double[moved[k].cells()];
        for (int cell = 0; cell < steps[k].length; cell++) {
          steps[k][cell] = (batch.layers()[k].get(cell, 0) - moved[k].get(cell, 0)) / beta;
        }
      }
      return steps;
    }

    /** Derivatives of ½|p_L - t|² by the inputs of every layer, {@code [layer][cell]}. */
    double[][] backPropagated() {
      double[][] deltas = new double[last + 1][];
      for (int k = last; k > 0; k--) {
        int units = net.settings.units(k);
        deltas[k] = new double[ROWS * units];
        for (int r = 0; r < ROWS; r++) {
          for (int j = 0; j < units; j++) {
            double error = 0;
            if (k == last) {
              error = state(k, r, j) - batch.target().get(r * units + j, 0);
            } else {
              int above = net.settings.units(k + 1);
              for (int m = 0; m < above; m++) {
                error += deltas[k + 1][r * above + m] * net.weights[k].get(j * above + m, 0);
              }
            }
            deltas[k][r * units + j] = error * slope(state(k, r, j));
          }
        }
      }
      return deltas;
    }

    /** f' from f, which the smooth activations allow. */
    private double slope(double p) {
      return switch (net.settings.activation()) {
        case SIGMOID -> p * (1 - p);
        case TANH -> 1 - p * p;
        case IDENTITY -> 1;
        case RELU, HARD_SIGMOID -> throw new IllegalStateException("not smooth");
      };
    }

    /** ½|p_L - t|², mean over the rows, of a forward pass. */
    double cost() {
      Scheme.EARLY_INFERENCE.settle(net, batch);
      double sum = 0;
      for (int cell = 0; cell < batch.target().cells(); cell++) {
        double distance = batch.layers()[last].get(cell, 0) - batch.target().get(cell, 0);
        sum += distance * distance / 2;
      }
      return sum / ROWS;
    }
  }

  private static double largestDifference(double[][] a, double[][] b) {
    double largest = 0;
    for (int k = 1; k < a.length; k++) {
      for (int i = 0; i < a[k].length; i++) {
        largest = Math.max(largest, Math.abs(a[k][i] - b[k][i]));
      }
    }
    return largest;
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGMOID", "TANH"})
  void stepsBecomeTheBackPropagatedErrorsWithAnErrorOfOrderBeta(Activation activation) {
    for (long seed = 1; seed <= 5; seed++) {
      Net net = new Net(List.of(3, 4, 7, 2, 3), activation, seed);
      double[][] exact = net.backPropagated();
      double before = largestDifference(net.steps(0x1p-6), exact);
      for (int power = 7; power <= 12; power++) {
        double now = largestDifference(net.steps(Math.scalb(1.0, -power)), exact);
        assertThat(before / now).as("seed %s, beta 2^-%s", seed, power).isCloseTo(2, within(0.2));
        before = now;
      }
      assertThat(before).isLessThan(2e-3);
    }
  }

  @Test
  void withoutCurvatureAnyBetaGivesBackPropagation() {
    Net net = new Net(List.of(3, 4, 2), Activation.IDENTITY, 8);
    assertThat(largestDifference(net.steps(0.7), net.backPropagated())).isLessThan(1e-13);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void changesOfTheParametersDescendTheCost(long seed) {
    List<Integer> sizes = List.of(2, 3, 4, 2);
    double beta = 1e-6;
    Net trained = new Net(sizes, Activation.SIGMOID, seed);
    trained.net.nudging.setAll(0, beta);
    Scheme.EARLY_INFERENCE.learn(trained.net, trained.batch);
    Net net = new Net(sizes, Activation.SIGMOID, seed);
    for (int k = 0; k < net.last; k++) {
      for (Plane[] pair :
          new Plane[][] {
            {net.net.weights[k], trained.net.weights[k]},
            {net.net.biases[k + 1], trained.net.biases[k + 1]}
          }) {
        for (int cell = 0; cell < pair[0].cells(); cell++) {
          double start = pair[0].get(cell, 0);
          double change = (pair[1].get(cell, 0) - start) / beta;
          assertThat(change).isCloseTo(-slope(net, pair[0], cell, start), within(1e-5));
        }
      }
    }
  }

  /** Central difference of the cost by one parameter. */
  private static double slope(Net net, Plane parameter, int cell, double start) {
    double h = 1e-5;
    parameter.set(cell, 0, start + h);
    double right = net.cost();
    parameter.set(cell, 0, start - h);
    double left = net.cost();
    parameter.set(cell, 0, start);
    return (right - left) / (2 * h);
  }
}
