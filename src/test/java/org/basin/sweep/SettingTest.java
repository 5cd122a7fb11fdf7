package org.basin.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
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
  void aGeometricGridHoldsTheDecimalsThatItMeets() {
    assertThat(IntStream.range(0, 7).mapToObj(new Geometric(1e-6, 1, 7)::value))
        .containsExactly(1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0);
    assertThat(IntStream.range(0, 4).mapToObj(new Geometric(0.003, 3, 4)::value))
        .containsExactly(0.003, 0.03, 0.3, 3.0);
    Geometric powers = new Geometric(0.0625, 32768, 20);
    for (int k = 0; k < 20; k++) {
      assertThat(powers.value(k)).isEqualTo(Math.scalb(1.0, k - 4));
    }
    assertThat(new Geometric(1, 2, 3).value(1)).isCloseTo(Math.sqrt(2), within(1e-15));
    Geometric tiny = new Geometric(4e-324, 1e-300, 5);
    assertThat(IntStream.range(0, 5).mapToDouble(tiny::number).toArray()).isSorted();
  }

  /** The positions and step sizes that the notebook's slider has. */
  @Test
  void theKnobHasTheNotebooksStepSizes() {
    AlphaKnob knob = new AlphaKnob(new Steps(0, 1, 0.01));
    assertThat(knob.size()).isEqualTo(101);
    assertThat(knob.value(100)).isEqualTo(0.5);
    for (int k = 0; k <= 100; k++) {
      double expected = Math.exp(-1.005 / (k / 100.0 + 0.005) * Math.log(2));
      assertThat(knob.value(k)).isCloseTo(expected, within(1e-13 * expected));
      assertThat(knob.reader().applyAsDouble(k)).isEqualTo(knob.value(k));
    }
    assertThat(knob).hasToString("{min: 0, max: 1, step: 0.01, distribution: alpha_knob}");
    assertThatThrownBy(() -> new AlphaKnob(new Linear(0.5, 1.5, 3)))
        .hasMessage(
            "min and max are positions of the knob, 0 <= min <= max <= 1 must hold for alpha_knob,"
                + " got min=0.5, max=1.5");
  }

  @Test
  void stepsHoldTheDecimalsThatAPersonExpects() {
    for (int digits = 0; digits < 7; digits++) {
      BigDecimal step = BigDecimal.ONE.movePointLeft(digits);
      BigDecimal min = step.multiply(BigDecimal.valueOf(-2000));
      Setting.Axis steps = new Steps(min, min.negate(), step);
      Setting.Axis counted = new Linear(min, min.negate(), 4001);
      for (int k = 0; k < 4001; k++) {
        double expected = Double.parseDouble((k - 2000) + "e-" + digits);
        assertThat(steps.value(k)).isEqualTo(expected);
        assertThat(counted.value(k)).isEqualTo(expected);
      }
    }
    assertThat(new Steps(0.1, 0.5, 0.1).value(2)).isEqualTo(0.3);
    assertThat(new Steps(-2, 2, 0.1).value(19)).isEqualTo(-0.1);
    assertThat(new Linear(0, 1, 11).value(3)).isEqualTo(0.3);
    // no two zeros: a condition, a seed and Parquet would tell them apart
    assertThat(Double.doubleToRawLongBits(new Steps(-2, 2, 0.1).number(20))).isZero();
    assertThat(Double.doubleToRawLongBits(new Linear(-2, 2, 41).number(20))).isZero();
    assertThat(Double.doubleToRawLongBits(new Steps(-0.0, 2, 1).number(0))).isZero();
  }

  @Test
  void aCountedValueIsTheDoubleNearestToItsFraction() {
    for (long seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      int count = 3 + random.nextInt(seed % 2 == 0 ? 100 : 1_000_000);
      BigDecimal min = BigDecimal.valueOf(random.nextInt(), random.nextInt(24));
      BigDecimal max = min.add(BigDecimal.valueOf(1 + random.nextInt(1 << 30), random.nextInt(9)));
      int k = random.nextInt(count);
      BigDecimal exact =
          max.subtract(min)
              .multiply(BigDecimal.valueOf(k))
              .divide(BigDecimal.valueOf(count - 1), new MathContext(400))
              .add(min);

      assertThat(new Linear(min, max, count).number(k))
          .as("seed " + seed)
          .isEqualTo(exact.doubleValue());
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
        .withMessage("a range must have finite numbers, got Infinity");
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

  @Test
  void stepsReadOftenHaveTheSameBits() {
    List<Steps> all =
        List.of(
            new Steps(-2, 2, 0.1),
            new Steps(0, 1, 1e-6),
            new Steps(1e-12, 9e-9, 1e-12),
            new Steps(-1e15, 1e15, 1e12),
            new Steps(0, 1e300, 1e297),
            new Steps(0, 1e-25, 1e-28),
            new Steps(-0.7, 0.2, 0.3 / 7),
            new Steps(0, 1.0000000001, 0.001));
    for (Steps steps : all) {
      IntToDoubleFunction numbers = steps.reader();
      int stride = Math.max(1, steps.size() / 5000);
      for (int k = 0; k < steps.size(); k += stride) {
        assertThat(Double.doubleToRawLongBits(numbers.applyAsDouble(k)))
            .as("%s at %d", steps, k)
            .isEqualTo(Double.doubleToRawLongBits(steps.value(k)));
      }
      int last = steps.size() - 1;
      assertThat(numbers.applyAsDouble(last)).isEqualTo(steps.max().doubleValue());
    }
  }
}
