package org.basin.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.basin.kernel.Activation;
import org.basin.kernel.Kernels;
import org.basin.kernel.Plane;
import org.basin.kernel.Precision;
import org.basin.kernel.scalar.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The nd4j engine against the scalar one: within 1e-5 of the sum of the magnitudes that a number is
 * a sum of, which the scalar engine computes in double precision from the arguments' magnitudes.
 */
final class Nd4jKernelsTest {

  /** Rows, units below, units, units above, lanes. */
  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(1, 1, 1, 1, 1),
        Arguments.of(1, 2, 1, 2, 3),
        Arguments.of(2, 1, 17, 1, 2),
        Arguments.of(4, 2, 2, 1, 64),
        Arguments.of(4, 2, 2, 2, 1000),
        Arguments.of(5, 7, 13, 3, 5),
        Arguments.of(16, 15, 16, 17, 1),
        Arguments.of(17, 63, 64, 65, 2),
        Arguments.of(64, 101, 256, 10, 1));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void feedsAgree(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 1);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] x = c.planes(rows * in);
      Plane[] w = c.planes(in * units);
      Plane[] y = c.planes(rows * above);
      Plane[] v = c.planes(units * above);
      Plane[] b = c.planes(units);
      Plane[] z = c.planes(rows * units);
      Plane[] between = c.planes(rows * units);
      Plane[] back = c.planes(rows * units);
      Kernels[] all = {c.scalar(), nd4j, c.sizes()};
      for (int e = 0; e < all.length; e++) {
        all[e].feed(x[e], w[e], b[e], z[e], rows, in, units);
        all[e].feedBetween(x[e], w[e], y[e], v[e], b[e], between[e], rows, in, units, above);
        all[e].feedBack(z[e], y[e], v[e], back[e], rows, units, above);
      }
      c.agree(z);
      c.agree(back);
      c.agree(between);
      // either neighbour may be missing, with any plane in its place
      for (int e = 0; e < all.length; e++) {
        all[e].feedBetween(x[e], w[e], y[e], v[e], b[e], between[e], rows, 0, units, above);
        all[e].feedBetween(x[e], w[e], x[e], w[e], b[e], z[e], rows, in, units, 0);
      }
      c.agree(z);
      c.agree(between);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void hebbianStepsAgree(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 2);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] w = c.planes(in * units);
      Plane[] b = c.planes(units);
      Plane[] x = c.planes(rows * in);
      Plane[] from = c.planes(rows * units);
      Plane[] to = c.planes(rows * units);
      Plane[] step = c.planes(1);
      Plane[] biasStep = c.planes(1);
      for (int lane = 0; lane < lanes; lane++) {
        for (int cell = 0; cell < rows * units; cell++) {
          from[2].set(cell, lane, -from[2].get(cell, lane));
        }
      }
      Kernels[] all = {c.scalar(), nd4j, c.sizes()};
      for (int e = 0; e < all.length; e++) {
        all[e].hebbian(w[e], b[e], x[e], from[e], to[e], step[e], biasStep[e], rows, in, units);
      }
      c.agree(w);
      c.agree(b);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void normalizeAgrees(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 3);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] h = c.planes(rows * units);
      c.scalar().normalize(h[0], rows, units);
      nd4j.normalize(h[1], rows, units);
      // (h - least) / range is at most 1, and the mean at most the sum of the magnitudes
      for (int lane = 0; lane < lanes; lane++) {
        for (int j = 0; j < units; j++) {
          double sum = 1;
          for (int r = 0; r < rows; r++) {
            sum += h[2].get(r * units + j, lane);
          }
          for (int r = 0; r < rows; r++) {
            h[2].set(r * units + j, lane, sum);
          }
        }
      }
      c.agree(h);
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgreeOnEveryKindOfNumber(Activation f) {
    Nd4jCase c = Nd4jCase.of(2, 4);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] z = c.planes(4001);
      c.scalar().activate(f, z[0]);
      nd4j.activate(f, z[1]);
      c.sizes().fill(z[2], f == Activation.RELU || f == Activation.IDENTITY ? 0 : 0.05);
      c.agree(z);
    }
  }

  /** What {@link Nd4jKernels} states of ND4J's own functions, over every exponent. */
  @Test
  void sigmoidAndTanhAgreeWithinTheirStatedTolerances() {
    try (Kernels nd4j = new Nd4jEngine().open(1)) {
      Kernels scalar = new ScalarKernels(Precision.SINGLE, 1);
      for (Activation f : new Activation[] {Activation.SIGMOID, Activation.TANH}) {
        Random random = new Random(97);
        int cells = 1 << 16;
        Plane[] z = {scalar.plane(cells), nd4j.plane(cells)};
        for (int i = 0; i < cells; i++) {
          // every exponent but the greatest, which stands for what is not finite
          float odd = Float.intBitsToFloat(((i << 16) | random.nextInt(1 << 16)) & 0xFF7FFFFF);
          float x = i % 2 == 0 ? (float) (6 * random.nextGaussian()) : odd;
          x = f == Activation.SIGMOID ? Math.max(x, -87) : x;
          z[0].set(i, 0, x);
          z[1].set(i, 0, x);
        }
        scalar.activate(f, z[0]);
        nd4j.activate(f, z[1]);
        double worst = 0;
        for (int i = 0; i < cells; i++) {
          double expected = z[0].get(i, 0);
          double error = Math.abs(z[1].get(i, 0) - expected);
          worst = Math.max(worst, f == Activation.SIGMOID ? error / expected : error);
        }
        assertThat(worst).isLessThan(3e-7);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void slopesAgreeOnEveryKindOfNumber(Activation f) {
    Nd4jCase c = Nd4jCase.of(2, 8);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] z = c.planes(4001);
      for (int e = 0; e < 2; e++) {
        z[e].set(0, 0, 1);
        z[e].set(1, 0, Math.nextUp(1f));
        z[e].set(2, 0, Math.nextDown(0f));
      }
      c.scalar().slope(f, z[0]);
      nd4j.slope(f, z[1]);
      c.sizes().fill(z[2], f == Activation.SIGMOID || f == Activation.TANH ? 0.1 : 0);
      c.agree(z);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Activation.class, names = "HARD_SIGMOID", mode = EnumSource.Mode.EXCLUDE)
  void theWayBackThroughActivationsAndHingesAgrees(Activation f) {
    Nd4jCase c = Nd4jCase.of(2, 12);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] y = c.planes(4001);
      Plane[] d = c.planes(4001);
      Plane[] x = c.planes(4001);
      Plane[] e = c.planes(4001);
      Kernels[] both = {c.scalar(), nd4j};
      for (int i = 0; i < both.length; i++) {
        both[i].hinge(y[i], 0.01, 0.5);
        both[i].through(f, y[i], d[i]);
        both[i].hingeBack(x[i], e[i], 0.1, 1);
      }
      // through multiplies by slopes that are differences of numbers up to y²
      for (int lane = 0; lane < 2; lane++) {
        for (int cell = 0; cell < 4001; cell++) {
          double value = y[0].get(cell, lane);
          double magnitude = Double.isFinite(value) ? 1 + value * value : 1;
          d[2].set(cell, lane, d[2].get(cell, lane) * magnitude);
        }
      }
      c.agree(y);
      c.agree(d);
      c.agree(e);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void multiplyAndDescendAgree(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 9);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] p = c.planes(in * units);
      Plane[] v = c.planes(in * units);
      Plane[] g = c.planes(in * units);
      Plane[] x = c.planes(in * units);
      Plane[] y = c.planes(in * units);
      Plane[] step = c.planes(1);
      Plane[] momentum = c.planes(1);
      Plane[] decay = c.planes(1);
      // p - α v has the magnitude of p + |α| v
      for (int lane = 0; lane < lanes; lane++) {
        step[2].set(0, lane, -step[2].get(0, lane));
        for (int cell = 0; cell < in * units; cell++) {
          y[2].set(cell, lane, -y[2].get(cell, lane));
        }
      }
      Kernels[] all = {c.scalar(), nd4j, c.sizes()};
      for (int e = 0; e < all.length; e++) {
        all[e].subtract(x[e], y[e], x[e]);
        all[e].multiply(g[e], v[e]);
        all[e].descend(p[e], v[e], g[e], step[e], momentum[e], decay[e]);
      }
      c.agree(x);
      c.agree(g);
      c.agree(v);
      c.agree(p);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void nudgeAndMeasuresAgree(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 5);
    try (Kernels nd4j = c.nd4j()) {
      int classes = units + 1;
      int[] labels = new Random(6).ints(rows * lanes, 0, classes).toArray();
      float[] oneHot = new float[classes * classes];
      for (int j = 0; j < classes; j++) {
        oneHot[j * classes + j] = 1;
      }
      Plane[] labelled = c.planes(rows * classes);
      Plane[] o = c.planes(rows * classes);
      Plane[] t = c.planes(rows * classes);
      Plane[] beta = c.planes(1);
      Plane[] cost = c.planes(1);
      Plane[] error = c.planes(1);
      Plane[] probe = c.planes(1);
      Plane[] label = c.planes(rows * classes);
      Plane[] products = c.planes(1);
      Plane[] largest = c.planes(1);
      Kernels[] all = {c.scalar(), nd4j, c.sizes()};
      for (int e = 0; e < all.length; e++) {
        all[e].fill(labelled[e], 0);
        for (int r = 0; r < rows; r++) {
          labelled[e].setAll(r * classes + labels[r], 1);
        }
        all[e].errors(o[e], labelled[e], 1e-3, error[e], rows, classes);
        all[e].squaredDistance(o[e], t[e], cost[e], rows);
        all[e].fill(probe[e], 0);
        all[e].probe(o[e], probe[e]);
      }
      for (int lane = 0; lane < lanes; lane++) {
        assertThat(error[1].get(0, lane)).isEqualTo(error[0].get(0, lane));
        assertThat(probe[1].get(0, lane)).isEqualTo(Double.valueOf(probe[0].get(0, lane)));
        assertThat(largest[1].get(0, lane)).isEqualTo(Double.valueOf(largest[0].get(0, lane)));
        cost[2].set(0, lane, Math.abs(cost[0].get(0, lane)));
        // |o| + |β| (|o| + |t|)
        for (int cell = 0; cell < rows * classes; cell++) {
          t[2].set(cell, lane, -t[2].get(cell, lane));
        }
        beta[2].set(0, lane, -beta[2].get(0, lane));
      }
      c.agree(cost);
      c.agree(products);
      c.agree(label);
      Plane[] other = c.planes(rows * classes);
      for (int e = 0; e < all.length; e++) {
        all[e].nudge(o[e], t[e], beta[e]);
        all[e].nudge(other[e], o[e], t[e], beta[e]);
      }
      c.agree(o);
      c.agree(other);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void differencesAndSumsOfProductsAgree(int rows, int in, int units, int above, int lanes) {
    Nd4jCase c = Nd4jCase.of(lanes, 8);
    try (Kernels nd4j = c.nd4j()) {
      Plane[] a = c.planes(rows * in);
      Plane[] b = c.planes(rows * in);
      Plane[] z = c.planes(rows * in);
      Plane[] sum = c.planes(1);
      Plane[] change = c.planes(1);
      Kernels[] all = {c.scalar(), nd4j, c.sizes()};
      for (int e = 0; e < all.length; e++) {
        all[e].fill(change[e], 0);
        all[e].addProducts(a[e], b[e], sum[e]);
        all[e].largestChange(a[e], b[e], change[e]);
      }
      // of magnitudes, the difference that bounds |a - b| is a sum
      for (int cell = 0; cell < rows * in; cell++) {
        for (int lane = 0; lane < lanes; lane++) {
          b[2].set(cell, lane, -b[2].get(cell, lane));
        }
      }
      c.sizes().fill(change[2], 0);
      c.sizes().largestChange(a[2], b[2], change[2]);
      for (int e = 0; e < all.length; e++) {
        all[e].subtract(a[e], b[e], z[e]);
        all[e].subtract(a[e], z[e], a[e]);
      }
      c.agree(sum);
      c.agree(change);
      c.agree(z);
    }
  }

  @Test
  void gatherGivesEachLaneItsOwnRowsOfATable() {
    float[] table = new float[5 * 3];
    for (int i = 0; i < table.length; i++) {
      table[i] = i / 7f;
    }
    int lanes = 17;
    int[] index = new Random(3).ints(2L * lanes, 0, 5).toArray();
    try (Kernels kernels = new Nd4jEngine().open(lanes)) {
      Plane z = kernels.plane(2 * 3);
      Plane zero = kernels.plane(2 * 3);
      kernels.gather(table, index, z, 2, 3);
      kernels.subtract(z, zero, z);
      for (int r = 0; r < 2; r++) {
        for (int column = 0; column < 3; column++) {
          for (int lane = 0; lane < lanes; lane++) {
            float expected = table[index[r * lanes + lane] * 3 + column];
            assertThat(z.get(r * 3 + column, lane)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void aLanesBitsDependNeitherOnItsPlaceNorOnItsNeighbours() {
    float[] alone = trained(1, 0);
    for (int lanes : new int[] {2, 5, 17}) {
      for (int lane : new int[] {0, lanes / 2, lanes - 1}) {
        assertThat(trained(lanes, lane)).as("lane %s of %s", lane, lanes).isEqualTo(alone);
      }
    }
  }

  /** What a few operations make of one trial's numbers, with NaN in every other lane. */
  private static float[] trained(int lanes, int lane) {
    int rows = 7;
    int in = 19;
    int out = 33;
    try (Kernels kernels = new Nd4jEngine().open(lanes)) {
      Plane x = kernels.plane(rows * in);
      Plane w = kernels.plane(in * out);
      Plane b = kernels.plane(out);
      Plane z = kernels.plane(rows * out);
      Plane to = kernels.plane(rows * out);
      Plane step = kernels.plane(1);
      Random random = new Random(7);
      for (Plane plane : new Plane[] {x, w, b, to, step}) {
        for (int cell = 0; cell < plane.cells(); cell++) {
          plane.setAll(cell, Double.NaN);
          plane.set(cell, lane, random.nextGaussian());
        }
      }
      for (int epoch = 0; epoch < 3; epoch++) {
        kernels.feed(x, w, b, z, rows, in, out);
        kernels.activate(Activation.TANH, z);
        kernels.normalize(z, rows, out);
        kernels.activate(Activation.SIGMOID, z);
        kernels.nudge(z, to, step);
        kernels.hebbian(w, b, x, z, to, step, step, rows, in, out);
      }
      float[] numbers = new float[w.cells() + b.cells()];
      for (int cell = 0; cell < numbers.length; cell++) {
        numbers[cell] =
            (float) (cell < w.cells() ? w.get(cell, lane) : b.get(cell - w.cells(), lane));
      }
      assertThat(numbers).doesNotContain(Float.NaN);
      return numbers;
    }
  }

  @Test
  void aNumberThatIsSetShowsInTheNextOperationAndLeavesTheOthers() {
    try (Kernels kernels = new Nd4jEngine().open(3)) {
      Plane plane = kernels.plane(2);
      Plane copy = kernels.plane(2);
      kernels.fill(plane, 0.5);
      plane.set(1, 2, 4);
      kernels.copy(plane, copy);
      assertThat(copy.get(1, 2)).isEqualTo(4);
      assertThat(copy.get(0, 0)).isEqualTo(0.5);
      copy.set(0, 0, 7);
      kernels.copy(plane, copy);
      assertThat(copy.get(0, 0)).isEqualTo(0.5);
    }
  }

  @Test
  void asManyTrialsStandSideBySideAsFitInFourMegabytes() {
    assertThat(new Nd4jEngine().lanes(1, 93)).isEqualTo(4096);
    assertThat(new Nd4jEngine().lanes(1, 40_000)).isEqualTo(26);
    assertThat(new Nd4jEngine().lanes(1, 900_000)).isEqualTo(1);
    assertThat(new Nd4jEngine().lanes(1, 1L << 40)).isEqualTo(1);
    assertThat(Arrays.stream(new long[] {0, 1}).mapToInt(cells -> new Nd4jEngine().lanes(1, cells)))
        .containsOnly(4096);
  }
}
