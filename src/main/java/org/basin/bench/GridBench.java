package org.basin.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.basin.data.Dataset;
import org.basin.data.Datasets;
import org.basin.kernel.Engine;
import org.basin.kernel.Kernels;
import org.basin.kernel.vector.ArithmeticLimit;
import org.basin.learn.Learner;
import org.basin.report.Interval;
import org.basin.sweep.SweepException;
import org.basin.trial.Engines;
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
      engine: scalar
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
   * @param runs how often each is measured
   */
  public GridBench(double seconds, int runs) {
    this.seconds = seconds;
    this.runs = runs;
  }

  /**
   * One implementation at one size of minibatch.
   *
   * @param seconds of one epoch, mean over the runs
   * @param half half the width of the mean's 95 % interval; empty for a single run
   * @param images that were measured; {@link #EPOCH} for all of it
   * @param share of the arithmetic limit of the core that the quickest run reached
   */
  public record Result(double seconds, OptionalDouble half, int images, double share) {

    static Result of(double[] times, int images, double share) {
      double scale = (double) EPOCH / images;
      double mean = Arrays.stream(times).average().orElseThrow();
      double squares = Arrays.stream(times).map(time -> (time - mean) * (time - mean)).sum();
      double deviation = Math.sqrt(squares / Math.max(1, times.length - 1));
      OptionalDouble half = Interval.student(scale * deviation, times.length);
      return new Result(scale * mean, half, images, share);
    }
  }

  /**
   * The implementations that can be compared: the engines of sweeps, and the sparse matrix, which
   * only this bench and tests train with.
   */
  public static List<Engine> implementations() {
    return Engines.compared();
  }

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
    double[] times = new double[runs];
    double limit = 0;
    for (int run = 0; run < runs; run++) {
      times[run] = train(engine, batch, images);
      limit = Math.max(limit, limit());
    }
    double rate = operations(batch, images) / Arrays.stream(times).min().orElseThrow();
    return Optional.of(Result.of(times, images, rate / limit));
  }

  /** Seconds of one epoch over so many images. */
  private static double train(Engine engine, int batch, int images) {
    Job job = job(batch, images);
    Dataset data = Datasets.of(job.sweep().data());
    try (Kernels kernels = engine.open(1)) {
      Learner learner = job.learner(job.structure(0), data, kernels);
      learner.start(0, job.sweep().seed(), new double[0]);
      long start = CLOCK.getCurrentThreadCpuTime();
      learner.train();
      return (CLOCK.getCurrentThreadCpuTime() - start) / 1e9;
    }
  }

  private static double operations(int batch, int images) {
    Job job = job(batch, images);
    return job.operations(job.structure(0), Datasets.of(job.sweep().data()));
  }

  private static Job job(int batch, int images) {
    try {
      return Job.parsed("bench", SWEEP.formatted(images, batch));
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
