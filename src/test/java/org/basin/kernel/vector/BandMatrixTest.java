package org.basin.kernel.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.basin.kernel.Stencil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BandMatrixTest {

  @Test
  void fiveNeuronsThatSeeThreeInputsHaveThirteenNumbersInFiveRows() {
    BandMatrix matrix = new BandMatrix(new Stencil(1, 5, 3));
    assertThat(matrix.starts).containsExactly(0, 2, 5, 8, 11, 13);
    assertThat(matrix.columns).containsExactly(0, 1, 0, 1, 2, 1, 2, 3, 2, 3, 4, 3, 4);
  }

  static Stream<Stencil> stencils() {
    return Stream.of(
        new Stencil(1, 1, 1),
        new Stencil(1, 1, 3),
        new Stencil(1, 2, 5),
        new Stencil(1, 17, 3),
        new Stencil(1, 64, 11),
        new Stencil(2, 3, 3),
        new Stencil(5, 7, 5),
        new Stencil(17, 1, 3));
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void itHasANumberWhereANeuronSeesAnInputAndNowhereElse(Stencil stencil) {
    BandMatrix matrix = new BandMatrix(stencil);
    int margin = (stencil.kernel() - 1) / 2;
    int width = stencil.columns();
    int seen = 0;
    for (int i = 0; i < stencil.cells(); i++) {
      int row = i;
      int[] columns =
          IntStream.range(0, stencil.cells())
              .filter(j -> Math.abs(row / width - j / width) <= margin)
              .filter(j -> Math.abs(row % width - j % width) <= margin)
              .toArray();
      assertThat(Arrays.copyOfRange(matrix.columns, matrix.starts[i], matrix.starts[i + 1]))
          .containsExactly(columns);
      seen += columns.length;
    }
    assertThat(matrix.size()).isEqualTo(seen);
  }

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩. */
  @ParameterizedTest
  @MethodSource("stencils")
  void theWayBackIsTheProductWithTheTransposedMatrix(Stencil stencil) {
    BandMatrix matrix = new BandMatrix(stencil);
    float[] values = numbers(matrix.size(), 1);
    float[] x = numbers(stencil.cells(), 2);
    float[] y = numbers(stencil.cells(), 3);
    float[] ax = new float[stencil.cells()];
    float[] back = new float[stencil.cells()];
    matrix.multiply(values, x, ax);
    matrix.multiplyTransposed(values, y, back);
    assertThat(dot(ax, y)).isCloseTo(dot(x, back), within(1e-3));
  }

  private static float[] numbers(int count, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static double dot(float[] x, float[] y) {
    return IntStream.range(0, x.length).mapToDouble(i -> (double) x[i] * y[i]).sum();
  }
}
