package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnergiesTest {

  private static EnergyNet net(String scheme, List<Long> hidden, int rows, Kernels kernels) {
    Dataset data = RandomNet.data(rows, 3, 2, 4);
    EnergySettings settings =
        RandomNet.settings(
            data,
            hidden,
            Map.of("batch_size", (long) rows, "scheme", scheme, "activation", "sigmoid"));
    EnergyNet net = RandomNet.net(settings, data, kernels, 9);
    for (int k = 1; k <= settings.matrices(); k++) {
      RandomNet.randomise(net.batches.get(0).layers()[k], 77 + k);
    }
    return net;
  }

  private static double measured(EnergyNet net, Energy energy, int lane) {
    energy.keep(net.batches.get(0));
    energy.measure();
    return energy.total(lane);
  }

  private static double written(EnergyNet net, String formula, int lane) {
    return measured(net, new WrittenEnergy(net, Energy.formula(formula)), lane);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "5, 13", "3, 17"})
  void theHopfieldEnergyWrittenOutIsTheHopfieldEnergy(long width, int rows) {
    for (List<Long> hidden : List.of(List.<Long>of(), List.of(width), List.of(width, 3L))) {
      EnergyNet net = net("chl", hidden, rows, new ScalarKernels(Precision.DOUBLE, 2));
      HopfieldEnergy hopfield = new HopfieldEnergy(net);
      double expected = measured(net, hopfield, 1);
      hopfield.measureParts();
      assertThat(written(net, "-pre*weight*post - bias*post", 1))
          .isCloseTo(expected, within(1e-11));
      assertThat(written(net, "-(pre*weight + 0)*post", 1))
          .isCloseTo(hopfield.ofWeights(1), within(1e-11));
      assertThat(written(net, "0.5*post*post - (bias*post + pre*weight*post)", 1))
          .isCloseTo(expected + hopfield.ofStates(1), within(1e-11));
    }
  }

  /** Number by number: of a connection, of a unit below, of one above, of a matrix. */
  @Test
  void eachTermIsSummedOverWhatItReads() {
    int rows = 4;
    EnergyNet net = net("chl", List.of(5L), rows, new ScalarKernels(Precision.DOUBLE, 1));
    Batch batch = net.batches.get(0);
    double[] sums = new double[4];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < 2; k++) {
        int in = net.settings.units(k);
        int out = net.settings.units(k + 1);
        sums[3] += 2;
        for (int i = 0; i < in; i++) {
          double pre = batch.layers()[k].get(r * in + i, 0);
          sums[1] += pre * pre;
          for (int j = 0; j < out; j++) {
            double post = batch.layers()[k + 1].get(r * out + j, 0);
            sums[0] += Math.abs(net.weights[k].get(i * out + j, 0)) * Math.max(pre, post);
            sums[2] += i == 0 ? StrictMath.tanh(net.biases[k + 1].get(j, 0)) : 0;
          }
        }
      }
    }
    assertThat(written(net, "abs(weight) * max(pre, post)", 0))
        .isCloseTo(sums[0] / rows, within(1e-11));
    assertThat(written(net, "pre*pre", 0)).isCloseTo(sums[1] / rows, within(1e-11));
    assertThat(written(net, "tanh(bias)", 0)).isCloseTo(sums[2] / rows, within(1e-11));
    assertThat(written(net, "2", 0)).isCloseTo(sums[3] / rows, within(1e-11));
    assertThat(written(net, "2 - tanh(bias) + pre*pre", 0))
        .isCloseTo((sums[3] - sums[2] + sums[1]) / rows, within(1e-11));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chl", "cep"})
  void thePredictionErrorVanishesWhereTheStatesAreThePredictions(String scheme) {
    EnergyNet net = net(scheme, List.of(4L, 3L), 6, new ScalarKernels(Precision.DOUBLE, 1));
    Batch batch = net.batches.get(0);
    assertThat(measured(net, new PredictionError(net), 0)).isGreaterThan(0.1);
    for (int k = 1; k <= 3; k++) {
      net.feed(k, batch.layers()[k - 1], batch.layers()[k], 6);
      if (k < 3 || scheme.equals("chl")) {
        net.kernels.activate(net.settings.activation(), batch.layers()[k]);
      }
    }
    assertThat(measured(net, new PredictionError(net), 0)).isZero();
    double output = batch.output().get(3, 0);
    batch.output().set(3, 0, output + 0.5);
    assertThat(measured(net, new PredictionError(net), 0)).isCloseTo(0.125 / 6, within(1e-12));
  }

  @Test
  void scalarAndVectorGiveTheSameBitsInBothLayouts() {
    for (int lanes : new int[] {Plane.LANES, 1}) {
      double[][] energies = new double[2][2 * lanes];
      for (int engine = 0; engine < 2; engine++) {
        Kernels kernels =
            engine == 0 ? new ScalarEngine().open(lanes) : new VectorEngine().open(lanes);
        EnergyNet net = net("ep", List.of(65L, 7L), 5, kernels);
        for (int lane = 0; lane < lanes; lane++) {
          String formula = "tanh(pre*weight) * post - 0.5*post*post + (bias > 0)";
          energies[engine][2 * lane] = written(net, formula, lane);
          energies[engine][2 * lane + 1] = measured(net, new PredictionError(net), lane);
        }
      }
      assertThat(energies[1]).isEqualTo(energies[0]);
    }
  }

  @Test
  void aStepHidesNoDivergence() {
    EnergyNet net = net("chl", List.of(2L), 3, new ScalarKernels(Precision.SINGLE, 1));
    net.batches.get(0).output().set(0, 0, Double.POSITIVE_INFINITY);
    assertThat(written(net, "(post > 0)", 0)).isNaN();
  }
}
