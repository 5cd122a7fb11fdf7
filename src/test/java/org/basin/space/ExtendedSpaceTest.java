package org.basin.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.basin.sweep.SmallVocabulary;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Condition.Relation;
import org.basin.sweep.condition.Term;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtendedSpaceTest {

  /** Chains of sweeps, each of which holds the one before. */
  static Stream<List<String>> chains() {
    String grid =
        "replicates: %s\n"
            + "parameters: {scheme: {values: [%s]}, alpha: {values: [%s]}, beta: {values: [%s]}}\n";
    String where = grid + "where: \"alpha <= beta or scheme == 'chl'\"\n";
    String conditional =
        """
        replicates: %s
        parameters:
          scheme: {values: [%s]}
          alpha: {values: [%s], when: "scheme == 'ep'"}
          beta: {values: [%s]}
        where: "beta < 4"
        """;
    String zipped =
        grid.replace("beta: {values: [%s]}}", "beta: {values: [%s]}, alpha_0: {values: [%s]}}")
            + "zip: [[beta, alpha_0]]\n";
    String drawn =
        """
        method: %s
        trials: %s
        replicates: %s
        parameters:
          scheme: {values: [ep, chl]}
          alpha: {min: 0, max: 1}
          epochs: {min: 1, max: 3, when: "scheme == 'ep'"}
        """;
    List<List<String>> chains = new ArrayList<>();
    for (String form : List.of(grid, where, conditional)) {
      chains.add(
          List.of(
              form.formatted(1, "ep", "0.5, 2", "1, 3"),
              form.formatted(1, "ep", "0.5, 1, 2, 3", "0.1, 1, 2, 3"),
              form.formatted(3, "ep, chl", "0.5, 0.7, 1, 2, 3", "0.1, 1, 2, 3, 4")));
    }
    chains.add(
        List.of(
            zipped.formatted(2, "chl", "5", "1, 3", "10, 30"),
            zipped.formatted(2, "ep, chl", "5, 6", "1, 2, 3", "10, 20, 30")));
    chains.add(List.of(grid.formatted(2, "ep", "1", "1"), grid.formatted(5, "ep", "1", "1")));
    for (String method : List.of("random", "sobol")) {
      chains.add(
          List.of(
              drawn.formatted(method, 50, 2),
              drawn.formatted(method, 90, 2),
              drawn.formatted(method, 130, 5)));
      chains.add(List.of(drawn.formatted(method, 50, 2), drawn.formatted(method, 50, 3)));
      String few = drawn + "where: \"alpha < 0.01\"\n";
      chains.add(List.of(few.formatted(method, 70_000, 1), few.formatted(method, 140_000, 1)));
    }
    chains.add(
        List.of(
            drawn.formatted("latin-hypercube", 40, 1), drawn.formatted("latin-hypercube", 40, 3)));
    return chains.stream();
  }

  private static String where(String text) {
    return text.contains("where") ? text.substring(text.indexOf("where")) : "";
  }

  private record Row(long trial, String rest, String point) {}

  private static List<Row> rows(Space space, long from, long until) {
    List<Row> rows = new ArrayList<>();
    Cursor cursor = space.cursor(from, until);
    while (cursor.next()) {
      StringBuilder point = new StringBuilder("" + cursor.replicate());
      for (int a = 0; a < space.axes().size(); a++) {
        point.append(' ').append(cursor.value(a, space.axes().get(a)));
      }
      rows.add(new Row(cursor.trial(), cursor.seed() + "", point.toString()));
    }
    return rows;
  }

  @ParameterizedTest
  @MethodSource("chains")
  void whatIsOldStaysAndWhatIsNewFollows(List<String> chain) throws Exception {
    for (int last = 1; last < chain.size(); last++) {
      Space before = space(chain.subList(0, last));
      Space now = space(chain.subList(0, last + 1));
      List<Row> old = rows(before, 0, before.positions());
      List<Row> all = rows(now, 0, now.positions());
      assertThat(rows(now, 0, before.positions())).isEqualTo(old);
      assertThat(all.subList(0, old.size())).isEqualTo(old);

      // points are those of the last sweep, each once
      Space alone = space(chain.subList(last, last + 1));
      List<Row> expected = rows(alone, 0, alone.positions());
      assertThat(all.stream().map(row -> row.rest() + row.point()))
          .containsExactlyInAnyOrderElementsOf(
              expected.stream().map(row -> row.rest() + row.point()).toList());
      assertThat(now.count()).isEqualTo(all.size());
      assertThat(now.tally()).isEqualTo(Tally.exact(all.size()));

      // numbers follow the order of the larger space
      Set<String> known = new HashSet<>(old.stream().map(row -> row.rest() + row.point()).toList());
      List<String> order =
          expected.stream()
              .filter(row -> !known.contains(row.rest() + row.point()))
              .map(row -> row.rest() + row.point())
              .toList();
      List<Row> fresh = all.subList(old.size(), all.size());
      assertThat(fresh.stream().map(row -> row.rest() + row.point()).toList()).isEqualTo(order);
      assertThat(all.stream().map(Row::trial).distinct()).hasSize(all.size());
      long size = unrestricted(chain.get(last - 1));
      assertThat(fresh).allMatch(row -> row.trial() >= size);
      if (where(chain.get(last)).isEmpty() && !chain.get(last).contains("when")) {
        assertThat(fresh.stream().map(Row::trial).sorted().toList())
            .isEqualTo(Stream.iterate(size, it -> it + 1).limit(fresh.size()).toList());
      }
    }
  }

  /** Trials of a sweep without its where. */
  private static long unrestricted(String text) throws Exception {
    String all = where(text).isEmpty() ? text : text.substring(0, text.indexOf("where"));
    all = all.replaceAll(", when: \"[^\"]*\"", "");
    return space(List.of(all)).count();
  }

  @ParameterizedTest
  @MethodSource("chains")
  void everyTrialIsFoundCountedAndInOneBlock(List<String> chain) throws Exception {
    Space space = travelled(space(chain));
    List<Row> all = rows(space, 0, space.positions());
    List<Row> inBlocks = new ArrayList<>();
    long step = Math.max(7, space.positions() / 5);
    for (long from = 0; from < space.positions(); from += step) {
      long until = Math.min(space.positions(), from + step);
      long before = inBlocks.size();
      for (Block block : space.blocks(from, until, 4096)) {
        Cursor cursor = space.cursor(block.from(), block.until());
        while (cursor.next()) {
          assertThat(Structure.at(cursor, space.axes(), Map.of()))
              .isEqualTo(space.structures().get(block.structure()));
        }
        inBlocks.addAll(rows(space, block.from(), block.until()));
      }
      assertThat(space.count(from, until)).isEqualTo(inBlocks.size() - before);
    }
    assertThat(inBlocks).isEqualTo(all);
    for (int i = 0; i < all.size(); i += Math.max(1, all.size() / 20)) {
      Row row = all.get(i);
      Point point = space.point(row.trial()).orElseThrow();
      assertThat("" + point.seed()).isEqualTo(row.rest());
      Space one =
          space.restrict(
              new Condition.Comparison(
                  new Term.NumberAxis("trial"), Relation.EQUAL, new Term.Number(row.trial())));
      assertThat(rows(one, 0, one.positions())).containsExactly(row);
      assertThat(one.count()).isEqualTo(1);
    }
    Space some =
        space.restrict(
            new Condition.Comparison(
                new Term.NumberAxis("replicate"), Relation.EQUAL, new Term.Number(0)));
    assertThat(rows(some, 0, some.positions()))
        .isEqualTo(all.stream().filter(row -> row.point().startsWith("0 ")).toList());
  }

  @Test
  void whatDoesNotHoldTheSweepBeforeIsRefusedWithTheDifference() throws Exception {
    String text =
        """
        seed: 1
        replicates: 2
        parameters:
          epochs: 10
          alpha: {values: [1, 2]}
          beta: {values: [1, 2]}
          bias_0_0: {values: [1, 2], when: "epochs == 10"}
        """;
    refused(
        text, text.replace("seed: 1", "seed: 2"), "seed must be as it was, got 1 there and 2 here");
    refused(
        text,
        text.replace("epochs: 10", "epochs: 11"),
        "parameters.epochs must be as it was, got 10 there and 11 here");
    refused(
        text, text.replace("replicates: 2", "replicates: 1"), "replicates must not become fewer");
    refused(
        text,
        text.replace("beta: {values: [1, 2]}", "beta: {values: [2, 3]}"),
        "parameters.beta must keep its values in their order, got {values: [1, 2]} there and"
            + " {values: [2, 3]} here");
    refused(
        text,
        text.replace("beta: {values: [1, 2]}", "beta: {values: [2, 1]}"),
        "parameters.beta must keep its values in their order");
    refused(
        text,
        text.replace(
            "beta: {values: [1, 2]}", "beta: {values: [1, 2]}\n  alpha_0: {values: [1, 2]}"),
        "parameters.alpha_0 must be as it was, got nothing there and {values: [1, 2]} here");
    refused(
        text,
        text.replace("[1, 2], when", "[0, 1, 2], when"),
        "parameters.bias_0_0 has a condition and must keep its first value first");
    refused(
        text,
        text.replace("epochs == 10", "epochs == 11"),
        "the condition of parameters.bias_0_0 must be as it was");
    refused(text, text + "where: beta > 1\n", "where must be as it was, got nothing there");
    String drawn = "method: %s\ntrials: %s\nparameters: {alpha: {min: 0, max: %s}}\n";
    refused(
        drawn.formatted("random", 10, 1),
        drawn.formatted("random", 10, 2),
        "parameters.alpha must be as it was, since every draw follows from it");
    refused(
        drawn.formatted("random", 10, 1),
        drawn.formatted("random", 9, 1),
        "trials must not become fewer, got 10 there and 9 here");
    refused(
        drawn.formatted("latin-hypercube", 10, 1),
        drawn.formatted("latin-hypercube", 20, 1),
        "trials of a latin hypercube must stay as they are, got 10 there and 20 here");
    refused(
        drawn.formatted("random", 10, 1),
        drawn.formatted("sobol", 20, 1),
        "method must be as it was, got random there and sobol here");
  }

  private static void refused(String then, String now, String law) {
    assertThatThrownBy(() -> space(List.of(then, now)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(law);
  }

  private static Space travelled(Space space) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(space);
    }
    return (Space)
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }

  private static Space space(List<String> chain) throws Exception {
    List<Sweep> sweeps = new ArrayList<>();
    for (String text : chain) {
      sweeps.add(
          new SweepParser(new SmallVocabulary())
              .parse(
                  "s.yaml",
                  ("model: energy\ndata: xor\n" + text).getBytes(StandardCharsets.UTF_8),
                  List.of()));
    }
    return Space.of(sweeps, new SmallVocabulary());
  }
}
