package org.basin.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.basin.plan.Rehearsal.Costs;
import org.basin.plan.Rehearsal.Scene;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static final Costs NOTHING = new Costs(0, 0, 0, 0);

  private static Scene scene(long trials, double executorLife, double driverLife) {
    return new Scene(trials, 0.001, Duration.ofSeconds(60), 10, 4, executorLife, driverLife, 30);
  }

  @Test
  void withoutDeathsAndCostsTheCoresAreBusyNearlyAllTheTime() {
    Rehearsal run = Rehearsal.of(scene(100_000_000, 1e15, 1e15), NOTHING, 1);
    assertThat(run.lost()).isZero();
    assertThat(run.trained()).isCloseTo(100_000, within(1e-3));
    assertThat(run.seconds()).isBetween(2500.0, 2800.0);
    assertThat(run.driver()).isZero();
    assertThat(run.files()).isGreaterThan(run.waves());
  }

  @Test
  void deathsCostWorkInProportionToTheWave() {
    Rehearsal calm = Rehearsal.of(scene(100_000_000, 1e15, 1e15), NOTHING, 1);
    Rehearsal executors = Rehearsal.of(scene(100_000_000, 3600, 1e15), NOTHING, 1);
    Rehearsal drivers = Rehearsal.of(scene(100_000_000, 1e15, 600), NOTHING, 1);
    assertThat(executors.executorDeaths()).isPositive();
    assertThat(executors.lost()).isPositive();
    assertThat(executors.seconds()).isGreaterThan(calm.seconds());
    assertThat(drivers.driverDeaths()).isPositive();
    // no death costs more than its wave
    assertThat(drivers.lost()).isLessThan(drivers.driverDeaths() * 40 * 100.0);
    assertThat(executors.trained()).isEqualTo(calm.trained());
    assertThat(drivers.trained()).isEqualTo(calm.trained());
  }

  @Test
  void theDriversOwnWorkAddsUp() {
    Rehearsal run = Rehearsal.of(scene(10_000_000, 1e15, 1e15), new Costs(0, 2, 0.01, 0), 1);
    assertThat(run.driver()).isCloseTo(2 * run.waves() + 0.01 * run.files(), within(1e-6));
  }

  @Test
  void theSameSeedPlaysTheSameRun() {
    Scene scene = scene(10_000_000, 3600, 3600);
    assertThat(Rehearsal.of(scene, NOTHING, 7)).isEqualTo(Rehearsal.of(scene, NOTHING, 7));
  }
}
