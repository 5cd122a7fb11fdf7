package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

  /** The first four rows are method 3 in table I of R. G. Newcombe, Statist. Med. 17 (1998). */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718",
    "0, 10, 0, 0.2775",
    "5, 10, 0.2366, 0.7634",
    "10, 10, 0.7225, 1",
    "1, 1000, 0.0002, 0.0056",
    "0, 1, 0, 0.7935",
    "1, 1, 0.2065, 1"
  })
  void wilsonsIntervalHasThePublishedEnds(long hits, long trials, double low, double high) {
    Interval interval = Interval.wilson(hits, trials);
    assertThat(interval.low()).isCloseTo(low, within(5e-5));
    assertThat(interval.high()).isCloseTo(high, within(5e-5));
  }

  @Test
  void wilsonsIntervalHoldsTheShareAndMirrors() {
    for (long trials : new long[] {1, 2, 15, 16, 17, 63, 64, 65, 997, 10_000_000_000L}) {
      for (long hits : new long[] {0, 1, trials / 2, trials - 1, trials}) {
        Interval interval = Interval.wilson(hits, trials);
        Interval mirror = Interval.wilson(trials - hits, trials);
        assertThat((double) hits / trials).isBetween(interval.low(), interval.high());
        assertThat(interval.low()).isBetween(0.0, 1.0).isLessThan(interval.high());
        assertThat(interval.high()).isCloseTo(1 - mirror.low(), within(1e-14));
      }
    }
  }

  @Test
  void studentsQuantilesAreRightToTheFifthDecimal() {
    for (int freedom = 1; freedom <= 3000; freedom++) {
      double exact = new TDistribution(freedom).inverseCumulativeProbability(0.975);
      assertThat(Interval.studentQuantile(freedom)).as("" + freedom).isCloseTo(exact, within(1e-5));
    }
    assertThat(Interval.studentQuantile(10_000_000_000L)).isCloseTo(1.959964, within(1e-6));
  }

  @Test
  void oneValueHasNoInterval() {
    assertThat(Interval.student(0, 1)).isEmpty();
    assertThat(Interval.student(0, 0)).isEmpty();
    assertThat(Interval.student(0, 2)).hasValue(0);
  }

  @Test
  void studentsIntervalHoldsTheMeanNinetyFiveTimesOfAHundred() {
    SplittableRandom random = new SplittableRandom(42);
    int held = 0;
    int samples = 20_000;
    for (int s = 0; s < samples; s++) {
      double a = random.nextGaussian();
      double b = random.nextGaussian();
      double c = random.nextGaussian();
      double mean = (a + b + c) / 3;
      double variance =
          ((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2;
      held += Math.abs(mean) <= Interval.student(Math.sqrt(variance), 3).orElseThrow() ? 1 : 0;
    }
    assertThat((double) held / samples).isCloseTo(0.95, within(0.005));
  }
}
