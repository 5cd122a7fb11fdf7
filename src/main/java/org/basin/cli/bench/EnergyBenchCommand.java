package org.basin.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.basin.bench.JobBench;
import org.basin.bench.KernelBench;
import org.basin.bench.Rate;
import org.basin.bench.WidthBench;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.cli.process.SparkStart;
import org.basin.draw.Listing;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.kernel.Engine;
import org.basin.run.UsageException;
import org.basin.sweep.SweepException;
import org.basin.trial.Engines;
import org.basin.trial.Job;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench energy} */
@Command(
    name = "energy",
    mixinStandardHelpOptions = true,
    header = "Trials a second of the main job, its kernels alone and all of it.",
    description = {
      "",
      "Examples:",
      "  ./basin bench energy",
      "  ./basin bench energy --seconds 5 --runs 9",
      "  ./basin bench energy --widths 2,16,64,256,1024 --seconds 1 --runs 3",
      "",
      "One trial is the notebook's slider trial: a 2-2-1-2 net learns XOR by ep, 20 epochs of one"
          + " minibatch of 4, one sweep each phase. First the kernels alone on one core, then the"
          + " whole job of 531,441 trials on all cores, Spark and Parquet included. Medians; leave"
          + " the machine alone meanwhile.",
      "",
      "With --widths every scheme on every engine instead, on nets of two hidden layers of that"
          + " many units, and the engine that auto takes for them; a dash where a scheme or an"
          + " engine refuses such nets.",
      ""
    })
final class EnergyBenchCommand implements Callable<Integer> {

  /** The job of jobs/xor-initialisation-grid.yaml. */
  private static final String JOB =
      """
      name: bench
      model: energy
      data: xor
      seed: 42
      engine: %s
      parameters:
        scheme: ep
        hidden: [2, 1]
        activation: sigmoid
        batch_size: 4
        epochs: 20
        free_steps: 1
        nudged_steps: 1
        alpha_0: 0.1
        alpha_1: 0.1
        alpha_2: 0.01
        beta: 0.1
        weight_0_0_0: {min: -2, max: 2, step: 0.5}
        weight_0_0_1: {min: -2, max: 2, step: 0.5}
        weight_0_1_0: {min: -2, max: 2, step: 0.5}
        weight_0_1_1: {min: -2, max: 2, step: 0.5}
        weight_1_0_0: {min: -2, max: 2, step: 0.5}
        weight_1_1_0: {min: -2, max: 2, step: 0.5}
      """;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of one measurement of a kernel; ${DEFAULT-VALUE} if not given.")
  private double seconds = 2;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each is measured; ${DEFAULT-VALUE} if not given.")
  private int runs = 5;

  @Option(
      names = "--widths",
      split = ",",
      paramLabel = "N",
      description = "Units of the hidden layers; compares engines over them.")
  private List<Integer> widths = List.of();

