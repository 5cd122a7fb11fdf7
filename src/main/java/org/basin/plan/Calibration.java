package org.basin.plan;

import java.util.ArrayList;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.space.Structure;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;

/**
 * How fast this machine trains a sweep, measured on a few small blocks.
 *
 * <p>Trials that would take long are trained on fewer samples; what they take is scaled by their
 * additions and multiplications.
 *
 * @param trials trained for it
 * @param share of a trial's additions and multiplications that was trained, in the costliest group
 * @param seconds per trial on one core, the mean over the space
 */
public record Calibration(long trials, double share, double seconds) {

  /** Additions and multiplications of the trials that are trained side by side, at the most. */
  static final double OPERATIONS = 2e9;

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

  /** Positions in the first measurement at the most. */
  private static final int FIRST = 16;

  /** Positions in a measurement at the most. */
  private static final int MOST = 1 << 20;

  /**
   * Measures.
   *
   * @param groups the groups of equal structure
   */
  static Calibration of(Job job, Dataset data, List<Block> groups) {
    try (BlockRunner whole = new BlockRunner(job, true, () -> data)) {
      return of(whole, data, job, groups);
    }
  }

  private static Calibration of(BlockRunner whole, Dataset data, Job job, List<Block> groups) {
    Space space = job.space();
    Engine engine = job.engine();
    int measured = Math.min(GROUPS, groups.size());
    double perTrial = 0;
    double weight = 0;
    double least = 1;
    long trials = 0;
    for (int g = 0; g < measured; g++) {
      Block group = groups.get((int) ((long) g * groups.size() / measured));
      double size = group.until() - group.from();
      Structure structure = space.structures().get(group.structure());
      int lanes = job.lanes(engine, structure, data);
      Dataset few = job.shortened(structure, data, OPERATIONS / lanes);
      double share = job.operations(structure, few) / job.operations(structure, data);
      int first = Math.min(FIRST, lanes);
      double warm = g == 0 ? WARM : ENOUGH;
      BlockRunner runner = few == data ? whole : new BlockRunner(job, true, () -> few);
      runner.ahead(group.structure(), false);
      long before = runner.trained();
      double seconds = perTrial(runner, space, group, first, warm);
      trials += runner.trained() - before;
      if (runner != whole) {
        runner.close();
      }
      perTrial += size * seconds / share;
      weight += size;
      least = Math.min(least, share);
    }
    return new Calibration(trials, least, perTrial / weight);
  }

  /** Doubles the work until it takes long enough, and repeats it until the code is warm. */
  private static double perTrial(
      BlockRunner runner, Space space, Block group, int first, double warm) {
    int size = first;
    double total = 0;
    double best = Double.POSITIVE_INFINITY;
    while (true) {
      long until = Math.min(group.until(), group.from() + size);
      List<Block> blocks = new ArrayList<>();
      space.blocks(group.from(), until, TrialCost.BLOCK).forEach(blocks::add);
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
}
