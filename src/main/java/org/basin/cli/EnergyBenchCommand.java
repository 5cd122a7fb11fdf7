package org.basin.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
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
import org.basin.kernel.Engine;
import org.basin.report.Shown;
import org.basin.report.TextTable;
import org.basin.run.Terminal;
import org.basin.space.Space;
import org.basin.sweep.Sweep;
import org.basin.sweep.SweepException;
import org.basin.sweep.SweepParser;
import org.basin.trial.Engines;
import org.basin.trial.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      "With --widths every scheme on every engine instead, on nets of two hidden layers of that many"
          + " units, and the engine that auto takes for them; a dash where a scheme or an engine refuses"
          + " such nets.",
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

  @Mixin private JsonFlag json;
  @Spec private CommandSpec spec;

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
    Sweep sweep = sweep("auto");
    SparkSession spark = SparkStart.open("basin bench", master);
    int cores;
    JobBench.Result job;
    try {
      cores = spark.sparkContext().defaultParallelism();
      job = new JobBench(spark, sweep, Space.of(sweep, new Models())).measure(runs);
    } finally {
      spark.stop();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(Json.pretty(map(scalar, vector, cores, job)));
    } else {
      print(out, scalar, vector, cores, job);
    }
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
        spec.commandLine().getErr().printf("%s, %d units ...%n", scheme, width);
        rows.add(bench.measure(scheme, width));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.wanted) {
      out.println(Json.pretty(rows.stream().map(EnergyBenchCommand::map).toList()));
    } else {
      out.printf(
          "energy: samples times epochs a second on one core, two hidden layers, %s%n%n",
          Rates.machine());
      table(rows).lines(Terminal.columns()).forEach(out::println);
    }
    return Exit.DONE;
  }

  private static List<String> schemes() {
    return new Models()
        .hyperparameters("energy").stream()
            .filter(one -> one.name().equals("scheme"))
            .flatMap(one -> one.choices().stream())
            .toList();
  }

  private static TextTable table(List<WidthBench.Row> rows) {
    List<String> head = new ArrayList<>(List.of("scheme", "width"));
    head.addAll(Engines.names());
    head.add("auto");
    TextTable table = new TextTable(head);
    for (WidthBench.Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(row.scheme(), Shown.count(row.width())));
      row.rates().forEach(rate -> cells.add(rate.map(r -> count(r.median())).orElse("-")));
      cells.add(row.auto().map(Engine::name).orElse("-"));
      table.row(cells);
    }
    return table;
  }

  /** Slow trials are told apart, too. */
  private static String count(double rate) {
    return rate < 10 ? String.format(Locale.ROOT, "%.2f", rate) : Shown.count(Math.round(rate));
  }

  private static Map<String, Object> map(WidthBench.Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("scheme", row.scheme());
    map.put("width", row.width());
    List<String> names = Engines.names();
    for (int e = 0; e < names.size(); e++) {
      map.put(names.get(e), row.rates().get(e).map(Rates::map));
    }
    map.put("auto", row.auto().map(Engine::name));
    return map;
  }

  private KernelBench kernel(String engine) throws SweepException {
    Sweep sweep = sweep(engine);
    return new KernelBench(sweep, Space.of(sweep, new Models()), seconds);
  }

  private static Sweep sweep(String engine) throws SweepException {
    byte[] text = JOB.formatted(engine).getBytes(UTF_8);
    return new SweepParser(new Models()).parse("bench", text, List.of());
  }

  private static void print(
      PrintWriter out, Rate scalar, Rate vector, int cores, JobBench.Result job) {
    out.printf("energy: the slider trial 2-2-1-2, XOR, ep, %s%n%n", Rates.machine());
    TextTable table = new TextTable(List.of("trials a second", "median", "least", "greatest"));
    table.row(Rates.cells("kernel alone, scalar, one core", scalar));
    table.row(Rates.cells("kernel alone, vector, one core", vector));
    table.row(Rates.cells("whole job, %d cores".formatted(cores), job.rate()));
    table.lines(Terminal.columns()).forEach(out::println);
    out.println();
    out.printf(
        Locale.ROOT,
        "The job of %,d trials took %.1f s cold; warm, training takes %.0f %% of the cores'"
            + " time, Spark and the store %.0f %%; %.1f %% of the lanes are filled; Parquet takes"
            + " %.1f bytes a trial.%n",
        job.trials(),
        job.first(),
        100 * job.training(),
        100 - 100 * job.training(),
        100 * job.filled(),
        job.bytesPerTrial());
    out.printf(
        "For comparison: the notebook itself does 220 to 320 of these trials a second on one such"
            + " core (PyTorch 1.13), written with a leading trial axis about 80,000.%n");
  }

  private static Map<String, Object> map(Rate scalar, Rate vector, int cores, JobBench.Result job) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("scalar_kernel", Rates.map(scalar));
    map.put("vector_kernel", Rates.map(vector));
    map.put("cores", cores);
    map.put("job", Rates.map(job.rate()));
    map.put("job_trials", job.trials());
    map.put("job_cold_seconds", job.first());
    map.put("job_training_share", job.training());
    map.put("lanes_filled", job.filled());
    map.put("bytes_per_trial", job.bytesPerTrial());
    return map;
  }
}
