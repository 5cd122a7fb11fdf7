package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingTest {

  @Test
  void aGeometricGridMeetsItsEndsAndDecadesExactly() {
    Geometric grid = new Geometric(0.001, 1, 13);

    assertThat(grid.value(0)).isEqualTo(0.001);
    assertThat(grid.value(4)).isEqualTo(0.01);
    assertThat(grid.value(8)).isEqualTo(0.1);
    assertThat(grid.value(12)).isEqualTo(1.0);
    for (int k = 1; k < 13; k++) {
      assertThat(grid.value(k) / grid.value(k - 1)).isCloseTo(Math.pow(10, 0.25), within(1e-12));
    }
  }

  @Test
  void valuesAtDifferentPlacesDiffer() {
    List<Setting.Axis> axes =
        List.of(
            new Steps(1e6, 1000000.001, 1e-5),
            new Linear(999.9999999, 1000, 1000),
            new Geometric(1, 1.0000001, 1000),
            new WholeSteps(-5, 5, 1));
    for (Setting.Axis axis : axes) {
      Set<Object> seen = new HashSet<>();
      for (int k = 0; k < axis.size(); k++) {
        assertThat(seen.add(axis.value(k))).as(axis + " at " + k).isTrue();
      }
    }
  }

  @Test
  void everyRangeOfRoundStepsHasTheExpectedSize() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      int steps = random.nextInt(100_000);
      double step = (1 + random.nextInt(1000)) / Math.pow(10, random.nextInt(6));
      double min = (random.nextInt(2001) - 1000) / 10.0;
      double max = min + steps * step;
      Steps range = new Steps(min, max, step);

      assertThat(range.size()).as("seed " + seed).isEqualTo(steps + 1);
      assertThat(range.value(0)).isEqualTo(min);
      assertThat(range.value(steps)).isEqualTo(max);
    }
  }

  @Test
  void anEndInTheMiddleOfAStepIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Steps(0, 1_000_000.5, 1))
        .withMessage(
            "step must divide max - min, got min=0, max=1000000.5, step=1; the nearest that does"
                + " is 1.0000005");
  }

  @Test
  void aRangeOfOneValueIsAnAxis() {
    assertThat(new Steps(2, 2, 0.1).size()).isEqualTo(1);
    assertThat(new Linear(2, 2, 1).value(0)).isEqualTo(2.0);
    assertThat(new WholeSteps(2, 2, 5).value(0)).isEqualTo(2L);
  }

  @Test
  void lawsAreKeptByTheValuesThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Steps(0, Double.POSITIVE_INFINITY, 1))
        .withMessage("min, max and max - min must be finite, got min=0, max=Infinity");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Linear(-1e308, 1e308, 3))
        .withMessage("min, max and max - min must be finite, got min=-1e308, max=1e308");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WholeSteps(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
        .withMessageStartingWith("max - min must be below 2^63, got");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Setting.Fixed(Double.NaN))
        .withMessageStartingWith("a value must be a finite Double");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Setting.Values(List.of(0.0, -0.0)))
        .withMessage("values must be distinct, got 0 twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Setting.Values(List.of(1L, 1.0)))
        .withMessage("values must be of one type, got 1 and 1");
  }
}
