package org.basin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.vector.ArithmeticLimit;
import org.basin.space.Block;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;

/**
 * One epoch of a neural grid 784 x [128 x 128] x 10 over 60,000 images, on one core, without Spark:
 * minibatches drawn, dense layers, grid, loss, gradients and Adam. What takes long is measured over
 * a part of the epoch.
 *
 * <p>Seconds are of the processor, not of the clock, so that a machine that is busy with other work
 * makes little difference; the limit is measured in turn with the training.
 */
public final class GridBench {

  /** Images of an epoch. */
  public static final int EPOCH = 60_000;

  private static final String SWEEP =
      """
      name: epoch
      model: neural-grid
      data: {kind: shapes, samples: %d, test_samples: 0}
      engine: %s
      parameters:
        height: 128
        depth: 128
        batch_size: %d
        epochs: 1
        learning_rate: 0.0001
      """;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final double seconds;
  private final int runs;

  /**
   * @param seconds that a measurement should take at least, unless the epoch is over before
   * @param runs how often each is measured; the quickest counts
   */
  public GridBench(double seconds, int runs) {
    this.seconds = seconds;
    this.runs = runs;
  }

  /**
   * One engine at one size of minibatch.
   *
   * @param seconds of one epoch
   * @param images that were measured; {@link #EPOCH} for all of it
   * @param share of the arithmetic limit of the core that was reached meanwhile
   */
  public record Result(double seconds, int images, double share) {}

  /** Measures; empty when the engine can't work here. */
  public Optional<Result> measure(Engine engine, int batch) {
    if (engine.refusal().isPresent()) {
      return Optional.empty();
    }
    int images = Math.max(2 * batch, 16);
    double time = train(engine, batch, images);
    // compiled by now; a part of the epoch that takes long enough
    while (time < seconds && images < EPOCH) {
      double factor = Math.max(2, Math.min(16, 1.2 * seconds / time));
      images = (int) Math.min(EPOCH, Math.ceil(factor * images / batch) * batch);
      time = train(engine, batch, images);
    }
    double least = Double.POSITIVE_INFINITY;
    double limit = 0;
    for (int run = 0; run < runs; run++) {
      least = Math.min(least, train(engine, batch, images));
      limit = Math.max(limit, limit());
    }
    double rate = operations(engine, batch, images) / least;
    return Optional.of(new Result(least * EPOCH / images, images, rate / limit));
  }

  /** Seconds of one epoch over so many images. */
  private static double train(Engine engine, int batch, int images) {
    Job job = job(engine, batch, images);
    Dataset data = Datasets.of(job.sweep().data());
    Block block = job.block(0);
    try (BlockRunner runner = new BlockRunner(job, true, () -> data)) {
      long start = CLOCK.getCurrentThreadCpuTime();
      runner.run(block);
      return (CLOCK.getCurrentThreadCpuTime() - start) / 1e9;
    }
  }

  private static double operations(Engine engine, int batch, int images) {
    Job job = job(engine, batch, images);
    return job.operations(job.structure(0), Datasets.of(job.sweep().data()));
  }

  private static Job job(Engine engine, int batch, int images) {
    try {
      return Job.parsed("bench", SWEEP.formatted(images, engine.name(), batch));
    } catch (SweepException e) {
      throw new IllegalStateException("this sweep is valid", e);
    }
  }

  /** Additions and multiplications a second that one core does at most. */
  public static double limit() {
    float sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int run = 0; run < 5; run++) {
      long start = CLOCK.getCurrentThreadCpuTime();
      sum += ArithmeticLimit.multiplyAndAdd();
      least = Math.min(least, (CLOCK.getCurrentThreadCpuTime() - start) / 1e9);
    }
    if (Float.isNaN(sum)) {
      throw new IllegalStateException("the sum must be a number, got " + sum);
    }
    return ArithmeticLimit.operations() / least;
  }
}
