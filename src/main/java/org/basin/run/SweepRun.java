package org.basin.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.basin.data.Datasets;
import org.basin.plan.TrialCost;
import org.basin.space.Space;
import org.basin.space.Tally;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.RunWriter;
import org.basin.store.SameInputs;
import org.basin.sweep.Counted;
import org.basin.sweep.PathLaw;
import org.basin.sweep.Setting;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepWriter;
import org.basin.trial.Job;
import org.basin.trial.Preparation;

/**
 * Runs a sweep, or continues it: opens the directory, trains and commits wave after wave, and
 * clears away all that is not results once every position is done.
 */
public final class SweepRun {

  private final Job job;
  private final Sweep sweep;
  private final Space space;
  private final RunOptions options;
  private final String digest;
  private final String text;

  /** What the run's directory keeps of the sweep: its question as a comment, then its text. */
  private final String kept;

  private final String question;

  /**
   * @param job what is trained
   */
  public SweepRun(Job job, RunOptions options) {
    this(job, options, "");
  }

  /**
   * @param question one line that the sweep answers, kept for those who read the run; "" for none
   */
  public SweepRun(Job job, RunOptions options, String question) {
    this.job = job;
    this.sweep = job.sweep();
    this.space = job.space();
    this.options = options;
    this.digest = SweepWriter.digest(sweep);
    this.text = SweepWriter.write(sweep);
    this.kept = question.isEmpty() ? text : "# " + question + "\n" + text;
    this.question = question;
  }

  /**
   * Trains what is not committed yet.
   *
   * @param configuration how to reach the store before Spark is up
   * @param spark asked for a session only when there is something to train
   * @throws org.basin.store.LockedException if another process holds the run
   * @throws org.basin.store.StoreException if the directory cannot be used, or holds trials that
   *     learned from other data
   * @throws org.basin.data.DataException if the data cannot be used
   */
  public RunOutcome run(Configuration configuration, Supplier<SparkSession> spark) {
    RunDirectory directory = RunDirectory.at(configuration, options.directory());
    requireColumns(directory);
    Job all = Extending.of(directory, job);
    return all == job
        ? train(directory, configuration, spark)
        : new SweepRun(all, options, question).train(directory, configuration, spark);
  }

  private RunOutcome train(
      RunDirectory directory, Configuration configuration, Supplier<SparkSession> spark) {
    CommitLog log = directory.admit(digest, kept);
    SameInputs.require(directory, log, Inputs.of(job, configuration));
    if (directory.complete(log, space.positions())) {
      directory.files();
      RunWriter.say(directory, digest, kept, sweep.name(), sweep.metric().name(), sweep.remarks());
      return new RunOutcome(RunOutcome.End.WAS_COMPLETE, log.rows(), log.rows(), 0, 0, 0, 0);
    }
    RunEngine.requireClass(sweep.engine(), directory, log);
    if (!options.force()) {
      directory.requireFree();
    }
    TrialCost cost = TrialCost.of(job, Datasets.of(sweep.data(), configuration));
    int block = Math.min(options.block(), cost.block());
    Job named = RunEngine.of(job, log);
    Preparation preparation =
        new Preparation(named, () -> Datasets.of(sweep.data(), configuration), log.until(), false);
    try (preparation;
        WaveTraining training =
            new SparkTraining(spark.get(), named, text, digest, block, options.limit())) {
      return new SweepRun(job, options.withBlock(block), question)
          .run(
              RunDirectory.at(training.configuration(), options.directory()),
              training,
              cost.operations());
    }
  }

  /**
   * Tells a sweep that makes the directory's trials with other metric columns what to do about
   * them; how any other sweep differs is said by {@link RunDirectory#admit}.
   */
  private void requireColumns(RunDirectory directory) {
    Optional<RunRecord> run = directory.sound().filter(it -> !it.digest().equals(digest));
    if (run.isEmpty()) {
      return;
    }
    List<String> there =
        job.modelMetrics().stream().filter(run.get().columns()::containsKey).toList();
    boolean same =
        Stream.of(List.<String>of(), there)
            .map(columns -> SweepWriter.digest(sweep.withMetrics(columns)))
            .anyMatch(run.get().digest()::equals);
    if (same) {
      SameColumns.require(directory, there, job.metrics(), sweep.metric().name());
    }
  }

  RunOutcome run(RunDirectory directory, WaveTraining training, double operations) {
    RunRecord record = record(training);
    // the signal waits for what is closed before it
    try (StopSignal signal =
            new StopSignal(training, () -> farewell(directory), options.progress());
        RunWriter writer = RunWriter.open(directory, record, kept, options.force());
        Progress progress =
            new Progress(
                options.progress(),
                record.trials(),
                options.trials(),
                writer.log().rows(),
                training.cores(),
                sweep.metric().name(),
                sweep.metric().minimize())) {
      // another driver may have begun with the other class before this one held the lock
      RunEngine.requireClass(RunEngine.named(training.engine()), directory, writer.log());
      return new WaveLoop(space, options, operations, writer, training, progress, signal).run();
    }
  }

  private String farewell(RunDirectory directory) {
    return String.format(
        Locale.ROOT,
        "Stopped: %,d of %s committed in %s; the same command continues from there.",
        directory.log().rows(),
        Counted.are(space.count(), "trial"),
        PathLaw.plain(options.directory().toString()));
  }

  private RunRecord record(WaveTraining training) {
    Map<String, Object> fixed = new LinkedHashMap<>();
    sweep
        .parameters()
        .forEach(
            (name, setting) -> {
              if (setting instanceof Setting.Fixed value) {
                fixed.put(name, value.value());
              }
            });
    RunRecord record =
        new RunRecord(
            sweep.name(),
            digest,
            training.engine(),
            sweep.metric().name(),
            training.columns(),
            fixed,
            space.positions(),
            space.count(),
            0,
            RunRecord.State.RUNNING,
            training.provenance());
    Tally tally = space.tally();
    RunRecord counted =
        tally.exact()
            ? record
            : record.estimated(tally.trials(), List.of(tally.least(), tally.most()));
    return counted.with(sweep.remarks());
  }
}
