package org.basin.ham;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class CapacityTheoryTest {

  /** Hopfield's 0.138 N: 0.36 % of the bits are wrong (J. Hertz et al. 1991, table 2.1). */
  @Test
  void theClassicalMemoryHasItsKnownErrorAtItsKnownLoad() {
    double right = new CapacityTheory(Lagrangian.IDENTITY, 2, 1).recalled(1381, 10_000, 0, 1);
    assertThat(1 - right).isCloseTo(0.0036, within(1e-4));
  }

  /** Eq. 5 of Krotov and Hopfield with (2n − 3)!! written out, its tail not approximated. */
  @Test
  void wholePowersGiveDoubleFactorials() {
    double[] factorials = {1, 3, 15, 105};
    for (int n = 2; n <= 5; n++) {
      double patterns = 1 + Math.pow(50, n - 1) / (2 * factorials[n - 2]);
      double ratio = Math.pow(50, n - 1) / ((Math.round(patterns) - 1) * factorials[n - 2] / 2);
      double wrong = CapacityTheory.erfc(Math.sqrt(ratio / 2)) / 2;
      double right =
          new CapacityTheory(Lagrangian.REPU, n, 1).recalled((int) Math.round(patterns), 50, 0, 3);
      assertThat(right).as("n %s", n).isCloseTo(Math.pow(1 - wrong, 3), within(1e-9));
    }
  }

  @Test
  void reluIsTheSecondPowerAndSoftmaxHasTheSignsOfTheExponential() {
    assertThat(new CapacityTheory(Lagrangian.RELU, 7, 1).recalled(20, 50, 5, 10))
        .isCloseTo(new CapacityTheory(Lagrangian.REPU, 2, 1).recalled(20, 50, 5, 10), within(1e-9));
    assertThat(new CapacityTheory(Lagrangian.SOFTMAX, 2, 0.3).recalled(20, 50, 5, 10))
        .isEqualTo(new CapacityTheory(Lagrangian.EXP, 2, 0.3).recalled(20, 50, 5, 10));
  }

  @Test
  void onePatternIsAlwaysRecalledAndACueThatTellsNothingIsGuessed() {
    CapacityTheory theory = new CapacityTheory(Lagrangian.REPU, 3, 1);
    assertThat(theory.recalled(1, 10, 2, 20)).isEqualTo(1);
    assertThat(theory.recalled(1, 0, 0, 2)).isEqualTo(0.25);
    assertThat(theory.recalled(5, 10, 5, 2)).isEqualTo(0.25);
  }

  @Test
  void erfcIsWithinItsError() {
    double[][] known = {{0, 1}, {0.5, 0.4795001222}, {1, 0.1572992071}, {3, 2.209049700e-5}};
    for (double[] one : known) {
      assertThat(CapacityTheory.erfc(one[0])).isCloseTo(one[1], Percentage.withPercentage(2e-5));
    }
  }
}
