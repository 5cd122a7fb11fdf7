package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial at which an axis is not there has the row that it has in a sweep without the axis. */
class ConditionalTrialsTest {

  private static final String FIXED =
      "model: energy\ndata: xor\nseed: 3\nparameters:\n  epochs: 6\n  alpha: 0.4\n";

  private static final String CONDITIONAL =
      """
        scheme: {values: [ep, chl]}
        hidden: {values: [[2, 1], [4, 1]]}
        beta: {values: [0.2, 0.6], when: "scheme == 'ep'"}
        free_steps: {values: [2, 3], when: "scheme == 'chl'"}
        weight_0_1_3: {values: [-1.5, 1.5], when: "hidden == '[4, 1]'"}
        alpha_1: {values: [0.05, 0.2], when: "scheme == 'chl' and hidden == '[4, 1]'"}
      """;

  private static Map<String, String> rows(String text, int size) throws SweepException {
    Sweep sweep =
        new SweepParser(new Models())
            .parse("a.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
    Space space = Space.of(sweep, new Models());
    Map<String, String> rows = new HashMap<>();
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      for (Block block : space.blocks(0, space.positions(), size)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          StringBuilder at = new StringBuilder();
          for (int a = 0; a < space.axes().size(); a++) {
            String name = space.axes().get(a).name();
            results
                .value(a, row)
                .ifPresent(it -> at.append(name).append('=').append(it).append(' '));
          }
          StringBuilder scores = new StringBuilder("" + results.seed(row));
          for (float[] score : results.score) {
            scores.append(' ').append(Float.floatToIntBits(score[row]));
          }
          rows.put(at.toString(), scores.toString());
        }
      }
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "method: random\ntrials: 300\n", "method: sobol\ntrials: 256\n"})
  void rowsAreThoseOfSweepsWithoutTheAxes(String method) throws Exception {
    Map<String, String> all = rows(method + FIXED + CONDITIONAL, 4096);
    assertThat(all).hasSize(2 + 4 + 2 + 8);
    assertThat(all.keySet())
        .filteredOn(it -> it.contains("chl") && it.contains("[4, 1]"))
        .hasSize(8)
        .allMatch(it -> it.contains("alpha_1") && it.contains("free_steps"));
    for (Map.Entry<String, String> row : all.entrySet()) {
      StringBuilder alone = new StringBuilder(FIXED);
      for (String value : row.getKey().strip().split(" (?=[a-z_0-9]+=)")) {
        alone.append("  ").append(value.replace("=", ": ")).append('\n');
      }
      assertThat(rows(alone.toString(), 1).values())
          .as(row.getKey())
          .containsExactly(row.getValue());
    }
    assertThat(rows(method + FIXED + CONDITIONAL, 1)).isEqualTo(all);
  }

  @Test
  void aLawThatNamesAnAxisIsHeldAgainstPointsThatHaveIt() throws Exception {
    assertThatThrownBy(
            () -> rows(FIXED + CONDITIONAL.replace(", when: \"hidden == '[4, 1]'\"", ""), 64))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("parameters.weight_0_1_3");
    assertThatThrownBy(() -> rows(FIXED + CONDITIONAL.replace("scheme == 'ep'", "scheme"), 64))
        .isInstanceOf(SweepException.class)
        .hasMessageContaining("parameters.beta.when");
  }
}
