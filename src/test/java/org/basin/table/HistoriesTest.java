package org.basin.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.ResultFile;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.ResultColumn;
import org.basin.trial.Results;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories are array columns, and DIVERGED trials keep theirs and what says how they diverged. */
final class HistoriesTest {

  @TempDir private static Path folder;
  private static Spark spark;
  private static Path file;
  private static Sweep sweep;
  private static Space space;

  @BeforeAll
  static void start() throws Exception {
    file = folder.resolve("cube.yaml");
    Files.writeString(
        file,
        """
        model: layers
        data: xor
        engine: vector
        parameters:
          layers: [affine 2, half-square]
          facts: difference-squared
          lessons: {values: [20, 1]}
          alpha: {values: [0.01, 0.3, 10000]}
          start: {min: 0, max: 30, step: 1}
        output: {history: {every: 3}}
        """);
    sweep = new SweepParser(new Models()).parse(file, List.of());
    space = Space.of(sweep, new Models());
    spark = new Spark(2);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  @Test
  void theTableHasTheLossesOfThePlainLoop() {
    hold(spark.session().read().format("basin").load(file.toString()));
  }

  @Test
  void aFileOfResultsHasTheLossesOfThePlainLoop() throws Exception {
    Path parquet = folder.resolve("rows.parquet");
    List<ResultColumn> columns = ResultColumn.all(space, sweep);
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
        ResultFile rows =
            new ResultFile(
                new Configuration(),
                new org.apache.hadoop.fs.Path(parquet.toUri()),
                columns,
                Map.of())) {
      for (Block block : space.blocks(0, space.positions(), 17)) {
        rows.write(runner.run(block));
      }
      rows.finish("none");
    }
    hold(spark.session().read().parquet(parquet.toString()));
  }

  private static void hold(Dataset<Row> table) {
    List<Row> rows =
        table
            .select("state", "loss_history", "loss", "convergence", "converged", "diverged_at")
            .orderBy("trial")
            .collectAsList();
    assertThat(rows).hasSize(2 * 3 * 31);
    int diverged = 0;
    int at = 0;
    try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
      for (Block block : space.blocks(0, space.positions(), 50)) {
        Results results = runner.run(block);
        for (int i = 0; i < results.rows(); i++) {
          Row row = rows.get(at++);
          float[] losses = results.history(0, i);
          assertThat(losses).hasSizeBetween(1, 7);
          List<Float> stored = row.getList(1);
          assertThat(stored).hasSize(losses.length);
          for (int t = 0; t < losses.length; t++) {
            assertThat(Float.floatToIntBits(stored.get(t)))
                .isEqualTo(Float.floatToIntBits(losses[t]));
          }
          assertThat(row.getString(0)).isEqualTo(results.state(i).name());
          boolean lost = results.state(i) == Results.State.DIVERGED;
          diverged += lost ? 1 : 0;
          assertThat(row.isNullAt(2)).isEqualTo(lost);
          assertThat(row.getFloat(3)).isEqualTo(results.score(4, i));
          assertThat(lost && row.getFloat(4) == 1).isFalse();
          assertThat(row.getFloat(5)).isBetween(0f, 20f);
        }
      }
    }
    assertThat(diverged).isBetween(20, 80);
  }
}
