package org.basin.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.basin.learn.Score;
import org.basin.report.Leaderboard;
import org.basin.report.Rows;
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
      "",
      "Ties go to the better plain output (free_error, free_cost), then to the lower number.",
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

  @Option(names = "--maximize", description = "With --by: more is better.")
  private boolean maximize;

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
    try (SparkSession spark = SparkStart.open("basin top", Optional.empty())) {
      Rows best = Leaderboard.best(folder.table(spark), metric, number);
      print(spec.commandLine().getOut(), metric, best);
    }
    return Exit.DONE;
  }

  private Sweep.Metric metric(Sweep sweep) {
    if (by.isEmpty()) {
      return sweep.metric();
    }
    List<String> known = new Models().scores(sweep).stream().map(Score::name).toList();
    if (!known.contains(by.get())) {
      throw new UsageException(
          "--by must name a metric of the run, got %s; its metrics: %s"
              .formatted(by.get(), String.join(", ", known)));
    }
    boolean own = by.get().equals(sweep.metric().name()) && sweep.metric().minimize();
    return new Sweep.Metric(by.get(), own || !maximize);
  }

  private void print(PrintWriter out, Sweep.Metric metric, Rows best) {
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("metric", metric.name());
      map.put("goal", metric.minimize() ? "minimize" : "maximize");
      map.put("trials", best.maps());
      out.println(Json.pretty(map));
    } else {
      best.text().lines().forEach(out::println);
    }
  }
}
