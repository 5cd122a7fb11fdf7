package org.basin.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueScaleTest {

  @Test
  void linearTicksStandAtRoundValues() {
    assertThat(labels(new LinearScale(-2, 2), 5)).containsExactly("-2", "-1", "0", "1", "2");
    assertThat(labels(new LinearScale(0.13, 0.47), 4)).containsExactly("0.2", "0.3", "0.4");
    assertThat(labels(new LinearScale(0, 300_000), 4))
        .containsExactly("0", "100000", "200000", "300000");
  }

  @Test
  void ticksOfANarrowWindowKeepTheDigitsThatDiffer() {
    assertThat(labels(new LogScale(12.34561, 12.34569), 4))
        .containsExactly("12.34562", "12.34564", "12.34566", "12.34568");
  }

  @Test
  void logTicksStandAtPowersOfTenAndSmallOnesBetween() {
    List<Tick> ticks = new LogScale(0.001, 1000).ticks(7);
    assertThat(ticks).filteredOn(tick -> !tick.label().isEmpty()).hasSize(7);
    assertThat(labels(new LogScale(1, 100), 11)).startsWith("1", "2", "5", "10");
    assertThat(ticks.get(0)).isEqualTo(new Tick(0, "0.001"));
  }

  @Test
  void positiveNumbersAThousandfoldApartHaveALogScale() {
    assertThat(ValueScale.of(0.5, 500)).isEqualTo(new LogScale(0.5, 500));
    assertThat(ValueScale.of(0.5, 499)).isEqualTo(new LinearScale(0.5, 499));
    assertThat(ValueScale.of(0, 500)).isEqualTo(new LinearScale(0, 500));
    assertThat(ValueScale.of(-500, -0.5)).isEqualTo(new LinearScale(-500, -0.5));
  }

  @Test
  void manyDecadesAreThinnedOut() {
    assertThat(labels(new LogScale(1e-12, 1e12), 7)).hasSizeBetween(4, 7);
  }

  @Test
  void thereAreNeverMoreLabelsThanWanted() {
    Random random = new Random(7);
    for (int i = 0; i < 500; i++) {
      double low = Math.pow(10, 12 * random.nextDouble() - 6);
      double high = low * (1 + Math.pow(10, 8 * random.nextDouble() - 5));
      for (int most : new int[] {2, 3, 5, 7, 11}) {
        assertThat(labels(new LinearScale(low, high), most)).hasSizeBetween(0, most);
        assertThat(labels(new LogScale(low, high), most)).hasSizeBetween(0, most);
      }
      assertThat(new LogScale(low, high).ticks(7))
          .allSatisfy(tick -> assertThat(tick.share()).isBetween(-1e-6, 1 + 1e-6));
    }
  }

  @Test
  void aScaleOfOneValueHasItInTheMiddle() {
    assertThat(new LinearScale(3, 3).share(3)).isEqualTo(0.5);
    assertThat(new LogScale(3, 3).ticks(5)).containsExactly(new Tick(0.5, "3"));
  }

  @Test
  void ranksUseAllColoursAndLeaveAGapAtZero() {
    float[] values = {-1000, -10, -1, 1, 2, 1e30f, Float.NaN};
    RankScale scale = RankScale.of(values);
    assertThat(scale.share(-1000)).isCloseTo(0, within(1e-9));
    assertThat(scale.share(-10)).isCloseTo(0.1875, within(1e-9));
    assertThat(scale.share(-1)).isCloseTo(0.375, within(1e-9));
    assertThat(scale.share(1)).isCloseTo(0.625, within(1e-9));
    assertThat(scale.share(1e30f)).isCloseTo(1, within(1e-9));
  }

  @Test
  void ranksRiseWithValuesHoweverManyThereAre() {
    Random random = new Random(3);
    for (int size : new int[] {1, 2, 15, 16, 17, 1023, 1024, 1025, 5003}) {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) random.nextGaussian();
      }
      RankScale scale = RankScale.of(values);
      double before = -1;
      for (double value = -4; value <= 4; value += 0.01) {
        double share = scale.share(value);
        assertThat(share).isBetween(0.0, 1.0);
        assertThat(share).isGreaterThanOrEqualTo(before);
        assertThat(share < 0.5).isEqualTo(value < 0);
        before = share;
      }
    }
  }

  @Test
  void aLogScaleRefusesWhatHasNoLogarithm() {
    assertThatThrownBy(() -> new LogScale(0, 1))
        .hasMessage("0 < low <= high must hold, both finite, got low=0.0, high=1.0");
  }

  private static List<String> labels(ValueScale scale, int most) {
    return scale.ticks(most).stream().map(Tick::label).filter(text -> !text.isEmpty()).toList();
  }
}
