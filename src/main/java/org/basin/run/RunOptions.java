package org.basin.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.fs.Path;
import org.basin.plan.Pace;
import org.basin.plan.TrialCost;

/**
 * Where and how much; nothing here changes a row.
 *
 * @param directory the run directory
 * @param force take the lock from the process that holds it
 * @param trials stop once so many trials of the sweep are committed; {@link Long#MAX_VALUE} for all
 * @param end stop before a wave that would end later; {@link Instant#MAX} for never
 * @param wave how long a wave shall take once its speed is known
 * @param block trials trained together, at most
 * @param limit of the training of one block, after which its trials FAILED; zero for none
 * @param progress where the line of progress goes
 */
public record RunOptions(
    Path directory,
    boolean force,
    long trials,
    Instant end,
    Duration wave,
    int block,
    Duration limit,
    PrintWriter progress) {

  public RunOptions {
    if (trials < 0 || wave.isNegative() || wave.isZero() || block < 1 || limit.isNegative()) {
      throw new IllegalArgumentException(
          "trials >= 0, wave > 0, block >= 1 and limit >= 0 must hold, got trials=%d, wave=%s, block=%d, limit=%s"
              .formatted(trials, wave, block, limit));
    }
  }

  /** All trials, as fast as they come. */
  public static RunOptions of(Path directory, PrintWriter progress) {
    return new RunOptions(
        directory,
        false,
        Long.MAX_VALUE,
        Instant.MAX,
        Pace.WAVE,
        TrialCost.BLOCK,
        Duration.ZERO,
        progress);
  }

  /** With another limit of trials. */
  public RunOptions withTrials(long trials) {
    return new RunOptions(directory, force, trials, end, wave, block, limit, progress);
  }

  /** With another end. */
  public RunOptions withEnd(Instant end) {
    return new RunOptions(directory, force, trials, end, wave, block, limit, progress);
  }

  /** With waves of another length. */
  public RunOptions withWave(Duration wave) {
    return new RunOptions(directory, force, trials, end, wave, block, limit, progress);
  }

  /** With blocks of another size. */
  public RunOptions withBlock(int block) {
    return new RunOptions(directory, force, trials, end, wave, block, limit, progress);
  }

  /** With another limit of a block. */
  public RunOptions withLimit(Duration limit) {
    return new RunOptions(directory, force, trials, end, wave, block, limit, progress);
  }

  /** Taking the lock from the process that holds it. */
  public RunOptions forced() {
    return new RunOptions(directory, true, trials, end, wave, block, limit, progress);
  }
}
