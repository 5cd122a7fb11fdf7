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
import org.basin.sweep.Statistic;
import org.basin.sweep.Sweep;
import org.basin.sweep.condition.Condition;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code top DIR} */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    header = "Show the best configurations of a run, or its best trials.",
    description = {
      "",
      "Examples:",
      "  ./basin top results/xor-initialisation-grid",
      "  ./basin top results/xor-initialisation-grid -n 20 --by free_cost",
      "  ./basin top results/fashion-neural-grid --worst",
      "  ./basin top results/ham-recall --rank q10",
      "  ./basin top results/scheme-comparison --by 'free_error == 0'",
      "",
      "Where points have replicates, configurations are ranked: by the mean of their replicates"
          + " with half the width of its 95 %% interval, those that lost fewer first; by a"
          + " quantile, or by the lower end of the interval of a share, in which lost replicates"
          + " count as worst. A lost replicate diverged, was pruned, failed, or has no finite"
          + " metric. A configuration has the number of its first trial, and the means of its other"
          + " metrics.",
      "",
      "Which end of a metric is better is its own nature: ./basin describe MODEL says it. Ties go"
          + " to what the trained models do on their own (free_error, free_cost; test_accuracy,"
          + " test_loss; recalled, overlap), then to the lower number.",
      ""
    })
final class TopCommand implements Callable<Integer> {

  /** What is no condition but names a metric, or should. */
  private static final String NAME = "\\w+";

  @Mixin private RunFolder folder;

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many configurations or trials; ${DEFAULT-VALUE} if not given.")
  private int number;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description =
          "Rank by this metric instead of the sweep's own; where points have replicates, also by"
              + " the share of them for which a condition holds.")
  private Optional<String> by = Optional.empty();

  @Option(
      names = "--rank",
      paramLabel = "HOW",
      description =
          "What of its replicates ranks a configuration: mean, median, a quantile from q1 to q99;"
              + " of a condition wilson, the lower end of the share's interval, or mean. If not"
              + " given, what metric.rank of the sweep says, or mean; of a condition wilson.")
  private Optional<String> rank = Optional.empty();

  @Option(names = "--trials", description = "Rank single trials, whatever replicates they have.")
  private boolean trials;

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
    Optional<Condition> condition =
        by.filter(text -> !text.matches(NAME)).map(text -> new Asked(job).condition("--by", text));
    Sweep.Metric metric =
        condition
            .map(it -> new Sweep.Metric(it.toString(), false, share()))
            .orElseGet(() -> metric(job));
    require(job, metric, condition.isPresent());
    folder.read(
        "top",
        table -> {
          List<String> columns = table.names();
          if (condition.isEmpty() && !columns.contains(metric.name())) {
            throw new UsageException(refusal(job, columns, metric.name()));
          }
          Ranking ranking = ranking(job, metric, condition, columns);
          print(
              Leaderboard.leaders(
                  table,
                  worst ? ranking.reversed() : ranking,
                  condition.isEmpty() ? Answer.diverging(job) : List.of(),
                  number));
        });
    return Exit.DONE;
  }

  private Ranking ranking(
      Job job, Sweep.Metric metric, Optional<Condition> condition, List<String> columns) {
    if (condition.isPresent()) {
      return Ranking.shares(job, condition.get(), metric.rank(), columns);
    }
    return trials ? Ranking.trials(job, metric, columns) : Ranking.of(job, metric, columns);
  }

  /** What to rank by. */
  private Sweep.Metric metric(Job job) {
    Sweep.Metric own = job.sweep().metric();
    Sweep.Metric metric =
        by.isEmpty()
            ? own
            : job.scores().stream()
                .filter(score -> score.name().equals(by.get()))
                .findFirst()
                .map(Job::metric)
                .orElseThrow(() -> new UsageException(refusal(job, job.metrics(), by.get())));
    Statistic how =
        rank.map(
                word ->
                    Statistic.of(word)
                        .filter(it -> !it.equals(Statistic.WILSON))
                        .orElseThrow(
                            () ->
                                new UsageException(
                                    "--rank must be %s, got %s; wilson ranks conditions, such as --by '%s == 0'"
                                        .formatted(Statistic.LAW, word, metric.name()))))
            .orElse(own.rank());
    return new Sweep.Metric(metric.name(), metric.minimize(), how);
  }

  /** How a share is ranked. */
  private Statistic share() {
    String word = rank.orElse(Statistic.WILSON.word());
    return Statistic.of(word)
        .filter(it -> it.percent().isEmpty())
        .orElseThrow(
            () -> new UsageException("--rank must be wilson or mean for a condition, got " + word));
  }

  private static String refusal(Job job, List<String> columns, String metric) {
    List<String> known = job.modelMetrics();
    return "--by must name a metric of the run, got %s; its metrics: %s"
        .formatted(metric, String.join(", ", columns.stream().filter(known::contains).toList()));
  }

  /** Scripts may say which end they take for the better one; they must be right. */
  private void require(Job job, Sweep.Metric metric, boolean share) {
    if (share && (trials || !Ranking.configured(job))) {
      throw new UsageException(
          "--by must name a metric where single trials are ranked, got %s; ./basin query shows those for which a condition holds"
              .formatted(metric.name()));
    }
    if (rank.isPresent() && (trials || !Ranking.configured(job))) {
      throw new UsageException(
          "--rank must be left out where single trials are ranked, got %s; %s"
              .formatted(
                  rank.get(),
                  trials ? "--trials ranks them" : "this run has one trial of each point"));
    }
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
