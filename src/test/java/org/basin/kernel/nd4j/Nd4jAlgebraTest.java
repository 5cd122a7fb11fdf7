package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.basin.kernel.Algebra;
import org.basin.kernel.Elementary;
import org.basin.kernel.Kernels;
import org.basin.kernel.Links;
import org.basin.kernel.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The algebra of the nd4j engine against the scalar one, within the tolerances that it states. */
final class Nd4jAlgebraTest {

  private static final int[] SIZES = {1, 2, 3, 15, 16, 17};

  /** Of functions: a tenth of that of sums. */
  private static final double FINE = 0.1;

  private interface Operation {
    void run(Algebra algebra, Plane[] planes);
  }

  /**
   * Runs an operation on planes that start equal in every engine; those of {@link Nd4jCase#sizes}
   * start as magnitudes.
   */
  private static Plane[][] run(Nd4jCase c, int[] cells, Operation operation) {
    Plane[][] planes = IntStream.of(cells).mapToObj(c::planes).toArray(Plane[][]::new);
    Kernels[] all = {c.scalar(), c.nd4j(), c.sizes()};
    for (int e = 0; e < all.length; e++) {
      int engine = e;
      operation.run(
          all[e].algebra(),
          IntStream.range(0, cells.length).mapToObj(p -> planes[p][engine]).toArray(Plane[]::new));
    }
    return planes;
  }

