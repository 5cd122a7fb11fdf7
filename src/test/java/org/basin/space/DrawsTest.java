package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.basin.sweep.Method;
import org.basin.sweep.Method.Sampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawsTest {

  private static final int DRAWS = 1 << 12;

  private static final List<String> AXES = List.of("beta", "alpha", "alpha_0", "bias_0_0");

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void eachCoordinateIsUniform(Sampler sampler) {
    Draws draws = draws(sampler, DRAWS, 7);
    for (int axis = 0; axis < AXES.size(); axis++) {
      double[] sorted = coordinates(draws, axis, 0, DRAWS);
      Arrays.sort(sorted);
      double largest =
          IntStream.range(0, DRAWS)
              .mapToDouble(i -> Math.abs(sorted[i] - (i + 0.5) / DRAWS) + 0.5 / DRAWS)
              .max()
              .orElseThrow();
      // of a uniform sample the statistic of Kolmogorov and Smirnov is above this once in 10,000
      assertThat(largest).isLessThan(2.22 / Math.sqrt(DRAWS));
    }
  }

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void eachDrawIsUniformOverSeeds(Sampler sampler) {
    for (long draw : List.of(0L, 1L, 5L, 1023L)) {
      double[] seeds = new double[2000];
      Arrays.setAll(seeds, seed -> Draws.share(draws(sampler, 1024, seed * 7919L).bits(1, draw)));
      double[] even = IntStream.range(0, 2000).mapToDouble(i -> (i + 0.5) / 2000).toArray();
      assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(seeds, even))
          .as("draw %d", draw)
          .isGreaterThan(1e-4);
    }
  }

  @ParameterizedTest
  @EnumSource(Sampler.class)
  void pairsOfAxesFillThePlaneEvenly(Sampler sampler) {
    Draws draws = draws(sampler, DRAWS, 3);
    for (int a = 0; a < AXES.size(); a++) {
      for (int b = a + 1; b < AXES.size(); b++) {
        long[] cells = new long[64];
        for (int i = 0; i < DRAWS; i++) {
          int x = (int) (Draws.share(draws.bits(a, i)) * 8);
          int y = (int) (Draws.share(draws.bits(b, i)) * 8);
          cells[8 * x + y]++;
        }
        double[] expected = new double[64];
        Arrays.fill(expected, DRAWS / 64.0);
        assertThat(new ChiSquareTest().chiSquareTest(expected, cells)).isGreaterThan(1e-4);
      }
    }
  }

  /** Neighbouring draws, as those of two partitions, say nothing of one another. */
  @Test
  void drawsOfDifferentPartitionsAreIndependent() {
    Draws draws = draws(Sampler.RANDOM, 1L << 40, 11);
    for (long apart : List.of(1L, 64L, 4096L, 1L << 33)) {
      long[][] cells = new long[8][8];
      for (long i = 0; i < 20_000; i++) {
        int here = (int) (draws.bits(0, i) >>> (Draws.BITS - 3));
        int there = (int) (draws.bits(0, i + apart) >>> (Draws.BITS - 3));
        cells[here][there]++;
      }
      assertThat(new ChiSquareTest().chiSquareTest(cells))
          .as("apart %d", apart)
          .isGreaterThan(1e-4);
    }
  }

  @Test
  void sobolHasALowerDiscrepancyThanRandom() {
    for (long seed = 0; seed < 10; seed++) {
      double sobol = discrepancy(draws(Sampler.SOBOL, 1024, seed));
      double random = discrepancy(draws(Sampler.RANDOM, 1024, seed));
      double latin = discrepancy(draws(Sampler.LATIN_HYPERCUBE, 1024, seed));
      assertThat(sobol).isLessThan(random / 3);
      assertThat(latin).isLessThan(random);
    }
  }

  /** The centred L2 discrepancy (F. Hickernell, Math. Comp. 67 (1998) 299–322, equation 5.1c). */
  private static double discrepancy(Draws draws) {
    int n = 1024;
    double[][] x = new double[AXES.size()][];
    Arrays.setAll(x, axis -> coordinates(draws, axis, 0, n));
    double single = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      double one = 1;
      for (double[] axis : x) {
        double z = Math.abs(axis[i] - 0.5);
        one *= 1 + z / 2 - z * z / 2;
      }
      single += one;
      for (int j = 0; j < n; j++) {
        double two = 1;
        for (double[] axis : x) {
          two *=
              1
                  + Math.abs(axis[i] - 0.5) / 2
                  + Math.abs(axis[j] - 0.5) / 2
                  - Math.abs(axis[i] - axis[j]) / 2;
        }
        pairs += two;
      }
    }
    return Math.sqrt(Math.pow(13.0 / 12, x.length) - 2.0 / n * single + pairs / ((double) n * n));
  }

  @Test
  void unscrambledSobolIsThatOfTheLibraryInAllItsDimensions() {
    SobolDraws draws = new SobolDraws(new long[DirectionNumbers.MOST]);
    SobolSequenceGenerator library = new SobolSequenceGenerator(DirectionNumbers.MOST);
    for (long i = 0; i < 300; i++) {
      double[] point = library.nextVector();
      long gray = i ^ i >>> 1;
      for (int d = 0; d < point.length; d++) {
        assertThat(draws.plain(d, gray) * 0x1p-52).isEqualTo(point[d]);
      }
    }
    double[] far = library.skipTo(1 << 29);
    long gray = (1L << 29) ^ (1L << 28);
    for (int d = 0; d < far.length; d++) {
      assertThat(draws.plain(d, gray) * 0x1p-52).isEqualTo(far[d]);
    }
  }

  /** Any 2^k draws that begin at a multiple of 2^k lie one in each of 2^k equal parts. */
  @Test
  void scrambledSobolIsANetWhereverABlockBegins() {
    Draws draws = draws(Sampler.SOBOL, 1L << 40, 5);
    for (long from : List.of(0L, 1L << 10, (1L << 39) + (1L << 20))) {
      for (int axis = 0; axis < AXES.size(); axis++) {
        int of = axis;
        long parts =
            LongStream.range(from, from + 1024)
                .map(i -> draws.bits(of, i) >>> (Draws.BITS - 10))
                .distinct()
                .count();
        assertThat(parts).isEqualTo(1024);
      }
      // dimensions 1 and 2 are a (0, 2)-net: boxes of 2^-4 by 2^-6 hold one draw each
      for (int split = 0; split <= 10; split++) {
        int x = split;
        long boxes =
            LongStream.range(from, from + 1024)
                .map(
                    i ->
                        (draws.bits(0, i) >>> (Draws.BITS - x)) << 10
                            | draws.bits(1, i) >>> (Draws.BITS - 10 + x))
                .distinct()
                .count();
        assertThat(boxes).isEqualTo(1024);
      }
    }
  }

  @Test
  void sobolIsScrambledByTheSeed() {
    assertThat(coordinates(draws(Sampler.SOBOL, 64, 1), 0, 0, 64))
        .isNotEqualTo(coordinates(draws(Sampler.SOBOL, 64, 2), 0, 0, 64));
  }

  @Test
  void aLatinHypercubeHasOneDrawInEachPart() {
    for (long n : List.of(1L, 2L, 3L, 5L, 16L, 17L, 1000L, 4096L, 65537L)) {
      Draws draws = draws(Sampler.LATIN_HYPERCUBE, n, 4);
      for (int axis = 0; axis < 2; axis++) {
        int of = axis;
        long[] parts =
            LongStream.range(0, n)
                .map(i -> (long) Math.floor(Draws.share(draws.bits(of, i)) * n))
                .sorted()
                .toArray();
        assertThat(parts).isEqualTo(LongStream.range(0, n).toArray());
      }
    }
    Draws large = draws(Sampler.LATIN_HYPERCUBE, 1L << 40, 4);
    assertThat(LongStream.range(0, 5000).map(i -> large.bits(0, i) >>> 12).distinct().count())
        .isEqualTo(5000);
  }

  @Test
  void permutationsOfThreeAreEquallyLikely() {
    long[] seen = new long[6];
    List<List<Long>> orders =
        List.of(
            List.of(0L, 1L, 2L),
            List.of(0L, 2L, 1L),
            List.of(1L, 0L, 2L),
            List.of(1L, 2L, 0L),
            List.of(2L, 0L, 1L),
            List.of(2L, 1L, 0L));
    for (long seed = 0; seed < 6000; seed++) {
      Draws draws = draws(Sampler.LATIN_HYPERCUBE, 3, seed);
      List<Long> order = new ArrayList<>();
      for (long i = 0; i < 3; i++) {
        order.add((long) (Draws.share(draws.bits(0, i)) * 3));
      }
      seen[orders.indexOf(order)]++;
    }
    double[] expected = new double[6];
    Arrays.fill(expected, 1000);
    assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(1e-4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Sampler.class,
      names = {"RANDOM", "LATIN_HYPERCUBE"})
  void whatIsDrawnAlongAnAxisDoesNotDependOnOthers(Sampler sampler) {
    Draws all = draws(sampler, 100, 9);
    Draws one = Draws.of(new Method.Sampled(sampler, 100), List.of("alpha_0"), 9);
    for (long i = 0; i < 100; i++) {
      assertThat(one.bits(0, i)).isEqualTo(all.bits(2, i));
    }
  }

  /** Changing any of these changes every sampled sweep. */
  @Test
  void drawsAreTheseForGood() {
    assertThat(
            Arrays.stream(Sampler.values())
                .map(sampler -> draws(sampler, 1000, 42))
                .map(draws -> List.of(draws.bits(0, 0), draws.bits(1, 1), draws.bits(3, 999)))
                .toList())
        .isEqualTo(
            List.of(
                List.of(2384730148239859L, 3113750060606552L, 4326481560068352L),
                List.of(3483824503103575L, 1300848681695156L, 2577482566265236L),
                List.of(3991970894400465L, 3292488096401066L, 959625891259068L)));
  }

  @Test
  void sobolHasNoMoreAxesThanItsTable() {
    assertThatThrownBy(() -> DirectionNumbers.of(1001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("method sobol must have at most 1000 axes, got 1001");
  }

  private static double[] coordinates(Draws draws, int axis, long from, int count) {
    return LongStream.range(from, from + count)
        .mapToDouble(i -> Draws.share(draws.bits(axis, i)))
        .toArray();
  }

  private static Draws draws(Sampler sampler, long trials, long seed) {
    return Draws.of(new Method.Sampled(sampler, trials), AXES, seed);
  }
}
