package org.basin.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.basin.cli.process.Ending;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Hadoop;
import org.basin.cli.process.Reply;
import org.basin.cli.process.SparkStart;
import org.basin.draw.Shown;
import org.basin.plan.Pace;
import org.basin.plan.TrialCost;
import org.basin.read.DuckTable;
import org.basin.read.RunTable;
import org.basin.read.SparkTable;
import org.basin.read.Trials;
import org.basin.report.Answer;
import org.basin.report.NextSteps;
import org.basin.run.Destination;
import org.basin.run.RunOptions;
import org.basin.run.RunOutcome;
import org.basin.run.Screen;
import org.basin.run.SweepRun;
import org.basin.run.UsageException;
import org.basin.store.CommitLog;
import org.basin.store.RunDirectory;
import org.basin.sweep.Counted;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code run FILE} */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    header = "Run a sweep, or continue it where it stopped.",
    description = {
      "",
      "Examples:",
      "  ./basin run jobs/xor-initialisation-grid.yaml",
      "  ./basin run jobs/xor-initialisation-grid.yaml name=strong beta=0.1,0.5",
      "  ./basin run jobs/xor-slider-space.yaml --trials 100000000",
      "",
      "Overrides become part of the sweep, so give it another name or output.path with them. Flags"
          + " say where and how much; none of them changes a row. Ctrl-C stops cleanly: what is"
          + " trained is kept, and the same command goes on from there.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  /** The best rows that the answer shows. */
  static final int BEST = 5;

  @Mixin private SweepArguments arguments;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description =
          "Spark's master; all cores of this machine (local[*]) if nobody says otherwise.")
  private Optional<String> master = Optional.empty();

  @Option(
      names = "--trials",
      paramLabel = "N",
      description = "Stop once N trials of the sweep are committed.")
  private long trials = Long.MAX_VALUE;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "Stop cleanly before a wave that would end later than this after the start, such as 90s,"
              + " 30m or 2h.")
  private Optional<Duration> deadline = Optional.empty();

  @Option(
      names = "--wave",
      paramLabel = "TIME",
      converter = DurationText.OrSeconds.class,
      description =
          "How long a wave takes, about, such as 30s, 5m or 1h, or as seconds; 60 if not given."
              + " What is lost at a power cut.")
  private Duration wave = Pace.WAVE;

  @Option(
      names = "--block",
      paramLabel = "N",
      description = "Trials trained together at the most; " + TrialCost.BLOCK + " if not given.")
  private int block = TrialCost.BLOCK;

  @Option(
      names = "--block-timeout",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "Give a block up that trains longer than this; its trials become FAILED rows. No limit if"
              + " not given.")
  private Optional<Duration> blockTimeout = Optional.empty();

  @Option(
      names = "--no-answer",
      description = "Print counts instead of the answer; a complete run is not read.")
  private boolean unanswered;

  @Option(
      names = "--force",
      description = "Take the run over from the process that holds it, should that be lost.")
  private boolean force;

  @Mixin private Reply reply;

  private final Instant start = Instant.now();
  private SparkSession session;

  @Override
  public Integer call() throws Exception {
    Job job = arguments.job();
    Configuration configuration = Hadoop.configuration();
    Destination destination = Destination.of(job, configuration, LocalDate.now(ZoneOffset.UTC));
    destination.remark().ifPresent(this::say);
    Path folder = destination.directory();
    try {
      RunOutcome outcome =
          new SweepRun(job, options(folder), arguments.question().orElse(""))
              .run(configuration, this::spark);
      return finish(job, folder, outcome);
    } finally {
      if (session != null && !Ending.databricks()) {
        session.stop();
      }
    }
  }

  private RunOptions options(Path folder) {
    if (trials < 0 || block < 1) {
      throw new UsageException(
          "--trials >= 0 and --block >= 1 must hold, got --trials %d, --block %d"
              .formatted(trials, block));
    }
    RunOptions all = RunOptions.of(folder, reply.err());
    RunOptions options =
        all.withTrials(trials)
            .withEnd(deadline.map(start::plus).orElse(all.end()))
            .withWave(wave)
            .withBlock(block)
            .withLimit(blockTimeout.orElse(all.limit()));
    return force ? options.forced() : options;
  }

  private SparkSession spark() {
    if (session == null) {
      session = SparkStart.open("basin run", master);
    }
    return session;
  }

  private int finish(Job job, Path folder, RunOutcome outcome) {
    if (outcome.end() == RunOutcome.End.STOPPED && Hadoop.shuttingDown()) {
      return Exit.DONE; // the run has said so, and the signal decides the exit code
    }
    if (outcome.end() == RunOutcome.End.STOPPED) {
      say(
          "%s of %s committed in %s; continue with %s"
              .formatted(
                  Shown.count(outcome.committed()),
                  Counted.are(outcome.trials(), "trial"),
                  folder,
                  arguments.command("run")));
      reply.print(() -> map(folder, outcome, Optional.empty()), List::of);
      return Exit.DONE;
    }
    if (unanswered) {
      return counted(folder, outcome);
    }
    if (outcome.end() == RunOutcome.End.WAS_COMPLETE) {
      say("%s is complete; reading it ...".formatted(folder));
    }
    RunDirectory directory = RunDirectory.at(Hadoop.configuration(), folder);
    Optional<Answer> answer = answer(directory, job);
    reply.print(
        () -> map(folder, outcome, answer),
        () -> answer.map(found -> lines(job, directory, folder, found)).orElseGet(this::none));
    return answer.filter(found -> found.failed() > 0).isPresent() ? Exit.SOME_FAILED : Exit.DONE;
  }

  private Optional<Answer> answer(RunDirectory directory, Job job) {
    Optional<RunTable> table =
        DuckTable.refusal(directory).isEmpty()
            ? DuckTable.open(directory)
            : SparkTable.open(
                spark(),
                RunDirectory.at(spark().sparkContext().hadoopConfiguration(), directory.path()));
    if (table.isEmpty()) {
      return Optional.empty();
    }
    try (RunTable rows = table.get()) {
      return Optional.of(Answer.of(Trials.of(rows), job, BEST));
    }
  }

  /** The end of a run as its commits tell it. */
  private int counted(Path folder, RunOutcome outcome) {
    long failed = RunDirectory.at(Hadoop.configuration(), folder).log().failed();
    Map<String, Object> map = map(folder, outcome, Optional.empty());
    map.put("failed", failed);
    String line =
        "%s is complete: %s, %s of them failed"
            .formatted(folder, Counted.of(outcome.trials(), "trial"), Shown.count(failed));
    reply.print(() -> map, () -> List.of(line));
    return failed > 0 ? Exit.SOME_FAILED : Exit.DONE;
  }

  private void say(String text) {
    reply.say("basin: " + text);
  }

  private List<String> none() {
    List<String> lines = question();
    lines.add("This sweep has no trial: its where excludes them all.");
    return lines;
  }

  private List<String> question() {
    List<String> lines = new ArrayList<>();
    arguments.question().ifPresent(question -> lines.addAll(List.of(question, "")));
    return lines;
  }

  private List<String> lines(Job job, RunDirectory directory, Path folder, Answer answer) {
    CommitLog log = directory.log();
    List<String> lines = question();
    lines.addAll(answer.lines(folder.toString(), Screen.columns()));
    lines.add("");
    lines.addAll(
        NextSteps.lines(
            folder.toString(),
            log.files().size(),
            log.bytes(),
            job.axes().isEmpty() ? "state" : job.axes().get(0).name(),
            answer.ranking()));
    return lines;
  }

  private static Map<String, Object> map(Path folder, RunOutcome outcome, Optional<Answer> answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("directory", folder);
    map.put("end", outcome.end());
    map.put("committed", outcome.committed());
    map.put("trials", outcome.trials());
    map.put("trained", outcome.trained());
    map.put("lanes", outcome.lanes());
    map.put("seconds", outcome.seconds());
    map.put("training_seconds", outcome.training());
    answer.map(Answer::map).ifPresent(map::putAll);
    return map;
  }
}
