package org.basin.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Models;
import org.basin.trial.Results;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadOnceTest {

  private static final String SWEEP =
      """
      model: neural-grid
      data: {kind: csv, path: "elsewhere:/t.csv", label: y}
      parameters:
        height: {values: [3, 4, 5, 6]}
        depth: {values: [1, 2]}
        batch_size: 2
        epochs: 2
      metric: {name: train_loss, goal: minimize}
      """;

  @TempDir private Path folder;

  /** As the tasks of one executor do. */
  @Test
  void trialsInManyThreadsLearnFromDataThatIsReadOnce() throws Exception {
    Files.writeString(folder.resolve("t.csv"), "x,y\n1,a\n2,b\n3,a\n4,b\n");
    Configuration configuration = PrefixedFileSystem.configuration(folder);
    PrefixedFileSystem.OPENED.set(0);
    Models models = new Models(configuration);
    Sweep sweep =
        new SweepParser(models).parse("x.yaml", SWEEP.getBytes(StandardCharsets.UTF_8), List.of());
    Space space = Space.of(sweep, models);
    ExecutorService tasks = Executors.newFixedThreadPool(4);
    try {
      List<Future<Results.State>> states = new ArrayList<>();
      for (Block block : space.blocks(0, space.positions(), 1)) {
        states.add(tasks.submit(() -> train(sweep, space, block, configuration)));
      }
      assertThat(states).hasSize(8);
      for (Future<Results.State> state : states) {
        assertThat(state.get()).isEqualTo(Results.State.COMPLETE);
      }
    } finally {
      tasks.shutdown();
    }
    assertThat(PrefixedFileSystem.OPENED).hasValue(1);
  }

  private static Results.State train(
      Sweep sweep, Space space, Block block, Configuration configuration) {
    try (BlockRunner runner =
        new BlockRunner(
            new Job(sweep, space), true, () -> Datasets.of(sweep.data(), configuration))) {
      return runner.run(block).state(0);
    }
  }
}
