package org.basin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ForecastTest {

  private static final TrialCost COST = new TrialCost(10_000, 64);

  @Test
  void aSmallRunIsOneWaveOfOneFileACore() {
    assertThat(Forecast.of(531_441, 2, COST, 1e6)).isEqualTo(new Forecast(1, 2));
    assertThat(Forecast.of(82, 2, COST, 1e6)).isEqualTo(new Forecast(1, 1));
    assertThat(Forecast.of(0, 2, COST, 1e6)).isEqualTo(new Forecast(0, 0));
  }

  @Test
  void leapingOverEqualWavesCountsAsGoingThroughThem() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      long positions = 1 + (long) Math.pow(10, 9 * random.nextDouble());
      int cores = 1 + random.nextInt(64);
      TrialCost cost =
          new TrialCost(Math.pow(10, 3 + 6 * random.nextDouble()), random.nextBoolean() ? 1 : 64);
      double rate = Math.pow(10, 3 + 3 * random.nextDouble());
      assertThat(Forecast.of(positions, cores, cost, rate))
          .as("positions=%d, cores=%d, %s, rate=%s", positions, cores, cost, rate)
          .isEqualTo(slowly(positions, cores, cost, rate));
    }
  }

  private static Forecast slowly(long positions, int cores, TrialCost cost, double rate) {
    Pace pace = new Pace(cores, cost.block(), Pace.WAVE, cost.operations());
    long waves = 0;
    long files = 0;
    for (long left = positions; left > 0; ) {
      long size = pace.next(left);
      waves++;
      files += pace.tasks(size);
      pace.learn(size, size / rate, 0);
      left -= size;
    }
    return new Forecast(waves, files);
  }

  @Test
  void aSpaceOfAllLongsIsForeseenAtOnce() {
    assertThat(Forecast.of(Long.MAX_VALUE, 2, COST, 1e3).waves()).isGreaterThan(1L << 40);
  }
}
