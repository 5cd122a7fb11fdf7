package org.basin.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.report.Shown;
import org.basin.report.TextTable;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.Wave;
import org.basin.store.WaveFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status DIR}: read from the commits, without Spark. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Say how far a run is.",
    description = {
      "",
      "Examples:",
      "  ./basin status results/xor-initialisation-grid",
      "  ./basin status results/xor-initialisation-grid --json",
      "",
      "Only committed trials are counted; reading disturbs nobody who works on the run.",
      ""
    })
final class StatusCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;
  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    RunDirectory directory = folder.open(Hadoop.configuration());
    CommitLog log = directory.log();
    directory.files(log);
    Map<String, Object> status = status(directory.record(), log);
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(Json.pretty(status));
    } else {
      text(directory.record(), log).lines().forEach(out::println);
    }
    return Exit.DONE;
  }

  private Map<String, Object> status(Optional<RunRecord> record, CommitLog log) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", folder.path());
    map.put("name", record.map(RunRecord::name));
    map.put("state", record.map(RunRecord::state));
    map.put("engine", record.map(RunRecord::engine));
    map.put("digest", record.map(RunRecord::digest));
    map.put("trials", record.map(RunRecord::trials));
    map.put("committed", log.rows());
    map.put("waves", log.waves().size());
    map.put("files", files(log));
    map.put("bytes", bytes(log));
    map.put("seconds", seconds(log));
    map.put("training_seconds", training(log));
    return map;
  }

  private TextTable text(Optional<RunRecord> record, CommitLog log) {
    TextTable text = new TextTable(java.util.List.of());
    record.ifPresent(
        known -> {
          text.row("sweep", known.name());
          text.row("state", known.state().name());
          text.row("engine", known.engine());
        });
    String of = record.map(known -> " of " + Shown.count(known.trials())).orElse("");
    String share = record.map(known -> ", " + Shown.percent(log.rows(), known.trials())).orElse("");
    text.row("trials", Shown.count(log.rows()) + of + share);
    text.row("waves", Shown.count(log.waves().size()));
    text.row("files", Shown.count(files(log)) + ", " + Shown.bytes(bytes(log)));
    double seconds = seconds(log);
    String rate =
        seconds > 0 ? ", " + Shown.count(Math.round(log.rows() / seconds)) + " trials/s" : "";
    text.row("time", Shown.seconds(seconds) + rate);
    return text;
  }

  private static long files(CommitLog log) {
    return log.waves().stream().mapToLong(wave -> wave.files().size()).sum();
  }

  private static long bytes(CommitLog log) {
    return log.waves().stream()
        .flatMap(wave -> wave.files().stream())
        .mapToLong(WaveFile::bytes)
        .sum();
  }

  private static double seconds(CommitLog log) {
    return log.waves().stream().map(Wave::seconds).mapToDouble(Wave.Seconds::total).sum();
  }

  private static double training(CommitLog log) {
    return log.waves().stream().map(Wave::seconds).mapToDouble(Wave.Seconds::training).sum();
  }
}
