package org.basin.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.basin.run.RunOptions;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.trial.BlockRunner;

/**
 * How fast this machine trains a sweep, measured on a few small blocks.
 *
 * @param trials trained for it
 * @param seconds per trial on one core, the mean over the space
 */
record Calibration(long trials, double seconds) {

  /** Groups of trials of equal structure that are measured, spread over the space. */
  private static final int GROUPS = 8;

  /** Seconds of training before the compiler has done its work, for the first group. */
  private static final double WARM = 1.2;

  /** Seconds of a measurement. */
  private static final double ENOUGH = 0.2;

  /** Seconds after which it must do, warm or not. */
  private static final double PATIENCE = 6;

  /** Code is warm once a measurement takes no less than this share of the one before. */
  private static final double STEADY = 0.85;

  /** Positions in a measurement at the most. */
  private static final int MOST = 1 << 20;

  /**
   * Measures.
   *
   * @param groups the groups of equal structure
   */
  static Calibration of(Sweep sweep, Space space, List<Block> groups) {
    BlockRunner runner = new BlockRunner(sweep, space, true, Hadoop.data(sweep));
    int measured = Math.min(GROUPS, groups.size());
    double perTrial = 0;
    double weight = 0;
    for (int g = 0; g < measured; g++) {
      Block group = groups.get((int) ((long) g * groups.size() / measured));
      double size = group.until() - group.from();
      perTrial += size * perTrial(runner, space, group, g == 0 ? WARM : ENOUGH);
      weight += size;
    }
    return new Calibration(runner.trained(), perTrial / weight);
  }

  /** Doubles the work until it takes long enough, and repeats it until the code is warm. */
  private static double perTrial(BlockRunner runner, Space space, Block group, double warm) {
    int size = 16;
    double total = 0;
    double best = Double.POSITIVE_INFINITY;
    while (true) {
      long until = Math.min(group.until(), group.from() + size);
      List<Block> blocks = blocks(space, group.from(), until);
      long before = runner.trained();
      long start = System.nanoTime();
      blocks.forEach(runner::run);
      double seconds = (System.nanoTime() - start) * 1e-9;
      total += seconds;
      double each = seconds / Math.max(1, runner.trained() - before);
      boolean steady = each >= STEADY * best;
      best = Math.min(best, each);
      boolean full = seconds >= ENOUGH || until == group.until() || size >= MOST;
      if (full && total >= warm && (steady || total >= PATIENCE)) {
        return best;
      }
      if (!full) {
        size *= 2;
      }
    }
  }

  private static List<Block> blocks(Space space, long from, long until) {
    List<Block> blocks = new ArrayList<>();
    for (Iterator<Block> each = space.blocks(from, until, RunOptions.BLOCK).iterator();
        each.hasNext(); ) {
      blocks.add(each.next());
    }
    return blocks;
  }
}
