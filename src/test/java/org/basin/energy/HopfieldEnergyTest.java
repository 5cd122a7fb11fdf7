package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.trial.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HopfieldEnergyTest {

  private static EnergyNet net(List<Long> hidden, int rows, Kernels kernels) {
    Dataset data = RandomNet.data(rows, 3, 2, 4);
    EnergySettings settings =
        RandomNet.settings(data, hidden, Map.of("batch_size", (long) rows, "scheme", "chl"));
    EnergyNet net = RandomNet.net(settings, data, kernels, 9);
    for (int k = 1; k <= settings.matrices(); k++) {
      RandomNet.randomise(net.batches.get(0).layers()[k], 77 + k);
    }
    return net;
  }

  /** The formula, number by number: of the biases, of the weights, of the states. */
  private static double[] parts(EnergyNet net, int lane) {
    Batch batch = net.batches.get(0);
    double[] parts = new double[3];
    for (int r = 0; r < batch.rows(); r++) {
      for (int k = 1; k <= net.settings.matrices(); k++) {
        int in = net.settings.units(k - 1);
        int units = net.settings.units(k);
        for (int j = 0; j < units; j++) {
          double state = batch.layers()[k].get(r * units + j, lane);
          parts[0] -= net.biases[k].get(j, lane) * state;
          parts[2] += state * state / 2;
          for (int i = 0; i < in; i++) {
            double below = batch.layers()[k - 1].get(r * in + i, lane);
            parts[1] -= below * net.weights[k - 1].get(i * units + j, lane) * state;
          }
        }
      }
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i] /= batch.rows();
    }
    return parts;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "5, 13", "16, 4", "3, 17"})
  void theEnergyIsWhatTheFormulaSays(long width, int rows) {
    for (List<Long> hidden : List.of(List.<Long>of(), List.of(width), List.of(width, 3L, 2L))) {
      EnergyNet net = net(hidden, rows, new ScalarKernels(Precision.DOUBLE, 2));
      HopfieldEnergy energy = new HopfieldEnergy(net);
      energy.keep(net.batches.get(0));
      energy.measure();
      energy.measureParts();
      double[] parts = parts(net, 1);
      assertThat(energy.ofBiases(1)).isCloseTo(parts[0], within(1e-11));
      assertThat(energy.ofWeights(1)).isCloseTo(parts[1], within(1e-11));
      assertThat(energy.ofStates(1)).isCloseTo(parts[2], within(1e-11));
      assertThat(energy.total(1)).isCloseTo(parts[0] + parts[1], within(1e-11));
    }
  }

  @Test
  void scalarAndVectorGiveTheSameBits() {
    double[][] energies = new double[2][Plane.LANES];
    for (int engine = 0; engine < 2; engine++) {
      EnergyNet net = net(List.of(5L, 2L), 7, Engines.all().get(engine).open(Plane.LANES));
      HopfieldEnergy energy = new HopfieldEnergy(net);
      energy.keep(net.batches.get(0));
      energy.measure();
      energy.measureParts();
      for (int lane = 0; lane < Plane.LANES; lane++) {
        energies[engine][lane] = energy.total(lane) + energy.ofStates(lane);
      }
    }
    assertThat(energies[1]).isEqualTo(energies[0]);
  }

  /** Each hidden unit moves to where E + ½|s|² is least while the others stand still. */
  @Test
  void settlingHardSigmoidUnitsNeverRaisesTheEnergyWithTheStates() {
    Dataset data = RandomNet.data(5, 3, 2, 4);
    EnergySettings settings =
        RandomNet.settings(
            data, List.of(6L, 4L), Map.of("batch_size", 5L, "activation", "hard-sigmoid"));
    EnergyNet net = RandomNet.net(settings, data, new ScalarKernels(Precision.DOUBLE, 1), 3);
    Batch batch = net.batches.begin(0);
    double before = whole(net, batch);
    for (int sweep = 0; sweep < 20; sweep++) {
      for (int k = 1; k < settings.matrices(); k++) {
        net.feedBetween(
            k, batch.layers()[k - 1], batch.layers()[k + 1], batch.layers()[k], batch.rows());
        net.kernels.activate(settings.activation(), batch.layers()[k]);
        double after = whole(net, batch);
        assertThat(after).isLessThanOrEqualTo(before + 1e-12);
        before = after;
      }
    }
  }

  private static double whole(EnergyNet net, Batch batch) {
    HopfieldEnergy energy = new HopfieldEnergy(net);
    energy.keep(batch);
    energy.measure();
    energy.measureParts();
    return energy.total(0) + energy.ofStates(0);
  }
}
