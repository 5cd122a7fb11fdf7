package org.basin.cli;

import static org.apache.spark.sql.functions.col;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.data.Datasets;
import org.basin.learn.History;
import org.basin.learn.Score;
import org.basin.report.Rows;
import org.basin.report.RunTable;
import org.basin.report.Shown;
import org.basin.report.TextTable;
import org.basin.space.Block;
import org.basin.space.Point;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.SameData;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.trial.BlockRunner;
import org.basin.trial.Models;
import org.basin.trial.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay DIR --trial N} */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Train one trial alone and compare it with its stored row, bit for bit.",
    description = {
      "",
      "Example:",
      "  ./basin replay results/xor-initialisation-grid --trial 17",
      "",
      "Exits 1 when a bit differs. A trial that is not committed yet is trained and printed.",
      ""
    })
final class ReplayCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Option(names = "--trial", required = true, paramLabel = "N", description = "Its number.")
  private long trial;

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    RunDirectory directory = folder.open(Hadoop.configuration());
    Sweep sweep = folder.sweep(directory);
    Map<String, Optional<Object>> replayed = train(sweep, directory);
    Optional<Map<String, Optional<Object>>> stored;
    try (SparkSession spark = SparkStart.open("basin replay", Optional.empty())) {
      stored = RunTable.open(spark, directory).flatMap(this::row);
    }
    boolean same = stored.map(row -> differing(row, replayed).isEmpty()).orElse(true);
    print(replayed, stored, same);
    return same ? Exit.DONE : Exit.ERROR;
  }

  private Map<String, Optional<Object>> train(Sweep sweep, RunDirectory directory)
      throws SweepException {
    Models models = new Models();
    Space space = Space.of(sweep, models);
    Point point =
        space
            .point(trial)
            .orElseThrow(
                () ->
                    new UsageException(
                        "--trial must name a trial of this sweep, which has %s, got %d"
                            .formatted(Shown.count(space.count()), trial)));
    long position = space.position(trial);
    SameData.require(directory, Datasets.fingerprint(sweep.data(), Hadoop.configuration()));
    Block block = space.blocks(position, position + 1, 1).iterator().next();
    Results results;
    try (BlockRunner runner =
        new BlockRunner(as(sweep, directory), space, true, Hadoop.data(sweep))) {
      results = runner.run(block);
    }
    Map<String, Optional<Object>> row = new LinkedHashMap<>();
    row.put("trial", Optional.of(results.trial(0)));
    point.values().forEach((name, value) -> row.put(name, Optional.of(value)));
    row.put("replicate", Optional.of(results.replicate(0)));
    row.put("seed", Optional.of(results.seed(0)));
    row.put("state", Optional.of(results.state(0).name()));
    List<Score> scores = models.scores(sweep);
    for (int s = 0; s < scores.size(); s++) {
      float score = results.score(s, 0);
      row.put(scores.get(s).name(), Optional.<Object>of(score).filter(x -> !Float.isNaN(score)));
    }
    List<History> histories = models.histories(sweep);
    for (int h = 0; h < histories.size(); h++) {
      row.put(histories.get(h).name(), Optional.of(list(results.history(h, 0))));
    }
    return row;
  }

  /** Like the list that Spark reads. */
  private static Object list(float[] numbers) {
    List<Float> list = new ArrayList<>();
    for (float number : numbers) {
      list.add(number);
    }
    return list;
  }

  /** The sweep with the engine that the run was given, which its file may have left open. */
  private static Sweep as(Sweep sweep, RunDirectory directory) {
    return directory
        .record()
        .map(record -> Sweep.EngineChoice.valueOf(record.engine().toUpperCase(Locale.ROOT)))
        .map(sweep::withEngine)
        .orElse(sweep);
  }

  private Optional<Map<String, Optional<Object>>> row(Dataset<Row> table) {
    List<Row> found = table.where(col("trial").equalTo(trial)).collectAsList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rows(List.of(table.columns()), List.of(Rows.list(found.get(0)))).maps().get(0));
  }

  /** Columns whose bits differ; numbers compare by their bits, all else as text. */
  private static List<String> differing(
      Map<String, Optional<Object>> stored, Map<String, Optional<Object>> replayed) {
    List<String> differing = new ArrayList<>();
    replayed.forEach(
        (name, value) -> {
          if (!bits(stored.getOrDefault(name, Optional.empty())).equals(bits(value))) {
            differing.add(name);
          }
        });
    return differing;
  }

  private static String bits(Optional<Object> value) {
    return value
        .map(
            known ->
                known instanceof Float single
                    ? Integer.toHexString(Float.floatToIntBits(single))
                    : known.toString())
        .orElse("null");
  }

  private void print(
      Map<String, Optional<Object>> replayed,
      Optional<Map<String, Optional<Object>>> stored,
      boolean same) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("trial", trial);
      map.put("same", stored.map(row -> same));
      map.put("replayed", replayed);
      map.put("stored", stored);
      out.println(Json.pretty(map));
      return;
    }
    TextTable text = new TextTable(List.of("column", "replayed", "stored"));
    replayed.forEach(
        (name, value) ->
            text.row(
                name,
                value.map(Shown::value).orElse("-"),
                stored
                    .map(row -> row.getOrDefault(name, Optional.empty()))
                    .map(other -> other.map(Shown::value).orElse("-"))
                    .orElse("")));
    text.lines().forEach(out::println);
    out.println(
        stored.isEmpty()
            ? "Trial %d is not committed yet, so there is nothing to compare.".formatted(trial)
            : same
                ? "Equal, bit for bit."
                : "Different: "
                    + String.join(", ", differing(stored.get(), replayed))
                    + ". Another Java, build or machine wrote this row, or a bit changed since.");
  }
}