  @Option(
      names = "--schemes",
      split = ",",
      paramLabel = "S",
      description = "With --widths: only these schemes; all if not given.")
  private List<String> wanted = List.of();

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "Spark's master for the whole job; all cores of this machine if not given.")
  private Optional<String> master = Optional.empty();

  @Mixin private Reply reply;

  @Override
  public Integer call() throws SweepException {
    if (!(seconds > 0) || runs < 1) {
      throw new UsageException(
          "--seconds > 0 and --runs >= 1 must hold, got --seconds %s, --runs %d"
              .formatted(Shown.value(seconds), runs));
    }
    if (!widths.isEmpty()) {
      return widths();
    }
    Rate scalar = kernel("scalar").measure(runs);
    Rate vector = kernel("vector").measure(runs);
    SparkSession spark = SparkStart.open("basin bench", master);
    int cores = spark.sparkContext().defaultParallelism();
    JobBench.Result job;
    try {
      job = new JobBench(spark, job("auto")).measure(runs);
    } finally {
      spark.stop();
    }
    reply.print(() -> map(scalar, vector, cores, job), () -> lines(scalar, vector, cores, job));
    return Exit.DONE;
  }

  private int widths() {
    if (widths.stream().anyMatch(width -> width < 1 || width > 4096)) {
      throw new UsageException("--widths must be from 1 to 4,096, got " + widths);
    }
    if (!schemes().containsAll(wanted)) {
      throw new UsageException("--schemes must be of %s, got %s".formatted(schemes(), wanted));
    }
    WidthBench bench = new WidthBench(seconds, runs);
    List<WidthBench.Row> rows = new ArrayList<>();
    for (String scheme : wanted.isEmpty() ? schemes() : wanted) {
      for (int width : widths) {
        reply.err().printf("%s, %d units ...%n", scheme, width);
        rows.add(bench.measure(scheme, width));
      }
    }
    Listing<WidthBench.Row> listing = listing();
    reply.print(
        () -> listing.maps(rows),
        () -> {
          List<String> lines = new ArrayList<>();
          lines.add(
              "energy: samples times epochs a second on one core, two hidden layers, "
                  + Rate.machine());
          lines.add("");
          lines.addAll(Reply.lines(listing.table(rows)));
          return lines;
        });
    return Exit.DONE;
  }

  private static List<String> schemes() {
    return Models.withoutData().hyperparameters("energy").stream()
        .filter(one -> one.name().equals("scheme"))
        .flatMap(one -> one.choices().stream())
        .toList();
  }

  private static Listing<WidthBench.Row> listing() {
    Listing<WidthBench.Row> listing =
        new Listing<WidthBench.Row>()
            .both("scheme", WidthBench.Row::scheme)
            .both("width", WidthBench.Row::width, row -> Shown.count(row.width()));
    List<String> names = Engines.names();
    for (int e = 0; e < names.size(); e++) {
      int place = e;
      listing.both(
          names.get(e),
          row -> row.rates().get(place).map(Rate::map),
          row -> row.rates().get(place).map(rate -> count(rate.median())).orElse("-"));
    }
    return listing.both("auto", row -> row.auto().map(Engine::name));
  }

  /** A whole number, with two decimals below 10. */
  private static String count(double rate) {
    return rate < 10 ? String.format(Locale.ROOT, "%.2f", rate) : Shown.count(Math.round(rate));
  }

  private KernelBench kernel(String engine) throws SweepException {
    return new KernelBench(job(engine), seconds);
  }

  /** The main job on an engine. */
  static Job job(String engine) throws SweepException {
    return Job.parsed("bench", JOB.formatted(engine));
  }

  private static List<String> lines(Rate scalar, Rate vector, int cores, JobBench.Result job) {
    TextTable table = new TextTable(List.of("trials a second", "median", "least", "greatest"));
    table.row(scalar.cells("kernel alone, scalar, one core"));
    table.row(vector.cells("kernel alone, vector, one core"));
    table.row(job.rate().cells("whole job, %d cores".formatted(cores)));
    List<String> lines = new ArrayList<>();
    lines.add("energy: the slider trial 2-2-1-2, XOR, ep, " + Rate.machine());
    lines.add("");
    lines.addAll(Reply.lines(table));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "The job of %,d trials took %.1f s cold; warm, training takes %.0f %% of the cores'"
                + " time, Spark and the store %.0f %%; %.1f %% of the lanes are filled; Parquet"
                + " takes %.1f bytes a trial.",
            job.trials(),
            job.first(),
            100 * job.training(),
            100 - 100 * job.training(),
            100 * job.filled(),
            job.bytesPerTrial()));
    lines.add(
        "For comparison: the notebook itself does 220 to 320 of these trials a second on one such"
            + " core (PyTorch 1.13), written with a leading trial axis about 80,000.");
    return lines;
  }

  private static Map<String, Object> map(Rate scalar, Rate vector, int cores, JobBench.Result job) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("scalar_kernel", scalar.map());
    map.put("vector_kernel", vector.map());
    map.put("cores", cores);
    map.put("job", job.rate().map());
    map.put("job_trials", job.trials());
    map.put("job_cold_seconds", job.first());
    map.put("job_training_share", job.training());
    map.put("lanes_filled", job.filled());
    map.put("bytes_per_trial", job.bytesPerTrial());
    return map;
  }
}
