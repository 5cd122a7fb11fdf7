package org.basin.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.basin.draw.Shown;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.store.RunRecord;
import org.basin.store.Wave;
import org.basin.trial.Models;

/**
 * A run as {@code list} shows it: what run.json, sweep.yaml and the commits say. No row is read.
 *
 * @param path of its directory
 * @param record what run.json says; empty where it is gone, or the run is broken
 * @param state how far it is, and who works on it
 * @param committed trials
 * @param failed those of them that FAILED
 * @param best the better end of its metric among COMPLETE trials
 * @param last when the last wave was committed
 * @param question that the sweep asks
 * @param broken why it cannot be read; empty if it can
 */
record ListedRun(
    String path,
    Optional<RunRecord> record,
    String state,
    long committed,
    long failed,
    Optional<Double> best,
    Optional<Instant> last,
    Optional<String> question,
    Optional<String> broken) {

  private static final String MODEL = "model: ";

  /** Reads a run; one that is broken is told, too. */
  static ListedRun of(String path, RunDirectory directory) {
    try {
      return read(path, directory);
    } catch (RuntimeException e) {
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
      return new ListedRun(
          path,
          Optional.empty(),
          "BROKEN",
          0,
          0,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(reason));
    }
  }

  private static ListedRun read(String path, RunDirectory directory) {
    CommitLog log = directory.log();
    Optional<RunRecord> record = directory.record();
    Optional<String> sweep = directory.sweep();
    return new ListedRun(
        path,
        record,
        record
            .map(known -> StatusCommand.state(known, directory.worker()))
            .orElse("without run.json"),
        log.rows(),
        log.failed(),
        record.flatMap(known -> best(log, known.metric(), sweep)),
        directory.lastCommit(log),
        RunFolder.question(sweep),
        Optional.empty());
  }

  /** Of the waves that were ranked by this metric when they were committed. */
  private static Optional<Double> best(CommitLog log, String metric, Optional<String> sweep) {
    Models models = Models.withoutData();
    Optional<String> model =
        sweep.stream()
            .flatMap(String::lines)
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(MODEL.length()))
            .filter(name -> models.models().contains(name))
            .findFirst();
    if (model.isEmpty() || !models.metrics(model.get()).contains(metric)) {
      return Optional.empty();
    }
    boolean less = models.minimized(model.get(), metric);
    return log.waves().stream()
        .map(Wave::metric)
        .filter(extent -> extent.name().equals(metric))
        .map(extent -> less ? extent.min() : extent.max())
        .filter(value -> !Double.isNaN(value))
        .reduce((a, b) -> less ? Math.min(a, b) : Math.max(a, b));
  }

  List<String> tags() {
    return record.map(RunRecord::tags).orElse(List.of());
  }

  /** Trials as a person reads them: {@code 1,024}, {@code 512 of 1,024}. */
  String trials() {
    if (broken.isPresent()) {
      return "-";
    }
    String of =
        record
            .filter(known -> known.trials() != committed)
            .map(known -> " of " + Shown.count(known.trials()))
            .orElse("");
    return Shown.count(committed) + of;
  }

  /** The metric and its best value; "-" where there is none. */
  String bestText() {
    return best.map(value -> record.orElseThrow().metric() + " " + Shown.value(value.floatValue()))
        .orElse("-");
  }

  /** Seconds since the last commit. */
  Optional<Double> age() {
    return last.map(then -> Math.max(0, Duration.between(then, Instant.now()).toMillis() / 1e3));
  }

  /** The same in its largest unit: {@code 5 min}; "-" before the first commit. */
  String ageText() {
    return age()
        .map(
            seconds ->
                seconds < 60
                    ? Math.round(seconds) + " s"
                    : seconds < 3600
                        ? Math.round(seconds / 60) + " min"
                        : seconds < 86_400
                            ? Math.round(seconds / 3600) + " h"
                            : Shown.count(Math.round(seconds / 86_400)) + " d")
        .orElse("-");
  }

  /** The question, the first line of the notes where there is none, or why it cannot be read. */
  String about() {
    return broken
        .or(() -> question)
        .or(() -> record.flatMap(known -> known.notes().lines().findFirst()))
        .orElse("");
  }
}
