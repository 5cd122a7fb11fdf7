package org.basin.retrain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.Datasets;
import org.basin.draw.Shown;
import org.basin.kernel.Engine;
import org.basin.learn.Learner;
import org.basin.plan.StartUp;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.run.Inputs;
import org.basin.run.RunEngine;
import org.basin.run.UsageException;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.SameInputs;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.sweep.condition.Term;
import org.basin.trial.BlockRunner;
import org.basin.trial.Job;
import org.basin.trial.Results;

/**
 * Trains chosen trials of a run again, side by side in their blocks, and compares each row with the
 * stored one, bit for bit.
 */
public final class Retraining {

  /** Trials that are trained between two looks at the table. */
  private static final int TOGETHER = 1024;

  private final CommitLog log;
  private final Job job;

  /** What the run stored. */
  private final Job compared;

  private final Map<String, String> inputs;
  private final Supplier<org.basin.data.Dataset> data;
  private final Map<Long, String> refused = new LinkedHashMap<>();
  private boolean differing;

  /** Who wants to see the trials. */
  public interface Onlooker {
    /** A trial with its start parameters. */
    default void started(long trial, Learner learner, int lane) {}

    /** Whether trials that diverged are wanted, too. */
    default boolean diverged() {
      return false;
    }

    /** A trial that has the row that is stored. */
    void trained(Retrained trial) throws IOException;
  }

  /**
   * Makes sure that the files that the run's rows depend on are those of then.
   *
   * @param run whose rows this build makes
   * @param stored its sweep and all its trials
   * @param configuration how files of data are reached
   * @throws org.basin.store.StoreException if data, points or the checkpoint that trials start from
   *     changed since
   * @throws org.basin.data.DataException if the data cannot be used
   */
  public Retraining(RunDirectory run, Job stored, Configuration configuration) {
    log = run.log();
    job = RunEngine.of(Inputs.started(stored, configuration), log);
    compared = job;
    inputs = Inputs.of(job, configuration);
    SameInputs.require(run, log, inputs);
    data = () -> Datasets.of(job.sweep().data(), configuration);
  }

  private Retraining(Retraining other, Job job) {
    log = other.log;
    inputs = other.inputs;
    data = other.data;
    compared = other.job;
    this.job = job;
  }

  /** The same, with histories kept that the run may not have kept; those are not compared. */
  public Retraining keeping(Sweep.Histories histories) {
    return new Retraining(this, job.withHistories(histories));
  }

  /** All trials of the run, with its engine named. */
  public Job job() {
    return job;
  }

  /** Fingerprints of the files that the rows depend on. */
  public Map<String, String> inputs() {
    return inputs;
  }

  /** What the trials learn. */
  public org.basin.data.Dataset data() {
    return data.get();
  }

  /** The row of one trial, trained alone. */
  public Map<String, Optional<Object>> row(long trial) {
    try (BlockRunner runner = new BlockRunner(job, true, data)) {
      return TrialRow.of(runner.run(job.block(trial)), 0, job);
    }
  }

  /** Trials that came out different or are not COMPLETE, and why. */
  public Map<Long, String> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /** The same in lines for a person. */
  public List<String> refusals() {
    return refused.entrySet().stream()
        .map(each -> "trial " + each.getKey() + ": none, " + each.getValue())
        .toList();
  }

  /** Whether a row came out different. */
  public boolean differing() {
    return differing;
  }

  /** Trains trials in the order of their numbers. */
  public void run(List<Long> trials, Trials table, Onlooker onlooker) throws IOException {
    for (int i = 0; i < trials.size(); i += TOGETHER) {
      List<Long> some = trials.subList(i, Math.min(i + TOGETHER, trials.size()));
      run(among(some), rows(table, some), onlooker);
    }
  }

  private Job among(List<Long> trials) {
    List<Term> members = new ArrayList<>();
    trials.forEach(trial -> members.add(new Term.Number(trial)));
    return job.restrict(new Condition.In(new Term.NumberAxis(Space.TRIAL), members));
  }

