package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  private static SummaryCell share(long hits, long trials) {
    Interval share = Interval.wilson(hits, trials);
    return new SummaryCell(
        List.of(),
        trials,
        0,
        Optional.of(hits),
        Optional.of(100.0 * hits / trials),
        Optional.of(new Interval(100 * share.low(), 100 * share.high())));
  }

  private static SummaryCell mean(double value, double half) {
    return new SummaryCell(
        List.of(),
        2,
        0,
        Optional.empty(),
        Optional.of(value),
        half < 0 ? Optional.empty() : Optional.of(new Interval(value - half, value + half)));
  }

  private static List<String> texts(SummaryCell... cells) {
    Figures figures = Figures.of(List.of(cells));
    return Stream.of(cells).map(figures::text).toList();
  }

  @Test
  void sharesHaveTheDigitsThatTheNarrowestIntervalIsWorth() {
    assertThat(texts(share(3, 100), share(100, 100)))
        .containsExactly("  3.0 % [ 1.0,   8.5]", "100.0 % [96.3, 100.0]");
    assertThat(texts(share(21_900, 53_000), share(1, 53_000)))
        .containsExactly("41.321 % [40.902, 41.741]", " 0.002 % [ 0.000,  0.011]");
  }

  @Test
  void meansHaveTwoDigitsOfTheNarrowestInterval() {
    assertThat(texts(mean(0.221234, 0.0041), mean(12.5, 0.3), mean(-3, -1)))
        .containsExactly(" 0.2212 ±0.0041", "12.5000 ±0.3000", "-3.0000");
    assertThat(texts(mean(25, 0), mean(-1e-9, 1.2))).containsExactly("25.0 ±0.0", " 0.0 ±1.2");
    assertThat(texts(mean(5120, 130), mean(48, 12))).containsExactly("5120 ±130", "  48 ±12");
  }

  @Test
  void verySmallAndVeryLargeMeansArePowersOfTen() {
    assertThat(texts(mean(1.2345e-11, 3.21e-13), mean(1, 0.5)))
        .containsExactly("1.235e-11 ±3.2e-13", "1.000e+00 ±5.0e-01");
    assertThat(texts(mean(3e30, 2e29))).containsExactly("3.000e+30 ±2.0e+29");
  }

  @Test
  void valuesWithoutIntervalsShowWhatTheyAre() {
    assertThat(texts(mean(25, -1), mean(0, -1))).containsExactly("25", " 0");
    assertThat(texts(mean(0.50432, -1), mean(2.5, -1))).containsExactly("0.504", "2.500");
  }
}
