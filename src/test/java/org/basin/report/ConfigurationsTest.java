package org.basin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.basin.read.MemoryTable;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations against what loops over the replicates say. */
class ConfigurationsTest {

  private static final int REPLICATES = 5;
  private static final Sweep.Metric TIE = new Sweep.Metric("free_error", true);
  private static final String SCHEMA =
      "trial BIGINT, beta DOUBLE, scheme TEXT, replicate INT, seed BIGINT, state TEXT, error FLOAT,"
          + " free_error FLOAT, loss_history FLOAT[]";

  private record Trial(
      long number, double beta, String scheme, String state, Float error, Float free) {
    boolean ranked() {
      return state.equals("COMPLETE") && error != null && Float.isFinite(error);
    }
  }

  private static final List<Trial> TRIALS = new ArrayList<>();
  private static MemoryTable table;

  @BeforeAll
  static void makeUp() throws SQLException {
    Random random = new Random(20261130);
    List<Object[]> rows = new ArrayList<>();
    for (int point = 0; point < 60; point++) {
      int place = point / 3;
      double beta = place / 8.0;
      String scheme = List.of("ep", "it's", "chl").get(point % 3);
      for (int r = 0; r < REPLICATES; r++) {
        long trial = (long) REPLICATES * point + r;
        boolean lost = point % 7 == 0 || random.nextInt(5) == 0;
        String state =
            lost ? List.of("DIVERGED", "PRUNED", "FAILED").get(random.nextInt(3)) : "COMPLETE";
        // a lost one keeps what it measured, and is the lucky one
        Float error = lost ? (Float) 0f : (Float) (random.nextInt(9) / 8f);
        if (random.nextInt(20) == 0) {
          error = List.of(Float.NaN, Float.POSITIVE_INFINITY).get(random.nextInt(2));
        }
        Float free = random.nextInt(9) == 0 ? null : (Float) (random.nextInt(3) / 2f);
        TRIALS.add(new Trial(trial, beta, scheme, state, error, free));
        rows.add(new Object[] {trial, beta, scheme, r, trial, state, error, free, null});
      }
    }
    table = new MemoryTable(SCHEMA, rows);
  }

  @AfterAll
  static void close() {
    table.close();
  }

  private static Map<Long, List<Trial>> points() {
    return TRIALS.stream()
        .collect(
            Collectors.groupingBy(it -> it.number / REPLICATES, TreeMap::new, Collectors.toList()));
  }

  private static Rows asked(Sweep.Metric metric, Optional<Condition> condition, boolean worst) {
    Ranking ranking =
        new Ranking(
            metric,
            List.of(TIE),
            worst,
            "COMPLETE",
            Optional.of(new Replicates(List.of("beta", "scheme"), metric.rank(), condition)));
    return Leaderboard.rows(Trials.of(table), ranking, 1000);
  }

