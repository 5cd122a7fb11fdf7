package org.basin.cli.bench;

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
import org.basin.cli.process.Exit;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.kernel.Engine;
import org.basin.run.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench neural-grid} */
@Command(
    name = "neural-grid",
    mixinStandardHelpOptions = true,
    header =
        "Seconds of an epoch of a neural grid by loop, unfold, sparse matrix and fused stencil.",
    description = {
      "",
      "Examples:",
      "  ./basin bench neural-grid",
      "  ./basin bench neural-grid --batches 64,256 --engines vector --runs 9",
      "",
      "The net is 784 x [128 x 128] x 10 with sine neurons, trained by Adam on 60,000 generated"
          + " images, on one core. The double loop is engine scalar, unfold is engine nd4j, the"
          + " fused stencil is engine vector; sparse is a band matrix in compressed rows, which no"
          + " sweep trains with. Processor seconds, mean over the runs ± half its 95 % interval"
          + " (Student); what takes longer than --seconds is measured over a part of the epoch and"
          + " scaled up.",
      ""
    })
final class GridBenchCommand implements Callable<Integer> {

  private static final List<String> NAMES =
      GridBench.implementations().stream().map(Engine::name).toList();

  /** In the order of the table. */
  private static final List<String> SHOWN = List.of("scalar", "nd4j", "sparse", "vector");

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
      description = "Of scalar, vector, nd4j, sparse; all if not given.")
  private List<String> engines = NAMES;

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
    for (String name : engines) {
      if (!NAMES.contains(name.toLowerCase(Locale.ROOT))) {
        throw new UsageException("--engines must be of %s, got %s".formatted(NAMES, name));
      }
    }
    GridBench bench = new GridBench(seconds, runs);
    List<Row> rows = new ArrayList<>();
    for (int batch : batches) {
      Map<String, GridBench.Result> results = new TreeMap<>(Comparator.comparing(SHOWN::indexOf));
      for (Engine engine : wanted()) {
        reply.err().printf("batch %d, %s ...%n", batch, engine.name());
        bench.measure(engine, batch).ifPresent(result -> results.put(engine.name(), result));
      }
      rows.add(new Row(batch, results));
    }
    reply.print(() -> rows.stream().map(GridBenchCommand::map).toList(), () -> lines(rows));
    return Exit.DONE;
  }

  private List<Engine> wanted() {
    return GridBench.implementations().stream()
        .filter(engine -> engines.stream().anyMatch(engine.name()::equalsIgnoreCase))
        .toList();
  }

  private static List<String> lines(List<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("neural-grid: 784 x [128 x 128] x 10, sine, Adam, one core, " + Rate.machine());
    lines.add("");
    TextTable table =
        new TextTable(
            List.of(
                "batch",
                "loop, s",
                "unfold, s",
                "sparse, s",
                "fused, s",
                "loop / unfold",
                "loop / sparse",
                "loop / fused",
                "fused, of the limit"));
    for (Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(Shown.count(row.batch())));
      SHOWN.forEach(engine -> cells.add(seconds(result(row, engine))));
      for (String engine : List.of("nd4j", "sparse", "vector")) {
        cells.add(factor(result(row, "scalar"), result(row, engine)));
      }
      cells.add(result(row, "vector").map(r -> "%.0f %%".formatted(100 * r.share())).orElse("-"));
      table.row(cells);
    }
    lines.addAll(Reply.lines(table));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "Processor seconds of an epoch of %,d images, mean ± half its 95 %% interval (Student)."
                + " The limit is this core's fused multiply-adds on"
                + " registers, %.0f billion additions and multiplications a second just now.",
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
        .map(
            r ->
                number(r.seconds())
                    + (r.half().isPresent() ? " ±" + number(r.half().getAsDouble()) : ""))
        .orElse("-");
  }

  private static String number(double seconds) {
    return String.format(Locale.ROOT, seconds < 100 ? "%.2f" : "%,.0f", seconds);
  }

  private static String factor(Optional<GridBench.Result> slow, Optional<GridBench.Result> fast) {
    return slow.flatMap(s -> fast.map(f -> s.seconds() / f.seconds()))
        .map(by -> String.format(Locale.ROOT, by < 10 ? "%.2f" : "%,.0f", by))
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
              result.half().ifPresent(half -> one.put("half_interval", half));
              one.put("images_measured", result.images());
              one.put("share_of_limit", result.share());
              map.put(engine, one);
            });
    return map;
  }
}
