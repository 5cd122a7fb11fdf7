package org.basin.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace(2, 4096, Duration.ofSeconds(60), 15_000);

  @Test
  void theFirstWaveTakesTenSecondsOnASlowEngine() {
    assertThat(pace.next(Long.MAX_VALUE)).isEqualTo(162 * 2 * 4096);
    assertThat(pace.next(531_441)).isEqualTo(531_441);
    assertThat(pace.next(100)).isEqualTo(100);
    assertThat(pace.tasks(531_441)).isEqualTo(2);
    assertThat(pace.tasks(100)).isEqualTo(1);
  }

  @Test
  void theFirstWaveOfCostlyTrialsIsOneBlockToACore() {
    Pace costly = new Pace(2, 64, Duration.ofSeconds(60), 1e12);
    assertThat(costly.next(Long.MAX_VALUE)).isEqualTo(128);
  }

  @Test
  void wavesGrowSixteenfoldUntilOneTakesAMinute() {
    long left = 4_750_104_241L;
    long size = pace.next(left);
    for (int wave = 0; wave < 4; wave++) {
      pace.learn(size, size / 1e6, 0);
      long next = pace.next(left);
      assertThat(next).isLessThanOrEqualTo(16 * size).isLessThanOrEqualTo(60_000_000);
      assertThat(next % 8192).isZero();
      size = next;
    }
    assertThat(size).isBetween(59_900_000L, 60_000_000L);
    assertThat(pace.tasks(size)).as("tasks of 15 s").isEqualTo(8);
  }

  @Test
  void aSlowWaveIsFollowedByASmallerOne() {
    pace.learn(8192 * 100, 600, 0);
    assertThat(pace.next(Long.MAX_VALUE)).isEqualTo(8192 * 10);
  }

  @Test
  void noTaskIsLongerThanAMinuteHoweverLongTheWave() {
    Pace hours = new Pace(2, 4096, Duration.ofHours(1), 15_000);
    long size = hours.next(Long.MAX_VALUE);
    for (int wave = 0; wave < 8; wave++) {
      hours.learn(size, size / 1e6, 0);
      size = hours.next(Long.MAX_VALUE);
    }
    assertThat(size / 1e6).as("seconds").isBetween(3599.0, 3600.0);
    assertThat(size / 1e6 * 2 / hours.tasks(size)).as("seconds of a task").isBetween(40.0, 60.0);
  }

  @Test
  void wavesAreLongerWhereACommitTakesLong() {
    long size = 8192 * 100;
    for (int wave = 0; wave < 4; wave++) {
      pace.learn(size, size / 8192.0, 20);
      size = pace.next(Long.MAX_VALUE);
    }
    assertThat(size / 8192).as("nine times twenty seconds").isEqualTo(180);
    assertThat(pace.tasks(size)).as("no more files than before").isEqualTo(8);
    assertThat(pace.seconds(size)).isEqualTo(200);
  }

  @Test
  void aSmallRestGoesAlong() {
    pace.learn(8192 * 100, 60, 0);
    assertThat(pace.next(8192 * 120)).isEqualTo(8192 * 120);
    assertThat(pace.next(8192 * 130)).isEqualTo(8192 * 100);
  }

  @Test
  void aWaveInNoTimeAtAllIsNoReasonToDivideByZero() {
    pace.learn(1, 0, 0);
    assertThat(pace.next(Long.MAX_VALUE)).isEqualTo(8192);
  }

  @Test
  void costlyTrialsMakeSmallBlocks() {
    assertThat(new TrialCost(15_000, 64).block()).isEqualTo(4096);
    assertThat(new TrialCost(500_000, 64).block()).isEqualTo(2000 - 2000 % 64);
    assertThat(new TrialCost(1e12, 64).block()).isEqualTo(64);
    assertThat(new TrialCost(1e12, 1).block()).isEqualTo(1);
    assertThat(new TrialCost(0, 64).block()).isEqualTo(4096);
  }

  @Test
  void coresThatComeAreUsedFromTheNextWaveOn() {
    Pace growing = new Pace(2, 64, Duration.ofSeconds(60), 15_000);
    growing.learn(10_000_000, 60, 0);
    long before = growing.next(Long.MAX_VALUE / 2);
    growing.cores(8);
    long after = growing.next(Long.MAX_VALUE / 2);
    assertThat(growing.tasks(after)).isGreaterThan(8);
    assertThat((double) after / before).isCloseTo(4, org.assertj.core.api.Assertions.within(0.01));
  }
}
