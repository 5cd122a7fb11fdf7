package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final int DRAWS = 200_000;

  @Test
  void drawsNeverChange() {
    assertThat(Seeds.hash("weight_0_0_1")).isEqualTo(-5215954322788860898L);
    assertThat(Seeds.hash("")).isEqualTo(0L);
    assertThat(Seeds.bits(42, 0)).isEqualTo(6332618229526065668L);
    assertThat(Seeds.bits(42, 1)).isEqualTo(-816328817471504299L);
    assertThat(Seeds.uniform(42, 7)).isEqualTo(0.7347204584623639);
    assertThat(Seeds.normal(42, 7)).isEqualTo(0.26214164210405716);
    assertThat(Seeds.trial(Seeds.term(Seeds.hash("beta"), Seeds.bits(0.1)), 42, 3))
        .isEqualTo(7858948564976395145L);
  }

  @Test
  void uniformDrawsFillTheUnitIntervalEvenly() {
    int[] bins = new int[64];
    for (int k = 0; k < DRAWS; k++) {
      double draw = Seeds.uniform(1, k);
      assertThat(draw).isGreaterThanOrEqualTo(0).isLessThan(1);
      bins[(int) (draw * bins.length)]++;
    }
    assertThat(chiSquare(bins)).isLessThan(104); // 63 degrees of freedom, p = 0.001
  }

  @Test
  void firstDrawsOfNeighbouringSeedsAreEvenToo() {
    int[] bins = new int[64];
    for (int seed = 0; seed < DRAWS; seed++) {
      bins[(int) (Seeds.uniform(seed, 0) * bins.length)]++;
    }
    assertThat(chiSquare(bins)).isLessThan(104);
  }

  private static double chiSquare(int[] bins) {
    double expected = (double) DRAWS / bins.length;
    double sum = 0;
    for (int bin : bins) {
      sum += (bin - expected) * (bin - expected) / expected;
    }
    return sum;
  }

  @Test
  void neighbouringSeedsAndCountersAreUncorrelated() {
    double seeds = 0;
    double counters = 0;
    double shifted = 0;
    for (int i = 0; i < DRAWS; i++) {
      double here = Seeds.uniform(i, 0) - 0.5;
      seeds += here * (Seeds.uniform(i + 1, 0) - 0.5);
      counters += (Seeds.uniform(5, i) - 0.5) * (Seeds.uniform(5, i + 1) - 0.5);
      shifted += here * (Seeds.uniform(i - 0x9E3779B97F4A7C15L, 1) - 0.5);
    }
    double fourSigma = 4.0 / Math.sqrt(DRAWS);
    assertThat(12 * seeds / DRAWS).isCloseTo(0, within(fourSigma));
    assertThat(12 * counters / DRAWS).isCloseTo(0, within(fourSigma));
    assertThat(12 * shifted / DRAWS).isCloseTo(0, within(fourSigma));
  }

  @Test
  void normalDrawsHaveTheMomentsOfTheNormalDistribution() {
    double[] moment = new double[5];
    for (int k = 0; k < DRAWS; k++) {
      double draw = Seeds.normal(9, k);
      for (int m = 1; m <= 4; m++) {
        moment[m] += Math.pow(draw, m) / DRAWS;
      }
    }
    assertThat(moment[1]).isCloseTo(0, within(0.01));
    assertThat(moment[2]).isCloseTo(1, within(0.02));
    assertThat(moment[3]).isCloseTo(0, within(0.04));
    assertThat(moment[4]).isCloseTo(3, within(0.12));
  }

  @Test
  void seedsOfTrialsDoNotCollide() {
    Set<Long> seen = new HashSet<>();
    long a = Seeds.hash("weight_0_0_0");
    long b = Seeds.hash("weight_0_0_1");
    for (int i = -200; i < 200; i++) {
      for (int j = -200; j < 200; j++) {
        long sum = Seeds.term(a, Seeds.bits(i * 0.1)) + Seeds.term(b, Seeds.bits(j * 0.1));
        seen.add(Seeds.trial(sum, 1, 0));
      }
    }
    assertThat(seen).hasSize(160_000);
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(Seeds.bits(-0.0)).isEqualTo(Seeds.bits(0.0));
  }
}
