package org.basin.cli.bench;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.basin.bench.Rate;
import org.basin.bench.ScaleBench;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.cli.process.SparkStart;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.plan.Rehearsal;
import org.basin.plan.Rehearsal.Costs;
import org.basin.plan.Rehearsal.Scene;
import org.basin.run.UsageException;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench scale} */
@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    header = "What the driver costs, and 10^10 trials on 1,000 executors played through.",
    description = {
      "",
      "Examples:",
      "  ./basin bench scale",
      "  ./basin bench scale --folder hdfs:///tmp/scale",
      "",
      "Measures with real Spark, real Parquet files and the real commit log; then cuts a run into"
          + " waves as the planner does, on simulated executors that die once a day each: once with"
          + " the real commit log of every file, and a driver that dies twice an hour; then"
          + " longer ones with the log in numbers and a driver that dies every third day."
          + " docs/scale.md explains the figures.",
      ""
    })
final class ScaleBenchCommand implements Callable<Integer> {

  /** Files have rows of a sweep of usual width. */
  private static final String SWEEP =
      """
      name: scale
      model: energy
      data: xor
      parameters:
        alpha: {min: 0.001, max: 1, count: 1000}
        beta: {min: 0.001, max: 1, count: 1000}
        weight_0_0_0: {min: -2, max: 2, step: 0.1}
      """;

  private static final long TRIALS = 10_000_000_000L;
  private static final int EXECUTORS = 1000;
  private static final int CORES = 4;
  private static final double DAY = 86_400;
  private static final double RESTART = 30;
  private static final double HALF_HOUR = 1800;
  private static final long SEED = 42;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Where to commit; a temporary folder here if not given. Removed afterwards.")
  private Optional<String> folder = Optional.empty();

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "Files of a measured wave; ${DEFAULT-VALUE} if not given.")
  private int files = 1000;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      description = "Tasks of the measured job; ${DEFAULT-VALUE} if not given.")
  private int tasks = 5000;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws Exception {
    if (files < 2 || files > 1_000_000 || tasks < 1) {
      throw new UsageException(
          "2 <= --files <= 1000000 and --tasks >= 1 must hold, got --files %d, --tasks %d"
              .formatted(files, tasks));
    }
    Job job = Job.parsed("scale.yaml", SWEEP);
    Path at =
        folder.isPresent()
            ? new Path(folder.get(), "basin-bench-scale")
            : new Path(Files.createTempDirectory("basin-bench-scale").toUri());
    try (SparkSession spark = SparkStart.open("basin bench scale", Optional.empty())) {
      Configuration configuration = spark.sparkContext().hadoopConfiguration();
      try {
        double task =
            ScaleBench.task(JavaSparkContext.fromSparkContext(spark.sparkContext()), tasks);
        ScaleBench.Log log = ScaleBench.log(configuration, new Path(at, "measured"), job, files);
        Map<Scene, Rehearsal> played = new LinkedHashMap<>();
        Scene stored = scene(0.001, 200, HALF_HOUR);
        played.put(
            stored, ScaleBench.play(configuration, new Path(at, "played"), stored, task, SEED));
        Costs costs = new Costs(task, log.wave(), log.file(), log.read());
        for (Scene scene :
            List.of(
                scene(0.001, 60, 3 * DAY),
                scene(0.001, 600, 3 * DAY),
                scene(0.1, 3600, 3 * DAY),
                scene(1, 21_600, 3 * DAY))) {
          played.put(scene, Rehearsal.of(scene, costs, SEED));
        }
        reply.print(() -> map(task, log, played), () -> lines(task, log, played));
      } finally {
        at.getFileSystem(configuration).delete(at, true);
      }
    }
    return Exit.DONE;
  }

  private static Scene scene(double trial, long wave, double driverLife) {
    return new Scene(
        TRIALS, trial, Duration.ofSeconds(wave), EXECUTORS, CORES, DAY, driverLife, RESTART);
  }

  private static Map<String, Object> map(
      double task, ScaleBench.Log log, Map<Scene, Rehearsal> played) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("task_seconds", task);
    map.put("log", log);
    map.put(
        "played",
        played.entrySet().stream()
            .map(each -> Map.of("scene", each.getKey(), "outcome", each.getValue()))
            .toList());
    return map;
  }

  private static List<String> lines(double task, ScaleBench.Log log, Map<Scene, Rehearsal> played) {
    List<String> lines = new ArrayList<>();
    lines.add("scale: " + Rate.machine());
    lines.add("");
    TextTable measured = new TextTable(List.of());
    measured.row("a task of Spark's, from launch to result", micros(task));
    measured.row("committing a wave of one file", micros(log.wave()));
    measured.row("committing a file more", micros(log.file()));
    measured.row("reading a file's entry at a start", micros(log.read()));
    measured.row("a file's entry in its commit", Shown.bytes(Math.round(log.entry())));
    measured.row("a file's entry in the driver's memory", Shown.bytes(Math.round(log.heap())));
    lines.addAll(Reply.lines(measured));
    lines.add("");
    TextTable text =
        new TextTable(
            List.of(
                "a trial takes",
                "a wave",
                "a driver lives",
                "log",
                "time",
                "waves",
                "files",
                "log in memory",
                "executors died",
                "drivers died",
                "work lost",
                "driver alone"));
    played.forEach(
        (scene, run) -> {
          List<String> row = new ArrayList<>();
          row.add(Shown.value(scene.trial()) + " s");
          row.add(scene.wave().toSeconds() + " s");
          row.add(Shown.seconds(scene.driverLife()));
          row.add(scene.driverLife() < DAY ? "on the store" : "in numbers");
          row.add(Shown.seconds(run.seconds()));
          row.add(Shown.count(run.waves()));
          row.add(Shown.count(run.files()));
          row.add(Shown.bytes(Math.round(run.files() * log.heap())));
          row.add(Shown.count(run.executorDeaths()));
          row.add(Shown.count(run.driverDeaths()));
          row.add(percent(run.lost() / run.trained()));
          row.add(percent(run.driver() / run.seconds()));
          text.row(row);
        });
    lines.add(
        "%s trials on %s executors of %d cores, played through"
            .formatted(Shown.count(TRIALS), Shown.count(EXECUTORS), CORES));
    lines.addAll(Reply.lines(text));
    return lines;
  }

  private static String micros(double seconds) {
    return String.format(Locale.ROOT, "%,.0f µs", 1e6 * seconds);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
