package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The grid's operations on every engine: the same bits, and what mathematics says of them. */
final class GridKernelsTest {

  private static final int ROWS = 8;

  private static final List<Stencil> STENCILS =
      Stream.of(1, 2, 3, 5, 15, 16, 17, 31, 63, 64, 65, 127, 128)
          .flatMap(cells -> Stream.of(1, 3, 5, 11).map(kernel -> new Stencil(1, cells, kernel)))
          .toList();

  private static final List<Stencil> SQUARES =
      List.of(
          new Stencil(2, 3, 3),
          new Stencil(6, 6, 3),
          new Stencil(5, 7, 5),
          new Stencil(17, 1, 3),
          new Stencil(13, 16, 3));

  private static List<Stencil> stencils() {
    return Stream.concat(STENCILS.stream(), SQUARES.stream()).toList();
  }

  /** Sheets of one engine, filled with the numbers of one seed. */
  private static final class Side {
    final Kernels kernels;
    final GridKernels grid;
    final Stencil stencil;
    final List<Plane> planes = new ArrayList<>();

    Side(Kernels kernels, Stencil stencil) {
      this.kernels = kernels;
      this.stencil = stencil;
      grid = kernels.grid(stencil, ROWS);
    }

    /** A sheet with random cells and padding of zeros. */
    Sheet sheet(int rows, long seed) {
      Plane plane = kernels.plane(rows * stencil.stride());
      planes.add(plane);
      Random random = new Random(seed);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < stencil.cells(); c++) {
          plane.set(r * stencil.stride() + stencil.at(c), 0, random.nextGaussian());
        }
      }
      return grid.sheets(plane, rows)[0];
    }

    Plane plane(int cells, long seed) {
      Plane plane = kernels.plane(cells);
      planes.add(plane);
      Random random = new Random(seed);
      for (int i = 0; i < cells; i++) {
        plane.set(i, 0, random.nextGaussian());
      }
      return plane;
    }

    List<Integer> bits() {
      List<Integer> bits = new ArrayList<>();
      for (Plane plane : planes) {
        for (int i = 0; i < plane.cells(); i++) {
          bits.add(Float.floatToRawIntBits((float) plane.get(i, 0)));
        }
      }
      return bits;
    }
  }

  private interface Work {
    void on(Side side, int rows);
  }

  private static void assertSameBits(Stencil stencil, Work work) {
    for (int rows : new int[] {1, 2, 7, 8}) {
      Side scalar = new Side(new ScalarEngine().open(1), stencil);
      Side vector = new Side(new VectorEngine().open(1), stencil);
      work.on(scalar, rows);
      work.on(vector, rows);
      assertThat(vector.bits()).as("%s, %d rows", stencil, rows).isEqualTo(scalar.bits());
    }
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void aLayerForwardAndBackwardIsTheSameToTheLastBit(Stencil stencil) {
    for (GridActivation h : GridActivation.values()) {
      assertSameBits(
          stencil,
          (side, rows) -> {
            Sheet w = side.sheet(1, 1);
            Sheet b = side.sheet(1, 2);
            Sheet x = side.sheet(ROWS, 3);
            Sheet y = side.sheet(ROWS, 4);
            Sheet slope = side.sheet(ROWS, 5);
            Sheet g = side.sheet(ROWS, 6);
            Sheet dw = side.sheet(1, 7);
            Sheet db = side.sheet(1, 8);
            side.grid.forward(h, w, b, x, y, slope, rows);
            side.grid.slopes(g, slope, db, rows);
            Sheet to = side.sheet(ROWS, 9);
            side.grid.weigh(w, x, g, to, dw, rows);
            Sheet on = side.sheet(ROWS, 10);
            side.grid.through(w, x, to, on, dw, slope, db, rows);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void aLayerNormIsTheSameToTheLastBit(Stencil stencil) {
    assertSameBits(
        stencil,
        (side, rows) -> {
          Sheet x = side.sheet(ROWS, 1);
          Sheet gain = side.sheet(1, 2);
          Sheet shift = side.sheet(1, 3);
          Sheet hat = side.sheet(ROWS, 4);
          Sheet scale = side.sheet(ROWS, 5);
          Sheet g = side.sheet(ROWS, 6);
          side.grid.normalize(x, gain, shift, hat, scale, rows);
          side.grid.normalizeBack(g, gain, hat, scale, side.sheet(1, 7), side.sheet(1, 8), rows);
        });
  }

  @ParameterizedTest
  @MethodSource("stencils")
  void movingAndArithmeticAreTheSameToTheLastBit(Stencil stencil) {
    assertSameBits(
        stencil,
        (side, rows) -> {
          Plane flat = side.plane((ROWS + 2) * stencil.cells(), 1);
          Sheet a = side.sheet(ROWS, 2);
          Sheet b = side.sheet(ROWS, 3);
          Sheet c = side.sheet(ROWS, 4);
          side.grid.spread(flat, 2, a, rows);
          side.grid.add(a, b, rows);
          side.grid.multiply(a, c, rows);
          side.grid.collect(b, flat, 1, rows);
          side.grid.copy(c, a, rows);
        });
  }

  @Test
  void denseActivationsAndAdamAreTheSameToTheLastBitOverAllTails() {
    for (int cells : new int[] {1, 2, 10, 15, 16, 17, 63, 64, 65, 101}) {
      assertSameBits(
          new Stencil(1, 1, 1),
          (side, rows) -> {
            for (GridActivation h : GridActivation.values()) {
              side.grid.activate(h, side.plane(cells, 1), side.plane(cells, 2));
            }
            Plane p = side.plane(cells, 3);
            Plane m = side.plane(cells, 4);
            Plane v = side.kernels.plane(cells);
            for (int step = 0; step < 3; step++) {
              side.grid.adam(p, m, v, side.plane(cells, 5 + step), 0.01, 1.5);
            }
            side.planes.add(v);
          });
    }
  }

  @Test
  void numbersThatBreakFunctionsBreakThemAlikeOnBothEngines() {
    double[] odd = {
      0, -0.0, 1e-30, -1e-30, 1e5, -1e5, 3e7, -3e7, 1e30, -1e30, 88, -88, Double.NaN, 1e39, -1e39
    };
    for (GridActivation h : GridActivation.values()) {
      assertSameBits(
          new Stencil(1, 1, 1),
          (side, rows) -> {
            Plane z = side.plane(odd.length, 1);
            for (int i = 0; i < odd.length; i++) {
              z.set(i, 0, odd[i]);
            }
            side.grid.activate(h, z, side.plane(odd.length, 2));
            for (Plane plane : side.planes) {
              canonical(plane);
            }
          });
    }
  }

  /** Over every exponent: there is one sigmoid and one tanh, each with one slope. */
  @Test
  void aGridsFunctionsAndSlopesAreThoseOfTheKernels() {
    Map<GridActivation, Activation> same =
        Map.of(GridActivation.SIGMOID, Activation.SIGMOID, GridActivation.TANH, Activation.TANH);
    same.forEach(
        (h, f) -> {
          for (Kernels kernels :
              List.of(new ScalarKernels(Precision.SINGLE, 1), new VectorEngine().open(1))) {
            Side side = new Side(kernels, new Stencil(1, 1, 1));
            Plane value = side.plane(4096, 1);
            Plane slope = side.plane(4096, 2);
            Plane expected = side.plane(4096, 3);
            Plane expectedSlope = side.plane(4096, 4);
            Random random = new Random(89);
            for (int i = 0; i < 4096; i++) {
              float x = Float.intBitsToFloat((i << 20) | random.nextInt(1 << 20));
              for (Plane plane : List.of(value, expected, expectedSlope)) {
                plane.set(i, 0, x);
              }
            }
            side.grid.activate(h, value, slope);
            kernels.activate(f, expected);
            kernels.slope(f, expectedSlope);
            for (int i = 0; i < 4096; i++) {
              assertThat(Double.doubleToLongBits(value.get(i, 0)))
                  .isEqualTo(Double.doubleToLongBits(expected.get(i, 0)));
              assertThat(Double.doubleToLongBits(slope.get(i, 0)))
                  .isEqualTo(Double.doubleToLongBits(expectedSlope.get(i, 0)));
            }
          }
        });
  }

  /** Every NaN counts as one. */
  private static void canonical(Plane plane) {
    for (int i = 0; i < plane.cells(); i++) {
      if (Double.isNaN(plane.get(i, 0))) {
        plane.set(i, 0, Double.NaN);
      }
    }
  }

  /**
   * With the identity a layer is {@code A x + b}; A holds weight j in the rows that see input j.
   */
  @ParameterizedTest
  @MethodSource("stencils")
  void theStencilIsTheBandMatrixAndItsWayBackIsTheTransposedOne(Stencil stencil) {
    Side side = new Side(new ScalarKernels(Precision.DOUBLE, 1), stencil);
    Sheet w = side.sheet(1, 1);
    Sheet b = side.sheet(1, 2);
    Sheet x = side.sheet(1, 3);
    Sheet y = side.sheet(1, 4);
    Sheet g = side.sheet(1, 5);
    side.grid.forward(GridActivation.IDENTITY, w, b, x, y, side.sheet(1, 6), 1);
    double[] gradient = cells(side, 4);
    side.grid.weigh(w, x, g, side.sheet(1, 7), side.sheet(1, 8), 1);
    double[][] band = band(stencil, cells(side, 0));
    double[] in = cells(side, 2);
    for (int i = 0; i < in.length; i++) {
      double z = cells(side, 1)[i];
      double back = 0;
      for (int j = 0; j < in.length; j++) {
        z += band[i][j] * in[j];
        back += band[j][i] * gradient[j];
      }
      assertThat(cells(side, 3)[i]).isCloseTo(z, within(1e-12));
      assertThat(cells(side, 6)[i]).isCloseTo(back, within(1e-12));
    }
  }

  private static double[][] band(Stencil stencil, double[] weights) {
    int margin = (stencil.kernel() - 1) / 2;
    double[][] band = new double[weights.length][weights.length];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < weights.length; j++) {
        int up = Math.abs(i / stencil.columns() - j / stencil.columns());
        int aside = Math.abs(i % stencil.columns() - j % stencil.columns());
        band[i][j] = up <= margin && aside <= margin ? weights[j] : 0;
      }
    }
    return band;
  }

  private static double[] cells(Side side, int plane) {
    double[] cells = new double[side.stencil.cells()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = side.planes.get(plane).get(side.stencil.at(c), 0);
    }
    return cells;
  }

  @Test
  void aLayerNormHasMeanZeroAndVarianceOneBeforeGainAndShift() {
    Side side = new Side(new ScalarKernels(Precision.DOUBLE, 1), new Stencil(5, 7, 3));
    Sheet x = side.sheet(1, 1);
    Sheet hat = side.sheet(1, 2);
    side.grid.normalize(x, side.sheet(1, 3), side.sheet(1, 4), hat, side.sheet(1, 5), 1);
    double sum = 0;
    double squares = 0;
    for (double h : cells(side, 1)) {
      sum += h;
      squares += h * h;
    }
    assertThat(sum / 35).isCloseTo(0, within(1e-12));
    assertThat(squares / 35).isCloseTo(1, within(1e-4));
  }

  @Test
  void trialsSideBySideAreRefused() {
    Kernels kernels = new ScalarEngine().open(2);
    assertThatThrownBy(() -> kernels.grid(new Stencil(1, 4, 3), 8))
        .hasMessage("a neural grid trains alone: lanes must be 1, got 2");
  }
}
