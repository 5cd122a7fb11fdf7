package org.basin.bench;

import org.basin.space.Block;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;

/**
 * One core, plain Java, no Spark: points are computed, trials started, trained and measured,
 * results left in memory.
 */
public final class KernelBench {

  private static final int BLOCK = 4096;

  private final Job job;
  private final double seconds;

  /**
   * @param job what is trained, on the engine that it names
   * @param seconds of one measurement; as much again to warm up
   */
  public KernelBench(Job job, double seconds) {
    this.job = job;
    this.seconds = seconds;
  }

  /** Trials a second on one core. */
  public Rate measure(int runs) {
    try (BlockRunner runner = new BlockRunner(job, true)) {
      train(runner);
      return Rate.of(runs, () -> train(runner));
    }
  }

  /** Trains blocks over and over until the time is up. */
  private double train(BlockRunner runner) {
    long before = runner.trained();
    long start = System.nanoTime();
    long now = start;
    while (now - start < seconds * 1e9) {
      for (Block block : job.space().blocks(0, job.space().positions(), BLOCK)) {
        runner.run(block);
        now = System.nanoTime();
        if (now - start >= seconds * 1e9) {
          break;
        }
      }
    }
    return (runner.trained() - before) * 1e9 / (now - start);
  }
}
