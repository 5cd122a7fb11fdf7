package org.basin.plan;

import java.time.Duration;

/**
 * How large the next wave shall be. The first takes some seconds at the most, even on a slow
 * engine; each next one aims at a set time by the speed of the last, growing at most sixteenfold,
 * so that a crash costs no more than that time and Spark's share stays small. Where a commit takes
 * long, as with thousands of files on a distant store, waves are longer than that: no trial is
 * trained meanwhile.
 */
public final class Pace {

  /** Long enough for Spark and the store to cost nothing, short enough to lose at a power cut. */
  public static final Duration WAVE = Duration.ofSeconds(60);

  private static final int GROWTH = 16;

  /** What the first wave takes at that speed. */
  private static final double FIRST_SECONDS = 10;

  /** A lost task costs no more than this to repeat. */
  private static final double TASK_SECONDS = 15;

  private static final int TASKS_OF_A_CORE = 4;

  /** However long a wave is, its tasks are no longer: a minute, were they a fifth slower. */
  private static final double LONGEST_SECONDS = 50;

  /** A wave is trained for so many times as long as the last commit took, at the least. */
  private static final int TRAINING_PER_COMMIT = 9;

  private int cores;
  private final int block;
  private final double target;
  private final double fit;
  private long last;
  private double rate = Double.NaN;
  private double commit;

  /**
   * @param cores that train at once
   * @param block positions in a block
   * @param wave how long a wave shall take
   * @param operations additions and multiplications of one trial
   */
  public Pace(int cores, int block, Duration wave, double operations) {
    this.cores = cores;
    this.block = block;
    this.target = wave.toNanos() / 1e9;
    this.fit = Math.min(FIRST_SECONDS, target) * TrialCost.SLOW / Math.max(1, operations) / block;
  }

  /** So many cores train from now on: executors come and go. */
  public void cores(int now) {
    if (!Double.isNaN(rate)) {
      rate *= (double) now / cores;
    }
    cores = now;
  }

  /**
   * Positions of the next wave; at least 1.
   *
   * @param left how many there are still
   */
  public long next(long left) {
    if (Double.isNaN(rate)) {
      long first = (long) cores * block * (long) Math.max(1, fit);
      return left <= first + first / 4 ? left : first;
    }
    long round = (long) cores * block;
    // whole rounds of blocks, so that no core waits for the last block of another
    double aim = Math.max(target, TRAINING_PER_COMMIT * commit);
    double wanted = Math.min(rate * aim, (double) GROWTH * last);
    long size = Math.max(1, (long) (wanted / round)) * round;
    // a rest that hardly makes a wave of its own goes along
    return left <= size + size / 4 ? left : size;
  }

  /** Tasks for a wave of so many positions. */
  public int tasks(long positions) {
    double seconds = Double.isNaN(rate) ? 0 : positions / rate;
    double each = Math.max(1, Math.min(TASKS_OF_A_CORE, Math.ceil(seconds / TASK_SECONDS)));
    each = Math.max(each, Math.ceil(seconds / LONGEST_SECONDS));
    long blocks = (positions + block - 1) / block;
    return (int) Math.max(1, Math.min(blocks, (long) (cores * each)));
  }

  /** Seconds that a wave of so many positions will take; 0 while nothing is known. */
  public double seconds(long positions) {
    return Double.isNaN(rate) ? 0 : positions / rate + commit;
  }

  /**
   * Learns from a wave that is done.
   *
   * @param seconds that its training took
   * @param own seconds that the driver took to commit it
   */
  public void learn(long positions, double seconds, double own) {
    last = positions;
    rate = positions / Math.max(seconds, 1e-3);
    commit = own;
  }
}
