package org.basin.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basin.bench.KernelBench;
import org.basin.bench.NumpyBench;
import org.basin.bench.Rate;
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.cli.process.SparkDefaults;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.run.UsageException;
import org.basin.sweep.SweepException;
import org.basin.trial.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench trainability} */
@Command(
    name = "trainability",
    mixinStandardHelpOptions = true,
    header = "Trainings a second of the trainability map, beside NumPy, each on one core.",
    description = {
      "",
      "Examples:",
      "  ./basin bench trainability",
      "  ./basin bench trainability --seconds 5 --runs 9",
      "",
      "One training is one of jobs/trainability-map.yaml: 8-8-1 units, 72 facts, 500 steps on all"
          + " of them. NumPy does the same work with many trainings in one array, in single"
          + " precision on one thread, if python3 with NumPy is there. Medians; leave the machine"
          + " alone meanwhile.",
      ""
    })
final class TrainabilityBenchCommand implements Callable<Integer> {

  /** The plane of jobs/trainability-map.yaml in fewer points. */
  private static final String JOB =
      """
      name: bench
      model: layers
      data: xor
      seed: 42
      engine: %s
      metric: {name: loss}
      parameters:
        layers: [affine 8, tanh, affine 1]
        bias: false
        inputs: 8
        facts: random
        fact_count: 72
        batch: full
        lessons: 500
        start: 1
        init_scale_0: 0.5
        init_scale_1: 0.125
        alpha_0: {min: 1, max: 10000, count: %d, distribution: log_uniform_values}
        alpha_1: {min: 0.1, max: 10, count: %d, distribution: log_uniform_values}
      output: {metrics: [loss, convergence, converged, diverged_at]}
      """;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of one measurement; ${DEFAULT-VALUE} if not given.")
  private double seconds = 2;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each is measured; ${DEFAULT-VALUE} if not given.")
  private int runs = 5;

  @Mixin private Reply reply;

  @Override
  public Integer call() throws SweepException, InterruptedException {
    if (!(seconds > 0) || runs < 1) {
      throw new UsageException(
          "--seconds > 0 and --runs >= 1 must hold, got --seconds %s, --runs %d"
              .formatted(Shown.value(seconds), runs));
    }
    Map<String, Rate> rates = new LinkedHashMap<>();
    // a block is measured as a whole: 64 trainings take the scalar engine as long as 4,096 vector
    rates.put("scalar", kernel("scalar", 8).measure(runs));
    rates.put("vector", kernel("vector", 64).measure(runs));
    Optional<String> version = Optional.empty();
    String missing = "";
    try {
      NumpyBench.Result numpy = NumpyBench.measure(script(), seconds, runs);
      rates.put("numpy", numpy.rate());
      version = Optional.of(numpy.version());
    } catch (IOException e) {
      missing = e.getMessage();
    }
    Optional<String> measured = version;
    String reason = missing;
    reply.print(() -> map(rates, measured), () -> lines(rates, measured, reason));
    return Exit.DONE;
  }

  private static Map<String, Object> map(Map<String, Rate> rates, Optional<String> version) {
    Map<String, Object> map = new LinkedHashMap<>();
    rates.forEach((name, rate) -> map.put(name, rate.map()));
    map.put("numpy_version", version);
    return map;
  }

  private static List<String> lines(
      Map<String, Rate> rates, Optional<String> version, String missing) {
    TextTable table = new TextTable(List.of("trainings a second", "median", "least", "greatest"));
    rates.forEach((name, rate) -> table.row(rate.cells(label(name))));
    List<String> lines = new ArrayList<>();
    lines.add("trainability: 8-8-1 units, 72 facts, 500 steps, " + Rate.machine());
    lines.add("");
    lines.addAll(Reply.lines(table));
    lines.add("");
    lines.add(
        version
            .map(said -> "vector is %.1f times as fast as %s.".formatted(ratio(rates), said))
            .orElse("NumPy was not measured: %s".formatted(missing)));
    return lines;
  }

  private static String label(String name) {
    return name.equals("numpy") ? "NumPy, one core" : "kernel alone, " + name + ", one core";
  }

  private static double ratio(Map<String, Rate> rates) {
    return rates.get("vector").median() / rates.get("numpy").median();
  }

  private static Path script() throws IOException {
    String home = System.getProperty(SparkDefaults.HOME);
    if (home == null) {
      throw new IOException("its script is part of a checkout, from which ./basin starts");
    }
    return Path.of(home, NumpyBench.SCRIPT);
  }

  private KernelBench kernel(String engine, int side) throws SweepException {
    return new KernelBench(Job.parsed("bench", JOB.formatted(engine, side, side)), seconds);
  }
}
