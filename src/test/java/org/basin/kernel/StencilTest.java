package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StencilTest {

  /** Around the vectors' lengths, and grids of one and several lines. */
  static List<Stencil> stencils() {
    List<Stencil> all = new ArrayList<>();
    for (int cells : new int[] {1, 2, 3, 5, 15, 16, 17, 31, 63, 64, 65, 112, 127, 128}) {
      for (int kernel : new int[] {1, 3, 5, 9, 31}) {
        all.add(new Stencil(1, cells, kernel));
      }
    }
    for (int lines : new int[] {2, 3, 6, 13}) {
      for (int columns : new int[] {1, 2, 5, 16, 17, 28}) {
        all.add(new Stencil(lines, columns, 3));
        all.add(new Stencil(lines, columns, 5));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void aNeighbourIsTheCellAtItsDistanceOrPadding(Stencil stencil) {
    int margin = (stencil.kernel() - 1) / 2;
    for (int c = 0; c < stencil.cells(); c++) {
      List<Integer> seen = new ArrayList<>();
      for (int neighbour : stencil.neighbours()) {
        int at = stencil.at(c) + neighbour;
        assertThat(at).isBetween(0, stencil.stride() - 1);
        for (int other = 0; other < stencil.cells(); other++) {
          if (stencil.at(other) == at) {
            seen.add(other);
          }
        }
      }
      List<Integer> expected = new ArrayList<>();
      for (int other = 0; other < stencil.cells(); other++) {
        int up = Math.abs(other / stencil.columns() - c / stencil.columns());
        int aside = Math.abs(other % stencil.columns() - c % stencil.columns());
        if (up <= margin && aside <= margin) {
          expected.add(other);
        }
      }
      assertThat(seen).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void vectorsOverTheSpanStayInTheRow(Stencil stencil) {
    int[] neighbours = stencil.neighbours();
    int farthest = neighbours[neighbours.length - 1];
    assertThat(stencil.span() % 16).isZero();
    assertThat(stencil.stride() % 16).isZero();
    assertThat(stencil.first() - farthest).isNotNegative();
    assertThat(stencil.first() + stencil.span() + farthest).isLessThanOrEqualTo(stencil.stride());
    assertThat(stencil.padding()).hasSize(stencil.span() - stencil.cells());
  }

  @Test
  void anEvenKernelIsRefused() {
    assertThatThrownBy(() -> new Stencil(1, 5, 4))
        .hasMessage(
            "lines and columns must be at least 1 and kernel odd, got lines=1, columns=5, kernel=4");
  }
}
