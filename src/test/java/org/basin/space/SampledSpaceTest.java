package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.basin.sweep.SmallVocabulary;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampledSpaceTest {

  private static final String MIXED =
      """
      trials: 5000
      replicates: 2
      parameters:
        scheme: {values: [ep, chl], probabilities: [0.25, 0.75]}
        epochs: {min: 1, max: 9}
        beta: {min: 0.1, max: 1}
        alpha: {min: 0.001, max: 1, distribution: log_uniform_values}
        weight_0_0_0: {mu: 1, sigma: 2, distribution: normal}
        bias_0_0: {min: -3, max: 3, distribution: int_uniform}
        bias_0_1: {min: 0, max: 1, step: 0.25}
      """;

  /** A trial as text: number, replicate, seed, values. */
  private static String row(Cursor cursor, Space space) {
    StringBuilder row = new StringBuilder();
    row.append(cursor.trial()).append(' ').append(cursor.replicate()).append(' ');
    row.append(cursor.seed());
    for (int a = 0; a < space.axes().size(); a++) {
      row.append(' ').append(cursor.value(a, space.axes().get(a)));
    }
    return row.toString();
  }

  private static List<String> rows(Space space, long from, long until) {
    List<String> rows = new ArrayList<>();
    Cursor cursor = space.cursor(from, until);
    while (cursor.next()) {
      rows.add(row(cursor, space));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "latin-hypercube"})
  void everyPartitionHasTheRowsOfTheWhole(String method) throws Exception {
    Space space = space(method, MIXED);
    assertThat(space.count()).isEqualTo(10_000);
    List<String> whole = rows(space, 0, space.positions());
    List<String> parts = new ArrayList<>();
    for (long from = 0; from < space.positions(); from += 997) {
      long until = Math.min(space.positions(), from + 997);
      Space there = travelled(space);
      for (Block block : there.blocks(from, until, 64)) {
        assertThat(block.until() - block.from()).isBetween(1L, 64L);
        Cursor cursor = there.cursor(block.from(), block.until());
        Structure structure = there.structures().get(block.structure());
        while (cursor.next()) {
          parts.add(row(cursor, there));
          assertThat(structure).isEqualTo(Structure.at(cursor, there.axes(), Map.of()));
        }
      }
    }
    assertThat(parts).isEqualTo(whole);
    assertThat(whole.stream().map(row -> row.substring(0, row.indexOf(' '))).distinct().count())
        .isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"random", "sobol", "latin-hypercube"})
  void aTrialIsFoundByItsNumber(String method) throws Exception {
    Space space = space(method, MIXED);
    Map<Long, String> byTrial = new HashMap<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      byTrial.put(cursor.trial(), cursor.seed() + " " + cursor.number(2) + " " + cursor.place(0));
    }
    for (long trial : List.of(0L, 1L, 4321L, 9999L)) {
      Point point = space.point(trial).orElseThrow();
      assertThat(
              point.seed()
                  + " "
                  + point.values().get("beta")
                  + " "
                  + List.of("ep", "chl").indexOf(point.values().get("scheme")))
          .isEqualTo(byTrial.get(trial));
      Space alone = space.restrict(compare("trial", Condition.Relation.EQUAL, trial));
      assertThat(alone.count()).isEqualTo(1);
      assertThat(rows(alone, 0, alone.positions()))
          .singleElement()
          .asString()
          .startsWith("" + trial);
    }
    assertThat(space.point(10_000)).isEmpty();
    assertThat(space.point(-1)).isEmpty();
  }

  @Test
  void drawsHaveTheirDistributions() throws Exception {
    Space space = space("random", MIXED.replace("5000", "40000"));
    Map<String, Integer> schemes = new HashMap<>();
    double logs = 0;
    double weights = 0;
    double squares = 0;
    int[] wholes = new int[7];
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      schemes.merge((String) cursor.value(0, space.axes().get(0)), 1, Integer::sum);
      assertThat(cursor.number(1)).isBetween(1.0, 9.0);
      assertThat(cursor.number(2)).isBetween(0.1, 1.0);
      logs += Math.log10(cursor.number(3));
      weights += cursor.number(4);
      squares += Math.pow(cursor.number(4) - 1, 2);
      wholes[(int) cursor.number(5) + 3]++;
    }
    assertThat(schemes.get("ep") / 80_000.0).isCloseTo(0.25, within(0.01));
    assertThat(logs / 80_000).isCloseTo(-1.5, within(0.02));
    assertThat(weights / 80_000).isCloseTo(1, within(0.04));
    assertThat(Math.sqrt(squares / 80_000)).isCloseTo(2, within(0.04));
    for (int count : wholes) {
      assertThat(count / 80_000.0).isCloseTo(1 / 7.0, within(0.01));
    }
  }

  @Test
  void aPointHasTheSeedsItHasInAGrid() throws Exception {
    Space grid =
        space(
            "grid",
            "replicates: 3\n"
                + "parameters: {beta: {values: [0.2, 0.4]}, alpha: {values: [0.1, 0.3]}}\n");
    Map<String, Long> seeds = new HashMap<>();
    Cursor cursor = grid.cursor(0, grid.positions());
    while (cursor.next()) {
      seeds.put(
          cursor.number(0) + " " + cursor.number(1) + " " + cursor.replicate(), cursor.seed());
    }
    Space drawn =
        space(
            "sobol",
            "trials: 16\nreplicates: 3\n"
                + "parameters: {beta: {values: [0.2, 0.4]}, alpha: {values: [0.1, 0.3]}}\n");
    cursor = drawn.cursor(0, drawn.positions());
    Set<String> met = new HashSet<>();
    while (cursor.next()) {
      String key = cursor.number(0) + " " + cursor.number(1) + " " + cursor.replicate();
      assertThat(cursor.seed()).isEqualTo(seeds.get(key));
      met.add(key);
    }
    assertThat(met).isEqualTo(seeds.keySet());
    assertThat(drawn.repeats().orElseThrow()).isEqualTo(Tally.exact(36));
  }

  @Test
  void spacesOfATrillionDrawsTakeNoMemory() throws Exception {
    Space space = space("sobol", MIXED.replace("5000", "1099511627776"));
    assertThat(space.count()).isEqualTo(2L << 40);
    Point far = space.point((2L << 40) - 1).orElseThrow();
    assertThat(far.replicate()).isEqualTo(1);
    assertThat((Double) far.values().get("beta")).isBetween(0.1, 1.0);
    long position = space.positions() - 3;
    assertThat(rows(space, position, space.positions())).hasSize(3);
  }

  @Test
  void whereLeavesOutDrawsAndKeepsNumbers() throws Exception {
    Space all = space("random", MIXED);
    Space some = space("random", MIXED + "where: \"beta * alpha < 0.02 and epochs > 3\"\n");
    List<String> expected =
        rows(all, 0, all.positions()).stream()
            .filter(
                row -> {
                  String[] cells = row.split(" ", -1);
                  double beta = Double.parseDouble(cells[5]);
                  double alpha = Double.parseDouble(cells[6]);
                  return beta * alpha < 0.02 && Long.parseLong(cells[4]) > 3;
                })
            .toList();
    assertThat(expected).hasSizeBetween(1000, 8000);
    assertThat(some.count()).isEqualTo(expected.size());
    assertThat(rows(some, 0, some.positions())).isEqualTo(expected);
    long counted = LongStream.range(0, 10).map(i -> some.count(i * 1000, (i + 1) * 1000)).sum();
    assertThat(counted).isEqualTo(expected.size());
    // structures that a condition leaves out are neither compiled nor checked
    assertThat(some.structures()).hasSize(12);
    assertThat(all.structures()).hasSize(18);
  }

  @Test
  void beyondAHundredMillionDrawsTheCountIsAnEstimate() throws Exception {
    Space space =
        space(
            "random",
            "trials: 1000000000\nparameters: {beta: {min: 0, max: 1}, alpha: {min: 0, max: 1}}\n"
                + "where: \"beta < alpha\"\n");
    Tally tally = space.tally();
    assertThat(tally.exact()).isFalse();
    assertThat(tally.trials()).isBetween(tally.least(), tally.most());
    assertThat(500_000_000L).isBetween(tally.least(), tally.most());
    assertThat(tally.most() - tally.least()).isLessThan(5_000_000);
    assertThat(space.count(0, 1000)).isBetween(400L, 600L);
  }

  @Test
  void onlyStructuresThatAreDrawnCount() throws Exception {
    String wide =
        """
        trials: 500
        parameters:
          epochs: {min: 1, max: 1000000}
          free_steps: {min: 1, max: 10000}
          beta: {min: 0, max: 1}
        """;
    Space space = space("random", wide);
    assertThat(space.structures().size()).isBetween(400, 500);
    assertThatThrownBy(() -> space("random", wide.replace("500", "200000")))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining(
            "a sweep must draw at most 100,000 structures, since each is compiled and checked on"
                + " its own, got 10,000,000,000 combinations of structural values and 200,000"
                + " draws");
  }

  /** Of an axis that is not there the column is null, the seed and the structure know nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"grid", "random", "sobol", "latin-hypercube"})
  void anInactiveAxisIsAsIfItWereNotSet(String method) throws Exception {
    Space space =
        space(
            method,
            (method.equals("grid") ? "" : "trials: 400\n")
                + """
                parameters:
                  beta: {values: [0.3, 0.5], when: "scheme == 'ep'"}
                  scheme: {values: [ep, chl]}
                  free_steps: {values: [2, 3, 4], when: "scheme == 'chl'"}
                  epochs: {values: [5, 6], when: "free_steps > 2"}
                """);
    Space chl = space("grid", "parameters: {scheme: chl, free_steps: 3, epochs: 6}\n");
    Space ep = space("grid", "parameters: {scheme: ep, beta: 0.5}\n");
    Set<String> points = new HashSet<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      Map<String, Object> values = new HashMap<>();
      for (int a = 0; a < space.axes().size(); a++) {
        Axis axis = space.axes().get(a);
        if (cursor.place(a) >= 0) {
          values.put(axis.name(), cursor.value(a, axis));
        } else if (axis.numeric()) {
          assertThat(cursor.number(a)).isNaN();
        }
      }
      points.add(values.toString());
      if (values.equals(Map.of("scheme", "chl", "free_steps", 3L, "epochs", 6L))) {
        assertThat(cursor.seed()).isEqualTo(chl.point(0).orElseThrow().seed());
      }
      if (values.equals(Map.of("scheme", "ep", "beta", 0.5))) {
        assertThat(cursor.seed()).isEqualTo(ep.point(0).orElseThrow().seed());
      }
    }
    assertThat(points)
        .hasSize(7)
        .allMatch(it -> it.contains("chl") != it.contains("beta"))
        .noneMatch(it -> it.contains("ep,") && it.contains("free_steps"));
    assertThat(space.structures().stream().map(Structure::absent).distinct())
        .containsExactlyInAnyOrder(Set.of(), Set.of("beta"));
    assertThat(space.structures()).hasSize(6);
    for (Block block : space.blocks(0, space.positions(), 1000)) {
      Cursor inside = space.cursor(block.from(), block.until());
      while (inside.next()) {
        assertThat(Structure.at(inside, space.axes(), Map.of()))
            .isEqualTo(space.structures().get(block.structure()));
      }
    }
  }

  @Test
  void trialNumbersOfAConditionalGridAreThoseOfTheFullProduct() throws Exception {
    Space space =
        space(
            "grid",
            """
            parameters:
              scheme: {values: [ep, chl]}
              beta: {values: [0.3, 0.5, 0.7], when: "scheme == 'ep'"}
              alpha: {values: [1, 2]}
            """);
    List<Long> trials = new ArrayList<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      trials.add(cursor.trial());
    }
    assertThat(trials).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(space.count()).isEqualTo(8);
    assertThat(space.positions()).isEqualTo(12);
    assertThat(space.point(7).orElseThrow().values()).doesNotContainKey("beta");
    assertThat(space.point(8)).isEmpty();
  }

  /** SQL's third truth value: what names an axis that is not there neither holds nor fails. */
  @ParameterizedTest
  @ValueSource(strings = {"grid", "random"})
  void whereTreatsAnAbsentAxisAsNull(String method) throws Exception {
    String text =
        (method.equals("grid") ? "" : "trials: 300\n")
            + """
            parameters:
              scheme: {values: [ep, chl]}
              beta: {values: [0.3, 0.5], when: "scheme == 'ep'"}
            where: "%s"
            """;
    assertThat(met(method, text.formatted("beta > 0.4"))).containsExactly("[ep, 0.5]");
    assertThat(met(method, text.formatted("not (beta > 0.4)"))).containsExactly("[ep, 0.3]");
    assertThat(met(method, text.formatted("beta in [0.3]"))).containsExactly("[ep, 0.3]");
    assertThat(met(method, text.formatted("not (beta in [0.3])"))).containsExactly("[ep, 0.5]");
    assertThat(met(method, text.formatted("beta > 0.4 or scheme == 'chl'")))
        .containsExactlyInAnyOrder("[ep, 0.5]", "[chl, null]");
    assertThat(met(method, text.formatted("not (beta > 0.4 and scheme == 'ep')")))
        .containsExactlyInAnyOrder("[ep, 0.3]", "[chl, null]");
  }

  private static Set<String> met(String method, String text) throws Exception {
    Space space = space(method, text);
    Set<String> met = new HashSet<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      met.add(
          "["
              + cursor.value(0, space.axes().get(0))
              + ", "
              + cursor.value(1, space.axes().get(1))
              + "]");
    }
    return met;
  }

  /** Overrides fix axes, on which conditions may still stand. */
  @Test
  void aConditionMayNameAFixedParameter() throws Exception {
    String text =
        "parameters: {scheme: %s, beta: {values: [0.3, 0.5], when: \"scheme == 'ep'\"}}\n";
    assertThat(space("grid", text.formatted("ep")).count()).isEqualTo(2);
    assertThat(space("grid", text.formatted("chl")).count()).isEqualTo(1);
  }

  /** In a file of points the cells of a column that is not there are empty. */
  @Test
  void aColumnOfAListMayHaveACondition(@TempDir Path folder) throws Exception {
    String head = "points: %s\nparameters:\n".formatted(folder.resolve("points.csv"));
    String when = head + "  beta: {when: \"scheme == 'ep'\"}\n";
    points(folder, "scheme,beta,epochs\nep,0.5,7\nchl,,7\nep,0.25,7\nchl,,8\n");
    Space space = space("list", when);
    assertThat(rows(space, 0, space.positions()).stream().map(SampledSpaceTest::values))
        .containsExactly("ep 0.5 7", "ep 0.25 7", "chl null 7", "chl null 8");
    Space chl = space("grid", "parameters: {scheme: chl, epochs: 8}\n");
    assertThat(space.point(3).orElseThrow().seed()).isEqualTo(chl.point(0).orElseThrow().seed());
    assertThat(space.structures().get(1).absent()).containsExactly("beta");

    points(folder, "scheme,beta\nep,\nchl,0.5\n");
    assertThatThrownBy(() -> space("list", when))
        .hasMessageContaining(
            "points.csv:2:4: beta: must have a value where scheme == \"ep\", got nothing")
        .hasMessageContaining(
            "points.csv:3:5: beta: must be empty, since it is there only when scheme == \"ep\", got"
                + " 0.5");
    points(folder, "scheme,beta\nchl,\n");
    assertThatThrownBy(() -> space("list", when))
        .hasMessageContaining("column beta must have a value in some row, got none");
    points(folder, "scheme\nchl\n");
    assertThatThrownBy(() -> space("list", when))
        .hasMessageContaining("points.csv:1:1: beta: must be a column of the file, got none");
  }

  private static void points(Path folder, String text) throws IOException {
    Files.writeString(folder.resolve("points.csv"), text);
  }

  private static String values(String row) {
    return String.join(" ", List.of(row.split(" ", -1)).subList(3, row.split(" ", -1).length));
  }

  private static Condition compare(String name, Condition.Relation relation, double number) {
    return new Condition.Comparison(new Term.NumberAxis(name), relation, new Term.Number(number));
  }

  private static Space travelled(Space space) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(space);
    }
    return (Space)
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }

  private static Space space(String method, String text) throws Exception {
    Sweep sweep =
        new SweepParser(new SmallVocabulary())
            .parse(
                "s.yaml",
                ("model: energy\ndata: xor\nseed: 42\nmethod: " + method + "\n" + text)
                    .getBytes(StandardCharsets.UTF_8),
                List.of());
    return Space.of(sweep, new SmallVocabulary());
  }
}
