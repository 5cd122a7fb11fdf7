package org.basin.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.basin.learn.Score;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.read.SweepParser;
import org.junit.jupiter.api.Test;

/** How much of the label is left in {@code free_error}; the figures that docs/xor.md states. */
class FreeErrorTest {

  /**
   * A state remembers the nudged output of the epoch before, so a trial may have free_error 0 and
   * yet be wrong when it settles from zero and nobody ever shows it a label.
   */
  @Test
  void nineInTenTrialsWithoutFreeErrorOweItToTheLabel() throws Exception {
    Sweep sweep =
        new SweepParser(new Models())
            .parse(
                Path.of("jobs/xor-initialisation-grid.yaml"),
                List.of("output.metrics=[error, free_error, settled_error]"));
    Space space = Space.of(sweep, new Models());
    List<String> metrics = new Models().scores(sweep).stream().map(Score::name).toList();
    int freeError = metrics.indexOf("free_error");
    int settledError = metrics.indexOf("settled_error");
    BlockRunner runner = new BlockRunner(new Job(sweep, space), true);
    int learned = 0;
    int alone = 0;
    int both = 0;
    for (Block block : space.blocks(0, space.positions(), 4096)) {
      Results results = runner.run(block);
      for (int row = 0; row < results.rows(); row++) {
        boolean free = results.score(freeError, row) == 0;
        boolean settled = results.score(settledError, row) == 0;
        learned += free ? 1 : 0;
        alone += settled ? 1 : 0;
        both += free && settled ? 1 : 0;
      }
    }
    // free_error 0; settled_error 0 of these; settled_error 0 of all
    assertThat(List.of(learned, both, alone)).isEqualTo(List.of(11_943, 1_230, 1_240));
  }
}