  private static double tie(List<Trial> point) {
    return point.stream()
        .filter(it -> it.ranked() || it.state.equals("COMPLETE"))
        .filter(it -> it.free != null)
        .mapToDouble(it -> it.free)
        .average()
        .orElse(Double.NaN);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void byTheMeanThoseThatLostFewerComeFirst(boolean minimize, boolean worst) {
    Rows rows = asked(new Sweep.Metric("error", minimize, Statistic.MEAN), Optional.empty(), worst);
    assertThat(rows.columns())
        .containsExactly(
            "trial", "beta", "scheme", "replicates", "lost", "error", "plus_minus", "free_error");
    int way = worst ? -1 : 1;
    Comparator<List<Trial>> order =
        Comparator.<List<Trial>>comparingDouble(it -> way * lost(it))
            .thenComparingDouble(it -> (minimize ? way : -way) * mean(it))
            .thenComparingDouble(it -> Double.isNaN(tie(it)) ? 1e9 : way * tie(it))
            .thenComparingLong(it -> it.get(0).number);
    List<List<Trial>> expected =
        points().values().stream().filter(it -> lost(it) < REPLICATES).sorted(order).toList();
    assertThat(expected).hasSizeBetween(40, 59);
    assertThat(rows.values())
        .extracting(row -> row.get(0).orElseThrow())
        .isEqualTo(expected.stream().map(it -> (Object) it.get(0).number).toList());
    for (int i = 0; i < expected.size(); i++) {
      List<Trial> point = expected.get(i);
      List<Optional<Object>> row = rows.values().get(i);
      assertThat(row.subList(1, 5))
          .containsExactly(
              Optional.of(point.get(0).beta),
              Optional.of(point.get(0).scheme),
              Optional.of((long) REPLICATES),
              Optional.of((long) lost(point)));
      assertThat((double) row.get(5).orElseThrow()).isCloseTo(mean(point), within(1e-12));
      double[] values = point.stream().filter(Trial::ranked).mapToDouble(it -> it.error).toArray();
      assertThat(row.get(6).isPresent()).isEqualTo(values.length > 1);
      if (values.length > 1) {
        double squares = 0;
        for (double value : values) {
          squares += (value - mean(point)) * (value - mean(point));
        }
        double deviation = Math.sqrt(squares / (values.length - 1));
        assertThat((double) row.get(6).get())
            .isCloseTo(Interval.student(deviation, values.length).getAsDouble(), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "q1, 1",
    "q10, 1",
    "q20, 1",
    "q21, 2",
    "q40, 2",
    "median, 3",
    "q50, 3",
    "q80, 4",
    "q81, 5",
    "q99, 5"
  })
  void toAQuantileLostReplicatesAreTheWorst(String word, int place) {
    Statistic statistic = Statistic.of(word).orElseThrow();
    for (boolean minimize : new boolean[] {true, false}) {
      double worst = minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      Rows rows = asked(new Sweep.Metric("error", minimize, statistic), Optional.empty(), false);
      Map<Long, Double> expected = new TreeMap<>();
      points()
          .values()
          .forEach(
              point -> {
                double[] sorted =
                    point.stream()
                        .mapToDouble(it -> it.ranked() ? it.error : worst)
                        .sorted()
                        .toArray();
                if (lost(point) < REPLICATES) {
                  expected.put(point.get(0).number, sorted[place - 1]);
                }
              });
      assertThat(rows.values()).hasSameSizeAs(expected.keySet());
      double before = -worst;
      for (List<Optional<Object>> row : rows.values()) {
        double found = row.get(5).map(it -> (Double) it).orElse(worst);
        assertThat(found).isEqualTo(expected.get(row.get(0).orElseThrow()));
        assertThat(minimize ? found >= before : found <= before).isTrue();
        before = found;
      }
    }
  }

  @Test
  void aShareIsRankedByTheLowerEndOfItsInterval() {
    Condition right =
        new Condition.Comparison(
            new Term.NumberAxis("error"), Condition.Relation.LESS, new Term.Number(0.3));
    Condition complete =
        new Condition.And(
            List.of(
                right,
                new Condition.Comparison(
                    new Term.TextAxis("state"),
                    Condition.Relation.EQUAL,
                    new Term.Text("COMPLETE"))));
    for (Statistic statistic : List.of(Statistic.WILSON, Statistic.MEAN)) {
      Rows rows = asked(new Sweep.Metric("x", false, statistic), Optional.of(complete), false);
      assertThat(rows.columns())
          .containsExactly(
              "trial",
              "beta",
              "scheme",
              "replicates",
              "lost",
              "share",
              "low",
              "high",
              "error",
              "free_error");
      assertThat(rows.values()).hasSize(60);
      double before = 100;
      for (List<Optional<Object>> row : rows.values()) {
        List<Trial> point = points().get((long) row.get(0).orElseThrow() / REPLICATES);
        long hits =
            point.stream().filter(it -> it.state.equals("COMPLETE") && it.error < 0.3f).count();
        assertThat(row.get(5)).contains(100.0 * hits / REPLICATES);
        assertThat(row.get(6)).contains(100 * Interval.wilson(hits, REPLICATES).low());
        assertThat(row.get(7)).contains(100 * Interval.wilson(hits, REPLICATES).high());
        assertThat((double) row.get(6).orElseThrow()).isLessThanOrEqualTo(before);
        before = (double) row.get(6).orElseThrow();
      }
    }
  }

  @Test
  void numbersHaveTheDigitsThatTheyAreWorth() {
    List<String> columns =
        List.of("trial", "beta", "replicates", "lost", "error", "plus_minus", "free");
    Rows rows =
        new Rows(
            columns,
            List.of(
                values(5L, 1.68702398, 5L, 0L, 0.0379990868, 0.0200196462, 1.0 / 3),
                values(9L, 2.0, 5L, 1L, 1234.5678, 123.4, 2e9 / 3),
                values(12L, 3.0, 5L, 4L, 0.25, null, null),
                values(15L, 4.0, 5L, 0L, 0.5, 0.0, 0.0)));
    assertThat(ConfigurationText.of(rows).texts())
        .containsExactly(
            List.of("5", "1.68702398", "5", "0", "0.038", "0.020", "0.33333"),
            List.of("9", "2", "5", "1", "1234.6", "123.4", "666670000"),
            List.of("12", "3", "5", "4", "0.25", "-", "-"),
            List.of("15", "4", "5", "0", "0.5", "0", "0"));
    Rows shares =
        new Rows(
            List.of("trial", "beta", "replicates", "lost", "share", "low", "high", "error"),
            List.of(values(5L, 1.0, 3L, 0L, 200.0 / 3, 20.765, 93.85, 1.0 / 3)));
    assertThat(ConfigurationText.of(shares).texts())
        .containsExactly(List.of("5", "1", "3", "0", "66.7", "20.8", "93.8", "0.33333"));
  }

  private static List<Optional<Object>> values(Object... values) {
    return Arrays.stream(values).map(Optional::ofNullable).toList();
  }

  private static int lost(List<Trial> point) {
    return (int) point.stream().filter(it -> !it.ranked()).count();
  }

  private static double mean(List<Trial> point) {
    return point.stream()
        .filter(Trial::ranked)
        .mapToDouble(it -> it.error)
        .average()
        .orElse(Double.NaN);
  }
}
