package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AugmentationTest {

  private static final float BLACK = -1;

  /** Samples of distinct positive numbers. */
  private static float[] samples(int samples, int height, int width) {
    float[] x = new float[samples * height * width];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1;
    }
    return x;
  }

  private static float[] shown(Augmentation one, long seed, int epoch, int sample, float[] x) {
    float[] image = new float[one.height() * one.width()];
    one.show(seed, epoch, sample, x, image, 0);
    return image;
  }

  @Test
  void withoutOptionsAnImageStaysAsItIs() {
    float[] x = samples(3, 4, 5);
    Augmentation none = new Augmentation(4, 5, false, 0, BLACK);
    assertThat(none.none()).isTrue();
    assertThat(shown(none, 7, 0, 2, x)).isEqualTo(Arrays.copyOfRange(x, 40, 60));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "15, 16", "16, 17", "28, 28"})
  void mirroringIsItsOwnInverseAndHappensToAboutHalf(int height, int width) {
    float[] x = samples(400, height, width);
    Augmentation mirror = new Augmentation(height, width, true, 0, BLACK);
    int mirrored = 0;
    for (int sample = 0; sample < 400; sample++) {
      float[] plain = Arrays.copyOfRange(x, sample * height * width, (sample + 1) * height * width);
      float[] seen = shown(mirror, 7, 0, sample, x);
      if (!Arrays.equals(seen, plain)) {
        mirrored++;
        for (int i = 0; i < height; i++) {
          for (int j = 0; j < width; j++) {
            assertThat(seen[i * width + j]).isEqualTo(plain[i * width + width - 1 - j]);
          }
        }
      }
    }
    if (width > 1) {
      assertThat(mirrored).isBetween(150, 250);
    }
  }

  @Test
  void everyShiftOfACropIsAboutEquallyLikely() {
    int crop = 2;
    float[] x = samples(1, 7, 9);
    Augmentation shifting = new Augmentation(7, 9, false, crop, BLACK);
    Map<List<Integer>, Integer> counts = new HashMap<>();
    for (int epoch = 0; epoch < 5000; epoch++) {
      float[] seen = shown(shifting, 3, epoch, 0, x);
      int middle = (int) seen[3 * 9 + 4] - 1;
      int down = 3 - middle / 9;
      int right = 4 - middle % 9;
      counts.merge(List.of(down, right), 1, Integer::sum);
      for (int i = 0; i < 7; i++) {
        for (int j = 0; j < 9; j++) {
          boolean inside = i >= down && i - down < 7 && j >= right && j - right < 9;
          float wanted = inside ? x[(i - down) * 9 + j - right] : BLACK;
          assertThat(seen[i * 9 + j]).isEqualTo(wanted);
        }
      }
    }
    assertThat(counts).hasSize(25);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(140, 260));
  }

  @Test
  void seedEpochAndSampleEachChangeTheDraw() {
    float[] x = new float[50 * 64];
    System.arraycopy(samples(1, 8, 8), 0, x, 0, 64);
    for (int sample = 1; sample < 50; sample++) {
      System.arraycopy(x, 0, x, sample * 64, 64);
    }
    Augmentation both = new Augmentation(8, 8, true, 2, BLACK);
    Set<String> bySeed = new HashSet<>();
    Set<String> byEpoch = new HashSet<>();
    Set<String> bySample = new HashSet<>();
    for (int k = 0; k < 50; k++) {
      bySeed.add(Arrays.toString(shown(both, k, 0, 0, x)));
      byEpoch.add(Arrays.toString(shown(both, 0, k, 0, x)));
      bySample.add(Arrays.toString(shown(both, 0, 0, k, x)));
    }
    assertThat(bySeed).hasSizeGreaterThan(20);
    assertThat(byEpoch).hasSizeGreaterThan(20);
    assertThat(bySample).hasSizeGreaterThan(20);
  }

  /** Changing these numbers changes every result. */
  @Test
  void theDrawsAreTheSameForEver() {
    float[] x = samples(2, 3, 3);
    Augmentation both = new Augmentation(3, 3, true, 1, BLACK);
    assertThat(shown(both, 42, 0, 0, x)).containsExactly(-1, -1, -1, -1, 1, 2, -1, 4, 5);
    assertThat(shown(both, 42, 1, 1, x)).containsExactly(10, 11, 12, 13, 14, 15, 16, 17, 18);
  }

  @Test
  void theBackgroundIsTheLeastNumberOfTheTrainingPart() {
    Samples train = new Samples(new float[] {3, -2, 5, 0}, new int[] {0});
    Samples test = new Samples(new float[] {-9, 0, 0, 0}, new int[] {1});
    Dataset data = new Dataset("x", 2, 2, List.of("a", "b"), train, test);
    assertThat(Augmentation.of(data, true, 1).background()).isEqualTo(-2);
  }

  @Test
  void aCropThatLeavesNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Augmentation(2, 3, false, 2, 0))
        .withMessage(
            "an image must have pixels and crop must be from 0 to less than its shorter side, got"
                + " height=2, width=3, crop=2");
  }
}
