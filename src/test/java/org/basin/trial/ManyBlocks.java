package org.basin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.read.SweepParser;
import org.bytedeco.javacpp.Pointer;

/**
 * Trains one block after the other on nd4j, each with a runner of its own as a task has, and prints
 * after every tenth of them how many megabytes of memory the process holds.
 *
 * <p>For 100,000 blocks: {@code ./mvnw test -Dtest=ManyBlocksTest -Dblocks=100000}.
 */
final class ManyBlocks {

  /** Its planes take about a megabyte. */
  private static final String SWEEP =
      """
      model: energy
      data: xor
      engine: nd4j
      parameters:
        hidden: [16, 16]
        epochs: 1
        alpha: {min: 0.1, max: 1, count: 16}
      """;

  private ManyBlocks() {}

  public static void main(String[] args) throws Exception {
    int blocks = Integer.parseInt(args[0]);
    var sweep = new SweepParser(new Models()).parse("blocks", SWEEP.getBytes(UTF_8), List.of());
    Space space = Space.of(sweep, new Models());
    Block block = space.blocks(0, space.positions(), 16).iterator().next();
    for (int i = 1; i <= blocks; i++) {
      try (BlockRunner runner = new BlockRunner(new Job(sweep, space), true)) {
        if (runner.run(block).state(0) != Results.State.COMPLETE) {
          throw new IllegalStateException("a block must be trained");
        }
      }
      if (i % (blocks / 10) == 0) {
        System.out.println(i + " " + (Pointer.physicalBytes() >> 20));
      }
    }
  }
}
