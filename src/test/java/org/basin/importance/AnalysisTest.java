package org.basin.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.basin.read.MemoryTable;
import org.basin.read.Trials;
import org.basin.space.Axis;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Numbers;
import org.basin.sweep.Setting;
import org.basin.sweep.Standard;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalysisTest {

  private static final Response ERROR = new Response.Metric(new Sweep.Metric("error", true));
  private static final Response ACCURACY = new Response.Metric(new Sweep.Metric("error", false));
  private static final Response RIGHT =
      new Response.Holds(
          new Condition.Comparison(
              new Term.NumberAxis("error"), Condition.Relation.LESS, new Term.Number(0.4)));

  /** A trial: its places on the axes, its replicate, its error (NaN: none). */
  private record Made(int[] at, int replicate, double error) {}

  private interface Law {
    double error(int[] at, int replicate);
  }

  @ParameterizedTest
  @CsvSource({"2 3, 1", "4 3 5, 1", "4 3 5, 3", "2 2 2 2 2, 4", "7, 5", "3 1 4, 2"})
  void sharesOfAFullProductAreThoseOfItsDecomposition(String sizes, int replicates)
      throws SQLException {
    int[] size = sizes(sizes);
    long seed = 15;
    Random random = new Random(seed);
    double[] effect = IntStream.range(0, 999).mapToDouble(i -> random.nextGaussian()).toArray();
    List<Made> made =
        product(
            size,
            replicates,
            (at, replicate) ->
                1000
                    + IntStream.range(0, at.length).mapToDouble(a -> effect[10 * a + at[a]]).sum()
                    + effect[500 + Arrays.hashCode(at) % 100]
                    + random.nextGaussian());
    for (Response response : List.of(ERROR, RIGHT)) {
      double limit = response == RIGHT ? 1000 : Double.NaN;
      Response asked = response == RIGHT ? below(limit) : response;
      double[] y =
          made.stream()
              .mapToDouble(it -> response == RIGHT ? (it.error < limit ? 1 : 0) : it.error)
              .toArray();
      Importance found = analysed(made, size, replicates, asked);
      assertThat(found.kind()).isEqualTo(Importance.Kind.EXACT);
      requireDecomposition(found, made, y, size);
    }
  }

  /** Every component of the decomposition by means of means, over all subsets of the axes. */
  private static void requireDecomposition(
      Importance found, List<Made> made, double[] y, int[] size) {
    double[] squares = components(made, y, size.length);
    double all = 0;
    double mean = Arrays.stream(y).average().orElseThrow();
    for (double value : y) {
      all += (value - mean) * (value - mean);
    }
    double rest = 0;
    double explained = 0;
    for (int set = 1; set < squares.length; set++) {
      double share = squares[set] / all;
      explained += share;
      List<String> names = new ArrayList<>();
      for (int a = 0; a < size.length; a++) {
        if ((set >> a & 1) == 1) {
          names.add("a" + a);
        }
      }
      if (names.size() == 1) {
        assertThat(found.share(names.get(0))).as(names + "").isCloseTo(share, within(1e-10));
      } else if (names.size() > 2) {
        rest += share;
      } else {
        double interaction =
            found.pairs().stream()
                .filter(it -> it.x().name().equals(names.get(0)))
                .filter(it -> it.y().name().equals(names.get(1)))
                .mapToDouble(Pair::interaction)
                .sum();
        assertThat(interaction).as(names + "").isCloseTo(share, within(1e-10));
      }
    }
    boolean replicated = made.stream().anyMatch(it -> it.replicate > 0);
    assertThat(found.replicates()).isCloseTo(replicated ? 1 - explained : 0, within(1e-10));
    assertThat(found.rest()).isCloseTo(rest, within(1e-10));
    double sum =
        found.axes().stream().mapToDouble(Share::share).sum()
            + found.pairs().stream().mapToDouble(Pair::interaction).sum()
            + found.replicates()
            + found.rest();
    assertThat(sum).isCloseTo(1, within(1e-9));
  }

  /** The sum of squares of each subset: its means less the components of its subsets. */
  private static double[] components(List<Made> made, double[] y, int axes) {
    List<Map<List<Integer>, Double>> components = new ArrayList<>();
    double[] squares = new double[1 << axes];
    for (int set = 0; set < 1 << axes; set++) {
      int mask = set;
      Map<List<Integer>, List<Integer>> members =
          IntStream.range(0, y.length)
              .boxed()
              .collect(Collectors.groupingBy(i -> key(made.get(i).at, mask)));
      Map<List<Integer>, Double> component = new HashMap<>();
      for (Map.Entry<List<Integer>, List<Integer>> member : members.entrySet()) {
        double mean = member.getValue().stream().mapToDouble(i -> y[i]).average().orElseThrow();
        int[] at = made.get(member.getValue().get(0)).at;
        for (int sub = 0; sub < set; sub++) {
          mean -= (sub & set) == sub ? components.get(sub).get(key(at, sub)) : 0;
        }
        component.put(member.getKey(), mean);
        squares[set] += member.getValue().size() * mean * mean;
      }
      components.add(component);
    }
    return squares;
  }

  private static List<Integer> key(int[] at, int set) {
    return IntStream.range(0, at.length)
        .map(a -> (set >> a & 1) == 1 ? at[a] : -1)
        .boxed()
        .toList();
  }

  @Test
  void trialsWithoutAMetricShareTheWorstRank() throws SQLException {
    int[] size = {4, 5};
    Random random = new Random(7);
    List<Made> made =
        product(
            size,
            2,
            (at, replicate) -> at[0] == 3 && at[1] > 2 ? Double.NaN : random.nextInt(6) + at[1]);
    for (Response response : List.of(ERROR, ACCURACY)) {
      double worst = response == ERROR ? 1e9 : -1e9;
      double[] value =
          made.stream().mapToDouble(it -> Double.isNaN(it.error) ? worst : it.error).toArray();
      double[] ranks =
          Arrays.stream(value)
              .map(
                  it ->
                      Arrays.stream(value).filter(each -> each < it).count()
                          + (Arrays.stream(value).filter(each -> each == it).count() + 1) / 2.0)
              .toArray();
      Importance found = analysed(made, size, 2, response);
      assertThat(found.kind()).isEqualTo(Importance.Kind.RANKS);
      assertThat(found.caption()).contains("the ranks of error", "4 trials without error share");
      requireDecomposition(found, made, ranks, size);
    }
  }

  @Test
  void aConditionDoesNotHoldOfWhatWasLostAndIsExact() throws SQLException {
    int[] size = {4, 5};
    List<Made> made =
        product(size, 1, (at, replicate) -> at[0] == 3 ? Double.NaN : at[1] < 2 ? 0.1 : 0.9);
    Importance found = analysed(made, size, 1, RIGHT);
    assertThat(found.kind()).isEqualTo(Importance.Kind.EXACT);
    assertThat(found.lost()).isEqualTo(5);
    assertThat(found.caption()).contains("exact", "5 trials not trained to the end");
    requireDecomposition(
        found, made, made.stream().mapToDouble(it -> it.error < 0.4 ? 1 : 0).toArray(), size);
  }

  @Test
  void aFullProductOfFewerValuesIsExact() throws SQLException {
    int[] size = {4, 5, 2};
    Random random = new Random(3);
    List<Made> part =
        product(size, 3, (at, replicate) -> random.nextDouble() + at[0]).stream()
            .filter(it -> it.at[0] > 0 && it.at[1] != 2 && it.replicate != 1)
            .toList();
    Importance found = analysed(part, size, 3, ERROR);
    assertThat(found.kind()).isEqualTo(Importance.Kind.EXACT);
    requireDecomposition(found, part, part.stream().mapToDouble(Made::error).toArray(), size);
  }

  @Test
  void axesWalkedTogetherAreOneFactor() throws SQLException {
    Random random = new Random(4);
    List<Made> made = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      int both = t / 5;
      made.add(new Made(new int[] {both, both, t % 5}, 0, both + random.nextDouble()));
    }
    List<Axis> axes = axes(4, 4, 5);
    Design design =
        new Design(List.of(new Factor(axes.subList(0, 2)), new Factor(axes.subList(2, 3))), 1);
    try (MemoryTable table = table(made)) {
      Importance found = Analysis.of(Trials.of(table), design, ERROR);
      assertThat(found.kind()).isEqualTo(Importance.Kind.EXACT);
      assertThat(found.axes().get(0).factor().name()).isEqualTo("a0 with a1");
      assertThat(found.share("a1")).isEqualTo(found.share("a0")).isGreaterThan(0.5);
      double[] y = made.stream().mapToDouble(Made::error).toArray();
      List<Made> two =
          made.stream().map(it -> new Made(new int[] {it.at[0], it.at[2]}, 0, it.error)).toList();
      double mean = Arrays.stream(y).average().orElseThrow();
      double all = Arrays.stream(y).map(it -> (it - mean) * (it - mean)).sum();
      double[] squares = components(two, y, 2);
      assertThat(found.share("a0")).isCloseTo(squares[1] / all, within(1e-12));
      assertThat(found.share("a2")).isCloseTo(squares[2] / all, within(1e-12));
      assertThat(found.pair().orElseThrow().interaction())
          .isCloseTo(squares[3] / all, within(1e-12));
    }
  }

  /** The variance of x is 1/12, that of 2 y to the third 4/7 - 1/4, of a product 1/9 - 1/16. */
  @Test
  void drawnPointsHaveTheSharesOfTheirLawAndChanceHasNone() throws SQLException {
    Random random = new Random(20261130);
    int trials = 20_000;
    List<double[]> points = new ArrayList<>();
    for (int t = 0; t < trials; t++) {
      points.add(new double[] {random.nextDouble(), random.nextDouble(), random.nextDouble()});
    }
    List<Object[]> rows = new ArrayList<>();
    for (int t = 0; t < trials; t++) {
      double[] x = points.get(t);
      double y = 3 * x[0] + 4 * (x[1] - 0.5) * (x[2] - 0.5);
      rows.add(new Object[] {(long) t, 0, "COMPLETE", y, x[0], x[1], x[2]});
    }
    double first = 9.0 / 12;
    double product = 16.0 / 144;
    Design design =
        new Design(
            IntStream.range(0, 3)
                .mapToObj(
                    a ->
                        new Axis(
                            "a" + a,
                            real("a" + a),
                            new Numbers(points.stream().mapToDouble(x -> x[a]).toArray())))
                .map(axis -> new Factor(List.of(axis)))
                .toList(),
            1);
    Response limit = below(1.5);
    try (MemoryTable table =
        new MemoryTable(
            "trial BIGINT, replicate INT, state TEXT, error DOUBLE, a0 DOUBLE, a1 DOUBLE, a2"
                + " DOUBLE",
            rows)) {
      Importance found = Analysis.of(Trials.of(table), design, ERROR);
      assertThat(found.kind()).isEqualTo(Importance.Kind.ESTIMATE);
      assertThat(found.share("a0")).isCloseTo(first / (first + product), within(0.06));
      assertThat(found.share("a1")).isLessThan(0.003);
      assertThat(found.share("a2")).isLessThan(0.003);
      Pair weak =
          found.pairs().stream().filter(it -> it.x().name().equals("a1")).findFirst().orElseThrow();
      assertThat(weak.interaction()).isCloseTo(product / (first + product), within(0.06));
      assertThat(found.caption()).contains("estimate", "16 bins", "Kelley");
      Importance share = Analysis.of(Trials.of(table), design, limit);
      assertThat(share.kind()).isEqualTo(Importance.Kind.ESTIMATE);
      assertThat(share.axes().get(0).factor().name()).isEqualTo("a0");
    }
  }

  @Test
  void whatNeverVariesIsExplainedByNothing() throws SQLException {
    int[] size = {3, 2};
    Importance same = analysed(product(size, 2, (at, replicate) -> 4), size, 2, ERROR);
    assertThat(same.kind()).isEqualTo(Importance.Kind.CONSTANT);
    assertThat(same.pair()).isEmpty();
    assertThat(same.share("a0")).isZero();
    assertThat(same.caption()).isEqualTo("no axis explains error: it is the same in all 12 trials");
    Importance none = analysed(product(size, 2, (at, replicate) -> Double.NaN), size, 2, ERROR);
    assertThat(none.caption()).isEqualTo("no axis explains error: none of 12 trials has it");
    Importance never = analysed(product(size, 2, (at, replicate) -> 4), size, 2, RIGHT);
    assertThat(never.kind()).isEqualTo(Importance.Kind.CONSTANT);
  }

  @Test
  void whatReplicatesDecideIsExplainedByNoPair() throws SQLException {
    int[] size = {3, 2};
    Importance chance = analysed(product(size, 4, (at, replicate) -> replicate), size, 4, ERROR);
    assertThat(chance.kind()).isEqualTo(Importance.Kind.EXACT);
    assertThat(chance.replicates()).isCloseTo(1, within(1e-12));
    assertThat(chance.pairs()).hasSize(1);
    assertThat(chance.pair()).isEmpty();
  }

  @Test
  void theFirstPairExplainsMostAndEqualOnesStandAsInTheSweep() throws SQLException {
    int[] size = {3, 3, 3, 3};
    Importance found =
        analysed(
            product(size, 1, (at, replicate) -> at[1] == 2 && at[3] == 0 ? 0 : 1), size, 1, RIGHT);
    assertThat(found.pair().map(it -> it.x().name() + it.y().name())).contains("a1a3");
    assertThat(found.pair().orElseThrow().together()).isCloseTo(1, within(1e-12));
    assertThat(found.axes()).extracting(it -> it.factor().name()).startsWith("a1", "a3");
    Importance equal =
        analysed(product(size, 1, (at, r) -> at[0] + at[1] + at[2] + at[3]), size, 1, ERROR);
    assertThat(equal.pairs())
        .extracting(it -> it.x().name() + it.y().name())
        .containsExactly("a0a1", "a0a2", "a0a3", "a1a2", "a1a3", "a2a3");
  }

  @Test
  void ofManyAxesThePairsOfThoseThatMatterAreLookedAt() throws SQLException {
    int[] size = new int[11];
    Arrays.fill(size, 2);
    Importance found =
        analysed(
            product(size, 1, (at, r) -> 4 * at[9] * at[10] + at[0] + 0.001 * at[1]),
            size,
            1,
            ERROR);
    assertThat(found.pairs()).hasSize(28);
    assertThat(found.pair().map(it -> it.x().name() + it.y().name())).contains("a9a10");
    assertThat(found.caption()).contains("pairs of the 8 axes");
  }

  /** Two axes of a thousand values have more cells than are worth having. */
  @Test
  void pairsOfLongAxesAreSeenOverNeighbours() throws SQLException {
    String select =
        "SELECT x * 800 + y AS trial, 0 AS replicate, 'COMPLETE' AS state, x AS a1, y / 8 AS a2,"
            + " CASE WHEN x // 100 = y // 100 THEN 1E0 ELSE 0E0 END AS error"
            + " FROM range(800) AS xs(x), range(800) AS ys(y)";
    Design design =
        new Design(axes(1, 800, 800).stream().map(axis -> new Factor(List.of(axis))).toList(), 1);
    Importance found;
    try (MemoryTable table = new MemoryTable(select)) {
      found = Analysis.of(Trials.of(table), design, ERROR);
    }
    assertThat(found.kind()).isEqualTo(Importance.Kind.EXACT);
    assertThat(found.caption()).contains("64 groups of neighbouring values");
    assertThat(found.share("a1")).isCloseTo(0, within(1e-9));
    assertThat(found.pair().orElseThrow().interaction()).isBetween(0.8, 1.0);
  }

  private static int[] sizes(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static Response below(double limit) {
    return new Response.Holds(
        new Condition.Comparison(
            new Term.NumberAxis("error"), Condition.Relation.LESS, new Term.Number(limit)));
  }

  private static List<Made> product(int[] size, int replicates, Law law) {
    List<Made> made = new ArrayList<>();
    int points = Arrays.stream(size).reduce(1, (a, b) -> a * b);
    for (int point = 0; point < points; point++) {
      int[] at = new int[size.length];
      int left = point;
      for (int a = size.length - 1; a >= 0; a--) {
        at[a] = left % size[a];
        left /= size[a];
      }
      for (int replicate = 0; replicate < replicates; replicate++) {
        made.add(new Made(at, replicate, law.error(at, replicate)));
      }
    }
    return made;
  }

  private static Importance analysed(List<Made> made, int[] size, int replicates, Response response)
      throws SQLException {
    try (MemoryTable table = table(made)) {
      List<Factor> factors = axes(size).stream().map(axis -> new Factor(List.of(axis))).toList();
      return Analysis.of(Trials.of(table), new Design(factors, replicates), response);
    }
  }

  /** Axes of texts, whole numbers and numbers by turns. */
  private static List<Axis> axes(int... size) {
    return IntStream.range(0, size.length)
        .mapToObj(
            a -> {
              List<Object> values =
                  IntStream.range(0, size[a]).mapToObj(place -> value(a, place)).toList();
              Hyperparameter known =
                  a % 3 == 0
                      ? Hyperparameter.choice(
                          "a" + a, "", values.stream().map(String::valueOf).toList(), "")
                      : real("a" + a);
              return new Axis("a" + a, known, new Setting.Values(values));
            })
        .toList();
  }

  private static Object value(int axis, int place) {
    return axis % 3 == 0
        ? (Object) ("it's " + place)
        : axis % 3 == 1 ? (Object) (long) place : (Object) (place / 8.0);
  }

  private static Hyperparameter real(String name) {
    return Hyperparameter.real(
        name, Hyperparameter.Kind.LANE, Standard.NONE, -1e9, 1e9, "a number");
  }

  private static MemoryTable table(List<Made> made) throws SQLException {
    int axes = made.get(0).at.length;
    int replicates = 1 + made.stream().mapToInt(Made::replicate).max().orElseThrow();
    String schema =
        IntStream.range(0, axes)
            .mapToObj(a -> ", a" + a + (a % 3 == 0 ? " TEXT" : a % 3 == 1 ? " BIGINT" : " DOUBLE"))
            .collect(Collectors.joining());
    Map<List<Integer>, Long> points = new HashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (Made each : made) {
      List<Integer> key = key(each.at, -1);
      long point = points.computeIfAbsent(key, it -> (long) points.size());
      List<Object> row = new ArrayList<>();
      row.add(point * replicates + each.replicate);
      row.add(each.replicate);
      row.add(Double.isNaN(each.error) ? "DIVERGED" : "COMPLETE");
      row.add(each.error);
      for (int a = 0; a < axes; a++) {
        row.add(value(a, each.at[a]));
      }
      rows.add(row.toArray());
    }
    return new MemoryTable("trial BIGINT, replicate INT, state TEXT, error DOUBLE" + schema, rows);
  }
}
