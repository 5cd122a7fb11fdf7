package org.basin.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.basin.data.Dataset;
import org.basin.data.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GridSettingsTest {

  private static GridSettings settings(Map<String, Object> structure, int height, int width) {
    Samples samples = new Samples(new float[2 * height * width], new int[] {0, 1});
    Dataset data = new Dataset("x", height, width, List.of("a", "b"), samples, Samples.NONE);
    return GridSettings.of(structure, data);
  }

  /** A layer of one line is the same, however the sweep calls it. */
  @Test
  void imagesOfOneLineDrawWeightsForTheNeighboursOfALine() {
    for (long kernel : new long[] {1, 3, 5, 31}) {
      GridSettings line =
          settings(Map.of("dimensions", 3L, "kernel", kernel, "batch_size", 2L), 1, 17);
      GridSettings column =
          settings(Map.of("height", 17L, "kernel", kernel, "batch_size", 2L), 1, 17);
      assertThat(line.stencil()).isEqualTo(column.stencil());
      assertThat(line.range()).isEqualTo(column.range()).isEqualTo(Math.sqrt(6.0 / (kernel + 1)));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 3, 9", "28, 28, 5, 25", "17, 1, 3, 9"})
  void imagesOfSeveralLinesDrawWeightsForASquare(int height, int width, long kernel, int seen) {
    GridSettings square =
        settings(Map.of("dimensions", 3L, "kernel", kernel, "batch_size", 2L), height, width);
    assertThat(square.range()).isEqualTo(Math.sqrt(6.0 / (seen + 1)));
  }
}
