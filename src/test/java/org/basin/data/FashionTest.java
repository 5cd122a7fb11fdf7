package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Real images: a sample of Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, 2017). */
@EnabledIfEnvironmentVariable(named = "BASIN_DATA", matches = ".+")
class FashionTest {

  private static Dataset fashion;

  @BeforeAll
  static void read() {
    String folder = Path.of(System.getenv("BASIN_DATA"), "fashion-mnist-sample").toString();
    fashion = Sources.data("idx", "path", folder);
  }

  private static int[] sizes(Samples samples) {
    int[] sizes = new int[10];
    for (int label : samples.labels()) {
      sizes[label]++;
    }
    return sizes;
  }

  @Test
  void imagesAndLabelsAreCounted() {
    assertThat(fashion.height()).isEqualTo(28);
    assertThat(fashion.width()).isEqualTo(28);
    assertThat(fashion.train().size()).isEqualTo(3000);
    assertThat(fashion.test().size()).isEqualTo(1500);
    assertThat(sizes(fashion.train()))
        .containsExactly(282, 321, 290, 312, 303, 300, 298, 312, 287, 295);
    assertThat(sizes(fashion.test()))
        .containsExactly(153, 150, 165, 137, 179, 146, 150, 143, 140, 137);
  }

  @Test
  void theFirstPixelsAndLabelsAreThoseOfTheFile() {
    float[] x = fashion.train().x();
    for (int pixel = 0; pixel < 96; pixel++) {
      assertThat(x[pixel]).isZero();
    }
    assertThat(x[96]).isEqualTo(1 / 255f);
    assertThat(x[99]).isEqualTo(13 / 255f);
    assertThat(x[100]).isEqualTo(73 / 255f);
    assertThat(fashion.test().x()[215]).isEqualTo(3 / 255f);
    assertThat(fashion.test().x()[221]).isEqualTo(37 / 255f);
    assertThat(fashion.train().labels()).startsWith(9, 0, 0, 3, 0, 2, 7, 2, 5, 5);
    assertThat(fashion.test().labels()).startsWith(9, 2, 1, 1, 6, 1, 4, 6, 5, 7);
    assertThat(sum(fashion.train())).isEqualTo(170_623_628);
    assertThat(sum(fashion.test())).isEqualTo(86_836_849);
  }

  private static long sum(Samples samples) {
    long sum = 0;
    for (float x : samples.x()) {
      sum += Math.round(255 * x);
    }
    return sum;
  }

  @Test
  void neighboursMostlyWearTheSame() {
    Samples few =
        new Samples(
            Arrays.copyOf(fashion.test().x(), 300 * 784),
            Arrays.copyOf(fashion.test().labels(), 300));
    assertThat(Judges.nearestNeighbour(fashion.train(), few, 784)).isBetween(0.7, 0.9);
  }
}
