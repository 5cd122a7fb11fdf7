package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every engine against the scalar one, bit for bit, over sizes around the loops' strides. */
final class KernelsTest {

  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 13};

  /** Numbers as training meets them, and those that break careless min, max and clamps. */
  private static final float[] ODD = {
    0f,
    -0f,
    1f,
    -1f,
    1e-30f,
    -1e-30f,
    1e30f,
    -1e30f,
    Float.MIN_VALUE,
    88f,
    -88f,
    200f,
    -200f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  /** Around the strides of wide nets: vectors of 4, 8 or 16 units, panels of four vectors. */
  private static final int[] WIDE_SIZES = {
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 31, 33, 63, 64, 65, 127
  };

  /** The vector engine in both layouts. */
  private enum Layout {
    FUSED(Plane.LANES),
    WIDE(1);

    private final int lanes;

    Layout(int lanes) {
      this.lanes = lanes;
    }

    int[] sizes() {
      return this == FUSED ? SIZES : WIDE_SIZES;
    }

    Kernels scalar() {
      return new ScalarEngine().open(lanes);
    }

    Kernels vector() {
      return new VectorEngine().open(lanes);
    }

    /** Some size, by chance and yet always the same. */
    int size(int number) {
      return sizes()[Math.floorMod(number, sizes().length)];
    }
  }

  private static Stream<Arguments> layouts() {
    return Arrays.stream(Layout.values())
        .flatMap(each -> Stream.of(Arguments.of(each, false), Arguments.of(each, true)));
  }

  private static List<Kernels> all() {
    return Arrays.stream(Layout.values())
        .flatMap(each -> Stream.of(each.scalar(), each.vector()))
        .toList();
  }

  /** The same operation on planes of both engines that start equal. */
  private static final class Pair {
    private final Kernels scalar;
    private final Kernels vector;
    private final List<Plane[]> planes = new ArrayList<>();
    private final Random random;

    Pair(Layout layout, long seed) {
      scalar = layout.scalar();
      vector = layout.vector();
      random = new Random(seed);
    }

    int plane(int cells, boolean odd) {
      Plane[] pair = {scalar.plane(cells), vector.plane(cells)};
      for (int cell = 0; cell < cells; cell++) {
        for (int lane = 0; lane < scalar.lanes(); lane++) {
          float value =
              odd && random.nextInt(4 + cells / 8) == 0
                  ? ODD[random.nextInt(ODD.length)]
                  : (float) (3 * random.nextGaussian());
          pair[0].set(cell, lane, value);
          pair[1].set(cell, lane, value);
        }
      }
      planes.add(pair);
      return planes.size() - 1;
    }

    /** Asserts that two planes hold the same bits. */
    void same(int one, int other) {
      Plane a = planes.get(one)[0];
      Plane b = planes.get(other)[0];
      for (int cell = 0; cell < a.cells(); cell++) {
        for (int lane = 0; lane < a.lanes(); lane++) {
          assertThat(Float.floatToIntBits((float) a.get(cell, lane)))
              .isEqualTo(Float.floatToIntBits((float) b.get(cell, lane)));
        }
      }
    }

    void run(BiConsumer<Kernels, Plane[]> operation) {
      for (int engine = 0; engine < 2; engine++) {
        int e = engine;
        operation.accept(
            engine == 0 ? scalar : vector,
            planes.stream().map(pair -> pair[e]).toArray(Plane[]::new));
      }
      for (Plane[] pair : planes) {
        for (int cell = 0; cell < pair[0].cells(); cell++) {
          for (int lane = 0; lane < scalar.lanes(); lane++) {
            int expected = Float.floatToIntBits((float) pair[0].get(cell, lane));
            int actual = Float.floatToIntBits((float) pair[1].get(cell, lane));
            if (actual != expected) {
              assertThat(actual)
                  .as("plane %s cell %s lane %s", planes.indexOf(pair), cell, lane)
                  .isEqualTo(expected);
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgreeOnEveryKindOfNumber(Activation f) {
    for (Layout layout : Layout.values()) {
      for (int cells : layout.sizes()) {
        Pair pair = new Pair(layout, cells);
        pair.plane(cells, true);
        pair.run((k, p) -> k.activate(f, p[0]));
      }
    }
  }

  /** Every exponent with its least, its greatest and some mantissas, both signs, and both NaNs. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAndSlopesAgreeOverEveryExponent(Activation f) {
    Random random = new Random(83);
    for (Layout layout : Layout.values()) {
      for (int exponent = 0; exponent < 256; exponent++) {
        Pair pair = new Pair(layout, exponent);
        pair.plane(64, false);
        pair.plane(64, false);
        for (int cell = 0; cell < 64; cell++) {
          for (int lane = 0; lane < layout.lanes; lane++) {
            int mantissa =
                cell < 2 ? 0 : cell < 4 ? 0x7FFFFF : cell < 6 ? 0x400000 : random.nextInt(1 << 23);
            float x = Float.intBitsToFloat((cell << 31) | (exponent << 23) | mantissa);
            for (Plane[] both : pair.planes) {
              both[0].set(cell, lane, x);
              both[1].set(cell, lane, x);
            }
          }
        }
        pair.run(
            (k, p) -> {
              k.activate(f, p[0]);
              k.slope(f, p[1]);
            });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void slopesAgreeOnEveryKindOfNumber(Activation f) {
    for (Layout layout : Layout.values()) {
      for (int cells : layout.sizes()) {
        Pair pair = new Pair(layout, 59L + cells);
        pair.plane(cells, true);
        pair.run((k, p) -> k.slope(f, p[0]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Activation.class, names = "HARD_SIGMOID", mode = EnumSource.Mode.EXCLUDE)
  void theWayBackThroughAnActivationAgreesAndIsItsSlope(Activation f) {
    for (Layout layout : Layout.values()) {
      for (int cells : layout.sizes()) {
        Pair pair = new Pair(layout, 71L + cells);
        pair.plane(cells, true);
        pair.plane(cells, true);
        pair.plane(cells, true);
        pair.plane(cells, true);
        pair.run(
            (k, p) -> {
              k.copy(p[0], p[2]);
              k.activate(f, p[2]);
              k.copy(p[1], p[3]);
              k.through(f, p[2], p[1]);
              k.slope(f, p[0]);
              k.multiply(p[3], p[0]);
            });
        pair.same(1, 3);
      }
    }
  }

  @Test
  void theValueOfAClipDoesNotTellItsSlope() {
    for (Kernels kernels : all()) {
      Plane plane = kernels.plane(1);
      assertThatThrownBy(() -> kernels.through(Activation.HARD_SIGMOID, plane, plane))
          .hasMessage("the value of an activation must tell its slope, got hard-sigmoid");
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void hingesAgreeThereAndBack(Layout layout, boolean odd) {
    for (int cells : layout.sizes()) {
      Pair pair = new Pair(layout, 73L + cells);
      for (int i = 0; i < 3; i++) {
        pair.plane(cells, odd);
      }
      pair.run(
          (k, p) -> {
            k.hingeBack(p[0], p[1], 0.1, 1);
            k.hinge(p[0], 0.1, 1);
            k.hinge(p[2], 2, 2);
          });
    }
  }

  @Test
  void aHingeHasItsLeftSlopeAtZero() {
    for (Kernels kernels : all()) {
      Plane x = kernels.plane(3);
      Plane d = kernels.plane(3);
      kernels.fill(d, 1);
      x.setAll(0, -2);
      x.setAll(2, 3);
      kernels.hingeBack(x, d, 0.25, 4);
      kernels.hinge(x, 0.25, 4);
      assertThat(List.of(d.get(0, 0), d.get(1, 0), d.get(2, 0))).containsExactly(0.25, 0.25, 4.0);
      assertThat(List.of(x.get(0, 0), x.get(1, 0), x.get(2, 0))).containsExactly(-0.5, 0.0, 12.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void slopesAreTheDifferenceQuotientsOfActivations(Activation f) {
    Kernels exact = new ScalarKernels(Precision.DOUBLE, 1);
    double h = 1e-6;
    for (double x : new double[] {-2.3, -0.4, 1e-3, 0.3, 0.999, 1.001, 3.1}) {
      Plane left = exact.plane(1);
      Plane right = exact.plane(1);
      Plane slope = exact.plane(1);
      left.set(0, 0, x - h);
      right.set(0, 0, x + h);
      slope.set(0, 0, x);
      exact.activate(f, left);
      exact.activate(f, right);
      exact.slope(f, slope);
      double quotient = (right.get(0, 0) - left.get(0, 0)) / (2 * h);
      assertThat(slope.get(0, 0)).isCloseTo(quotient, within(1e-9));
    }
  }

  @Test
  void theClipHasSlopeOneAtBothCorners() {
    for (Kernels kernels : all()) {
      Plane z = kernels.plane(4);
      double[] inputs = {0, 1, Math.nextDown(0f), Math.nextUp(1f)};
      for (int i = 0; i < 4; i++) {
        z.setAll(i, inputs[i]);
      }
      kernels.slope(Activation.HARD_SIGMOID, z);
      assertThat(new double[] {z.get(0, 0), z.get(1, 0), z.get(2, 0), z.get(3, 0)})
          .containsExactly(1, 1, 0, 0);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void multiplyAndDescendAgree(Layout layout, boolean odd) {
    for (int cells : layout.sizes()) {
      Pair pair = new Pair(layout, 61L + cells);
      for (int i = 0; i < 3; i++) {
        pair.plane(cells, odd);
      }
      for (int i = 0; i < 3; i++) {
        pair.plane(1, odd);
      }
      pair.run(
          (k, p) -> {
            k.multiply(p[2], p[1]);
            k.descend(p[0], p[1], p[2], p[3], p[4], p[5]);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void feedAgreesOverRowsAndUnits(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int in : layout.sizes()) {
        int out = layout.size(rows + in);
        Pair pair = new Pair(layout, rows * 31L + in);
        pair.plane(rows * in, odd);
        pair.plane(in * out, odd);
        pair.plane(out, odd);
        pair.plane(rows * out, odd);
        pair.run((k, p) -> k.feed(p[0], p[1], p[2], p[3], rows, in, out));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void feedBetweenAgreesOverRowsAndUnits(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int in : layout.sizes()) {
        int units = layout.size(rows + in);
        int above = layout.size(rows + 2 * in);
        Pair pair = new Pair(layout, rows * 37L + in);
        pair.plane(rows * in, odd);
        pair.plane(in * units, odd);
        pair.plane(rows * above, odd);
        pair.plane(units * above, odd);
        pair.plane(units, odd);
        pair.plane(rows * units, odd);
        pair.run(
            (k, p) -> k.feedBetween(p[0], p[1], p[2], p[3], p[4], p[5], rows, in, units, above));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void feedBackAgreesAndGoesOnWhereFeedEnds(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int above : layout.sizes()) {
        int units = layout.size(rows + above);
        int in = layout.size(rows + 2 * above);
        Pair pair = new Pair(layout, rows * 67L + above);
        pair.plane(rows * in, odd);
        pair.plane(in * units, odd);
        pair.plane(rows * above, odd);
        pair.plane(units * above, odd);
        pair.plane(units, odd);
        pair.plane(rows * units, odd);
        pair.plane(rows * units, odd);
        pair.run(
            (k, p) -> {
              k.feed(p[0], p[1], p[4], p[6], rows, in, units);
              k.feedBack(p[6], p[2], p[3], p[5], rows, units, above);
              k.feedBetween(p[0], p[1], p[2], p[3], p[4], p[6], rows, in, units, above);
            });
        pair.same(5, 6);
      }
    }
  }

  @Test
  void wideMatricesOfManyPanelsAgree() {
    int rows = 6;
    for (int[] sizes : new int[][] {{784, 10, 300}, {300, 784, 10}, {150, 129, 784}}) {
      int in = sizes[0];
      int units = sizes[1];
      int above = sizes[2];
      Pair pair = new Pair(Layout.WIDE, in);
      int[] cells = {
        rows * in, in * units, rows * above, units * above, units, rows * units, rows * units, 1, 1
      };
      for (int each : cells) {
        pair.plane(each, false);
      }
      pair.run(
          (k, p) -> {
            k.feedBetween(p[0], p[1], p[2], p[3], p[4], p[5], rows, in, units, above);
            k.hebbian(p[1], p[4], p[0], p[5], p[6], p[7], p[8], rows, in, units);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void normalizeAgrees(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int units : layout.sizes()) {
        Pair pair = new Pair(layout, rows * 41L + units);
        pair.plane(rows * units, odd);
        pair.run((k, p) -> k.normalize(p[0], rows, units));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void hebbianAgrees(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int in : layout.sizes()) {
        int out = layout.size(rows + in);
        Pair pair = new Pair(layout, rows * 43L + in);
        pair.plane(in * out, odd);
        pair.plane(out, odd);
        pair.plane(rows * in, odd);
        pair.plane(rows * out, odd);
        pair.plane(rows * out, odd);
        pair.plane(1, odd);
        pair.plane(1, odd);
        pair.run((k, p) -> k.hebbian(p[0], p[1], p[2], p[3], p[4], p[5], p[6], rows, in, out));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void nudgeMeasuresAndProbeAgree(Layout layout, boolean odd) {
    for (int rows : layout.sizes()) {
      for (int units : new int[] {2, 3, 5}) {
        Pair pair = new Pair(layout, rows * 47L + units);
        pair.plane(rows * units, odd);
        pair.plane(rows * units, odd);
        for (int i = 0; i < 4; i++) {
          pair.plane(1, odd);
        }
        float[] oneHot = new float[units * units];
        for (int j = 0; j < units; j++) {
          oneHot[j * units + j] = 1;
        }
        int[] labels = new Random(rows).ints((long) rows * Plane.LANES, 0, units).toArray();
        pair.plane(rows * units, odd);
        pair.run(
            (k, p) -> {
              k.nudge(p[0], p[1], p[2]);
              k.nudge(p[0], p[6], p[1], p[2]);
              k.squaredDistance(p[0], p[1], p[3], rows);
              k.gather(oneHot, labels, p[6], rows, units);
              k.errors(p[0], p[6], 1e-3, p[4], rows, units);
              k.fill(p[5], 0);
              k.probe(p[0], p[5]);
            });
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void nudgeOfAnotherStateAndDifferencesAgree(Layout layout, boolean odd) {
    for (int cells : layout.sizes()) {
      Pair pair = new Pair(layout, cells * 53L);
      for (int i = 0; i < 4; i++) {
        pair.plane(cells, odd);
      }
      pair.plane(1, odd);
      pair.run(
          (k, p) -> {
            k.nudge(p[0], p[1], p[2], p[4]);
            k.subtract(p[0], p[1], p[3]);
            k.subtract(p[2], p[1], p[2]);
          });
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void sumsOfProductsAndLargestChangesAgree(Layout layout, boolean odd) {
    for (int cells : layout.sizes()) {
      Pair pair = new Pair(layout, cells * 59L);
      pair.plane(cells, odd);
      pair.plane(cells, odd);
      pair.plane(1, odd);
      pair.plane(1, false);
      pair.run(
          (k, p) -> {
            k.addProducts(p[0], p[1], p[2]);
            k.largestChange(p[0], p[1], p[3]);
          });
    }
  }

  @Test
  void gatherGivesEachLaneItsOwnRowsOfATable() {
    float[] table = new float[5 * 3];
    for (int i = 0; i < table.length; i++) {
      table[i] = i / 7f;
    }
    for (Kernels kernels : all()) {
      int lanes = kernels.lanes();
      int[] index = new Random(3).ints(2L * lanes, 0, 5).toArray();
      Plane z = kernels.plane(2 * 3);
      kernels.gather(table, index, z, 2, 3);
      for (int r = 0; r < 2; r++) {
        for (int c = 0; c < 3; c++) {
          for (int lane = 0; lane < lanes; lane++) {
            float expected = table[index[r * lanes + lane] * 3 + c];
            assertThat(z.get(r * 3 + c, lane)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void lanesNeverReadOneAnother() {
    for (Kernels kernels : List.of(Layout.FUSED.scalar(), Layout.FUSED.vector())) {
      Plane x = kernels.plane(4);
      Plane w = kernels.plane(4);
      Plane b = kernels.plane(2);
      Plane z = kernels.plane(4);
      for (int cell = 0; cell < 4; cell++) {
        x.setAll(cell, cell + 1);
        w.setAll(cell, 0.5 * cell);
      }
      kernels.feed(x, w, b, z, 2, 2, 2);
      kernels.activate(Activation.TANH, z);
      kernels.normalize(z, 2, 2);
      double[] before = {z.get(0, 0), z.get(1, 0), z.get(2, 0), z.get(3, 0)};
      x.set(1, 7, Double.NaN);
      kernels.feed(x, w, b, z, 2, 2, 2);
      kernels.activate(Activation.TANH, z);
      kernels.normalize(z, 2, 2);
      for (int cell = 0; cell < 4; cell++) {
        for (int lane = 0; lane < Plane.LANES; lane++) {
          if (lane == 7) {
            assertThat(z.get(cell, lane)).isNaN();
          } else {
            assertThat(z.get(cell, lane)).isEqualTo(before[cell]);
          }
        }
      }
    }
  }

  @Test
  void errorsCountTiesAndNaNAsWrong() {
    for (Kernels kernels : all()) {
      Plane output = kernels.plane(8);
      double[][] rows = {{0.5, 0.5}, {0.2, 0.9}, {0.9, Double.NaN}, {0.9, 0.1}};
      for (int r = 0; r < 4; r++) {
        output.setAll(2 * r, rows[r][0]);
        output.setAll(2 * r + 1, rows[r][1]);
      }
      Plane target = kernels.plane(8);
      for (int label : new int[] {0, 2 + 1, 4, 6}) {
        target.setAll(label, 1);
      }
      Plane fraction = kernels.plane(1);
      kernels.errors(output, target, 1e-3, fraction, 4, 2);
      assertThat(fraction.get(0, kernels.lanes() - 1)).isEqualTo(0.5);
    }
  }

  @Test
  void aNumberThatIsNotFiniteShowsInTheProbe() {
    for (Kernels kernels : all()) {
      Plane plane = kernels.plane(3);
      int last = kernels.lanes() - 1;
      Plane sum = kernels.plane(1);
      kernels.probe(plane, sum);
      assertThat(sum.get(0, last)).isZero();
      plane.set(2, last, Double.NEGATIVE_INFINITY);
      kernels.probe(plane, sum);
      assertThat(sum.get(0, last)).isNaN();
      assertThat(sum.get(0, 0) == 0).isEqualTo(last > 0);
    }
  }
}
