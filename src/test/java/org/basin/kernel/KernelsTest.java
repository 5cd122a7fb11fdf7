package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private final Kernels scalar = Engine.SCALAR.open(Plane.LANES);
  private final Kernels vector = Engine.VECTOR.open(Plane.LANES);

  /** The same operation on planes of both engines that start equal. */
  private final class Pair {
    private final List<Plane[]> planes = new ArrayList<>();
    private final Random random;

    Pair(long seed) {
      random = new Random(seed);
    }

    int plane(int cells, boolean odd) {
      Plane[] pair = {scalar.plane(cells), vector.plane(cells)};
      for (int cell = 0; cell < cells; cell++) {
        for (int lane = 0; lane < Plane.LANES; lane++) {
          float value =
              odd && random.nextInt(4) == 0
                  ? ODD[random.nextInt(ODD.length)]
                  : (float) (3 * random.nextGaussian());
          pair[0].set(cell, lane, value);
          pair[1].set(cell, lane, value);
        }
      }
      planes.add(pair);
      return planes.size() - 1;
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
          for (int lane = 0; lane < Plane.LANES; lane++) {
            assertThat(Float.floatToIntBits((float) pair[1].get(cell, lane)))
                .as("plane %s cell %s lane %s", planes.indexOf(pair), cell, lane)
                .isEqualTo(Float.floatToIntBits((float) pair[0].get(cell, lane)));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void activationsAgreeOnEveryKindOfNumber(Activation f) {
    for (int cells : SIZES) {
      Pair pair = new Pair(cells);
      pair.plane(cells, true);
      pair.run((k, p) -> k.activate(f, p[0]));
    }
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void slopesAgreeOnEveryKindOfNumber(Activation f) {
    for (int cells : SIZES) {
      Pair pair = new Pair(59L + cells);
      pair.plane(cells, true);
      pair.run((k, p) -> k.slope(f, p[0]));
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
    for (Kernels kernels : List.of(scalar, vector)) {
      Plane z = kernels.plane(4);
      double[] inputs = {0, 1, Math.nextDown(0f), Math.nextUp(1f)};
      for (int i = 0; i < 4; i++) {
        z.setAll(i, inputs[i]);
      }
      kernels.slope(Activation.HARD_SIGMOID, z);
      assertThat(new double[] {z.get(0, 1), z.get(1, 1), z.get(2, 1), z.get(3, 1)})
          .containsExactly(1, 1, 0, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void multiplyAndDescendAgree(boolean odd) {
    for (int cells : SIZES) {
      Pair pair = new Pair(61L + cells);
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
  @ValueSource(booleans = {false, true})
  void feedAgreesOverRowsAndUnits(boolean odd) {
    for (int rows : SIZES) {
      for (int in : SIZES) {
        int out = SIZES[(rows + in) % SIZES.length];
        Pair pair = new Pair(rows * 31L + in);
        pair.plane(rows * in, odd);
        pair.plane(in * out, odd);
        pair.plane(out, odd);
        pair.plane(rows * out, odd);
        pair.run((k, p) -> k.feed(p[0], p[1], p[2], p[3], rows, in, out));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void feedBetweenAgreesOverRowsAndUnits(boolean odd) {
    for (int rows : SIZES) {
      for (int in : SIZES) {
        int units = SIZES[(rows + in) % SIZES.length];
        int above = SIZES[(rows + 2 * in) % SIZES.length];
        Pair pair = new Pair(rows * 37L + in);
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
  @ValueSource(booleans = {false, true})
  void normalizeAgrees(boolean odd) {
    for (int rows : SIZES) {
      for (int units : SIZES) {
        Pair pair = new Pair(rows * 41L + units);
        pair.plane(rows * units, odd);
        pair.run((k, p) -> k.normalize(p[0], rows, units));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void hebbianAgrees(boolean odd) {
    for (int rows : SIZES) {
      for (int in : SIZES) {
        int out = SIZES[(rows + in) % SIZES.length];
        Pair pair = new Pair(rows * 43L + in);
        pair.plane(in * out, odd);
        pair.plane(out, odd);
        pair.plane(rows * in, odd);
        pair.plane(rows * out, odd);
        pair.plane(rows * out, odd);
        pair.plane(1, odd);
        pair.run((k, p) -> k.hebbian(p[0], p[1], p[2], p[3], p[4], p[5], rows, in, out));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nudgeMeasuresAndProbeAgree(boolean odd) {
    for (int rows : SIZES) {
      for (int units : new int[] {2, 3, 5}) {
        Pair pair = new Pair(rows * 47L + units);
        pair.plane(rows * units, odd);
        pair.plane(rows * units, odd);
        for (int i = 0; i < 4; i++) {
          pair.plane(1, odd);
        }
        pair.plane(rows * units, odd);
        int[] labels = new Random(rows).ints(rows, 0, units).toArray();
        pair.run(
            (k, p) -> {
              k.nudge(p[0], p[1], p[2]);
              k.nudge(p[0], p[6], p[1], p[2]);
              k.squaredDistance(p[0], p[1], p[3], rows);
              k.errors(p[0], labels, 1e-3, p[4], units);
              k.fill(p[5], 0);
              k.probe(p[0], p[5]);
            });
      }
    }
  }

  @Test
  void lanesNeverReadOneAnother() {
    for (Kernels kernels : List.of(scalar, vector)) {
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
    for (Kernels kernels : List.of(scalar, vector)) {
      Plane output = kernels.plane(8);
      double[][] rows = {{0.5, 0.5}, {0.2, 0.9}, {0.9, Double.NaN}, {0.9, 0.1}};
      for (int r = 0; r < 4; r++) {
        output.setAll(2 * r, rows[r][0]);
        output.setAll(2 * r + 1, rows[r][1]);
      }
      Plane fraction = kernels.plane(1);
      kernels.errors(output, new int[] {0, 1, 0, 0}, 1e-3, fraction, 2);
      assertThat(fraction.get(0, 3)).isEqualTo(0.5);
    }
  }

  @Test
  void aNumberThatIsNotFiniteShowsInTheProbe() {
    for (Kernels kernels : List.of(scalar, vector)) {
      Plane plane = kernels.plane(3);
      plane.set(2, 5, Double.NEGATIVE_INFINITY);
      Plane sum = kernels.plane(1);
      kernels.probe(plane, sum);
      assertThat(sum.get(0, 5)).isNaN();
      assertThat(sum.get(0, 4)).isZero();
    }
  }
}
