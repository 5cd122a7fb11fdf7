package org.basin.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.basin.data.DataException;
import org.basin.data.Dataset;
import org.basin.draw.Figure;
import org.basin.draw.Shown;
import org.basin.kernel.Engine;
import org.basin.kernel.EngineRefusedException;
import org.basin.learn.Learner;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.report.CountedRows;
import org.basin.report.Leaderboard;
import org.basin.report.Ranking;
import org.basin.retrain.Retrained;
import org.basin.retrain.Retraining;
import org.basin.retrain.TrialFigures;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.StoreException;
import org.basin.sweep.Counted;
import org.basin.trial.Job;

/**
 * Pictures of the best trials, which are trained again if that takes a moment and what they learn
 * is at hand.
 */
public final class BestPictures {

  /** Trials that are drawn. */
  private static final int MOST = 3;

  /** Seconds that training them may take, by what the run took. */
  private static final double MOST_SECONDS = 2;

  /**
   * Additions and multiplications that it may take: as many as a Java that has just started does in
   * that time.
   */
  private static final double MOST_OPERATIONS = 3e8;

  /** Bytes of all pictures at the most; those beyond are left out. */
  private static final int MOST_BYTES = 400_000;

  private BestPictures() {}

  /**
   * The pictures of a run.
   *
   * @param stored the sweep as run
   * @param table its committed rows
   * @throws IOException when the data can no longer be read half-way
   */
  public static Pictures of(
      RunDirectory directory, Job stored, Configuration configuration, Trials table)
      throws IOException {
    Ranking ranking = Ranking.trials(stored, stored.sweep().metric(), table.names());
    Rows best = Leaderboard.rows(CountedRows.of(table, stored), ranking, MOST);
    int column = best.columns().indexOf(Space.TRIAL);
    List<Long> all =
        best.values().stream().map(row -> (Long) row.get(column).orElseThrow()).toList();
    if (all.isEmpty()) {
      return Pictures.none("no trial is COMPLETE");
    }
    Retraining retraining;
    try {
      directory.requireRevision(directory.log());
      retraining = new Retraining(directory, stored, configuration);
      List<Long> trials = all.stream().sorted().toList();
      if (seconds(retraining, trials) > MOST_SECONDS) {
        trials = all.subList(0, 1);
      }
      double seconds = seconds(retraining, trials);
      if (seconds > MOST_SECONDS) {
        return Pictures.none(
            "training %s again takes about %s"
                .formatted(Counted.of(trials.size(), "trial"), Shown.seconds(seconds)));
      }
      retraining = retraining.keeping(TrialFigures.histories(retraining.job(), trials));
      return drawn(retraining, trials, table);
    } catch (StoreException | DataException | EngineRefusedException e) {
      return Pictures.none(String.valueOf(e.getMessage()));
    }
  }

  private static double seconds(Retraining retraining, List<Long> trials) {
    return Math.max(
        retraining.seconds(trials),
        MOST_SECONDS * operations(retraining, trials) / MOST_OPERATIONS);
  }

  /** Those of all lanes that are stepped, filled or not. */
  private static double operations(Retraining retraining, List<Long> trials) {
    Job job = retraining.job();
    Dataset data = retraining.data();
    Engine engine = job.engine();
    return trials.stream()
        .map(job::structure)
        .distinct()
        .mapToDouble(it -> job.operations(it, data) * job.lanes(engine, it, data))
        .sum();
  }

  private static Pictures drawn(Retraining retraining, List<Long> trials, Trials table)
      throws IOException {
    TrialFigures figures = new TrialFigures(retraining, retraining.data(), 0);
    List<Pictures.Drawn> drawn = new ArrayList<>();
    retraining.run(
        trials,
        table,
        new Retraining.Onlooker() {
          @Override
          public void started(long trial, Learner learner, int lane) {
            figures.started(trial, learner, lane);
          }

          @Override
          public void trained(Retrained trial) {
            for (Figure figure : figures.of(trial)) {
              drawn.add(Pictures.Drawn.of(trial.number(), figure));
            }
          }
        });
    List<Pictures.Drawn> kept = new ArrayList<>();
    long bytes = 0;
    for (Pictures.Drawn picture : drawn) {
      bytes += picture.svg().length();
      if (bytes <= MOST_BYTES) {
        kept.add(picture);
      }
    }
    return drawn.isEmpty()
        ? Pictures.none(String.join("; ", retraining.refusals()))
        : new Pictures(kept, "");
  }
}
