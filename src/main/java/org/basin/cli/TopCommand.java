package org.basin.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.report.Answer;
import org.basin.report.Leaderboard;
import org.basin.report.Ranking;
import org.basin.run.UsageException;
import org.basin.sweep.Sweep;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code top DIR} */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    header = "Show the best trials of a run with their values.",
    description = {
      "",
      "Examples:",
      "  ./basin top results/xor-initialisation-grid",
      "  ./basin top results/xor-initialisation-grid -n 20 --by free_cost",
      "  ./basin top results/fashion-neural-grid --worst",
      "",
      "Which end of a metric is better is its own nature: ./basin describe MODEL says it. Ties go"
          + " to what the trained models do on their own (free_error, free_cost; test_accuracy,"
          + " test_loss; recalled, overlap), then to the lower number.",
      ""
    })
final class TopCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many trials; ${DEFAULT-VALUE} if not given.")
  private int number;

  @Option(
      names = "--by",
      paramLabel = "METRIC",
      description = "Rank by this metric instead of the sweep's own.")
  private Optional<String> by = Optional.empty();

  @Option(names = "--worst", description = "Show the other end: the worst first.")
  private boolean worst;

  @Option(
      names = "--maximize",
      description = "Insist that more of the metric is better; refused where it isn't.")
  private boolean maximize;

  @Option(
      names = "--minimize",
      description = "Insist that less of the metric is better; refused where it isn't.")
  private boolean minimize;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (number < 1) {
      throw new UsageException("-n >= 1 must hold, got -n " + number);
    }
    Job job = folder.job(folder.open());
    Sweep.Metric metric = metric(job);
    require(metric);
    folder.read(
        "top",
        table -> {
          List<String> columns = table.names();
          if (!columns.contains(metric.name())) {
            throw new UsageException(refusal(job, columns, metric.name()));
          }
          Ranking ranking = worst ? Ranking.worst(metric, columns) : Ranking.best(metric, columns);
          print(Leaderboard.leaders(table, ranking, Answer.diverging(job), number));
        });
    return Exit.DONE;
  }

  /** What to rank by. */
  private Sweep.Metric metric(Job job) {
    if (by.isEmpty()) {
      return job.sweep().metric();
    }
    return job.scores().stream()
        .filter(score -> score.name().equals(by.get()))
        .findFirst()
        .map(Job::metric)
        .orElseThrow(() -> new UsageException(refusal(job, job.metrics(), by.get())));
  }

  private static String refusal(Job job, List<String> columns, String metric) {
    List<String> known = job.modelMetrics();
    return "--by must name a metric of the run, got %s; its metrics: %s"
        .formatted(metric, String.join(", ", columns.stream().filter(known::contains).toList()));
  }

  /** Scripts may say which end they take for the better one; they must be right. */
  private void require(Sweep.Metric metric) {
    if (metric.minimize() ? maximize : minimize) {
      throw new UsageException(
          "--%s must be left out, since %s is better for %s; --worst shows the other end"
              .formatted(maximize ? "maximize" : "minimize", metric.better(), metric.name()));
    }
  }

  private void print(Leaderboard.Leaders leaders) {
    Ranking ranking = leaders.ranking();
    if (ranking.state().equals("DIVERGED") && !reply.json()) {
      reply.err().println("basin: every trial diverged; " + ranking.title());
    }
    reply.print(leaders::map, () -> Reply.lines(Leaderboard.text(leaders.rows(), ranking)));
  }
}
