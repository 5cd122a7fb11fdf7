package org.basin.cli;

import static org.apache.spark.sql.functions.col;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.basin.draw.JsonText;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.report.Rows;
import org.basin.report.RunTable;
import org.basin.retrain.TrialRow;
import org.basin.run.Inputs;
import org.basin.run.RunEngine;
import org.basin.run.Screen;
import org.basin.run.UsageException;
import org.basin.space.Block;
import org.basin.space.Space;
import org.basin.store.RunDirectory;
import org.basin.store.SameInputs;
import org.basin.sweep.Counted;
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
    directory.requireRevision(directory.log());
    Sweep sweep = folder.sweep(directory);
    Map<String, Optional<Object>> replayed = train(sweep, directory);
    Optional<Map<String, Optional<Object>>> stored;
    try (SparkSession spark = SparkStart.open("basin replay", Optional.empty())) {
      stored = RunTable.open(spark, directory).flatMap(this::row);
    }
    boolean same = stored.map(row -> TrialRow.differing(row, replayed).isEmpty()).orElse(true);
    print(replayed, stored, same);
    return same ? Exit.DONE : Exit.ERROR;
  }

  private Map<String, Optional<Object>> train(Sweep sweep, RunDirectory directory)
      throws SweepException {
    Models models = new Models();
    Space space = Space.of(sweep, models);
    if (space.point(trial).isEmpty()) {
      throw new UsageException(
          "--trial must name a trial of this sweep, which has %s, got %d"
              .formatted(Shown.count(space.count()), trial));
    }
    long position = space.position(trial);
    SameInputs.require(directory, directory.log(), Inputs.of(sweep, space, Hadoop.configuration()));
    Block block = space.blocks(position, position + 1, 1).iterator().next();
    Results results;
    try (BlockRunner runner =
        new BlockRunner(
            RunEngine.of(sweep, space, directory.log()), space, true, Hadoop.data(sweep))) {
      results = runner.run(block);
    }
    return TrialRow.of(results, 0, space, sweep);
  }

  private Optional<Map<String, Optional<Object>>> row(Dataset<Row> table) {
    List<Row> found = table.where(col("trial").equalTo(trial)).collectAsList();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rows(List.of(table.columns()), List.of(Rows.list(found.get(0)))).maps().get(0));
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
      out.println(JsonText.pretty(map));
      return;
    }
    TextTable text = new TextTable(List.of("column", "replayed", "stored"));
    replayed.forEach(
        (name, value) ->
            text.row(
                name,
                shown(value),
                stored
                    .map(row -> row.getOrDefault(name, Optional.empty()))
                    .map(ReplayCommand::shown)
                    .orElse("")));
    text.lines(Screen.columns()).forEach(out::println);
    out.println(
        stored.isEmpty()
            ? "Trial %d is not committed yet, so there is nothing to compare.".formatted(trial)
            : same
                ? "Equal, bit for bit."
                : "Different: "
                    + String.join(", ", TrialRow.differing(stored.get(), replayed))
                    + ". Another Java, build or machine wrote this row, or a bit changed since.");
  }

  private static String shown(Optional<Object> value) {
    return value
        .map(
            known ->
                known instanceof List<?> all && TrialRow.history(known)
                    ? Counted.of(all.size(), "number")
                    : Shown.exact(known))
        .orElse("-");
  }
}
