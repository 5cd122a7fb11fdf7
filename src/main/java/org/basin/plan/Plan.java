package org.basin.plan;

import java.util.ArrayList;
import java.util.List;
import org.basin.data.Dataset;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.trial.Job;

/**
 * What a run would do, without doing any of it.
 *
 * @param trials exactly
 * @param blocks exactly, at the usual size
 * @param groups for each structure the stretch of positions that holds it
 * @param bytes of Parquet, an estimate from above
 */
public record Plan(long trials, long blocks, List<Block> groups, long bytes) {

  /**
   * Bytes of a row beside axes and metrics: its seed does not compress, the rest nearly vanishes.
   */
  private static final double OTHERS = 10;

  /** Bytes of a metric; floats of continuous quantities hardly compress. */
  private static final double METRIC = 3.5;

  /**
   * Plans.
   *
   * @param block positions in a block at the most
   */
  public static Plan of(Job job, int block) {
    Space space = job.space();
    long blocks = 0;
    List<Block> groups = new ArrayList<>();
    for (Block group : space.blocks(0, space.positions(), Long.MAX_VALUE)) {
      groups.add(group);
      blocks += (group.until() - group.from() - 1) / block + 1;
    }
    double row = OTHERS + METRIC * job.scores().size();
    for (Axis axis : space.axes()) {
      row += Math.log(axis.values().size()) / Math.log(2) / 8;
    }
    long trials = space.count();
    return new Plan(trials, blocks, List.copyOf(groups), Math.round(trials * row));
  }

  /** With the bytes of what trained trials say of samples, which hardly compresses. */
  public Plan withOutputs(Job job, Dataset data) {
    long numbers = 0;
    for (Block group : groups) {
      long each = job.outputs(job.space().structures().get(group.structure()), data);
      numbers += each * job.space().count(group.from(), group.until());
    }
    return new Plan(trials, blocks, groups, bytes + Float.BYTES * numbers);
  }
}