  private void run(Job part, Map<Long, Map<String, Optional<Object>>> stored, Onlooker onlooker)
      throws IOException {
    List<IOException> failure = new ArrayList<>();
    BlockRunner.Onlooker watch =
        new BlockRunner.Onlooker() {
          @Override
          public void started(Results results, int row, Learner learner, int lane) {
            onlooker.started(results.trial(row), learner, lane);
          }

          @Override
          public void trained(Results results, int row, Learner learner, int lane) {
            Map<String, Optional<Object>> trained = TrialRow.of(results, row, part);
            long trial = results.trial(row);
            boolean diverged = onlooker.diverged();
            if (!failure.isEmpty() || refuses(trial, stored.get(trial), trained, diverged)) {
              return;
            }
            try {
              onlooker.trained(
                  new Retrained(
                      trial, results.seed(row), results.laneValues(row), trained, learner, lane));
            } catch (IOException e) {
              failure.add(e);
            }
          }
        };
    try (BlockRunner runner = new BlockRunner(part, true, data)) {
      runner.show(watch);
      for (Block block : part.space().blocks(0, part.space().positions(), TOGETHER)) {
        Results results = runner.run(block);
        for (int row = 0; row < results.rows(); row++) {
          if (results.state(row) == Results.State.FAILED) {
            refused.put(results.trial(row), "it FAILED with " + results.failure(row));
          }
        }
        if (!failure.isEmpty()) {
          throw failure.get(0);
        }
      }
    }
  }

  private boolean refuses(
      long trial,
      Map<String, Optional<Object>> stored,
      Map<String, Optional<Object>> trained,
      boolean diverged) {
    Map<String, Optional<Object>> told = new LinkedHashMap<>(trained);
    if (!job.sweep().output().equals(compared.sweep().output())) {
      job.histories().forEach(history -> told.remove(history.name()));
    }
    List<String> differences = TrialRow.differing(stored, told);
    Object state = trained.get("state").orElseThrow();
    if (!differences.isEmpty()) {
      differing = true;
      refused.put(trial, "its row came out different in " + String.join(", ", differences));
    } else if (!state.equals(Results.State.COMPLETE.name())
        && !(diverged && state.equals(Results.State.DIVERGED.name()))) {
      refused.put(trial, "it is " + state);
    }
    return refused.containsKey(trial);
  }

  /** How long some trials take, from what the run took, for a person who waits. */
  public String wait(List<Long> trials) {
    double training = seconds(trials);
    return "this takes about %s, start-up included, of which training %s on one core, as in the run"
        .formatted(
            Shown.seconds(StartUp.ofRetraining(StartUp.passed(), training)),
            Shown.seconds(training));
  }

  /** About how many seconds of one core training some trials takes, from what the run took. */
  public double seconds(List<Long> trials) {
    double training = log.seconds().training();
    // a run of few trials may have filled few lanes
    return Math.min(training, training / Math.max(1, log.rows()) * stepped(trials));
  }

  /** Lanes that are stepped for some trials, filled or not. */
  private double stepped(List<Long> trials) {
    if (trials.isEmpty()) {
      return 0;
    }
    List<Long> some = trials.subList(0, Math.min(TOGETHER, trials.size()));
    Space part = among(some).space();
    Engine engine = job.engine();
    long stepped = 0;
    for (Block block : part.blocks(0, part.positions(), Long.MAX_VALUE)) {
      int lanes = job.lanes(engine, part.structures().get(block.structure()), data.get());
      long rows = part.count(block.from(), block.until());
      stepped += (rows + lanes - 1) / lanes * lanes;
    }
    return (double) stepped * trials.size() / some.size();
  }

  /**
   * The stored rows of some trials by number.
   *
   * @throws UsageException when one is not committed
   */
  private static Map<Long, Map<String, Optional<Object>>> rows(Trials table, List<Long> trials) {
    String listed = trials.stream().map(String::valueOf).collect(Collectors.joining(", "));
    Rows rows =
        table.rows(
            "SELECT * FROM %s WHERE %s IN (%s)".formatted(table.from(), Space.TRIAL, listed));
    Map<Long, Map<String, Optional<Object>>> stored = new HashMap<>();
    rows.maps().forEach(row -> stored.put((Long) row.get(Space.TRIAL).orElseThrow(), row));
    List<Long> missing = trials.stream().filter(trial -> !stored.containsKey(trial)).toList();
    if (!missing.isEmpty()) {
      throw new UsageException(
          "--trial must name committed trials of this run, got %s"
              .formatted(
                  String.join(", ", missing.stream().limit(10).map(String::valueOf).toList())));
    }
    return stored;
  }
}
