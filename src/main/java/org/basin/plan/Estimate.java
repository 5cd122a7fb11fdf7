package org.basin.plan;

import java.util.Optional;
import org.basin.data.Dataset;
import org.basin.trial.Job;

/**
 * What a run would cost on this machine.
 *
 * @param bytes of Parquet
 * @param seconds of wall clock from the start of Java to the answer
 * @param start seconds of them that are neither training nor writing
 * @param training seconds of wall clock that are training
 * @param trialsPerSecond of training, on one core
 * @param measured trials trained to find out
 * @param share of a trial that was trained, of the costliest that were measured
 * @param forecast waves and files
 */
public record Estimate(
    long bytes,
    double seconds,
    double start,
    double training,
    double trialsPerSecond,
    long measured,
    double share,
    Forecast forecast) {

  /** Spark and the commit, for each wave. */
  private static final double SECONDS_OF_A_WAVE = 0.2;

  /**
   * Measures a few blocks.
   *
   * @param cost of the costliest trial
   * @param start seconds until Spark is up, and from the last wave to the answer
   */
  public static Estimate of(
      Job job, Dataset data, Plan plan, TrialCost cost, int cores, double start) {
    Calibration calibration = Calibration.of(job, data, plan.groups());
    Optional<Footprint> footprint = Footprint.of(job, data, cost.block());
    double training = plan.trials() * calibration.seconds() / cores;
    double writing = plan.trials() * footprint.map(Footprint::seconds).orElse(0.0) / cores;
    double busy = training + writing;
    Forecast forecast =
        Forecast.of(
            job.space().positions(), cores, cost, job.space().positions() / Math.max(1e-9, busy));
    return new Estimate(
        footprint.map(each -> Math.round(each.bytes() * plan.trials())).orElse(plan.bytes()),
        start + busy + SECONDS_OF_A_WAVE * forecast.waves(),
        start,
        training,
        1 / calibration.seconds(),
        calibration.trials(),
        calibration.share(),
        forecast);
  }
}
