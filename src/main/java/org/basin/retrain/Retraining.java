package org.basin.retrain;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.basin.draw.Shown;
import org.basin.learn.Learner;
import org.basin.learn.Restorable;
import org.basin.plan.StartUp;
import org.basin.report.Rows;
import org.basin.run.UsageException;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.sweep.Condition;
import org.basin.sweep.Sweep;
import org.basin.sweep.Term;
import org.basin.trial.BlockRunner;
import org.basin.trial.Models;
import org.basin.trial.Results;

/**
 * Trains chosen trials of a run again, side by side in their blocks, and compares each row with the
 * stored one, bit for bit.
 */
public final class Retraining {

  /** Trials that are trained between two looks at the table. */
  private static final int TOGETHER = 1024;

  private final Sweep sweep;
  private final Space space;
  private final Supplier<org.basin.data.Dataset> data;
  private final Map<Long, String> refused = new LinkedHashMap<>();
  private boolean differing;

  /** Who wants to see the trials. */
  public interface Onlooker {
    /** A trial with its start parameters. */
    default void started(long trial, Restorable learner, int lane) {}

    /**
     * A trial that is COMPLETE and has the row that is stored.
     *
     * @param metrics of its row
     */
    void trained(long trial, Map<String, Float> metrics, Restorable learner, int lane)
        throws IOException;
  }

  /**
   * @param sweep with the run's engine named
   * @param space of all its trials
   * @param data what they learn, found when it is asked for
   */
  public Retraining(Sweep sweep, Space space, Supplier<org.basin.data.Dataset> data) {
    this.sweep = sweep;
    this.space = space;
    this.data = data;
  }

  /** Trials that came out different or are not COMPLETE, and why. */
  public Map<Long, String> refused() {
    return Collections.unmodifiableMap(refused);
  }

  /** Whether a row came out different. */
  public boolean differing() {
    return differing;
  }

  /** Trains trials in the order of their numbers. */
  public void run(List<Long> trials, Dataset<Row> table, Onlooker onlooker) throws IOException {
    for (int i = 0; i < trials.size(); i += TOGETHER) {
      List<Long> some = trials.subList(i, Math.min(i + TOGETHER, trials.size()));
      run(among(some), rows(table, some), onlooker);
    }
  }

  private Space among(List<Long> trials) {
    List<Term> members = new ArrayList<>();
    trials.forEach(trial -> members.add(new Term.Number(trial)));
    return space.restrict(new Condition.In(new Term.NumberAxis(Space.TRIAL), members));
  }

  private void run(Space part, Map<Long, Map<String, Optional<Object>>> stored, Onlooker onlooker)
      throws IOException {
    List<IOException> failure = new ArrayList<>();
    BlockRunner.Onlooker watch =
        new BlockRunner.Onlooker() {
          @Override
          public void started(Results results, int row, Learner learner, int lane) {
            onlooker.started(results.trial(row), (Restorable) learner, lane);
          }

          @Override
          public void trained(Results results, int row, Learner learner, int lane) {
            Map<String, Optional<Object>> trained = TrialRow.of(results, row, part, sweep);
            long trial = results.trial(row);
            if (!failure.isEmpty() || refuses(trial, stored.get(trial), trained)) {
              return;
            }
            try {
              onlooker.trained(trial, metrics(trained), (Restorable) learner, lane);
            } catch (IOException e) {
              failure.add(e);
            }
          }
        };
    try (BlockRunner runner = new BlockRunner(sweep, part, true, data)) {
      runner.show(watch);
      for (Block block : part.blocks(0, part.positions(), TOGETHER)) {
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
      long trial, Map<String, Optional<Object>> stored, Map<String, Optional<Object>> trained) {
    List<String> differences = TrialRow.differing(stored, trained);
    Object state = trained.get("state").orElseThrow();
    if (!differences.isEmpty()) {
      differing = true;
      refused.put(trial, "its row came out different in " + String.join(", ", differences));
    } else if (!state.equals(Results.State.COMPLETE.name())) {
      refused.put(trial, "it is " + state);
    }
    return refused.containsKey(trial);
  }

  private static Map<String, Float> metrics(Map<String, Optional<Object>> row) {
    Map<String, Float> metrics = new LinkedHashMap<>();
    row.forEach(
        (name, value) -> {
          if (value.orElse(null) instanceof Float score) {
            metrics.put(name, score);
          }
        });
    return metrics;
  }

  /**
   * What a person is told to wait for.
   *
   * @param training seconds, as {@link #seconds} tells them
   */
  public static String wait(double training) {
    return "this takes about %s, start-up included, of which training %s on one core, as in the run"
        .formatted(
            Shown.seconds(StartUp.ofRetraining(StartUp.passed(), training)),
            Shown.seconds(training));
  }

  /** About how many seconds the trials take, from what the run took. */
  public double seconds(List<Long> trials, RunDirectory directory) {
    double seconds =
        directory.log().waves().stream().mapToDouble(wave -> wave.seconds().training()).sum();
    return seconds / Math.max(1, directory.log().rows()) * stepped(trials);
  }

  /** Lanes that are stepped for some trials, filled or not. */
  private double stepped(List<Long> trials) {
    if (trials.isEmpty()) {
      return 0;
    }
    List<Long> some = trials.subList(0, Math.min(TOGETHER, trials.size()));
    Space part = among(some);
    long stepped = 0;
    for (Block block : part.blocks(0, part.positions(), Long.MAX_VALUE)) {
      int lanes =
          Models.lanes(
              sweep,
              Models.engine(sweep, space),
              part.structures().get(block.structure()),
              data.get());
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
  private static Map<Long, Map<String, Optional<Object>>> rows(
      Dataset<Row> table, List<Long> trials) {
    Rows rows =
        new Rows(
            List.of(table.columns()),
            table.where(col(Space.TRIAL).isin(trials.toArray())).collectAsList().stream()
                .map(Rows::list)
                .toList());
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
