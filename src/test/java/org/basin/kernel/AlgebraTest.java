package org.basin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.basin.kernel.scalar.ScalarEngine;
import org.basin.kernel.scalar.ScalarKernels;
import org.basin.kernel.vector.VectorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vector algebra against the scalar one, bit for bit; the scalar one against plain maths. */
final class AlgebraTest {

  private static final int[] SIZES = {1, 2, 3, 4, 5, 7, 8, 13};

  private static final float[] ODD = {
    0f,
    -0f,
    1f,
    -1f,
    1e-30f,
    -1e-30f,
    1e30f,
    -1e30f,
    1e-40f,
    -1e-40f,
    87f,
    87.001f,
    -88f,
    200f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  private static final Kernels SCALAR = new ScalarEngine().open(Plane.LANES);
  private static final Kernels VECTOR = new VectorEngine().open(Plane.LANES);

  private interface Operation {
    void run(Algebra algebra, Plane[] planes);
  }

  /** Runs an operation on planes of both engines that start equal, and compares all of them. */
  private static void agree(boolean odd, int[] cells, Operation operation) {
    Random random = new Random(cells[0] * 31L + cells.length);
    Plane[] scalar = new Plane[cells.length];
    Plane[] vector = new Plane[cells.length];
    for (int p = 0; p < cells.length; p++) {
      scalar[p] = SCALAR.plane(cells[p]);
      vector[p] = VECTOR.plane(cells[p]);
      for (int cell = 0; cell < cells[p]; cell++) {
        for (int lane = 0; lane < Plane.LANES; lane++) {
          boolean strange = odd && random.nextInt(4) == 0;
          double value =
              strange ? ODD[random.nextInt(ODD.length)] : (float) (3 * random.nextGaussian());
          scalar[p].set(cell, lane, value);
          vector[p].set(cell, lane, value);
        }
      }
    }
    operation.run(SCALAR.algebra(), scalar);
    operation.run(VECTOR.algebra(), vector);
    for (int p = 0; p < cells.length; p++) {
      for (int cell = 0; cell < cells[p]; cell++) {
        for (int lane = 0; lane < Plane.LANES; lane++) {
          assertThat(Float.floatToIntBits((float) vector[p].get(cell, lane)))
              .as("plane %s cell %s lane %s", p, cell, lane)
              .isEqualTo(Float.floatToIntBits((float) scalar[p].get(cell, lane)));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void arithmeticAgreesOverRows(boolean odd) {
    for (int rows : SIZES) {
      for (int width : SIZES) {
        int all = rows * width;
        agree(
            odd,
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
        agree(
            odd,
            new int[] {all, all, rows, rows, rows},
            (algebra, p) -> {
              algebra.sum(p[0], p[2], width);
              algebra.greatest(p[0], p[3], width);
              algebra.dot(p[0], p[1], p[4], width);
            });
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Elementary.class)
  void functionsAgreeOnEveryKindOfNumber(Elementary f) {
    for (int cells : SIZES) {
      agree(true, new int[] {cells}, (algebra, p) -> algebra.apply(f, p[0]));
      agree(false, new int[] {cells}, (algebra, p) -> algebra.apply(f, p[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void powersAgree(boolean odd) {
    for (int cells : SIZES) {
      for (double offset : new double[] {-2, -1, 0, 0.5}) {
        agree(odd, new int[] {cells, 1}, (algebra, p) -> algebra.power(p[0], p[1], offset));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void contractionsAgreeWithWeightsSharedOrNot(boolean odd) {
    for (int rows : SIZES) {
      for (int inner : new int[] {1, 2, 5, 8}) {
        for (int[] sides : new int[][] {{1, 1}, {1, 4}, {3, 1}, {2, 3}}) {
          for (int tRows : new int[] {1, rows}) {
            int outer = sides[0];
            int rest = sides[1];
            agree(
                odd,
                new int[] {tRows * outer * inner * rest, rows * inner, rows * outer * rest},
                (algebra, p) ->
                    algebra.contract(p[0], tRows, p[1], p[2], rows, outer, inner, rest));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outerProductsLinksAndStepsAgree(boolean odd) {
    for (int rows : SIZES) {
      for (int a : SIZES) {
        int b = SIZES[(rows + a) % SIZES.length];
        agree(
            odd,
            new int[] {rows * a, rows * b, a * b},
            (algebra, p) -> algebra.outer(p[0], p[1], p[2], rows, a, b));
        Links links = links(new Random(rows * 7L + a), a, b, 5);
        agree(
            odd,
            new int[] {5, rows * a, rows * b, rows * a},
            (algebra, p) -> {
              algebra.link(p[0], p[1], p[2], rows, links);
              algebra.link(p[0], p[2], p[3], rows, links.transposed());
            });
        agree(
            odd,
            new int[] {a, a, 1, a, 1},
            (algebra, p) -> {
              algebra.apply(Elementary.LOG, p[3]); // NaN, which is not 0
              algebra.power(p[3], p[2], 1); // 0 for negative ones
              algebra.relax(p[0], p[1], p[2], p[3], p[4]);
            });
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

  /** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩. */
  @Test
  void theTransposedMapIsTheAdjoint() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int inputs = 1 + random.nextInt(9);
      int outputs = 1 + random.nextInt(9);
      Links links = links(random, inputs, outputs, 4);
      Kernels kernels = new ScalarKernels(Precision.DOUBLE, 1);
      Algebra algebra = kernels.algebra();
      Plane w = random(kernels, random, 4);
      Plane x = random(kernels, random, inputs);
      Plane y = random(kernels, random, outputs);
      Plane up = kernels.plane(outputs);
      Plane down = kernels.plane(inputs);
      algebra.link(w, x, up, 1, links);
      algebra.link(w, y, down, 1, links.transposed());
      Plane left = kernels.plane(1);
      Plane right = kernels.plane(1);
      algebra.dot(up, y, left, outputs);
      algebra.dot(x, down, right, inputs);
      assertThat(left.get(0, 0)).isCloseTo(right.get(0, 0), within(1e-13));
    }
  }

  private static Plane random(Kernels kernels, Random random, int cells) {
    Plane plane = kernels.plane(cells);
    for (int cell = 0; cell < cells; cell++) {
      plane.setAll(cell, random.nextGaussian());
    }
    return plane;
  }

  @Test
  void aClampedCellKeepsItsBitsWhateverItsField() {
    for (Kernels kernels : new Kernels[] {SCALAR, VECTOR}) {
      Plane x = kernels.plane(2);
      Plane field = kernels.plane(2);
      Plane mask = kernels.plane(2);
      Plane rate = kernels.plane(1);
      Plane change = kernels.plane(1);
      x.setAll(0, 0.1);
      x.setAll(1, 0.1);
      field.setAll(0, Double.NaN);
      field.setAll(1, 1.1);
      mask.setAll(1, 1);
      rate.setAll(0, 0.5);
      kernels.algebra().relax(x, field, rate, mask, change);
      assertThat(x.get(0, 3)).isEqualTo((double) 0.1f);
      assertThat(x.get(1, 3)).isCloseTo(0.6, within(1e-6));
      assertThat(change.get(0, 3)).isCloseTo(1 / 1.1, within(1e-6));
    }
  }

  @Test
  void aMapWhoseLinksLackAnInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Links(new int[] {0, 2}, new int[] {0, 1}, new int[] {0}, 1))
        .withMessage(
            "every link must have one weight and one input, got links=2, weights=2, inputs=1");
  }
}
