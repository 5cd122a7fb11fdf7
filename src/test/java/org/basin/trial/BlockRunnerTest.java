package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.basin.kernel.Plane;
import org.basin.learn.Score;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.DataKind;
import org.basin.sweep.Hyperparameter;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.Vocabulary;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockRunnerTest {

  private static final String SWEEP =
      """
      model: energy
      data: xor
      seed: 7
      replicates: 3
      engine: %s
      parameters:
        epochs: 6
        hidden: {values: [[2, 1], [3], []]}
        activation: {values: [sigmoid, tanh, relu]}
        beta: {values: [0.1, 0.5]}
        alpha: {min: 0.001, max: 0.5, count: 5, distribution: log_uniform_values}
        init_scale: {values: [1, 2]}
      """;

  /** A row as text, floats by their bits. */
  private static List<String> rows(Sweep sweep, int blockSize) throws SweepException {
    Space space = Space.of(sweep, new Models());
    BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
    List<String> rows = new ArrayList<>();
    for (Block block : space.blocks(0, space.positions(), blockSize)) {
      Results results = runner.run(block);
      for (int row = 0; row < results.rows(); row++) {
        rows.add(row(results, space, row));
      }
    }
    return rows;
  }

  private static String row(Results results, Space space, int row) {
    StringBuilder text = new StringBuilder();
    text.append(results.trial(row)).append(' ').append(results.replicate(row)).append(' ');
    text.append(results.seed(row)).append(' ').append(results.state(row));
    for (int a = 0; a < space.axes().size(); a++) {
      text.append(' ').append(results.place(a, row));
    }
    for (int s = 0; s < 5; s++) {
      text.append(' ').append(Float.floatToIntBits(results.score(s, row)));
    }
    return text.toString();
  }

  private static Sweep parse(String text) throws SweepException {
    return new SweepParser(new Models()).parse("test.yaml", text.getBytes(UTF_8), List.of());
  }

  @Test
  void aMetricIsTheSameWhicheverOthersAreWanted() throws SweepException {
    Models models = new Models();
    Sweep all = parse(SWEEP.formatted("vector") + "output: {metrics: all}\n");
    for (String wanted : List.of("[error, free_cost]", "[cost]", "[free_error, final_error]")) {
      String named = wanted.replaceAll("\\[|[,\\]].*", "");
      String metric = "metric: {name: " + named + "}\n";
      Sweep some =
          parse(SWEEP.formatted("vector") + metric + "output: {metrics: " + wanted + "}\n");
      List<String> columns = models.scores(some).stream().map(Score::name).toList();
      List<String> known = models.scores(all).stream().map(Score::name).toList();
      assertThat(columns).hasSizeLessThan(known.size()).contains(named);
      Space space = Space.of(some, models);
      Block block = space.blocks(0, space.positions(), 100).iterator().next();
      Results few = new BlockRunner(new Job(some, space), true).run(block);
      Results many = new BlockRunner(new Job(all, space), true).run(block);
      assertThat(few.rows()).isPositive();
      for (int row = 0; row < few.rows(); row++) {
        for (int s = 0; s < columns.size(); s++) {
          assertThat(few.score(s, row)).isEqualTo(many.score(known.indexOf(columns.get(s)), row));
        }
      }
    }
  }

  @Test
  void scalarAndVectorGiveTheSameRows() throws SweepException {
    List<String> scalar = rows(parse(SWEEP.formatted("scalar")), 1000);
    assertThat(scalar).hasSize(3 * 3 * 3 * 2 * 5 * 2).doesNotHaveDuplicates();
    assertThat(rows(parse(SWEEP.formatted("vector")), 1000)).isEqualTo(scalar);
  }

  @Test
  void scalarAndVectorGiveTheSameRowsOfTheStudy() throws SweepException {
    String study =
        """
        model: energy
        data: xor
        engine: %s
        parameters:
          scheme: {values: [cl, pep, nep, cep, pcpl, ncpl, ccpl, tbp, rbp]}
          epochs: 3
          free_steps: 7
          nudged_steps: 3
          hidden: {values: [[3], [2, 5, 3]]}
          activation: {values: [hard-sigmoid, sigmoid, tanh, relu, identity]}
          mode: {values: [asynchronous, synchronous]}
          batch_size: {values: [3, 4]}
          beta: {values: [0.5, -0.25]}
          momentum: {values: [0, 0.5]}
          weight_decay: 0.01
          init_scale: 0.5
        """;
    List<String> scalar = rows(parse(study.formatted("scalar")), 1000);
    assertThat(scalar).hasSize(9 * 2 * 5 * 2 * 2 * 2 * 2);
    assertThat(scalar).filteredOn(row -> row.contains("COMPLETE")).hasSizeGreaterThan(1000);
    assertThat(rows(parse(study.formatted("vector")), 1000)).isEqualTo(scalar);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 63, 64, 65, 97})
  void anyBlockSizeGivesTheSameRows(int size) throws SweepException {
    Sweep sweep = parse(SWEEP.formatted("vector"));
    assertThat(rows(sweep, size)).isEqualTo(rows(sweep, 100_000));
  }

  @Test
  void aDivergedTrialIsARowAndItsNeighboursStayAsTheyAre() throws SweepException {
    String text =
        """
        model: energy
        data: xor
        parameters:
          hidden: [2]
          activation: identity
          epochs: 60
          beta: 0.1
          alpha: {values: %s}
        """;
    Sweep calm = parse(text.formatted("[0.00001, 0.00002, 0.00003]"));
    Sweep wild = parse(text.formatted("[0.00001, 1000000, 0.00003]"));
    List<String> beside = rows(wild, 10);
    // error, final_error, cost, free_error, free_cost: an output that is NaN decides nothing
    assertThat(beside.get(1))
        .contains("DIVERGED")
        .endsWith(" %1$d %1$d %2$s %1$d %2$s".formatted(Float.floatToIntBits(100), nan()));
    assertThat(beside.get(0)).isEqualTo(rows(calm, 10).get(0)).contains("COMPLETE");
    assertThat(beside.get(2)).isEqualTo(rows(calm, 10).get(2)).contains("COMPLETE");
  }

  private static String nan() {
    return Integer.toString(Float.floatToIntBits(Float.NaN));
  }

  @Test
  void whatThrowsIsAFailedRowWithItsReason() throws SweepException {
    String text =
        """
        model: energy
        data: xor
        parameters:
          batch_size: {values: [5, 4]}
          beta: {values: [0.1, 0.2]}
        """;
    Sweep sweep = new SweepParser(unchecked()).parse("t.yaml", text.getBytes(UTF_8), List.of());
    Space space = Space.of(sweep, new Models());
    BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
    List<Results.State> states = new ArrayList<>();
    for (Block block : space.blocks(0, space.positions(), 10)) {
      Results results = runner.run(block);
      for (int row = 0; row < results.rows(); row++) {
        states.add(results.state(row));
        if (results.state(row) == Results.State.FAILED) {
          assertThat(results.failure(row)).contains("got batch_size=5, samples=4");
          assertThat(results.score(0, row)).isNaN();
        }
      }
    }
    assertThat(states)
        .containsExactly(
            Results.State.FAILED,
            Results.State.FAILED,
            Results.State.COMPLETE,
            Results.State.COMPLETE);
  }

  /** The names of this build without the laws that tie several together. */
  private static Vocabulary unchecked() {
    Models models = new Models();
    return new Vocabulary() {
      @Override
      public List<String> models() {
        return models.models();
      }

      @Override
      public List<String> engines() {
        return List.of("scalar", "vector", "nd4j");
      }

      @Override
      public List<Hyperparameter> hyperparameters(String model) {
        return models.hyperparameters(model);
      }

      @Override
      public List<String> metrics(String model) {
        return models.metrics(model);
      }

      @Override
      public List<DataKind> data() {
        return models.data();
      }

      @Override
      public void check(Sweep sweep, BiConsumer<String, String> mistake) {}
    };
  }

  @Test
  void withoutMetricsNothingIsTrained() throws SweepException {
    Sweep sweep = parse(SWEEP.formatted("vector"));
    Space space = Space.of(sweep, new Models());
    BlockRunner runner = new BlockRunner(new Job(sweep, space), false);
    for (Block block : space.blocks(0, space.positions(), 100)) {
      assertThat(runner.run(block).rows()).isPositive();
    }
    assertThat(runner.trained()).isZero();
    assertThat(runner.lanes()).isZero();
  }

  @Test
  void lanesAreCountedFilledOrNot() throws SweepException {
    Sweep sweep = parse(SWEEP.formatted("vector"));
    Space space = Space.of(sweep, new Models());
    BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
    runner.run(space.blocks(0, Plane.LANES / 2, 1000).iterator().next());
    assertThat(runner.trained()).isEqualTo(Plane.LANES / 2);
    assertThat(runner.lanes()).isEqualTo(Plane.LANES);
  }

  @Test
  void sparingAndCommonTrainingGiveTheSameRows() throws SweepException {
    Sweep sweep = parse(SWEEP.formatted("vector"));
    Space space = Space.of(sweep, new Models());
    try (BlockRunner one = new BlockRunner(new Job(sweep, space), true);
        BlockRunner other = new BlockRunner(new Job(sweep, space), true)) {
      for (Block block : space.blocks(0, space.positions(), 17)) {
        Results common = one.run(block);
        Results sparing = other.runSparingly(block);
        for (int row = 0; row < common.rows(); row++) {
          assertThat(row(sparing, space, row)).isEqualTo(row(common, space, row));
        }
      }
    }
  }
}
