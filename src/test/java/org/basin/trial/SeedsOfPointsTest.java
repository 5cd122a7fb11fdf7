package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.basin.space.Block;
import org.basin.space.Cursor;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A point has one seed however it is written, and points share seeds when a sweep says so. */
class SeedsOfPointsTest {

  @TempDir private Path folder;

  private static Sweep sweep(String text) throws SweepException {
    return new SweepParser(new Models())
        .parse("a.yaml", text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static List<Long> seeds(String text) throws SweepException {
    Space space = Space.of(sweep(text), new Models());
    List<Long> seeds = new ArrayList<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      seeds.add(cursor.seed());
    }
    return seeds;
  }

  private static String energy(String... parameters) {
    StringBuilder text = new StringBuilder("name: a\nmodel: energy\ndata: xor\nparameters:\n");
    for (String parameter : parameters) {
      text.append("  ").append(parameter).append('\n');
    }
    return text.toString();
  }

  private static List<Float> scores(String text) throws SweepException {
    Sweep sweep = sweep(text);
    Space space = Space.of(sweep, new Models());
    List<Float> scores = new ArrayList<>();
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      for (Block block : space.blocks(0, space.positions(), 64)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          scores.add(results.score(0, row));
        }
      }
    }
    return scores;
  }

  @Test
  void aPointHasOneSeedWhetherItsValuesAreVariedFixedOrListed() throws Exception {
    List<Long> fixed = seeds(energy("hidden: [3, 2]", "epochs: 7", "beta: 0.5", "alpha: 0.3"));

    assertThat(fixed).hasSize(1);
    assertThat(
            seeds(
                energy(
                    "beta: {values: [0.5]}",
                    "epochs: {values: [7]}",
                    "alpha: 0.3",
                    "hidden: {values: [[3, 2]]}")))
        .isEqualTo(fixed);
    Path points = folder.resolve("points.csv");
    Files.writeString(points, "alpha,hidden,epochs,beta\n0.30,\"[3, 2]\",7,5e-1\n");
    assertThat(seeds("name: a\nmodel: energy\ndata: xor\nmethod: list\npoints: " + points + "\n"))
        .isEqualTo(fixed);
    assertThat(
            Space.of(
                    new SweepParser(new Models())
                        .parse(
                            "a.yaml",
                            energy("beta: 0.5").getBytes(StandardCharsets.UTF_8),
                            List.of("hidden=[3,2]", "epochs=7", "alpha=0.30")),
                    new Models())
                .point(0)
                .orElseThrow()
                .seed())
        .isEqualTo(fixed.get(0));
  }

  @Test
  void aSliderPointOfAGridHasTheRowOfThatPointAlone() throws SweepException {
    String axis = ": {min: 0, max: 1, step: 0.5}";
    Sweep grid = sweep(energy("weight_0_0_0" + axis, "weight_1_0_0" + axis, "weight_1_1_0" + axis));
    Space space = Space.of(grid, new Models());
    List<Long> seeds = new ArrayList<>();
    Cursor cursor = space.cursor(0, space.positions());
    while (cursor.next()) {
      seeds.add(cursor.seed());
    }

    // (0, 1, 1) is the trial 0 * 9 + 2 * 3 + 2
    assertThat(seeds(energy("weight_0_0_0: 0", "weight_1_0_0: 1", "weight_1_1_0: 1")))
        .containsExactly(seeds.get(8));
  }

  @Test
  void aValueAtItsStandardForThatStructureAddsNothing() throws SweepException {
    List<Long> bare = seeds(energy("beta: 0.2"));

    assertThat(seeds(energy("beta: 0.2", "epochs: 20", "alpha: 0.1", "hidden: [2, 1]")))
        .isEqualTo(bare);
    assertThat(seeds(energy("beta: 0.2", "free_steps: 1", "activation: sigmoid", "bias_1_0: 0")))
        .isEqualTo(bare);
    assertThat(seeds(energy("beta: 0.2", "free_steps: 60"))).isNotEqualTo(bare);
    List<Long> study = seeds(energy("beta: 0.2", "scheme: cep"));
    assertThat(study).isNotEqualTo(bare);
    assertThat(seeds(energy("beta: 0.2", "scheme: cep", "free_steps: 60", "states: zero")))
        .isEqualTo(study);
    assertThat(seeds(energy("beta: 0.2", "scheme: cep", "free_steps: 1"))).isNotEqualTo(study);
    assertThat(
            seeds(
                energy(
                    "beta: 0.2", "scheme: {values: [ep, cep]}", "free_steps: {values: [1, 60]}")))
        .as("standard at ep and 1, and at cep and 60")
        .contains(bare.get(0), study.get(0))
        .doesNotHaveDuplicates();
  }

  @Test
  void aHyperparameterWithoutAStandardOfItsOwnCountsWheneverItIsNamed() throws SweepException {
    List<Long> bare = seeds(energy("beta: 0.2"));

    assertThat(seeds(energy("beta: 0.2", "alpha_0: 0.1"))).isNotEqualTo(bare);
    assertThat(seeds(energy("beta: 0.2", "weight_0_0_0: 0"))).isNotEqualTo(bare);
    assertThat(seeds(energy("beta: 0.2", "alpha_0: 0.1")))
        .isEqualTo(seeds(energy("beta: 0.2", "alpha_0: {values: [0.1]}")));
  }

  @Test
  void sharedStartsGiveEveryPointTheSeedOfItsReplicate() throws SweepException {
    String text =
        energy("beta: {values: [0.1, 0.5]}", "scheme: {values: [ep, chl]}")
            .replace("data: xor", "data: xor\nreplicates: 3\nstarts: shared");
    List<Long> seeds = seeds(text);

    assertThat(seeds).hasSize(12);
    assertThat(seeds.subList(3, 6)).isEqualTo(seeds.subList(0, 3));
    assertThat(seeds.subList(6, 12)).isEqualTo(seeds.subList(0, 6));
    assertThat(seeds.subList(0, 3)).doesNotHaveDuplicates();
    assertThat(seeds(text.replace("starts: shared", "starts: independent")))
        .doesNotHaveDuplicates();
  }

  /** Metric 0 is error, train_loss, loss, recalled. */
  @Test
  void epochsWithSharedStartsAreTheLearningCurveOfOneNet() throws SweepException {
    Map<String, String> sweeps =
        Map.of(
            "model: energy\n"
                + "data: moons\n"
                + "starts: shared\n"
                + "metric: {name: cost}\n"
                + "output: {metrics: [cost]}\n"
                + "parameters:\n"
                + "  shuffle: true\n"
                + "  states: zero\n"
                + "  batch_size: 7\n"
                + "  hidden: [2]\n"
                + "  epochs: ",
            "one cost an epoch",
            "model: layers\nstarts: shared\nparameters:\n  facts: swap\n  lessons: ",
            "one loss a lesson",
            "model: neural-grid\ndata: xor\nstarts: shared\nparameters:\n  height: 4\n  depth: 2\n"
                + "  dropout: 0.2\n  batch_size: 2\n  epochs: ",
            "one loss an epoch");
    for (String head : sweeps.keySet()) {
      List<Float> curve = scores("name: a\n" + head + "{min: 1, max: 6}\n");
      List<Float> beginning = scores("name: a\n" + head + "{min: 1, max: 4}\n");

      assertThat(curve).as(head).hasSize(6).doesNotHaveDuplicates();
      assertThat(curve.subList(0, 4)).as(head).isEqualTo(beginning);
      assertThat(scores("name: a\n" + head + "3\n")).as(head).isEqualTo(curve.subList(2, 3));
    }
  }

  @Test
  void sharedStartsAreRefusedBesideTheAxisStart() {
    String text =
        "name: a\nmodel: layers\nstarts: shared\nparameters:\n  facts: swap\n"
            + "  start: {min: 0, max: 3, step: 1}\n";
    assertThatThrownBy(() -> sweep(text))
        .hasMessageContaining("parameters.start: start must not stand beside starts: shared");
  }

  @Test
  void oneStartOfAMemoryIsSharedToo() throws SweepException {
    String text =
        "name: a\n"
            + "model: ham\n"
            + "starts: shared\n"
            + "metric: {name: energy}\n"
            + "output: {metrics: [energy]}\n"
            + "parameters:\n"
            + "  units: 16\n"
            + "  steps: 0\n"
            + "  corruption: 0.25\n"
            + "  alpha: {values: [0.1, 0.2]}\n";
    List<Float> scores = scores(text);
    assertThat(scores.get(0)).as("alpha changes nothing without training").isEqualTo(scores.get(1));
    List<Float> apart = scores(text.replace("shared", "independent"));
    assertThat(apart.get(0)).isNotEqualTo(apart.get(1));
  }
}
