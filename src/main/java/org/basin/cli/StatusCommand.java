package org.basin.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.store.Check;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.Worker;
import org.basin.sweep.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  ./basin status results/xor-initialisation-grid --check",
      "",
      "Only committed trials are counted; reading disturbs nobody who works on the run. --check"
          + " exits 1 when a file is damaged.",
      ""
    })
final class StatusCommand implements Callable<Integer> {

  @Mixin private RunFolder folder;

  @Option(
      names = "--check",
      description = "Read every byte of the committed files, and name those that are damaged.")
  private boolean thorough;

  @Mixin private Reply reply;

  @Override
  public Integer call() {
    RunDirectory directory = folder.open();
    Optional<RunDirectory.Committed<Check>> checked =
        thorough ? Optional.of(directory.check()) : Optional.empty();
    CommitLog log =
        checked.map(RunDirectory.Committed::log).orElseGet(() -> directory.files().log());
    Optional<Check> check = checked.map(RunDirectory.Committed::value);
    reply.print(
        () -> status(directory, log, check), () -> Reply.lines(text(directory, log, check)));
    return check.filter(found -> !found.damaged().isEmpty()).isPresent() ? Exit.ERROR : Exit.DONE;
  }

  private Map<String, Object> status(RunDirectory directory, CommitLog log, Optional<Check> check) {
    Optional<RunRecord> record = directory.record();
    Optional<Worker> worker = directory.worker();
    Optional<Instant> last = directory.lastCommit(log);
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", folder.path());
    map.put("name", record.map(RunRecord::name));
    map.put("state", record.map(RunRecord::state));
    map.put("engine", record.map(RunRecord::engine));
    map.put("blocks_by_engine", log.blocks());
    map.put("digest", record.map(RunRecord::digest));
    map.put("trials", record.map(RunRecord::trials));
    map.put("trials_interval", record.map(RunRecord::interval).orElse(List.of()));
    map.put("committed", log.rows());
    map.put("failed", log.failed());
    map.put("waves", log.waves().size());
    map.put("files", log.files().size());
    map.put("bytes", log.bytes());
    map.put("seconds", log.seconds().total());
    map.put("training_seconds", log.seconds().training());
    map.put("trials_per_second", rate(log));
    map.put(
        "seconds_left",
        rate(log).flatMap(rate -> record.map(known -> (known.trials() - log.rows()) / rate)));
    map.put("last_commit", last.map(Instant::toString));
    map.put("seconds_since_commit", last.map(StatusCommand::age));
    map.put("at_work", worker.filter(Worker::alive).isPresent());
    map.put("worker", worker.map(StatusCommand::map));
    map.put("notes", record.map(RunRecord::notes).filter(text -> !text.isEmpty()));
    map.put("tags", record.map(RunRecord::tags).orElse(List.of()));
    map.put("check", check.map(StatusCommand::map));
    return map;
  }

  private static Map<String, Object> map(Check check) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("files", check.files());
    map.put("bytes", check.bytes());
    map.put("without_checksums", check.unsummed());
    map.put("damaged", check.damaged());
    return map;
  }

  private static Map<String, Object> map(Worker worker) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("host", worker.host());
    map.put("pid", worker.pid());
    map.put("since", worker.since().toString());
    map.put("seconds_since_seen", age(worker.seen()));
    map.put("alive", worker.alive());
    return map;
  }

  private static double age(Instant then) {
    return Math.max(0, Duration.between(then, Instant.now()).toMillis() / 1e3);
  }

  /** Trials a second of the last wave that took any time. */
  private static Optional<Double> rate(CommitLog log) {
    return log.waves().stream()
        .filter(wave -> wave.seconds().total() > 0 && wave.rows() > 0)
        .reduce((first, second) -> second)
        .map(wave -> wave.rows() / wave.seconds().total());
  }

  /** The state of a run, with who works on it. */
  static String state(RunRecord record, Optional<Worker> worker) {
    if (record.state() != RunRecord.State.RUNNING) {
      return record.state().name();
    }
    return worker
        .map(
            holder ->
                "%s, process %d on %s"
                    .formatted(
                        holder.alive() ? "RUNNING" : "killed while RUNNING",
                        holder.pid(),
                        holder.host()))
        .orElse("killed while RUNNING");
  }

  private static String of(RunRecord known) {
    List<Long> interval = known.interval();
    return interval.isEmpty()
        ? " of " + Shown.count(known.trials())
        : " of about %s (%s to %s)"
            .formatted(
                Shown.count(known.trials()),
                Shown.count(interval.get(0)),
                Shown.count(interval.get(1)));
  }

  /** Which engines did the work, where one may leave some to another. */
  private static String trainedBy(CommitLog log) {
    Map<String, Long> blocks = log.blocks();
    return blocks.isEmpty()
        ? ""
        : blocks.entrySet().stream()
            .map(each -> Counted.of(each.getValue(), "block") + " by " + each.getKey())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private TextTable text(RunDirectory directory, CommitLog log, Optional<Check> check) {
    Optional<RunRecord> record = directory.record();
    TextTable text = new TextTable(List.of());
    record.ifPresent(
        known -> {
          text.row("sweep", known.name());
          text.row("state", state(known, directory.worker()));
          text.row("engine", known.engine() + trainedBy(log));
        });
    String of = record.map(StatusCommand::of).orElse("");
    String share = record.map(known -> ", " + Shown.percent(log.rows(), known.trials())).orElse("");
    text.row("trials", Shown.count(log.rows()) + of + share);
    if (log.failed() > 0) {
      text.row("failed", Shown.count(log.failed()));
    }
    text.row("waves", Shown.count(log.waves().size()));
    text.row("files", Shown.count(log.files().size()) + ", " + Shown.bytes(log.bytes()));
    double seconds = log.seconds().total();
    String rate =
        seconds > 0 ? ", " + Shown.count(Math.round(log.rows() / seconds)) + " trials/s" : "";
    text.row("time", Shown.seconds(seconds) + rate);
    record.ifPresent(
        known -> {
          if (!known.tags().isEmpty()) {
            text.row("tags", String.join(", ", known.tags()));
          }
          if (!known.notes().isEmpty()) {
            text.row("notes", known.notes());
          }
        });
    check.ifPresent(found -> text(found, text));
    return text;
  }

  private static void text(Check check, TextTable text) {
    String unsummed =
        check.unsummed() == 0
            ? ""
            : "; %s without checksums, made by an earlier build: their pages were checked, their"
                    .formatted(Shown.count(check.unsummed()))
                + " footers were believed";
    text.row(
        "checked",
        "%s files, %s, %s damaged%s"
            .formatted(
                Shown.count(check.files()),
                Shown.bytes(check.bytes()),
                check.damaged().isEmpty() ? "none" : Shown.count(check.damaged().size()),
                unsummed));
    check.damaged().forEach((name, reason) -> text.row("damaged", name + ": " + reason));
  }
}
