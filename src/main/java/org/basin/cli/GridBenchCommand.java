package org.basin.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.basin.bench.GridBench;
import org.basin.bench.Rate;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.kernel.Engine;
import org.basin.run.UsageException;
import org.basin.trial.Engines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench neural-grid} */
@Command(
    name = "neural-grid",
    mixinStandardHelpOptions = true,
    header = "Seconds of an epoch of a neural grid by double loop, unfold and fused stencil.",
    description = {
      "",
      "Examples:",
      "  ./basin bench neural-grid",
      "  ./basin bench neural-grid --batches 64,256 --engines vector --runs 9",
      "",
      "The net is 784 x [128 x 128] x 10 with sine neurons, trained by Adam on 60,000 generated"
          + " images, on one core. The double loop is engine scalar, unfold is engine nd4j, the"
          + " fused stencil is engine vector. Processor seconds of the quickest run; what takes"
          + " longer than --seconds is measured over a part of the epoch and scaled up.",
      ""
    })
final class GridBenchCommand implements Callable<Integer> {

  @Option(
      names = "--batches",
      split = ",",
      paramLabel = "N",
      description = "Sizes of minibatches; ${DEFAULT-VALUE} if not given.")
  private List<Integer> batches = List.of(1, 16, 32, 64, 256);

  @Option(
      names = "--engines",
      split = ",",
      paramLabel = "E",
      converter = EngineOption.class,
      completionCandidates = EngineOption.class,
      description = "Of ${COMPLETION-CANDIDATES}; all if not given.")
  private List<Engine> engines = Engines.all();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Seconds of one measurement, about; ${DEFAULT-VALUE} if not given.")
  private double seconds = 5;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "How often each is measured; ${DEFAULT-VALUE} if not given.")
  private int runs = 3;

  @Mixin private Reply reply;

  /** What was measured with one size of minibatch, by engine. */
  private record Row(int batch, Map<String, GridBench.Result> results) {}

  @Override
  public Integer call() {
    if (batches.stream().anyMatch(batch -> batch < 1 || batch > GridBench.EPOCH / 2)) {
      throw new UsageException("--batches must be from 1 to 30,000, got " + batches);
    }
    if (!(seconds > 0) || runs < 1) {
      throw new UsageException(
          "--seconds must be above 0 and --runs at least 1, got %s and %d"
              .formatted(seconds, runs));
    }
    GridBench bench = new GridBench(seconds, runs);
    List<Row> rows = new ArrayList<>();
    for (int batch : batches) {
      Map<String, GridBench.Result> results =
          new TreeMap<>(Comparator.comparing(Engines.names()::indexOf));
      for (Engine engine : engines) {
        reply.err().printf("batch %d, %s ...%n", batch, engine.name());
        bench.measure(engine, batch).ifPresent(result -> results.put(engine.name(), result));
      }
      rows.add(new Row(batch, results));
    }
    reply.print(() -> rows.stream().map(GridBenchCommand::map).toList(), () -> lines(rows));
    return Exit.DONE;
  }

  private static List<String> lines(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("neural-grid: 784 x [128 x 128] x 10, sine, Adam, one core, " + Rate.machine());
    lines.add("");
    TextTable table =
        new TextTable(
            List.of(
                "batch",
                "double loop, s",
                "unfold, s",
                "fused, s",
                "loop / fused",
                "unfold / fused",
                "of the limit"));
    for (Row row : rows) {
      Optional<GridBench.Result> fused = result(row, "vector");
      table.row(
          List.of(
              Shown.count(row.batch()),
              seconds(result(row, "scalar")),
              seconds(result(row, "nd4j")),
              seconds(fused),
              factor(result(row, "scalar"), fused),
              factor(result(row, "nd4j"), fused),
              fused.map(r -> "%.0f %%".formatted(100 * r.share())).orElse("-")));
    }
    lines.addAll(Reply.lines(table));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Processor seconds of an epoch of %,d images. The limit is this core's fused"
                + " multiply-adds on registers, %.0f billion additions and multiplications a second"
                + " just now.",
            GridBench.EPOCH,
            GridBench.limit() / 1e9));
    rows.forEach(row -> parts(row).ifPresent(lines::add));
    lines.add(
        "For comparison: the author's double loop took 52,427 s; unfold in PyTorch on his CPU 1,503"
            + " / 404 / 329 / 257 s with batch 1 / 16 / 32 / 64, and on his GPU 21 s with 64 and"
            + " 5.41 s with 256; unfold in PyTorch 1.13 on one core of a machine like ours 722 / 55"
            + " / 30 / 18.6 s with batch 1 / 16 / 64 / 256.");
    return lines;
  }

  private static Optional<GridBench.Result> result(Row row, String engine) {
    return Optional.ofNullable(row.results().get(engine));
  }

  private static String seconds(Optional<GridBench.Result> result) {
    return result
        .map(r -> String.format(Locale.ROOT, r.seconds() < 100 ? "%.2f" : "%,.0f", r.seconds()))
        .orElse("-");
  }

  private static String factor(Optional<GridBench.Result> slow, Optional<GridBench.Result> fast) {
    return slow.flatMap(
            s -> fast.map(f -> String.format(Locale.ROOT, "%,.0f", s.seconds() / f.seconds())))
        .orElse("-");
  }

  /** Which figures are of a part of the epoch. */
  private static Optional<String> parts(Row row) {
    List<String> parts = new ArrayList<>();
    row.results()
        .forEach(
            (engine, result) -> {
              if (result.images() < GridBench.EPOCH) {
                parts.add(engine + " " + Shown.count(result.images()));
              }
            });
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Batch %s: scaled up from fewer images: %s."
                .formatted(Shown.count(row.batch()), String.join(", ", parts)));
  }

  private static Map<String, Object> map(Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("batch", row.batch());
    row.results()
        .forEach(
            (engine, result) -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("epoch_seconds", result.seconds());
              one.put("images_measured", result.images());
              one.put("share_of_limit", result.share());
              map.put(engine, one);
            });
    return map;
  }
}