  private static void assertSame(Plane[] planes) {
    for (int cell = 0; cell < planes[0].cells(); cell++) {
      for (int lane = 0; lane < planes[0].lanes(); lane++) {
        assertThat(planes[1].get(cell, lane))
            .as("cell %s lane %s", cell, lane)
            .usingComparator((a, b) -> a.doubleValue() == b ? 0 : Double.compare(a, b))
            .isEqualTo(planes[0].get(cell, lane));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void arithmeticGivesTheSameNumbers(int lanes) {
    for (int rows : SIZES) {
      for (int width : SIZES) {
        int all = rows * width;
        Nd4jCase c = Nd4jCase.of(lanes, all);
        try (Kernels opened = c.nd4j()) {
          Plane[][] planes =
              run(
                  c,
                  new int[] {all, rows, all, all, all, all, all, all},
                  (algebra, p) -> {
                    algebra.add(p[0], p[1], p[2], width);
                    algebra.subtract(p[0], p[1], p[3], width);
                    algebra.multiply(p[0], p[1], p[4], width);
                    algebra.divide(p[0], p[1], p[5], width);
                    algebra.scale(p[0], 0.3, p[6]);
                    algebra.shift(p[0], 0.3, p[7]);
                    algebra.add(p[0], p[0], p[0], 1);
                  });
          assertThat(opened.lanes()).isEqualTo(lanes);
          for (Plane[] plane : planes) {
            assertSame(plane);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void sumsOfRowsAgree(int lanes) {
    for (int rows : SIZES) {
      for (int width : new int[] {1, 2, 17, 63, 64, 65, 1009}) {
        Nd4jCase c = Nd4jCase.of(lanes, rows * width);
        try (Kernels opened = c.nd4j()) {
          Plane[][] planes =
              run(
                  c,
                  new int[] {rows * width, rows * width, rows, rows},
                  (algebra, p) -> {
                    algebra.sum(p[0], p[2], width);
                    algebra.dot(p[0], p[1], p[3], width);
                  });
          c.agree(planes[2]);
          c.agree(planes[3]);
          Plane greatest = opened.plane(rows);
          opened.algebra().greatest(planes[0][1], greatest, width);
          for (int lane = 0; lane < lanes; lane++) {
            for (int r = 0; r < rows; r++) {
              double expected = Double.NEGATIVE_INFINITY;
              for (int i = r * width; i < (r + 1) * width; i++) {
                double x = planes[0][1].get(i, lane);
                expected = x > expected ? x : expected; // passes over NaN
              }
              assertThat(greatest.get(r, lane)).isEqualTo(expected);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Elementary.class)
  void functionsAgreeOnEveryKindOfNumber(Elementary f) {
    double[] edges = {0, -0f, 1e-40, -1e-40, Float.MIN_NORMAL, 1e-30, 87, 87.001, -87, -88, 200};
    Nd4jCase c = Nd4jCase.of(2, 4);
    try (Kernels opened = c.nd4j()) {
      Plane[] z = c.planes(4001);
      for (int cell = 0; cell < z[0].cells(); cell++) {
        double value = cell < edges.length ? edges[cell] : 20 * z[0].get(cell, 0);
        z[0].set(cell, 0, value);
        z[1].set(cell, 0, value);
      }
      c.scalar().algebra().apply(f, z[0]);
      opened.algebra().apply(f, z[1]);
      for (int cell = 0; cell < z[0].cells(); cell++) {
        for (int lane = 0; lane < 2; lane++) {
          double size = Math.abs(z[0].get(cell, lane));
          z[2].set(cell, lane, FINE * (f == Elementary.EXP ? size : Math.max(1, size)));
        }
      }
      c.agree(z);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2, -1, 0, 0.5})
  void powersAgree(double offset) {
    for (int lanes : new int[] {1, 2, 17}) {
      Nd4jCase c = Nd4jCase.of(lanes, 5);
      try (Kernels opened = c.nd4j()) {
        Plane[] z = c.planes(509);
        Plane[] n = c.planes(1);
        double[] logs = new double[509 * lanes];
        for (int lane = 0; lane < lanes; lane++) {
          for (Plane one : n) {
            one.set(0, lane, 1 + lane % 7);
          }
          for (int cell = 0; cell < 509; cell++) {
            logs[lane * 509 + cell] = Math.log(Math.max(1e-38, z[0].get(cell, lane)));
          }
        }
        c.scalar().algebra().power(z[0], n[0], offset);
        opened.algebra().power(z[1], n[1], offset);
        for (int lane = 0; lane < lanes; lane++) {
          double exponent = Math.abs(1 + lane % 7 + offset);
          for (int cell = 0; cell < 509; cell++) {
            double allowed = 1 + exponent * Math.abs(logs[lane * 509 + cell]);
            z[2].set(cell, lane, FINE * allowed * Math.abs(z[0].get(cell, lane)));
          }
        }
        c.agree(z);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64})
  void contractionsAgreeWithWeightsSharedOrNot(int lanes) {
    for (int rows : SIZES) {
      for (int inner : new int[] {1, 2, 17, 64}) {
        for (int[] sides : new int[][] {{1, 1}, {1, 4}, {3, 1}, {2, 3}, {17, 1}, {1, 65}}) {
          for (int tRows : new int[] {1, rows}) {
            int outer = sides[0];
            int rest = sides[1];
            Nd4jCase c = Nd4jCase.of(lanes, rows * 31L + inner);
            try (Kernels opened = c.nd4j()) {
              assertThat(opened.lanes()).isEqualTo(lanes);
              Plane[][] planes =
                  run(
                      c,
                      new int[] {tRows * outer * inner * rest, rows * inner, rows * outer * rest},
                      (algebra, p) ->
                          algebra.contract(p[0], tRows, p[1], p[2], rows, outer, inner, rest));
              c.agree(planes[2]);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void outerProductsAndLinksAgree(int lanes) {
    for (int rows : SIZES) {
      for (int a : SIZES) {
        int b = SIZES[(rows + a) % SIZES.length];
        Links links = links(new Random(rows * 7L + a), a, b, 5);
        Links back = links.transposed();
        Nd4jCase c = Nd4jCase.of(lanes, rows * 31L + a);
        try (Kernels opened = c.nd4j()) {
          assertThat(opened.lanes()).isEqualTo(lanes);
          Plane[][] planes =
              run(
                  c,
                  new int[] {rows * a, rows * b, a * b, 5, rows * b, rows * a},
                  (algebra, p) -> {
                    algebra.outer(p[0], p[1], p[2], rows, a, b);
                    algebra.link(p[3], p[0], p[4], rows, links);
                    algebra.link(p[3], p[1], p[5], rows, back);
                    algebra.link(p[3], p[0], p[4], rows, links);
                  });
          c.agree(planes[2]);
          c.agree(planes[4]);
          c.agree(planes[5]);
        }
      }
    }
  }

  private static Links links(Random random, int inputs, int outputs, int weights) {
    int[] first = new int[outputs + 1];
    for (int o = 0; o < outputs; o++) {
      first[o + 1] = first[o] + random.nextInt(4);
    }
    int all = first[outputs];
    return new Links(
        first,
        IntStream.range(0, all).map(e -> random.nextInt(weights)).toArray(),
        IntStream.range(0, all).map(e -> random.nextInt(inputs)).toArray(),
        inputs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17})
  void stepsAgreeAndClampedCellsStay(int lanes) {
    for (int cells : new int[] {1, 2, 17, 63, 64, 65}) {
      Nd4jCase c = Nd4jCase.of(lanes, cells);
      try (Kernels opened = c.nd4j()) {
        Plane[] x = c.planes(cells);
        Plane[] field = c.planes(cells);
        Plane[] rate = c.planes(1);
        Plane[] mask = c.planes(cells);
        Plane[] change = c.planes(1);
        for (int lane = 0; lane < lanes; lane++) {
          double step = 0.1 * (1 + lane % 3);
          for (int e = 0; e < 2; e++) {
            rate[e].set(0, lane, step);
            change[e].set(0, lane, lane % 4 == 0 ? 0.5 : 0);
            for (int cell = 0; cell < cells; cell++) {
              mask[e].set(cell, lane, (cell + lane) % 3 == 0 ? 0 : 1);
            }
          }
          for (int cell = 0; cell < cells; cell++) {
            boolean free = mask[0].get(cell, lane) != 0;
            double size = x[2].get(cell, lane) + step * (x[2].get(cell, lane) + 1e15);
            x[2].set(cell, lane, free && lane % 2 == 1 ? size : free ? 10 : 0);
          }
        }
        c.scalar().algebra().relax(x[0], field[0], rate[0], mask[0], change[0]);
        opened.algebra().relax(x[1], field[1], rate[1], mask[1], change[1]);
        c.agree(x);
        for (int lane = 0; lane < lanes; lane++) {
          double expected = change[0].get(0, lane);
          double actual = change[1].get(0, lane);
          assertThat(Double.isNaN(expected) ? !Double.isFinite(actual) : actual == expected)
              .as("%s in place of %s", actual, expected)
              .isTrue();
        }
      }
    }
  }

  @Test
  void aNumberThatIsSetIsSeenByAnOperationInPlace() {
    try (Kernels kernels = new Nd4jEngine().open(2)) {
      Plane x = kernels.plane(3);
      x.set(1, 1, 4);
      kernels.algebra().add(x, x, x, 1);
      x.set(0, 0, 7);
      kernels.algebra().scale(x, 2, x);
      assertThat(x.get(1, 1)).isEqualTo(16);
      assertThat(x.get(0, 0)).isEqualTo(14);
    }
  }

  @Test
  void aLanesBitsDependNeitherOnItsPlaceNorOnItsNeighbours() {
    double[] alone = reckoned(1, 0);
    for (int lanes : new int[] {2, 5, 17, 64}) {
      for (int lane : new int[] {0, lanes / 2, lanes - 1}) {
        assertThat(reckoned(lanes, lane)).as("lane %s of %s", lane, lanes).isEqualTo(alone);
      }
    }
  }

  /** What the operations make of one trial's numbers, with NaN in every other lane. */
  private static double[] reckoned(int lanes, int lane) {
    int rows = 8;
    int units = 33;
    int patterns = 257;
    try (Kernels kernels = new Nd4jEngine().open(lanes)) {
      Algebra algebra = kernels.algebra();
      Plane x = kernels.plane(rows * units);
      Plane w = kernels.plane(units * patterns);
      Plane filter = kernels.plane(5);
      Plane n = kernels.plane(1);
      Random random = new Random(7);
      for (Plane plane : new Plane[] {x, w, filter, n}) {
        for (int cell = 0; cell < plane.cells(); cell++) {
          plane.setAll(cell, Double.NaN);
          plane.set(cell, lane, Math.abs(random.nextGaussian()));
        }
      }
      Plane field = kernels.plane(rows * units);
      Plane up = kernels.plane(rows * patterns);
      Plane sums = kernels.plane(rows);
      Plane change = kernels.plane(1);
      algebra.link(filter, x, field, rows, links(new Random(3), units, units, 5));
      algebra.contract(w, 1, x, up, rows, 1, units, patterns);
      algebra.power(up, n, 1);
      algebra.sum(up, sums, patterns);
      algebra.divide(up, sums, up, patterns);
      algebra.apply(Elementary.SOFTPLUS, up);
      algebra.contract(w, 1, up, field, rows, units, patterns, 1);
      algebra.dot(x, field, sums, units);
      algebra.subtract(field, sums, field, units);
      algebra.relax(x, field, n, x, change);
      algebra.outer(x, up, w, rows, units, patterns);
      double[] numbers =
          IntStream.range(0, w.cells() + x.cells())
              .mapToDouble(
                  cell -> cell < w.cells() ? w.get(cell, lane) : x.get(cell - w.cells(), lane))
              .toArray();
      assertThat(numbers).doesNotContain(Double.NaN);
      return numbers;
    }
  }
}
