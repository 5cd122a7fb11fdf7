package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {

  /** Samples that carry their own number, of classes of very different sizes. */
  private static Dataset numbered(int samples) {
    Random random = new Random(samples);
    float[] x = new float[samples];
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      x[i] = i;
      labels[i] = Math.min(3, (int) (-Math.log(random.nextDouble())));
    }
    return new Dataset("x", 1, 1, Dataset.numbered(4), new Samples(x, labels), Samples.NONE);
  }

  private static long count(Samples samples, int label) {
    return Arrays.stream(samples.labels()).filter(l -> l == label).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 15, 16, 17, 63, 64, 65, 1009})
  void everySampleStandsInExactlyOnePartInTheOldOrder(int samples) {
    Dataset whole = numbered(samples);
    Dataset split = Split.of(whole, 0.4, 7);
    Set<Float> seen = new HashSet<>();
    for (Samples part : new Samples[] {split.train(), split.test()}) {
      float before = -1;
      for (int i = 0; i < part.size(); i++) {
        float number = part.x()[i];
        assertThat(number).isGreaterThan(before);
        assertThat(part.labels()[i]).isEqualTo(whole.train().labels()[(int) number]);
        assertThat(seen.add(number)).isTrue();
        before = number;
      }
    }
    assertThat(seen).hasSize(samples);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.25, 0.5, 0.99})
  void everyClassGivesItsShareAndKeepsATrainingSample(double share) {
    Dataset whole = numbered(1009);
    Dataset split = Split.of(whole, share, 7);
    for (int label = 0; label < 4; label++) {
      long all = count(whole.train(), label);
      assertThat((double) count(split.test(), label))
          .isBetween(Math.min(share * all - 0.5, all - 1.0), share * all + 0.5);
      assertThat(count(split.train(), label)).isPositive();
    }
  }

  @Test
  void theSeedAloneDecides() {
    assertThat(Split.of(numbered(65), 0.3, 1).test().x())
        .isEqualTo(Split.of(numbered(65), 0.3, 1).test().x())
        .isNotEqualTo(Split.of(numbered(65), 0.3, 2).test().x());
  }

  @Test
  void everySampleIsChosenAboutAsOftenAsItsShare() {
    int[] chosen = new int[100];
    float[] x = new float[100];
    for (int i = 0; i < 100; i++) {
      x[i] = i;
    }
    Dataset whole =
        new Dataset("x", 1, 1, Dataset.numbered(2), new Samples(x, new int[100]), Samples.NONE);
    for (int seed = 0; seed < 2000; seed++) {
      for (float number : Split.of(whole, 0.3, seed).test().x()) {
        chosen[(int) number]++;
      }
    }
    // 600 expected, with a deviation of 20
    assertThat(Arrays.stream(chosen).min().orElseThrow()).isGreaterThan(500);
    assertThat(Arrays.stream(chosen).max().orElseThrow()).isLessThan(700);
  }

  @Test
  void noShareLeavesTheDataAsItIs() {
    Dataset whole = numbered(17);
    assertThat(Split.of(whole, 0, 7)).isSameAs(whole);
  }

  @Test
  void aShareThatTakesNothingIsRefused() {
    assertThatThrownBy(() -> Sources.data("parity", "bits", 2, "test", 0.2))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the test part must hold at least one sample, got a share of 0.2 of 4 samples in 2"
                + " classes");
  }
}
