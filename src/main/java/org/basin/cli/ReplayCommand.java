package org.basin.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.read.Trials;
import org.basin.retrain.Retraining;
import org.basin.retrain.TrialRow;
import org.basin.run.UsageException;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    RunDirectory directory = folder.open();
    Job stored = folder.repeatable(directory);
    if (stored.space().point(trial).isEmpty()) {
      throw new UsageException(
          "--trial must name a trial of this sweep, which has %s, got %d"
              .formatted(Shown.count(stored.space().count()), trial));
    }
    Map<String, Optional<Object>> replayed =
        new Retraining(directory, stored, Hadoop.configuration()).row(trial);
    List<Map<String, Optional<Object>>> rows = new ArrayList<>();
    if (!directory.log().files().isEmpty()) {
      folder.read("replay", table -> rows.addAll(rows(table)));
    }
    Optional<Map<String, Optional<Object>>> row = rows.stream().findFirst();
    List<String> differing = row.map(it -> TrialRow.differing(it, replayed)).orElse(List.of());
    reply.print(
        () -> map(replayed, row, differing.isEmpty()), () -> lines(replayed, row, differing));
    return differing.isEmpty() ? Exit.DONE : Exit.ERROR;
  }

  private List<Map<String, Optional<Object>>> rows(Trials table) {
    return table.rows("SELECT * FROM %s WHERE trial = %d".formatted(table.from(), trial)).maps();
  }

  private Map<String, Object> map(
      Map<String, Optional<Object>> replayed,
      Optional<Map<String, Optional<Object>>> stored,
      boolean same) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("trial", trial);
    map.put("same", stored.map(row -> same));
    map.put("replayed", replayed);
    map.put("stored", stored);
    return map;
  }

  private List<String> lines(
      Map<String, Optional<Object>> replayed,
      Optional<Map<String, Optional<Object>>> stored,
      List<String> differing) {
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
    List<String> lines = new ArrayList<>(Reply.lines(text));
    lines.add(
        stored.isEmpty()
            ? "Trial %d is not committed yet, so there is nothing to compare.".formatted(trial)
            : differing.isEmpty()
                ? "Equal, bit for bit."
                : "Different: "
                    + String.join(", ", differing)
                    + ". Another Java, build or machine wrote this row, or a bit changed since.");
    return lines;
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
