package org.basin.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basin.data.Dataset;
import org.basin.space.Axis;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.space.Tally;
import org.basin.sweep.Method;
import org.basin.trial.Job;

/**
 * What a run would do, without doing any of it.
 *
 * @param tally how many trials
 * @param blocks at the usual size; exactly but for more draws than are walked
 * @param groups for each structure a stretch of positions that holds it: all of it, but where
 *     structures are drawn
 * @param shares how many trials each structure has
 * @param bytes of Parquet, an estimate from above
 */
public record Plan(
    Tally tally, long blocks, List<Block> groups, Map<Integer, Long> shares, long bytes) {

  /** Positions of drawn structures that are walked; of more, what these hold is scaled. */
  private static final long WALKED = 1 << 24;

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
    boolean drawn = job.sweep().method() instanceof Method.Sampled;
    long walked = drawn ? Math.min(space.positions(), WALKED) : space.positions();
    double scale = walked == 0 ? 1 : (double) space.positions() / walked;
    long blocks = 0;
    Map<Integer, Block> groups = new LinkedHashMap<>();
    Map<Integer, Long> shares = new TreeMap<>();
    for (Block group : space.blocks(0, walked, Long.MAX_VALUE)) {
      groups.putIfAbsent(group.structure(), group);
      shares.merge(group.structure(), space.count(group.from(), group.until()), Long::sum);
      blocks += (group.until() - group.from() - 1) / block + 1;
    }
    if (scale > 1) {
      shares.replaceAll((structure, trials) -> Math.round(trials * scale));
    }
    double row = OTHERS + METRIC * job.scores().size();
    for (Axis axis : space.axes()) {
      row += axis.continuous() ? Double.BYTES : Math.log(axis.values().size()) / Math.log(2) / 8;
    }
    Tally tally = space.tally();
    return new Plan(
        tally,
        Math.round(blocks * scale),
        List.copyOf(groups.values()),
        shares,
        Math.round(tally.trials() * row));
  }

  /** How many trials; the middle of an estimate where draws are too many to test each. */
  public long trials() {
    return tally.trials();
  }

  /** With the bytes of what trained trials say of samples, which hardly compresses. */
  public Plan withOutputs(Job job, Dataset data) {
    long numbers = 0;
    for (Block group : groups) {
      long each = job.outputs(job.space().structures().get(group.structure()), data);
      numbers += each * shares.get(group.structure());
    }
    return new Plan(tally, blocks, groups, shares, bytes + Float.BYTES * numbers);
  }
}
