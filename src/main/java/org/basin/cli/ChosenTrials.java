package org.basin.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basin.read.Row;
import org.basin.read.Rows;
import org.basin.read.Trials;
import org.basin.report.Leaderboard;
import org.basin.report.Ranking;
import org.basin.run.UsageException;
import org.basin.space.Space;
import org.basin.sweep.Counted;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;
import picocli.CommandLine.Option;

/** Which committed trials a command is about. */
final class ChosenTrials {

  /** Trials that are chosen at the most: each becomes a file. */
  private static final int MOST = 100_000;

  @Option(
      names = "--best",
      paramLabel = "N",
      description = "The N best by the sweep's metric; the best alone if nothing is chosen.")
  private Optional<Integer> best = Optional.empty();

  @Option(
      names = {"--trial", "--trials"},
      paramLabel = "N",
      split = ",",
      description = "Trials by their numbers, such as 17 or 17,21.")
  private List<Long> numbers = List.of();

  @Option(names = "--all", description = "All that are committed.")
  private boolean all;

  /** Makes sure that the options agree, before anything costly is done. */
  void check() {
    int ways = (best.isPresent() ? 1 : 0) + (numbers.isEmpty() ? 0 : 1) + (all ? 1 : 0);
    if (ways > 1) {
      throw new UsageException("one of --best, --trial and --all must choose trials, got several");
    }
    if (best.isPresent() && (best.get() < 1 || best.get() > MOST)) {
      throw new UsageException("1 <= --best <= %,d must hold, got %d".formatted(MOST, best.get()));
    }
  }

  /** Their numbers, ascending. */
  List<Long> of(Trials table, Job job) {
    if (!numbers.isEmpty()) {
      return numbers.stream().distinct().sorted().toList();
    }
    if (!all) {
      Sweep.Metric metric = job.sweep().metric();
      Ranking ranking = Ranking.trials(job, metric, table.names());
      Rows rows = Leaderboard.rows(table, ranking, best.orElse(1));
      int trial = rows.columns().indexOf(Space.TRIAL);
      if (rows.values().isEmpty()) {
        throw new UsageException(
            "a trial must be COMPLETE to be among the best by %s, got none"
                .formatted(metric.name()));
      }
      return rows.values().stream()
          .map(row -> (Long) row.get(trial).orElseThrow())
          .sorted()
          .toList();
    }
    List<Long> committed = new ArrayList<>();
    for (Row row :
        table.ask("SELECT %s FROM %s LIMIT %d".formatted(Space.TRIAL, table.from(), MOST + 1))) {
      committed.add(row.whole(0));
    }
    if (committed.size() > MOST) {
      throw new UsageException(
          "at most %s must be chosen, got --all of more; take --best or --trial"
              .formatted(Counted.of(MOST, "trial")));
    }
    return committed.stream().sorted().toList();
  }
}
