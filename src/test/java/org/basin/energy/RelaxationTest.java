package org.basin.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.basin.kernel.Activation;
import org.basin.kernel.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RelaxationTest {

  /** Σ_l ½|s_l|² - Σ_l b_l·s_l - Σ_l s_l W_l s_{l+1} of one sample. */
  private static double energy(EnergyNet net, Plane[] states, int row) {
    double energy = 0;
    for (int k = 1; k < states.length; k++) {
      int units = net.settings.units(k);
      int in = net.settings.units(k - 1);
      for (int j = 0; j < units; j++) {
        double field = net.biases[k].get(j, 0);
        for (int i = 0; i < in; i++) {
          field += states[k - 1].get(row * in + i, 0) * net.weights[k - 1].get(i * units + j, 0);
        }
        double s = states[k].get(row * units + j, 0);
        energy += s * s / 2 - s * field;
      }
    }
    return energy;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void theEnergyNeverRisesWhenALayerOfAClippedNetMoves(int depth) {
    for (long seed = 0; seed < 40; seed++) {
      Random random = new Random(100 * depth + seed);
      List<Integer> sizes =
          Stream.generate(() -> 1 + random.nextInt(17)).limit(depth + 1L).toList();
      TheoremNet made = new TheoremNet(sizes, Activation.HARD_SIGMOID, 3, 2, seed);
      EnergyNet net = made.net(EnergySettings.Mode.ASYNCHRONOUS);
      Plane[] states = net.batches.get(0).layers();
      for (int k = 1; k < states.length; k++) {
        for (int cell = 0; cell < states[k].cells(); cell++) {
          states[k].set(cell, 0, random.nextDouble());
        }
      }
      Relaxation relaxation = new Relaxation(net);
      relaxation.hear(states[0], 3);
      for (int move = 0; move < 30; move++) {
        int k = 1 + random.nextInt(depth);
        double[] before = {energy(net, states, 0), energy(net, states, 1), energy(net, states, 2)};
        relaxation.settle(states, k, states[k], 3);
        for (int row = 0; row < 3; row++) {
          double rounding = 1e-12 * (1 + Math.abs(before[row]));
          assertThat(energy(net, states, row))
              .as("seed %s layers %s layer %s", seed, sizes, k)
              .isLessThanOrEqualTo(before[row] + rounding);
        }
      }
    }
  }

  /** s_1 = clip(2 s_2), s_2 = 2 s_1: from (1, 0) with energy ½ all at once to (0, 2) with 2. */
  @Test
  void theEnergyMayRiseWhenAllLayersMoveAtOnce() {
    TheoremNet made = new TheoremNet(List.of(1, 1, 1), Activation.HARD_SIGMOID, 1, 1, 1);
    made.parameters[0][0] = 0;
    made.parameters[1][0] = 0;
    made.parameters[2][0] = 2;
    made.parameters[3][0] = 0;
    EnergyNet net = made.net(EnergySettings.Mode.SYNCHRONOUS);
    Plane[] states = net.batches.get(0).layers();
    states[1].set(0, 0, 1);
    assertThat(energy(net, states, 0)).isEqualTo(0.5);
    new Relaxation(net).relax(states, 1, 1);
    assertThat(states[1].get(0, 0)).isZero();
    assertThat(energy(net, states, 0)).isEqualTo(2);
  }

  @Test
  void anAsynchronousIterationMovesOddLayersThenEvenOnes() {
    TheoremNet made = new TheoremNet(List.of(2, 3, 2, 4, 2), Activation.TANH, 2, 1, 8);
    EnergyNet net = made.net(EnergySettings.Mode.ASYNCHRONOUS);
    Plane[] at = net.batches.get(0).layers();
    Plane[] expected = made.net(EnergySettings.Mode.ASYNCHRONOUS).batches.get(0).layers();
    Relaxation relaxation = new Relaxation(net);
    relaxation.hear(at[0], 2);
    for (int k : new int[] {1, 3, 2, 4}) {
      relaxation.settle(expected, k, expected[k], 2);
    }
    relaxation.relax(at, 2, 1);
    for (int k = 1; k <= 4; k++) {
      for (int cell = 0; cell < at[k].cells(); cell++) {
        assertThat(at[k].get(cell, 0)).isEqualTo(expected[k].get(cell, 0));
      }
    }
  }
}
