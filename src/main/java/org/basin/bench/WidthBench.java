package org.basin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.kernel.Engine;
import org.basin.sweep.SweepException;
import org.basin.trial.Engines;
import org.basin.trial.Job;

/**
 * Every scheme on every engine over widths: nets of two hidden layers learn XOR in minibatches of
 * 4, on one core, without Spark. What {@code auto} takes is judged by it.
 */
public final class WidthBench {

  private static final String SWEEP =
      """
      name: width
      model: energy
      data: xor
      engine: %s
      parameters:
        scheme: %s
        hidden: [%d, %d]
        epochs: %d
        alpha: {min: 0.001, max: 0.1, count: %d}
      """;

  private static final int SAMPLES = 4;

  /** Epochs of a narrow trial, so that drawing its start weights does not decide the figure. */
  private static final int EPOCHS = 20;

  /** Wide trials take fewer, at least two, and a block has fewer of them: a block is the least. */
  private static final int WIDE = 2560;

  /** Wider nets are trained a few at a time by every engine. */
  private static final int MIDDLE = 90;

  private final double seconds;
  private final int runs;

  /**
   * @param seconds of one measurement
   * @param runs how often each is measured
   */
  public WidthBench(double seconds, int runs) {
    this.seconds = seconds;
    this.runs = runs;
  }

  /**
   * One scheme at one width.
   *
   * @param rates samples a second on one core, counted in each epoch, for each engine in their
   *     order; empty for an engine that can't work here or refuses nets of this size
   * @param auto the engine that a sweep of this width takes; empty where the scheme refuses such
   *     nets
   */
  public record Row(String scheme, int width, List<Optional<Rate>> rates, Optional<Engine> auto) {}

  /** Measures one row. */
  public Row measure(String scheme, int width) {
    List<Optional<Rate>> rates = new ArrayList<>();
    for (Engine engine : Engines.all()) {
      rates.add(engine.refusal().isPresent() ? Optional.empty() : rate(engine, scheme, width));
    }
    return new Row(scheme, width, rates, auto(scheme, width));
  }

  private static Optional<Engine> auto(String scheme, int width) {
    try {
      return Optional.of(job("auto", scheme, width).engine());
    } catch (SweepException refused) {
      return Optional.empty();
    }
  }

  private Optional<Rate> rate(Engine engine, String scheme, int width) {
    try {
      Rate trials = new KernelBench(job(engine.name(), scheme, width), seconds).measure(runs);
      return Optional.of(trials.times(SAMPLES * epochs(width)));
    } catch (SweepException refused) {
      return Optional.empty();
    }
  }

  private static int epochs(int width) {
    return Math.max(2, Math.min(EPOCHS, WIDE / width));
  }

  private static Job job(String engine, String scheme, int width) throws SweepException {
    // a block is the least that is measured: trials that stand side by side, and no more
    int trials = width <= MIDDLE ? 64 : 2;
    return Job.parsed(
        "bench", SWEEP.formatted(engine, scheme, width, width, epochs(width), trials));
  }
}
