package org.basin.plan;

import java.util.Comparator;
import org.basin.data.Dataset;
import org.basin.kernel.Engine;
import org.basin.trial.Job;

/**
 * What the costliest trials of a sweep take.
 *
 * @param operations additions and multiplications of one
 * @param lanes how many are trained side by side
 */
public record TrialCost(double operations, int lanes) {

  /** Trials in a block by default: 64 planes of 64 lanes. */
  public static final int BLOCK = 4096;

  /** Additions and multiplications that a core does in a second at the very least. */
  static final double SLOW = 1e9;

  /** Of the structure whose trials are the costliest on this data. */
  public static TrialCost of(Job job, Dataset data) {
    Engine engine = job.engine();
    return job.space().structures().stream()
        .map(s -> new TrialCost(job.operations(s, data), job.lanes(engine, s, data)))
        .max(Comparator.comparingDouble(TrialCost::operations))
        .orElse(new TrialCost(1, 1));
  }

  /**
   * Trials in a block, so that it takes no more than about a second even on a slow engine: a
   * multiple of the lanes, 4096 at most.
   */
  public int block() {
    double fit = SLOW / Math.max(1, operations);
    return (int) Math.max(lanes, Math.min(BLOCK, fit - fit % lanes));
  }
}
