package org.basin.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.draw.JsonText;
import org.basin.learn.Score;
import org.basin.report.Answer;
import org.basin.report.Leaderboard;
import org.basin.report.Ranking;
import org.basin.report.Rows;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.sweep.Sweep;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (number < 1) {
      throw new UsageException("-n >= 1 must hold, got -n " + number);
    }
    RunDirectory directory = folder.open(Hadoop.configuration());
    Sweep sweep = folder.sweep(directory);
    Sweep.Metric metric = metric(sweep);
    require(metric);
    try (SparkSession spark = SparkStart.open("basin top", Optional.empty())) {
      Dataset<Row> table = folder.table(spark);
      List<String> columns = Arrays.asList(table.columns());
      if (!columns.contains(metric.name())) {
        throw new UsageException(refusal(sweep, columns, metric.name()));
      }
      Ranking ranking = worst ? Ranking.worst(metric, columns) : Ranking.best(metric, columns);
      Leaderboard.Leaders leaders =
          Leaderboard.leaders(table, ranking, Answer.diverging(sweep), number);
      print(spec.commandLine().getOut(), leaders.ranking(), leaders.rows());
    }
    return Exit.DONE;
  }

  /** What to rank by. */
  private Sweep.Metric metric(Sweep sweep) {
    if (by.isEmpty()) {
      return sweep.metric();
    }
    List<String> known = new Models().scores(sweep).stream().map(Score::name).toList();
    if (!known.contains(by.get())) {
      throw new UsageException(refusal(sweep, known, by.get()));
    }
    return new Sweep.Metric(by.get(), new Models().minimized(sweep.model(), by.get()));
  }

  private static String refusal(Sweep sweep, List<String> columns, String metric) {
    List<String> known = new Models().metrics(sweep.model());
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

  private void print(PrintWriter out, Ranking ranking, Rows rows) {
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("metric", ranking.metric().name());
      map.put("goal", ranking.metric().goal());
      map.put("worst", ranking.worst());
      map.put("state", ranking.state());
      map.put("trials", rows.maps());
      out.println(JsonText.pretty(map));
    } else {
      if (ranking.state().equals("DIVERGED")) {
        spec.commandLine().getErr().println("basin: every trial diverged; " + ranking.title());
      }
      Leaderboard.text(rows, ranking).lines(Screen.columns()).forEach(out::println);
    }
  }
}
